import EvidenceTestSupport
import Foundation
import Testing

/// The codes of findings, as the sources make them and as the documentation lists them.
@Suite struct FindingCodeTests {
  @Test("every code is documented, and every documented one is made") func codesAreListed() throws {
    let page = SharedData.packageRoot.appending(
      path: "Sources/EvidenceCore/Documentation.docc/Findings.md"
    )
    let text = try String(contentsOf: page, encoding: .utf8)
    var listed: Set<String> = []
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cell = line.dropFirst(2).prefix { $0 != "|" }
      for match in cell.matches(of: /`([a-z0-9-]+)`/) { listed.insert(String(match.1)) }
    }
    var made: Set<String> = []
    var literals: Set<String> = []
    for source in HouseTests.sources {
      let code = source.lines.map { $0.replacing(/\/\/.*/, with: "") }.joined(separator: "\n")
      for match in code.matches(of: /"([a-z0-9]+(?:-[a-z0-9]+)*)"/) {
        literals.insert(String(match.1))
      }
      let maker =
        /(?:EvidenceError\(\s*|Diagnostic\(\s*\.\w+,\s*|note\(\s*\.\w+,\s*|dropRow\(\s*|\bfail\(\s*|code:\s*)"([a-z0-9]+(?:-[a-z0-9]+)+)"/
      for match in code.matches(of: maker) { made.insert(String(match.1)) }
    }
    #expect(made.subtracting(listed).sorted() == [], "not in Findings.md")
    let composed: Set<String> = ["unknown-evidence-type", "unknown-method", "unknown-stance"]
    #expect(listed.subtracting(literals).subtracting(composed).sorted() == [], "made nowhere")
  }
}
