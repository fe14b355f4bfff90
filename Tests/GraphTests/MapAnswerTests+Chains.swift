import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@testable import EvidenceMaps

extension MapAnswerTests {
  /// A question of paths: a graph, and two ends that are drawn.
  struct Ends: CustomTestStringConvertible, Sendable {
    var graph: String
    var from: String
    var to: String
    var seed: UInt64?

    var testDescription: String { "\(graph) \(seed.map { "random \($0)" } ?? "") \(from) \(to)" }
  }

  static let ends: [Ends] =
    [
      Ends(
        graph: "Graphs/frontier-mitigations/graph.jsonl",
        from: "arxiv:2412.02145",
        to: "mit-risk@4:4.2"
      ),
      Ends(
        graph: "Graphs/ai-risk-repository/graph.jsonl",
        from: "Frontier AI Risk Management Framework (v1.0)",
        to: "mit-risk@4:5"
      ),
      Ends(
        graph: "Graphs/ai-risk-repository/graph.jsonl",
        from: "mit-risk@4:7.3",
        to: "mit-risk@4:1.1"
      ),
    ]
    + (0..<8).map { Ends(graph: "", from: "paper:p0", to: "risk-a@1:1", seed: $0) }

  /// How a strength of an answer is printed.
  private static func text(_ value: Any?) -> String {
    guard let bounds = value as? [String: Any] else {
      return (value as? Double).map { SupportScore.text($0) } ?? "?"
    }
    let low = SupportScore.text(bounds["low"] as? Double)
    return (bounds["high"] as? Double).map { low + "–" + SupportScore.text($0) }
      ?? "at least " + low
  }

  /// The numbers of the chains that a line says it is in.
  private static func chains(of line: DrawnPart) -> [Int] {
    (line.tooltip.split(separator: "\n").last ?? "").matches(of: /[0-9]+/).compactMap {
      Int($0.output)
    }
  }

