public import EvidenceCore

/// What hangs on one number of the policy.
public struct SensitivityFinding: Hashable, Sendable {
  public var number: PolicyNumber
  /// The range in which the number was varied.
  public var range: ClosedRange<Double>
  /// The supporting strength at both ends of the range, where there is one.
  public var supporting: [Double]
  /// The opposing strength there.
  public var opposing: [Double]
  /// What changes within the range, each with the value at which it does.
  public var changes: [Change]

  /// One conclusion that changes.
  public struct Change: Hashable, Sendable {
    /// The value of the number at which the conclusion changes, to three digits.
    public var at: Double
    /// What is concluded under the policy, and what beyond the value.
    public var before: String
    public var after: String
  }
}

extension EvidencePaths {
  /// Varies every number of the policy within its range and says which conclusions change.
  ///
  /// The conclusions are: which chain is the strongest, whether the supporting or the opposing side
  /// is the stronger, and the quarter of the scale that the supporting strength lies in; what lies on
  /// the border of two quarters lies in both, so that leaving it changes nothing. A change is
  /// found by bisection between the policy's value and each end of the range, so that of several
  /// changes on one side the first found is named.
  ///
  /// - Returns: one finding for each number that has a range, in the order of ``PolicyNumber``.
  /// - Throws: what the limit throws.
  /// - Complexity: that of listing the chains once, and O(numbers × 20) times that of weighing them.
  public func sensitivity<Failure>(
    from: NodeID,
    to: NodeID,
    options: Options = Options(),
    limit: WorkLimit<Failure> = WorkLimit<Never>.none
  ) throws(Failure) -> [SensitivityFinding] {
    var meter = try WorkMeter(limit)
    var chains: [EvidenceChain] = []
    let grammar = ChainGrammar(graph, bridges: policy.bridges, through: options.through)
    if from != to, let start = grammar.start(at: from) {
      let search = try ChainSearch(grammar, from: [start], &meter)
      chains = try enumerated(search, to: to, options, &meter).chains
    }
    let base = conclusions(chains, from, policy)
    var findings: [SensitivityFinding] = []
    for number in PolicyNumber.allCases where !number.isCount {
      guard let range = policy.ranges[number], let value = policy[number] else { continue }
      func at(_ value: Double) throws(Failure) -> Conclusions {
        try meter.step(1 + chains.count)
        var varied = policy
        varied[number] = value
        return conclusions(chains, from, varied)
      }
      var finding = SensitivityFinding(
        number: number,
        range: range,
        supporting: [],
        opposing: [],
        changes: []
      )
      for end in [range.lowerBound, range.upperBound] {
        let found = try at(end)
        if let supporting = found.supporting { finding.supporting.append(supporting) }
        if let opposing = found.opposing { finding.opposing.append(opposing) }
        for sort in Conclusions.Sort.allCases where !found.agrees(with: base, on: sort) {
          var (near, far) = (value, end)
          for _ in 0..<20 {
            let middle = (near + far) / 2
            if try at(middle).agrees(with: base, on: sort) { near = middle } else { far = middle }
          }
          finding.changes.append(
            SensitivityFinding.Change(
              at: ((near + far) / 2 * 1000).rounded() / 1000,
              before: text(base, sort),
              after: text(found, sort)
            )
          )
        }
      }
      findings.append(finding)
    }
    return findings
  }

  private struct Conclusions {
    enum Sort: CaseIterable { case strongest, side, quarter }

    var strongest: EvidenceChain?
    /// Below, at or above 0 as the opposing side is the stronger, neither, or the supporting one.
    var side: Int
    /// From 0 to 3; two on the border of both.
    var quarters: ClosedRange<Int>
    var supporting: Double?
    var opposing: Double?

    func agrees(with other: Conclusions, on sort: Sort) -> Bool {
      switch sort {
      case .strongest: strongest?.steps == other.strongest?.steps
      case .side: side == other.side
      case .quarter: quarters.overlaps(other.quarters)
      }
    }
  }

  private func conclusions(
    _ chains: [EvidenceChain],
    _ start: NodeID,
    _ policy: Policy
  ) -> Conclusions {
    let weighed = weighed(chains, under: policy)
    let strengths = StrengthOfChains(graph, works, policy, start: start)
    func low(_ strength: Strength?) -> Double {
      switch strength {
      case nil: 0
      case .exact(let value): value
      case .interval(let low, _): low
      }
    }
    let (stated, against) = (strengths.supporting(weighed), strengths.opposing(weighed))
    let (supporting, opposing) = (low(stated), low(against))
    func quarter(_ value: Double) -> Int { Int(min(3, max(0, value * 4))) }
    return Conclusions(
      strongest: weighed.first,
      side: supporting > opposing + 1e-12 ? 1 : opposing > supporting + 1e-12 ? -1 : 0,
      quarters: quarter(supporting - 1e-9)...quarter(supporting + 1e-9),
      supporting: stated.map { _ in supporting },
      opposing: against.map { _ in opposing }
    )
  }

  private func text(_ conclusions: Conclusions, _ sort: Conclusions.Sort) -> String {
    switch sort {
    case .strongest:
      guard let chain = conclusions.strongest else { return "there is no chain" }
      let keys = chain.nodes.map { graph.key(of: $0).text }.joined(separator: " → ")
      let ids = chain.steps.map { graph.id(of: $0.edge) }.joined(separator: " ")
      return "the strongest chain is \(keys) [\(ids)]"
    case .side:
      return switch conclusions.side {
      case 1: "supporting is the stronger side"
      case -1: "opposing is the stronger side"
      default: "neither side is the stronger"
      }
    case .quarter:
      let bounds = ["0", "0.25", "0.5", "0.75", "1"]
      let (low, high) = (conclusions.quarters.lowerBound, conclusions.quarters.upperBound)
      return low == high
        ? "supporting lies in \(bounds[low])–\(bounds[high + 1])"
        : "supporting lies at \(bounds[high])"
    }
  }
}
