import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@testable import EvidenceMaps

/// Every number, word, sign and dash of a map is its answer's: the drawing is walked beside the JSON
/// of the same question, over both shipped graphs and random ones.
@Suite struct MapAnswerTests {
  /// A graph, and two schemes that meet in it.
  struct Question: CustomTestStringConvertible, Sendable {
    var graph: String
    var axes: [String]
    /// A random graph in place of a file.
    var seed: UInt64?

    var testDescription: String { seed.map { "random \($0)" } ?? "\(graph) \(axes)" }
  }

  static let shipped = [
    Question(
      graph: "Graphs/frontier-mitigations/graph.jsonl",
      axes: ["--rows", "mit-mitigation@2", "--columns", "mit-risk@4"]
    ),
    Question(
      graph: "Graphs/ai-risk-repository/graph.jsonl",
      axes: ["--of", "Risk", "--rows", "mit-risk@4", "--columns", "mit-causal-entity@4"]
    ),
    Question(
      graph: "Graphs/frontier-mitigations/graph.jsonl",
      axes: ["--rows", "mit-mitigation@2", "--columns", "mit-risk@4", "--since", "2025"]
    ),
  ]

  static let random = (0..<8).map {
    Question(graph: "", axes: ["--rows", "type@1", "--columns", "risk-a@1"], seed: $0)
  }

  /// Writes a random graph; every other one has no searches, some have a version less of a work.
  static func write(_ seed: UInt64, dropping share: Int? = nil, to folder: Sandbox) throws
    -> String
  {
    var parts = RandomGraph.parts(seed: seed, density: 1.4)
    if let share {
      parts.statements = parts.statements.enumerated().filter { index, statement in
        statement.relation != .addresses || index % share > 0
      }.map(\.element)
    }
    let name = "\(seed)-\(share ?? 0).jsonl"
    try folder.write(ArchiveWriter.text(of: try parts.build()), to: name)
    return folder.path(name)
  }

  static func json(_ arguments: [String]) throws -> Any {
    let run = try CommandRun.run(arguments: arguments + ["--format", "json"])
    try #require(run.status == 0 || run.status == 2, "\(arguments): \(run.errors)")
    return try JSONSerialization.jsonObject(with: Data(run.output.utf8))
  }

  /// All sheets of a map.
  static func sheets(_ arguments: [String], in folder: Sandbox) throws -> [String] {
    let name = folder.path("map.svg")
    let run = try CommandRun.run(arguments: ["map"] + arguments + ["--sheets", "-o", name])
    try #require(run.status == 0, "\(arguments): \(run.errors)")
    var sheets: [String] = []
    while let data = folder.read("map-\(sheets.count + 1).svg") {
      sheets.append(String(decoding: data, as: UTF8.self))
    }
    for index in sheets.indices {
      try FileManager.default.removeItem(atPath: folder.path("map-\(index + 1).svg"))
    }
    return sheets
  }

  /// The graph in a file, whose path begins at the project's top folder or at the root.
  static func read(_ file: String) throws -> EvidenceGraph {
    let url = URL(fileURLWithPath: file, relativeTo: SharedData.packageRoot)
    return try ArchiveReader.read(text: String(contentsOf: url, encoding: .utf8))
  }

  /// The id of a part, without its prefix.
  static func id(_ keys: String...) -> String {
    keys.map { SVGText.idPart(Key($0).local) }.joined(separator: "-")
  }

  /// Cells by the id of their part; of two with one id, neither.
  static func cells(_ list: [[String: Any]]) throws -> [String: [String: Any]] {
    var cells: [String: [String: Any]] = [:]
    var taken: Set<String> = []
    for cell in list {
      let row = try #require(cell["row"] as? String)
      let column = try #require(cell["column"] as? String)
      let id = id(row, column)
      cells[id] = taken.insert(id).inserted ? cell : nil
    }
    return cells
  }

  @Test("each cell of a coverage map", arguments: shipped + random)
  func coverage(question: Question) throws {
    let folder = try Sandbox()
    let graph = try question.seed.map { try Self.write($0, to: folder) } ?? question.graph
    let answer = try #require(
      try Self.json(["coverage", graph] + question.axes) as? [String: Any]
    )
    let cells = try Self.cells(try #require(answer["cells"] as? [[String: Any]]))
    var drawn: Set<String> = []
    for sheet in try Self.sheets([graph, "coverage"] + question.axes, in: folder) {
      for part in DrawnPart.all(in: sheet) where part.kind == "cell" || part.kind == "sum" {
        let id = String(part.id.dropFirst("cov-".count))
        guard let json = cells[id] else { continue }
        drawn.insert(id)
        let figures = try CellFigures(json: json)
        let place = "\(question.testDescription) \(id)"
        if part.kind == "cell" {
          figures.expect(part, place)
        } else {
          figures.expectTooltip(part, place)
          let number = CellFigures.grouped(figures.independent)
          let words: Set = figures.independent == 0 ? ["0", "?", "–"] : [number]
          #expect(part.words.count == 1 && words.contains(part.words[0]), "\(place) \(part.words)")
          #expect(figures.isFiltered == (part.words == ["–"]), "\(place)")
        }
      }
    }
    #expect(drawn == Set(cells.keys), "\(question.testDescription): a cell is not drawn")
  }

