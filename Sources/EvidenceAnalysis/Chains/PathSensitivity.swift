public import EvidenceCore

/// What hangs on one number of the policy.
public struct SensitivityFinding: Hashable, Sendable {
  public var number: PolicyNumber
  /// The range in which the number was varied.
  public var range: ClosedRange<Double>
  /// The supporting strength at both ends of the range, where there is one.
  public var supporting: [Double]
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
  /// is the stronger, and the quarter of the scale that the supporting strength lies in. A change is
  /// found by bisection between the policy's value and each end of the range, so that of several
  /// changes on one side the first found is named.
  ///
  /// - Returns: one finding for each number that has a range, in the order of ``PolicyNumber``.
  /// - Complexity: O(numbers × 20) times the cost of weighing the chains.
  public func sensitivity(
    from: NodeID,
    to: NodeID,
    options: Options = Options()
  ) -> [SensitivityFinding] {
    var options = options
    options.limit = nil
    let base = conclusions(from, to, options, policy)
    return PolicyNumber.allCases.compactMap { number in
      guard !number.isCount, let range = policy.ranges[number] else { return nil }
      guard let value = policy[number] else { return nil }
      func at(_ value: Double) -> Conclusions {
        var varied = policy
        varied[number] = value
        return conclusions(from, to, options, varied)
      }
      let ends = [range.lowerBound, range.upperBound].map { (value: $0, found: at($0)) }
      var changes: [SensitivityFinding.Change] = []
      for end in ends {
        for (before, after) in zip(base.texts, end.found.texts) where before != after {
          var (near, far) = (value, end.value)
          for _ in 0..<20 {
            let middle = (near + far) / 2
            if at(middle).texts.contains(before) { near = middle } else { far = middle }
          }
          let switchesAt = ((near + far) / 2 * 1000).rounded() / 1000
          changes.append(.init(at: switchesAt, before: before, after: after))
        }
      }
      return SensitivityFinding(
        number: number,
        range: range,
        supporting: ends.compactMap(\.found.supporting),
        changes: changes
      )
    }
  }

  private struct Conclusions {
    var texts: [String]
    var supporting: Double?
  }

  private func conclusions(
    _ from: NodeID,
    _ to: NodeID,
    _ options: Options,
    _ policy: Policy
  ) -> Conclusions {
    let answer = EvidencePaths(graph, policy: policy).chains(from: from, to: to, options: options)
    func low(_ strength: Strength?) -> Double {
      switch strength {
      case nil: 0
      case .exact(let value): value
      case .interval(let low, _): low
      }
    }
    let (supporting, opposing) = (low(answer.supporting), low(answer.opposing))
    let first = answer.chains.first
    let strongest =
      first.map { chain in
        "the strongest chain is "
          + chain.nodes.map { graph.key(of: $0).text }
          .joined(separator: " → ") + " ["
          + chain.steps.map { graph.id(of: $0.edge) }
          .joined(separator: " ") + "]"
      } ?? "there is no chain"
    let side =
      supporting > opposing + 1e-12
      ? "supporting is the stronger side"
      : opposing > supporting + 1e-12
        ? "opposing is the stronger side" : "neither side is the stronger"
    let quarter =
      "supporting lies in "
      + ["0–0.25", "0.25–0.5", "0.5–0.75", "0.75–1"][
        Int(min(3, max(0, supporting * 4)))
      ]
    return Conclusions(
      texts: [strongest, side, quarter],
      supporting: answer.supporting.map { _ in supporting }
    )
  }
}
