import EvidenceCore
import Testing

@testable import EvidenceAnalysis

/// The one table of states, marks and their signs.
@Suite struct StateWordsTests {
  @Test func signsAreTold() {
    let texts = CellState.allCases.map { $0.text(count: "6", against: "2") }
    #expect(texts == ["?", "gap", "−2", "6 ↔ 2", "≈ 6", "6 ⊙", "6 ○", "6 ▫", "6"])
    #expect(Set(texts).count == CellState.allCases.count)
  }

  @Test func everyStateAndMarkHasItsOwnName() {
    #expect(Set(CellState.allCases.map(\.name)).count == CellState.allCases.count)
    #expect(Set(CellMark.allCases.map(\.name)).count == CellMark.allCases.count)
    for mark in CellMark.allCases {
      #expect(!mark.explanation(under: .standard).isEmpty, "\(mark)")
      guard let state = CellState(rawValue: mark.rawValue) else { continue }
      #expect(mark.name == state.name)
      #expect(mark.explanation(under: .standard) == state.explanation(under: .standard))
    }
    #expect(Set(EvidenceType.allCases.map(\.letter)).count == EvidenceType.allCases.count)
  }
}