  @Test("each node of a taxonomy map", arguments: shipped.prefix(2) + random)
  func taxonomy(question: Question) throws {
    let folder = try Sandbox()
    let file = try question.seed.map { try Self.write($0, to: folder) } ?? question.graph
    let graph = try Self.read(file)
    let scheme = question.axes[question.seed == nil ? question.axes.count - 1 : 1]
    let coverage = try CoverageAnalysis(graph).scheme(scheme)
    var places: [String: Int] = [:]
    for (place, entry) in coverage.axis.entries.enumerated() {
      places[SVGText.idPart(graph.key(of: entry.node).local)] = place
    }
    var drawn: Set<Int> = []
    for sheet in try Self.sheets([file, "taxonomy", "--scheme", scheme], in: folder) {
      for part in DrawnPart.all(in: sheet) where part.kind == "node" {
        let place = try #require(places[String(part.id.dropFirst("tax-".count))], "\(part.id)")
        drawn.insert(place)
        var cell = part
        let figures = CellFigures(coverage.cells[place])
        // The box bears the name and what is coded here; its cell is drawn last.
        let here = part.words.first { $0.hasSuffix(" here") }
        #expect(here.map { $0 == "\(CellFigures.grouped(figures.places.here)) here" } ?? true)
        cell.shapes.removeAll { ["tn", "tne", "sp", "spe"].contains($0) }
        let isPair = figures.state == .conflicting
        cell.texts = part.texts.suffix(isPair ? 2 : 1)
        if figures.state == .searchedEmpty, cell.words != ["gap"] { cell.texts = [] }
        figures.expect(cell, "\(question.testDescription) \(part.id)")
      }
    }
    #expect(drawn.count == coverage.axis.entries.count)
  }

  @Test("each row of a map of groups of gaps", arguments: shipped.prefix(2) + random)
  func gapGroups(question: Question) throws {
    let folder = try Sandbox()
    let graph = try question.seed.map { try Self.write($0, to: folder) } ?? question.graph
    for grouping in ["domain", "kind"] {
      let answer = try #require(
        try Self.json(["gaps", graph, "--group-by", grouping]) as? [String: Any]
      )
      let groups = try #require(answer["groups"] as? [[String: Any]])
      let systemic = try #require(answer["systemic"] as? [[String: Any]])
      let sheets = try Self.sheets([graph, "gaps", "--group-by", grouping], in: folder)
      let parts = sheets.flatMap { DrawnPart.all(in: $0) }
      let lines = parts.filter { $0.kind == "systemic-gap" }
      #expect(lines.count == systemic.count)
      for (line, gap) in zip(lines, systemic) {
        let text = try #require(gap["text"] as? String)
        #expect(line.tooltip == text)
      }
      let rows = parts.filter { $0.kind == "gap-group" }
      #expect(rows.count == groups.count)
      for (row, group) in zip(rows, groups) {
        func number(_ name: String) throws -> Int { try #require(group[name] as? Int) }
        let isTied = try #require(group["tied"] as? Bool)
        let rank = try CellFigures.grouped(number("rank")) + (isTied ? "=" : "")
        let place = "\(question.testDescription) \(grouping) rank \(rank)"
        #expect(row.words.first == rank, "\(place): \(row.words)")
        let share =
          try CellFigures.grouped(number("withoutStated")) + " of "
          + CellFigures.grouped(number("nodes"))
        #expect(row.words.contains(share), "\(place): \(row.words)")
        #expect(try row.words.contains(CellFigures.grouped(number("papers"))), "\(place)")
        let any = try number("withoutAny")
        #expect(row.tooltip.contains("\(any) without any"), "\(place): \(row.tooltip)")
        let nearest = group["nearestName"] as? String ?? "none"
        #expect(row.tooltip.contains("nearest measure: " + nearest.prefix(40)), "\(place)")
      }
    }
  }

  @Test("each row of a gaps map", arguments: shipped + random)
  func gaps(question: Question) throws {
    let folder = try Sandbox()
    let graph = try question.seed.map { try Self.write($0, to: folder) } ?? question.graph
    let answer = try #require(
      try Self.json(["gaps", graph] + question.axes) as? [[String: Any]]
    )
    let sheets = try Self.sheets([graph, "gaps", "--limit", "60"] + question.axes, in: folder)
    let rows = sheets.flatMap { DrawnPart.all(in: $0).filter { $0.kind == "gap-row" } }
    #expect(rows.count == min(60, answer.count))
    for (row, gap) in zip(rows, answer) {
      let kind = try #require(gap["kind"] as? String)
      let rank = try #require(gap["rank"] as? Int)
      let isTied = try #require(gap["tied"] as? Bool)
      let name = CellFigures.grouped(rank) + (isTied ? "=" : "")
      let place = "\(question.testDescription) rank \(name)"
      #expect(row.id.hasPrefix("gaps-\(kind)"), "\(place): \(row.id)")
      let keys = ["row", "column", "node"].compactMap { gap[$0] as? String }
      #expect(row.id.hasPrefix("gaps-\(kind)-" + keys.map { Self.id($0) }.joined(separator: "-")))
      #expect(row.words.first == name, "\(place): \(row.words)")
      let priority = try #require(gap["priority"] as? Double)
      let printed = try #require(row.words.first { $0.contains(/^[0-9]+\.[0-9]{2}$/) }, "\(place)")
      #expect(abs((Double(printed) ?? -1) - priority) < 0.0051, "\(place): \(printed)")
      #expect(row.words.contains("?") == (kind == "not-searched"), "\(place): \(row.words)")
      #expect(row.shapes.contains("unk") == (kind == "not-searched"), "\(place)")
      #expect(row.shapes.contains("gap") == (kind == "absolute"), "\(place)")
      #expect(row.shapes.contains("inf") == (kind == "inferred-only"), "\(place)")
      let reason = try #require(gap["reason"] as? String)
      #expect(row.tooltip.contains("why: " + reason.prefix(60)), "\(place): \(row.tooltip)")
    }
  }
}
