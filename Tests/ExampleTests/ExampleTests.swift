import EvidenceTestSupport
import Foundation
import Testing

@Suite struct ExampleTests {
  @Test(
    "each example runs and prints what is kept",
    arguments: ["BuildAGraph", "FindPaths", "MeasureCoverage"]
  )
  func exampleRuns(name: String) throws {
    let run = try CommandRun.run(name, arguments: [])
    #expect(run.status == 0, "\(run.errors)")
    try Snapshot.expect(run.output, in: "Tests/ExampleTests/Snapshots/\(name).txt")
  }

  @Test("the page for pandas prints what it says") func pandasPageIsReal() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      ProcessInfo.processInfo.environment["PYTHON"] ?? "python3", "Examples/Python/run_page.py",
      "Examples/Python/README.md",
    ]
    process.currentDirectoryURL = SharedData.packageRoot
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["EVIDENCE": CommandRun.url(of: "evidence").path, "PYTHONDONTWRITEBYTECODE": "1"]
    ) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // 127: there is no Python at all.
    if [77, 127].contains(process.terminationStatus) {
      return print("skipped: Examples/Python (\(said.trimmingCharacters(in: .newlines)))")
    }
    #expect(process.terminationStatus == 0, "\(said)")
  }

  @Test("README's Swift is cut from an example") func readmeIsCutFromAnExample() throws {
    let source = try text("Examples/FindPaths/main.swift")
    let parts = source.components(separatedBy: "// README: begin\n")
    let code = try #require(parts.last?.components(separatedBy: "// README: end").first)
    #expect(try text("README.md").contains("```swift\n\(code)```"))
  }

  @Test(
    "shell lines print what the page says",
    arguments: ["README.md", "Sources/EvidenceAnalysis/Documentation.docc/TenQuestions.md"]
  )
  func shellIsReal(page: String) throws {
    let blocks = try text(page).components(separatedBy: "```console\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    #expect(blocks.count >= 10, "ten questions")
    for block in blocks {
      var expected = ""
      var command: [String] = []
      func check() throws {
        guard !command.isEmpty else { return }
        let run = try CommandRun.run(arguments: command)
        let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
        let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(run.status == 0, "\(command): \(run.errors)")
        if let cut = wanted.firstIndex(of: "…") {
          #expect(Array(lines.prefix(cut)) == Array(wanted.prefix(cut)), "\(command)")
        } else {
          #expect(run.output == expected, "\(command)")
        }
      }
      for line in block.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.hasPrefix("$ evidence ") {
          try check()
          command = ShellWords.split(String(line.dropFirst("$ evidence ".count)))
          expected = ""
        } else {
          expected += line + "\n"
        }
      }
      // The text behind the last line break of a block is empty.
      expected = String(expected.dropLast())
      try check()
    }
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: SharedData.packageRoot.appendingPathComponent(path), encoding: .utf8)
  }
}
