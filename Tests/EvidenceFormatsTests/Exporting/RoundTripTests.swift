import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// Exported, imported and compared: a graph differs in nothing but what the report says is lost.
@Suite struct RoundTripTests {
  private func back(_ graph: EvidenceGraph, _ format: ExportFormat) throws -> (
    graph: EvidenceGraph, losses: LossReport
  ) {
    let export = try GraphExport(graph, as: format)
    let folder = try Sandbox()
    for file in export.files { try folder.write(file.text, to: file.name) }
    let result = try Importer.run(ImportRequest(files: export.files.map { folder.path($0.name) }))
    return (result.graph, export.losses)
  }

  private func withoutHeader(_ graph: EvidenceGraph) throws -> EvidenceGraph {
    var builder = GraphBuilder()
    for node in graph.nodes { builder.add(graph.value(of: node)) }
    for edge in graph.edges { builder.add(graph.statement(edge)) }
    return try builder.build()
  }

  @Test("the bulk pair holds all but the header", arguments: 0..<60 as Range<UInt64>)
  func bulk(seed: UInt64) throws {
    let graph = try withoutHeader(try RandomGraph.parts(seed: seed).build())
    let (read, losses) = try back(graph, seed.isMultiple(of: 2) ? .csv : .tsv)
    #expect(losses.isEmpty, "\(losses.text)")
    let difference = GraphDifference(from: graph, to: read)
    #expect(difference.isEmpty, "\(difference.changedNodes) \(difference.changedStatements)")
  }

  @Test("the bulk pair of a graph with everything") func bulkOfEverything() throws {
    let (read, losses) = try back(try ExportFixtures.graph(), .csv)
    let lost = losses.losses.map(\.what)
    #expect(lost.contains("statements without 'via', which have the table's name when read"))
    #expect(!lost.contains("types of values in a column of several types"))
    let difference = GraphDifference(from: try ExportFixtures.graph(), to: read)
    #expect(difference.changedNodes.isEmpty && difference.addedNodes.isEmpty)
    #expect(difference.changedStatements.isEmpty)
  }

  @Test("a table of mappings holds the matches of concepts", arguments: 0..<60 as Range<UInt64>)
  func mappings(seed: UInt64) throws {
    let parts = RandomGraph.parts(seed: seed, density: 3)
    var builder = GraphBuilder()
    var ends: Set<Key> = []
    for var statement in parts.statements where statement.relation.isMatch {
      if statement.justification == nil { statement.justification = .manualMappingCuration }
      if !ends.isEmpty { statement.coder = "Ann | B\\C" }
      builder.add(statement)
      ends.formUnion([statement.from, statement.to])
    }
    for key in ends { builder.add(Node(key, .taxonomyNode, label: "the \(key)")) }
    let graph = try builder.build()
    guard graph.statementCount > 0 else { return }
    let (read, losses) = try back(graph, .sssom)
    #expect(losses.isEmpty, "\(losses.text)")
    let difference = GraphDifference(from: graph, to: read)
    let ids = { (graph: EvidenceGraph) in graph.edges.map { graph.id(of: $0) }.sorted() }
    #expect(ids(graph) == ids(read))
    #expect(difference.addedNodes.isEmpty && difference.removedNodes.isEmpty)
    #expect(difference.changedNodes.isEmpty, "\(difference.changedNodes)")
    #expect(difference.changedStatements.isEmpty, "\(difference.changedStatements)")
  }

  @Test("an OSCAL collection brings back who matches whom") func oscal() throws {
    let graph = try ExportFixtures.graph()
    let (read, _) = try back(graph, .oscal)
    let matches = read.edges.filter { read.relation(of: $0) == .closeMatch }
    #expect(matches.count == 1 && read.confidence(of: matches[0]) == 0.1234)
    #expect(read.node("risks@1:1.1").map { read.kind(of: $0) } == .riskDomain)
  }
}

/// Papers through the forms of bibliographies.
@Suite struct BibliographyRoundTripTests {
  private static func graph(seed: UInt64) throws -> EvidenceGraph {
    var random = SeededGenerator(seed: seed)
    func some<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &random)] }
    var builder = GraphBuilder()
    for index in 0..<5 {
      let key = some(["doi:10.1000/x\(index)", "paper:work-\(index)", "arxiv:2401.0000\(index)"])
      var node = Node(
        Key(key),
        .paper,
        label: some(["A {B} & C_\(index)", "Über $5 -- 'x' \\ \"y\"", "LLM's: a ~ b ^ c"])
      )
      func maybe(_ name: String, _ values: [PropertyValue]) {
        if Bool.random(using: &random) { node.properties[name] = some(values) }
      }
      maybe(
        "authors",
        [.strings(["Doe, Jane", "The & Group"]), .string("O'Neil, Ça"), .string("X")]
      )
      maybe("year", [.integer(2020), .integer(1999)])
      maybe("itemType", [.string("Report"), .string("A thing of its own"), .string("Preprint")])
      maybe("url", [.string("https://example.org/a_b?c=d%20&e#f")])
      maybe("container", [.string("Journal of X & Y")])
      maybe("pages", [.string("1-10"), .string("e5")])
      maybe("issn", [.string("1234-567X")])
      maybe("keywords", [.strings(["one", "two_3"]), .string("single")])
      maybe("abstract", [.string("Some text, 50% of it; {so}.")])
      if node.properties["year"] == nil {
        maybe("date", [.string("2021-03-04"), .string("2021-03")])
      }
      if Bool.random(using: &random), key.hasPrefix("paper") {
        node.sameAs = ["doi:10.1000/s\(index)"]
      }
      builder.add(node)
    }
    return try builder.build()
  }

  @Test(
    "papers come back as they were",
    arguments: [ExportFormat.ris, .bibtex, .cslJSON],
    0..<25 as Range<UInt64>
  )
  func papers(format: ExportFormat, seed: UInt64) throws {
    let graph = try Self.graph(seed: seed)
    let export = try GraphExport(graph, as: format)
    #expect(export.losses.isEmpty, "\(export.losses.text)")
    let folder = try Sandbox()
    try folder.write(export.text, to: export.files[0].name)
    let read = try Importer.run(ImportRequest(files: [folder.path(export.files[0].name)])).graph
    let difference = GraphDifference(from: graph, to: read)
    #expect(
      difference.isEmpty,
      "\(difference.changedNodes) \(difference.addedNodes)\n\(export.text)"
    )
  }
}