  @Test("each line and row of a paths map", .enabled(if: LayoutDoor.isOpen), arguments: ends)
  func paths(ends: Ends) throws {
    let folder = try Sandbox()
    let file = try ends.seed.map { try Self.write($0, to: folder) } ?? ends.graph
    let answer = try #require(
      try Self.json(["paths", file, ends.from, ends.to, "--all"]) as? [String: Any]
    )
    let graph = try Self.read(file)
    let svg = try #require(try Self.sheets([file, "paths", ends.from, ends.to], in: folder).first)
    let place = ends.testDescription
    var chains = try #require(answer["chains"] as? [[String: Any]])
    // The picture is built about a chain that does not oppose.
    if let first = chains.firstIndex(where: { $0["stance"] as? String != "opposes" }) {
      chains.insert(chains.remove(at: first), at: 0)
    }
    let steps = try chains.map { chain in
      try #require(chain["steps"] as? [[String: Any]]).compactMap { $0["statement"] as? String }
    }
    let statements = Dictionary(
      graph.edges.map { (graph.id(of: $0), $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let lines = DrawnPart.all(in: svg).filter { $0.kind == "edge" }
    let texts = DrawnPart.texts(in: svg)
    guard !chains.isEmpty else {
      #expect(texts.contains { $0.words.hasPrefix("No chain joins the two") }, "\(place)")
      let gap = try #require(lines.first { $0.id == "pth-line-gap" }, "\(place)")
      #expect(gap.isDashed && gap.words.contains("gap") && gap.shapes.contains("em"), "\(place)")
      return
    }
    // The rows of the table: number, path, kind, strength.
    var drawn: Set<Int> = []
    for (index, chain) in chains.enumerated() {
      let directness = try #require(chain["directness"] as? String)
      let stance = try #require(chain["stance"] as? String)
      let kind = directness + (stance == "supports" ? "" : ", \(stance)")
      let strength = Self.text(chain["strength"])
      let row = texts.indices.first { start in
        start + 3 < texts.count && texts[start].words == String(index + 1)
          && texts[start + 2].words == kind
      }
      guard let row else { continue }
      #expect(texts[row + 3].words == strength, "\(place) chain \(index + 1)")
      drawn.insert(index + 1)
    }
    #expect(drawn.contains(1) && (drawn.count == chains.count || drawn.count <= 10), "\(place)")
    // Where something opposes and there is room for two, it is drawn.
    let opposing = chains.indices.filter { chains[$0]["stance"] as? String == "opposes" }
    #expect(
      opposing.isEmpty || drawn.count < 2 || opposing.contains { drawn.contains($0 + 1) },
      "\(place)"
    )
    for line in lines {
      let id = String(line.id.dropFirst("pth-line-".count))
      // A match that is walked both ways is two lines, of which the second id bears a number.
      let statement = statements[id] == nil ? id.replacing(/-[0-9]+$/, with: "") : id
      let edge = try #require(statements[statement], "\(place): \(id) is no statement")
      let numbers = Self.chains(of: line)
      #expect(!numbers.isEmpty && drawn.isSuperset(of: numbers), "\(place): \(numbers)")
      // A line is dashed where all that says it is inferred, as the statement it is named by is then.
      if line.isDashed { #expect(graph.isInferred(edge), "\(place) \(id)") }
      let direct = numbers.filter { chains[$0 - 1]["directness"] as? String != "inferred" }
      #expect(direct.isEmpty || !line.isDashed, "\(place) \(id): dashed in chain \(direct)")
      let opposes = RelationWords.opposes(edge, in: graph)
      #expect(line.shapes.contains("eo") == opposes, "\(place) \(id): \(line.shapes)")
      if opposes { #expect(line.words.contains { $0.hasSuffix("opposes") }, "\(place) \(id)") }
    }
    for (number, chain) in steps.enumerated() where drawn.contains(number + 1) {
      let own = lines.filter { Self.chains(of: $0).contains(number + 1) }
      #expect(own.count == chain.count, "\(place): chain \(number + 1) has \(own.count) lines")
    }
    let strength = try #require(answer["strength"] as? [String: Any])
    let head = texts.map(\.words).joined(separator: " ")
    for (name, words) in [
      ("supporting", "All that offer a measure together: "), ("named", "That name the risk: "),
      ("opposing", "Opposing: "),
    ] {
      let isThere = !(strength[name] is NSNull)
      let wanted = words + Self.text(strength[name])
      #expect(head.contains(wanted) == isThere, "\(place): \(wanted)")
    }
  }

  @Test("each cell of a difference map", arguments: 0..<8)
  func difference(seed: UInt64) throws {
    let folder = try Sandbox()
    let graphs = [
      try Self.write(seed, dropping: seed % 2 == 0 ? 3 : nil, to: folder),
      try Self.write(seed, dropping: seed % 2 == 0 ? nil : 2, to: folder),
    ]
    let axes = ["--rows", "type@1", "--columns", "risk-a@1"]
    let answer = try #require(try Self.json(["diff"] + graphs + axes) as? [String: Any])
    let changes = try Self.cells(try #require(answer["cells"] as? [[String: Any]]))
    let sides = try graphs.map { graph in
      let json = try Self.json(["coverage", graph] + axes) as? [String: Any]
      return try Self.cells(try #require(json?["cells"] as? [[String: Any]]))
    }
    var drawn: Set<String> = []
    for sheet in try Self.sheets([graphs[0], "diff", graphs[1]] + axes, in: folder) {
      for part in DrawnPart.all(in: sheet) where part.kind == "change" {
        let id = String(part.id.dropFirst("dif-".count))
        let (old, new) = (
          try CellFigures(json: try #require(sides[0][id])),
          try CellFigures(json: try #require(sides[1][id]))
        )
        drawn.insert(id)
        let place = "random \(seed) \(id)"
        func said(_ cell: CellFigures) -> String {
          "\(cell.state.words), \(cell.independent) paper\(cell.independent == 1 ? "" : "s")"
        }
        let name = ": \(said(old)) → \(said(new))"
        #expect(part.name.hasSuffix(name), "\(place): \(part.name)")
        #expect(part.words == [Self.words(from: old, to: new, changes[id] != nil)], "\(place)")
        #expect(part.texts.allSatisfy { $0.isBold == (changes[id] != nil) }, "\(place)")
        let isLost = changes[id] != nil && new.state.isEmpty && !old.state.isEmpty
        #expect((part.words[0].hasPrefix("▼")) == isLost, "\(place): \(part.words)")
        let isGained = !new.state.isEmpty && old.state.isEmpty
        #expect(part.shapes.contains("gain") == isGained, "\(place): \(part.shapes)")
      }
    }
    // What changed at a parent is drawn where nothing below it changed: else that says it.
    let cells = Set(sides[1].keys)
    let finest = cells.filter { cell in !cells.contains { $0 != cell && Self.isAt($0, below: cell) }
    }
    let needed = changes.keys.filter { cell in
      finest.contains(cell)
        || !changes.keys.contains { finest.contains($0) && Self.isAt($0, below: cell) }
    }
    #expect(drawn.isSuperset(of: needed), "random \(seed): a change is not drawn")
  }

  /// Whether a cell is another or lies below it, by the codes of its row and its column.
  private static func isAt(_ cell: String, below other: String) -> Bool {
    let (codes, others) = (cell.split(separator: "-"), other.split(separator: "-"))
    return zip(codes, others).allSatisfy { $0 == $1 || $0.hasPrefix($1 + ".") }
  }

  /// What a cell of a difference map must bear.
  private static func words(from old: CellFigures, to new: CellFigures, _ changed: Bool) -> String {
    func number(_ cell: CellFigures) -> String {
      cell.state == .opposed
        ? "−" + CellFigures.grouped(cell.against) : CellFigures.grouped(cell.independent)
    }
    func blank(_ cell: CellFigures) -> String { cell.state == .searchedEmpty ? "gap" : "?" }
    let (a, b) = (number(old), number(new))
    let numbers = a == b ? b : "\(a)→\(b)"
    let sign = new.state == .conflicting ? " ↔" : new.state == .inferredOnly ? " ≈" : ""
    switch (changed, old.state.isEmpty, new.state.isEmpty) {
    case (true, true, true): return "\(blank(old))→\(blank(new))"
    case (true, false, true): return "▼ \(numbers)"
    case (true, true, false): return "▲ \(numbers)\(sign)"
    case (true, false, false): return numbers + sign
    case (false, _, true): return blank(new)
    case (false, _, false): return numbers
    }
  }
}
