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

/// Whole graphs through GraphML, Turtle, JSON-LD and OSCAL: what the report does not name comes
/// back.
@Suite struct WholeRoundTripTests {
  private func read(_ graph: EvidenceGraph, _ format: ExportFormat) throws -> (
    graph: EvidenceGraph, losses: Set<String>
  ) {
    let export = try GraphExport(graph, as: format)
    let folder = try Sandbox()
    try folder.write(export.text, to: export.files[0].name)
    let path = folder.path(export.files[0].name)
    let result = try Importer.run(ImportRequest(files: [path]))
    return (result.graph, Set(export.losses.losses.map(\.what)))
  }

  /// A random graph with properties of every type, texts that are hard to write, and people.
  private func graph(seed: UInt64) throws -> EvidenceGraph {
    var random = SeededGenerator(seed: seed &+ 5)
    func some<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &random)] }
    var parts = RandomGraph.parts(seed: seed)
    let texts = [
      "plain", "\"q\" & <x> 'y'", "two\nlines \\ back", " blanks ", "é\u{1F600}", "a | b",
    ]
    let values: [PropertyValue] =
      [
        .integer(7), .number(0.125), .boolean(true), .strings(["b", "a"]), .strings(["one"]),
      ] + texts.map { .string($0) }
    for index in parts.nodes.indices {
      if some([true, false]) { parts.nodes[index].label = some(texts) }
      if some([true, false]) {
        parts.nodes[index].sameAs = ["https://example.org/\(index)", "x:\(index)"]
      }
      for name in [
        "description", "weight", "altLabels", "definition", "authors", "abstract", "kept",
      ]
      where some([true, false, false]) {
        parts.nodes[index].properties[name] = some(values)
      }
    }
    for index in parts.statements.indices {
      if some([true, false, false]) { parts.statements[index].rationale = some(texts) }
      if some([true, false, false]) { parts.statements[index].setCoders(["ann", "Ben \"B\""]) }
      if some([true, false, false]) { parts.statements[index].setReviewers(["cara"]) }
      if some([true, false, false, false]) { parts.statements[index].id = "own \(index)" }
      if some([true, false, false, false]) {
        parts.statements[index].properties["extra"] = some(values)
      }
    }
    return try parts.build()
  }

  /// The graph as it is without what a report names.
  private func without(_ losses: Set<String>, _ graph: EvidenceGraph) throws -> EvidenceGraph {
    func changed(_ properties: [String: PropertyValue], of kind: Kind?) -> [String: PropertyValue] {
      var result: [String: PropertyValue] = [:]
      for (name, value) in properties {
        var (name, value) = (name, value)
        let isListed =
          name == "authors" && kind == .paper
          || name == "altLabels" && (kind == .taxonomyNode || kind == .riskDomain)
        switch value {
        case .strings(let items):
          if losses.contains("lists, which are one text here") {
            value = .string(items.joined(separator: " | "))
          } else if items.count == 1, !isListed,
            losses.contains("lists of one text, which are a text when read")
          {
            value = .string(items[0])
          }
        case .string(let text)
        where isListed && losses.contains("texts that are a list when read"):
          value = .strings([text])
        case .integer where name != "year" && losses.contains("numbers, which are texts here"),
          .number where name != "confidence" && losses.contains("numbers, which are texts here"),
          .boolean where losses.contains("true and false, which are texts here"):
          value = .string(value.text)
        default: break
        }
        if name == "weight", losses.contains("names of properties that the form uses for itself") {
          name = "weight_"
        }
        result[name] = value
      }
      return result
    }
    var builder = GraphBuilder()
    for node in graph.nodes {
      var value = graph.value(of: node)
      if losses.contains("absent labels, in whose place the key stands") {
        value.label = value.label ?? value.key.text
      }
      value.properties = changed(value.properties, of: value.kind)
      builder.add(value)
    }
    for edge in graph.edges {
      var value = graph.statement(edge)
      value.properties = changed(value.properties, of: nil)
      builder.add(value)
    }
    return try builder.build()
  }

  private func compare(_ graph: EvidenceGraph, _ read: EvidenceGraph, _ seed: UInt64) {
    let difference = GraphDifference(from: graph, to: read)
    #expect(difference.addedNodes.isEmpty && difference.removedNodes.isEmpty, "\(seed)")
    #expect(difference.changedNodes.flatMap(\.properties).isEmpty, "\(seed)")
    #expect(difference.addedStatements.isEmpty, "\(difference.addedStatements.prefix(2)) \(seed)")
    #expect(
      difference.removedStatements.isEmpty,
      "\(difference.removedStatements.prefix(2)) \(seed)"
    )
    #expect(difference.changedStatements.flatMap(\.properties).isEmpty, "\(seed)")
    #expect(difference.relocatedStatements.isEmpty)
  }

  #if XML
    @Test("GraphML", arguments: 0..<40 as Range<UInt64>) func graphML(seed: UInt64) throws {
      let graph = try graph(seed: seed)
      let (read, losses) = try read(graph, .graphML)
      compare(try without(losses, graph), read, seed)
    }
  #endif

  #if RDF
    @Test("Turtle", arguments: 0..<40 as Range<UInt64>) func turtle(seed: UInt64) throws {
      let graph = try graph(seed: seed)
      let (read, losses) = try read(graph, .turtle)
      compare(try without(losses, graph), read, seed)
      #expect(read.header.title == graph.header.title && read.header.asOf == graph.header.asOf)
      #expect(read.header.schemes == graph.header.schemes)
    }
  #endif

  @Test("JSON-LD", arguments: 0..<40 as Range<UInt64>) func jsonLD(seed: UInt64) throws {
    let graph = try graph(seed: seed)
    let (read, losses) = try read(graph, .jsonLD)
    compare(try without(losses, graph), read, seed)
    #expect(read.header.schemes == graph.header.schemes)
  }

  @Test("OSCAL", arguments: 0..<40 as Range<UInt64>) func oscal(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed, density: 3).build()
    let kept = graph.edges.filter { edge in
      let relation = graph.relation(of: edge)
      return relation.isMatch && (!graph.isNegated(edge) || relation == .relatedMatch)
    }
    guard !kept.isEmpty else { return }
    let ends = Set(kept.flatMap { [graph.from($0), graph.to($0)] })
    var builder = GraphBuilder()
    for node in ends.sorted() {
      var value = graph.value(of: node)
      (value.sameAs, value.properties) = ([], [:])
      builder.add(value)
    }
    for edge in kept {
      var value = graph.statement(edge)
      value.stance = nil
      value.properties = value.properties.filter { $0.key == "predicateModifier" }
      builder.add(value)
    }
    let (read, losses) = try read(graph, .oscal)
    compare(try builder.build(), read, seed)
    #expect(read.header.title == graph.header.title && read.header.asOf == graph.header.asOf)
    #expect(losses.contains("nodes that no match names") || ends.count == graph.nodeCount)
  }

  @Test("a layer brings its nodes back, and no claim") func layer() throws {
    let graph = try ExportFixtures.graph()
    let layer = NavigatorLayer(
      scheme: "risks@1",
      techniques: [.init(key: "risks@1:1", score: 2, comment: "thin", color: "#a8d3f9")]
    )
    let folder = try Sandbox()
    try folder.write(try GraphExport(graph, as: .navigator, layer: layer).text, to: "l.json")
    let result = try Importer.run(ImportRequest(files: [folder.path("l.json")]))
    #expect(result.graph.nodeCount == 1 && result.graph.statementCount == 0)
    let node = try #require(result.graph.node("risks@1:1"))
    let old = try #require(graph.node("risks@1:1"))
    #expect(result.graph.value(of: node) == graph.value(of: old))
    #expect(result.report.entries.map(\.code) == ["answers-not-claims"])
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
