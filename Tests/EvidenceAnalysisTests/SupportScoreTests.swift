import EvidenceTestSupport
import Testing

@testable import EvidenceAnalysis

/// Scores as they are printed.
@Suite struct SupportScoreTests {
  /// Values of every size, and those that lie on or beside two digits.
  private static func values(_ seed: UInt64) -> [Double] {
    var random = SeededGenerator(seed: seed)
    let small = Double.random(in: 0...1, using: &random)
    let grid = Double(Int.random(in: 1...100, using: &random)) / 100
    return [
      small, small * small * small * small, small * 1e-7, 1 - small * 1e-3, grid, grid.nextUp,
      grid.nextDown, grid * grid, 0, 1,
    ].map { min(max($0, 0), 1) }
  }

  @Test("what is printed contains what was proven", arguments: 0..<200 as Range<UInt64>)
  func intervalsAreRoundedOutwards(seed: UInt64) throws {
    for a in Self.values(seed) {
      for b in Self.values(seed + 1000) {
        let (low, high) = (min(a, b), max(a, b))
        let text = SupportScore.text(.interval(low: low, high: high))
        let parts = text.split(separator: "–").compactMap { Double($0) }
        try #require(parts.count == 2, "\(text)")
        #expect(parts[0] <= low * (1 + SupportScore.tolerance), "\(low) as \(text)")
        #expect(parts[1] >= high * (1 - SupportScore.tolerance), "\(high) as \(text)")
        let open = SupportScore.text(.interval(low: low, high: nil))
        #expect(open == "at least " + text.prefix { $0 != "–" })
      }
    }
  }

  @Test("two significant digits, the nearest ones", arguments: 0..<200 as Range<UInt64>)
  func valuesHaveTwoDigits(seed: UInt64) throws {
    for value in Self.values(seed) {
      let text = SupportScore.text(value)
      let digits = text.prefix { $0 != "e" }.filter(\.isNumber).drop { $0 == "0" }
      #expect(digits.count <= 2 || text.hasPrefix("1"), "\(value) as \(text)")
      let printed = try #require(Double(text))
      #expect(abs(printed - value) <= 0.0500001 * value, "\(value) as \(text)")
      #expect((printed == 0) == (value == 0), "\(value) as \(text)")
      #expect(SupportScore.text(Strength.exact(value)) == text)
    }
  }

  @Test func whatIsNotThereIsSaid() {
    #expect(SupportScore.text(nil as Double?) == "?")
    #expect(SupportScore.text(nil as Strength?) == "none")
    #expect(SupportScore.text(.interval(low: 0.456, high: 0.512)) == "0.45–0.52")
  }
}
