import EvidenceAnalysis
import EvidenceCore
import EvidenceTestSupport
import Testing

/// Against values worked out by hand, and against a slow reference.
@Suite struct AgreementTests {
  private func isNear(_ a: Double?, _ b: Double) -> Bool { a.map { abs($0 - b) < 1e-9 } ?? false }

  @Test("kappa, prevalence and PABAK are what a person computes") func twoByTwo() {
    // 40 yes and yes, 9 and 6 alone, 45 no and no, of 100: po 0.85; pe 0.49·0.46 + 0.51·0.54.
    let part = ConceptAgreement(both: 40, onlyFirst: 9, onlySecond: 6, neither: 45)
    let expected = 0.49 * 0.46 + 0.51 * 0.54
    #expect(isNear(part.observed, 0.85))
    #expect(isNear(part.expected, expected))
    #expect(isNear(part.kappa, (0.85 - expected) / (1 - expected)))
    #expect(isNear(part.prevalenceIndex, -0.05))
    #expect(isNear(part.biasIndex, 0.03))
    #expect(isNear(part.adjustedKappa, 0.7))
    // Much agreement and little kappa: the paradox that the prevalence index warns of.
    let rare = ConceptAgreement(both: 90, onlyFirst: 5, onlySecond: 5, neither: 0)
    #expect(isNear(rare.kappa, (0.9 - 0.905) / 0.095))
    #expect(isNear(rare.prevalenceIndex, 0.9) && isNear(rare.adjustedKappa, 0.8))
    let all = ConceptAgreement(both: 4, onlyFirst: 0, onlySecond: 0, neither: 0)
    #expect(all.kappa == nil && all.observed == 1)
    #expect(ConceptAgreement(both: 0, onlyFirst: 0, onlySecond: 0, neither: 0).observed == nil)
  }

  @Test("MASI is what its author defines") func masi() {
    #expect(SetAgreement.masiDistance(["a"], ["a"]) == 0)
    #expect(SetAgreement.masiDistance(Set<String>(), []) == 0)
    #expect(SetAgreement.masiDistance(["a"], ["b"]) == 1)
    #expect(SetAgreement.masiDistance(["a"], []) == 1)
    #expect(isNear(SetAgreement.masiDistance(["a"], ["a", "b"]), 1 - 0.5 * 2 / 3))
    #expect(isNear(SetAgreement.masiDistance(["a", "b"], ["b", "c"]), 1 - 1.0 / 9))
  }

  @Test("alpha is that of a slow reference", arguments: 0..<40 as Range<UInt64>)
  func alphaIsTheReference(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...12, using: &random)
    func set() -> Set<Int> {
      Set((0..<3).filter { _ in Bool.random(using: &random) })
    }
    let units = (0..<count).map { _ in (set(), set()) }
    let values = units.flatMap { [$0.0, $0.1] }
    var across = 0.0
    for i in values.indices {
      for j in values.indices where i != j {
        across += SetAgreement.masiDistance(values[i], values[j])
      }
    }
    across /= Double(values.count * (values.count - 1))
    let within =
      units.reduce(0) { $0 + SetAgreement.masiDistance($1.0, $1.1) } / Double(units.count)
    if across == 0 {
      #expect(SetAgreement.alpha(units) == nil)
    } else {
      #expect(isNear(SetAgreement.alpha(units), 1 - within / across))
    }
  }

  @Test("absent is no, unseen is missing, and levels roll up") func coders() throws {
    let graph = try SyntheticCases.twoCoders()
    let agreement = try CoderAgreement(graph, between: "ann", and: "ben", scheme: "t@1")
    #expect(agreement.items.count == 6)
    #expect(agreement.onlyFirstSaw == ["mitigation:a/last"] && agreement.onlySecondSaw.isEmpty)
    #expect(agreement.levels.map(\.level) == [nil, 1, 2])
    let given = agreement.levels[0]
    // Six items by the three concepts that either gave, five of the pairs unlike.
    #expect(given.pairs.count == 18 && given.concepts.count == 3)
    #expect(isNear(given.pairs.observed, 13.0 / 18))
    #expect(isNear(given.equalSets, 0.5))
    #expect(
      given.disagreements.map(\.item) == ["mitigation:a/1", "mitigation:a/2", "mitigation:a/5"]
    )
    #expect(given.disagreements[1].onlyFirst == ["t@1:2"])
    #expect(given.disagreements[1].both == ["t@1:1.1"])
    // 1.1: ann gives it to three items, ben to three, two of them the same.
    let concept = try #require(given.concepts.first { $0.concept == "t@1:1.1" }?.agreement)
    #expect(concept == ConceptAgreement(both: 2, onlyFirst: 1, onlySecond: 1, neither: 2))
    #expect(isNear(concept.kappa, 1.0 / 3))
    // At level 1 only the third item is left.
    #expect(agreement.levels[1].disagreements.map(\.item) == ["mitigation:a/2"])
    #expect(isNear(agreement.levels[1].pairs.observed, 11.0 / 12))
    #expect(agreement.levels[2].unresolved == 5)
    // With a list of items both saw all of it.
    let listed = try CoderAgreement(
      graph,
      between: "ann",
      and: "ben",
      scheme: "t@1",
      items: ["mitigation:a/0", "mitigation:a/last"]
    )
    #expect(listed.items.count == 2 && listed.onlyFirstSaw.isEmpty)
    #expect(listed.levels[0].disagreements.map(\.item) == ["mitigation:a/last"])
  }

  @Test("partners are the coders with items in common", arguments: 0..<20 as Range<UInt64>)
  func partners(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var parts = RandomGraph.parts(seed: seed)
    let names = ["ann", "ben", "cleo"]
    for index in parts.statements.indices where Bool.random(using: &random) {
      parts.statements[index].coder = names.randomElement(using: &random)
    }
    let graph = try parts.build()
    let partners = CoderAgreement.partners(in: graph, by: .classifiedAs)
    for first in names {
      for second in names where second != first {
        let agreement = try? CoderAgreement(
          graph,
          between: first,
          and: second,
          scheme: "type@1",
          relation: .classifiedAs
        )
        #expect(
          (partners[first]?.contains(second) == true) == (agreement?.items.isEmpty == false)
        )
      }
    }
  }

  @Test("what is not there is an error") func errors() throws {
    let graph = try SyntheticCases.twoCoders()
    let coder = #expect(throws: EvidenceError.self) {
      try CoderAgreement(graph, between: "ann", and: "bem", scheme: "t@1")
    }
    #expect(coder?.diagnostics.first?.hint == "did you mean 'ben'?")
    #expect(throws: EvidenceError.self) {
      try CoderAgreement(graph, between: "ann", and: "ann", scheme: "t@1")
    }
    #expect(throws: EvidenceError.self) {
      try CoderAgreement(graph, between: "ann", and: "ben", scheme: "t@1", items: ["nothing"])
    }
  }
}
