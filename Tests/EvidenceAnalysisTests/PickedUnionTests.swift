import EvidenceTestSupport
import Testing

@testable import EvidenceAnalysis

@Suite struct PickedUnionTests {
  @Test("the interval holds the exact value", arguments: 0..<300 as Range<UInt64>)
  func intervalHoldsTheExact(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let probabilities = (0..<8).map { _ in Double(Int.random(in: 1...9, using: &random)) / 10 }
    let works = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      (0..<Int.random(in: 1...3, using: &random)).map { _ in
        Set(
          (0..<Int.random(in: 1...4, using: &random)).map { _ in
            Int.random(in: 0..<8, using: &random)
          }
        )
        .sorted().map { EventFactor(event: UInt64($0), probability: probabilities[$0]) }
      }
    }
    guard case .exact(let exact) = PickedUnion.strength(works) else {
      Issue.record("small cases are exact")
      return
    }
    #expect(abs(exact - reference(works, probabilities)) < 1e-9)
    switch PickedUnion.strength(works, exactLimit: 0) {
    case .exact(let value): #expect(abs(value - exact) < 1e-9)
    case .interval(let low, let high):
      #expect(low <= exact + 1e-9)
      #expect(exact <= (high ?? 1) + 1e-9)
    }
  }

  /// Over all picks and all worlds of eight events.
  private func reference(_ works: [[[EventFactor]]], _ probabilities: [Double]) -> Double {
    var best = 0.0
    func choose(_ work: Int, _ picked: [UInt64]) {
      guard work < works.count else {
        var total = 0.0
        for world in 0..<UInt64(256) where picked.contains(where: { $0 & world == $0 }) {
          var share = 1.0
          for (index, probability) in probabilities.enumerated() {
            share *= world >> UInt64(index) & 1 == 1 ? probability : 1 - probability
          }
          total += share
        }
        best = max(best, total)
        return
      }
      for chain in works[work] {
        choose(work + 1, picked + [chain.reduce(0) { $0 | 1 << $1.event }])
      }
    }
    choose(0, [])
    return best
  }
}
