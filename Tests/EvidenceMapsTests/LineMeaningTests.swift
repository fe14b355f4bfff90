import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@testable import EvidenceAnalysis
@testable import EvidenceMaps

/// What the lines of maps say: a dash between nodes is an inferred statement and nothing else, and
/// evidence that opposes is never worded or drawn as support.
@Suite(.enabled(if: LayoutDoor.isOpen)) struct LineMeaningTests {
  /// How a statement was made, and whether it is inferred.
  struct Case: Sendable {
    var name: String
    var method: Method?
    var justification: Justification?
    var stance: Stance?
    var isInferred: Bool
  }

  static let cases = [
    Case(name: "plain", isInferred: false),
    Case(name: "coder", method: .oneCoder, isInferred: false),
    Case(name: "model", method: .model, isInferred: true),
    Case(name: "checked", method: .modelThenPerson, isInferred: false),
    Case(name: "chained", justification: .mappingChaining, isInferred: true),
    Case(name: "lexical", justification: .lexicalMatching, isInferred: true),
    Case(name: "manual", justification: .manualMappingCuration, isInferred: false),
    Case(
      name: "similar",
      justification: "SemanticSimilarityThresholdMatching",
      isInferred: true
    ),
    Case(name: "against", stance: .opposes, isInferred: false),
    Case(name: "against-model", method: .model, stance: .opposes, isInferred: true),
  ]

  /// One measure that addresses a risk a case, each in the domain, coded in the way of its case; one
  /// risk more that a match joins to the domain, and one that is addressed in two ways.
  static func graph() throws -> EvidenceGraph {
    var builder = GraphBuilder(header: GraphHeader(schemes: [Scheme(id: "d@1")]))
    builder.add(Node("paper:p", .paper, label: "P"))
    builder.add(Node("mitigation:p/m", .mitigation, label: "M"))
    builder.add(Node("d@1:1", .riskDomain, label: "Domain", scheme: "d@1"))
    builder.add(Statement("paper:p", .proposes, "mitigation:p/m", source: "paper:p"))
    for item in cases + [Case(name: "matched", isInferred: false)] {
      let risk = Key("risk:p/\(item.name)")
      builder.add(Node(risk, .risk, label: "Risk \(item.name)"))
      var claim = Statement("mitigation:p/m", .addresses, risk, source: "paper:p")
      (claim.method, claim.justification) = (item.method, item.justification)
      claim.stance = item.stance
      builder.add(claim)
      let relation = item.name == "matched" ? Relation.broadMatch : .inDomain
      var coding = Statement(risk, relation, "d@1:1", via: "sheet")
      (coding.method, coding.justification) = (item.method, item.justification)
      builder.add(coding)
    }
    builder.add(
      Statement("mitigation:p/m", .addresses, "risk:p/model", source: "paper:p", locator: "2")
    )
    return try builder.build()
  }

  /// Whether all that is said between two nodes is inferred, by the table of cases alone.
  static func isInferred(_ from: String, _ to: String) -> Bool {
    if from == "risk:p/matched" { return true }
    // A person says the same as the model: not only inferred.
    if to == "risk:p/model" { return false }
    let risk = from.hasPrefix("risk:") ? from : to
    return cases.first { "risk:p/\($0.name)" == risk }?.isInferred ?? false
  }

  /// The lines of a drawing with the keys of their ends, and whether the picture dashes them.
  static func expectDashes(_ drawing: LayeredDrawing, _ svg: String, _ prefix: String) throws {
    #expect(!drawing.edges.isEmpty)
    for edge in drawing.edges {
      let id = "\(prefix)-line-\(SVGText.idPart(edge.idPart))"
      let found = svg.components(separatedBy: "<g id=\"\(id)\"")
      try #require(found.count == 2, "\(id)")
      let line = found[1].components(separatedBy: "</g>")[0]
      let (from, to) = (drawing.nodes[edge.from].idPart, drawing.nodes[edge.to].idPart)
      #expect(
        line.contains("stroke-dasharray") == isInferred(from, to),
        "\(prefix): \(from) to \(to)"
      )
      let stance = cases.first { "risk:p/\($0.name)" == to }?.stance
      guard from == "mitigation:p/m" else { continue }
      #expect(line.contains("addresses") == (stance != .opposes), "\(prefix): \(line)")
      #expect(line.contains("opposes") == (stance == .opposes), "\(prefix): \(line)")
      #expect((edge.style.role == .opposing) == (stance == .opposes), "\(prefix): \(to)")
    }
  }

  @Test func aroundADashIsAnInference() throws {
    let graph = try Self.graph()
    for key in ["mitigation:p/m", "d@1:1"] as [Key] {
      let map = AroundMap(node: try graph.resolve(key.text), graph: graph)
      let sheet = AroundSheet(map: map, limit: 12)
      try Self.expectDashes(sheet.drawing(), try map.svg(), "arn")
    }
  }

  @Test func alongAPathADashIsAnInference() throws {
    let graph = try Self.graph()
    let answer = EvidencePaths(graph).chains(
      from: try graph.resolve("paper:p"),
      to: try graph.resolve("d@1:1")
    )
    let map = PathsMap(answer: answer, graph: graph)
    for count in stride(from: map.chains.count, to: 0, by: -1) {
      let sheet = PathsSheet(map: map, places: Array(map.chains.indices.prefix(count)))
      guard let svg = try sheet.draw(isLast: false) else { continue }
      try expectPathDashes(sheet, svg)
      return
    }
    Issue.record("no sheet fits")
  }

  /// Chains take single statements: where one of two is drawn, the dash is its own.
  private func expectPathDashes(_ sheet: PathsSheet, _ svg: String) throws {
    let drawing = sheet.drawing()
    let graph = sheet.map.graph
    for edge in drawing.edges {
      let lines = sheet.chains.flatMap { chain in
        zip(chain.steps, zip(chain.nodes, chain.nodes.dropFirst())).filter { step, ends in
          graph.key(of: ends.0).text == drawing.nodes[edge.from].idPart
            && graph.key(of: ends.1).text == drawing.nodes[edge.to].idPart
        }.map(\.0.edge)
      }
      let id = "pth-line-\(SVGText.idPart(edge.idPart))"
      let line = svg.components(separatedBy: "<g id=\"\(id)\"").last?
        .components(separatedBy: "</g>").first
      let isDashed = try #require(line).contains("stroke-dasharray")
      #expect(!lines.isEmpty && isDashed == lines.allSatisfy { graph.isInferred($0) }, "\(id)")
    }
  }

  @Test func nodeByNodeADashIsAnInference() throws {
    let map = NodesMap(graph: try Self.graph())
    try Self.expectDashes(NodesSheet(map: map).drawing(), try map.svg(), "ovw")
  }

  @Test func aStatementIsInferredByItsTable() throws {
    let graph = try Self.graph()
    for edge in graph.edges where graph.relation(of: edge) == .inDomain {
      let key = graph.key(of: graph.from(edge)).text
      let item = try #require(Self.cases.first { "risk:p/\($0.name)" == key })
      #expect(graph.isInferred(edge) == item.isInferred, "\(item.name)")
    }
  }

  @Test func headlinesCountOppositionApart() throws {
    let graph = try Self.graph()
    let map = AroundMap(
      node: try graph.resolve("mitigation:p/m"),
      relations: [.addresses],
      graph: graph
    )
    let sheet = AroundSheet(map: map, limit: 12)
    let headline = TextRun.plain(sheet.text().headline)
    #expect(headline.hasSuffix("10 addresses, 2 opposes."), "\(headline)")
  }

  @Test func aFoldedLineSaysBothSides() throws {
    let map = AroundMap(
      node: try Self.graph().resolve("mitigation:p/m"),
      relations: [.addresses],
      graph: try Self.graph()
    )
    let sheet = AroundSheet(map: map, limit: 1)
    let label = try #require(sheet.drawing().edges.first?.label)
    #expect(label.value == "addresses ×10" && label.word == "opposes ×2")
  }

  @Test func whatIsDeniedIsNotDrawn() throws {
    var builder = GraphBuilder()
    builder.add(Node("mitigation:p/m", .mitigation))
    builder.add(Node("risk:p/r", .risk))
    var denied = Statement("mitigation:p/m", .addresses, "risk:p/r", source: "paper:p")
    denied.properties["predicateModifier"] = .string("Not")
    builder.add(denied)
    let graph = try builder.build()
    let map = AroundMap(node: try graph.resolve("risk:p/r"), graph: graph)
    #expect(map.surroundings(limit: 7).links.isEmpty)
    #expect(map.table().count == 1)
  }

  @Test func anOverviewSaysBothSidesAndDashesWhatIsInferred() throws {
    let map = OverviewMap(graph: try Self.graph())
    let groups = OverviewGroups(map.graph, fold: .nothing)
    let drawing = OverviewSheet(map: map, groups: groups).drawing()
    let claims = try #require(drawing.edges.first { $0.name.contains("addresses") })
    #expect(claims.label?.value == "10" && claims.label?.word == "addresses, 2 opposes")
    #expect(claims.name.hasSuffix(": 10 addresses, 2 opposes"))
    for (edge, bundle) in zip(drawing.edges, groups.bundles)
    where groups.bundles.count == drawing.edges.count {
      #expect(edge.style.isDashed == (bundle.inferred == bundle.count))
    }
  }

  @Test func aBranchOfATreeIsNeverDashed() throws {
    let svg = try Fixtures.taxonomy().svg()
    #expect(svg.contains("not searched") && !svg.contains("stroke-dasharray=\""))
  }
}
