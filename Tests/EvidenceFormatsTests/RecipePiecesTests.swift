import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

/// What a recipe makes of a table does not hang on how much of it is read at once.
@Suite struct RecipePiecesTests {
  private static let recipe = """
    recipe: 1
    sources:
      - path: sheet.csv
        via: the sheet
        header: [Id, Name]
        constants: {scheme: t}
        repairs:
          - {column: Name, from: Third, to: The third, why: a slip}
        rows:
          - let: {code: "{Code|before( > )}"}
            node:
              as: risk
              key: "risk:{scheme}/{Id}"
              repeated: number
              kind: Risk
              label: "{Name}"
              names: ["id {Id}"]
              properties: {"weight:int": "{Weight}"}
            statements:
              - when: {code: "*"}
                from: "{risk}"
                relation: IN_DOMAIN
                to: "d@1:{code}"
              - when: {Parent: "*"}
                from: "{risk}"
                relation: PART_OF
                to: {find: ["id {Parent}"]}
          - when: {Name: "X*"}
            drop: not asked for
          - node: {key: "d@1:{code}", kind: RiskDomain}

    """

  private struct Outcome: Equatable {
    var snapshot: [UInt8] = []
    var report: [String] = []
    var findings: [String] = []
  }

  private func outcome(_ table: String, pieceSize: Int, in sandbox: Sandbox?) -> Outcome {
    var outcome = Outcome()
    do throws(EvidenceError) {
      let recipe = try RecipeReader.read(FileBytes(text: Self.recipe, name: "recipe.yaml"))
      var file = FileBytes(text: table, name: "sheet.csv")
      if let sandbox {
        let path = sandbox.path("sheet.csv")
        file = try FileBytes(InputFile(path: path, name: "sheet.csv"), keeping: 0)
      }
      var collection = ImportCollection()
      for source in recipe.sources {
        collection.begin(file.file)
        let rows = try RecipeTable(file, source, pieceSize: pieceSize, into: &collection)
        try RecipeRun(source).take(.table(rows), into: &collection)
      }
      let result = try collection.build(file: "test")
      try SnapshotWriter.write(result.graph, origin: nil) { outcome.snapshot += $0 }
      for input in result.report.inputs {
        outcome.report.append("\(input.file) \(input.rowsRead) \(input.rowsDropped)")
        outcome.report += input.entries.map { "\($0.code) \($0.message) \($0.place)" }
      }
    } catch {
      outcome.findings = error.diagnostics.map(\.description)
    }
    return outcome
  }

  /// A table of every sort of row; some of them are broken.
  private static func table(seed: UInt64) -> String {
    var random = SeededGenerator(seed: seed)
    let lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    var lines = ["A sheet's title,,,", ",,,", "Id,Name,Code,Parent,Weight"]
    if Bool.random(using: &random) { lines.removeFirst(2) }
    for row in 0..<Int.random(in: 0..<40, using: &random) {
      let id = Int.random(in: 0..<30, using: &random)
      let name = [
        "plain \(row)", "Third", "\"quoted, \(row)\"", "\"over\(lineEnd)lines, \(row)\"",
        "X left out", "e\u{301}tude", " blanks ", "",
      ].randomElement(using: &random)
      let code = ["1.\(row % 4) > Text", "", "2"].randomElement(using: &random)
      let parent = Bool.random(using: &random) ? "\(Int.random(in: 0..<35, using: &random))" : ""
      var line = "\(id),\(name ?? ""),\(code ?? ""),\(parent),\(row % 3 == 0 ? "much" : "\(row)")"
      switch Int.random(in: 0..<16, using: &random) {
      case 0: line += ",beyond"
      case 1: line = "\(id),short"
      case 2: line = ",,outside,,"
      case 3: line = ""
      case 4 where seed % 5 == 0: line = "\(id),a \"stray quote,1,,"
      case 5 where seed % 7 == 0: line = "\(id),\"never closed,1,,"
      default: break
      }
      lines.append(line)
    }
    let isEnded = Bool.random(using: &random)
    return lines.joined(separator: lineEnd) + (isEnded ? lineEnd : "")
  }

  @Test("any piece gives the same", arguments: 0..<120 as Range<UInt64>)
  func pieces(seed: UInt64) throws {
    let table = Self.table(seed: seed)
    let whole = outcome(table, pieceSize: 1 << 20, in: nil)
    for size in [1, 7, 40, 300] {
      #expect(outcome(table, pieceSize: size, in: nil) == whole, "pieces of \(size)")
    }
    let sandbox = try Sandbox()
    try sandbox.write(table, to: "sheet.csv")
    #expect(outcome(table, pieceSize: 60, in: sandbox) == whole)
  }
}
