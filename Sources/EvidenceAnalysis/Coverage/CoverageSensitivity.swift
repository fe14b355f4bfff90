public import EvidenceCore

/// How many cells of a matrix change when one threshold of the policy takes another value.
public struct ThresholdFinding: Hashable, Sendable {
  public var number: PolicyNumber
  public var value: Int
  /// The cells whose state differs from that under the policy, in the order of the matrix.
  public var changes: [Change]
  /// The cells whose marks alone differ.
  public var marksOnly: Int

  /// One cell that changes its state.
  public struct Change: Hashable, Sendable {
    public var row: NodeID
    public var column: NodeID
    public var before: CellState
    public var after: CellState
  }
}

extension CoverageAnalysis {
  /// Varies every threshold of the policy over the whole numbers of its range and says which cells
  /// change, and at which value. Factors of strength change no cell.
  ///
  /// - Returns: by number in the order of ``PolicyNumber``, then by value; the policy's own value is
  ///   left out.
  /// - Throws: `EvidenceError` if an axis names nothing in the graph.
  /// - Complexity: one matrix for each value.
  public func sensitivity(_ query: CoverageQuery) throws(EvidenceError) -> [ThresholdFinding] {
    let base = try matrix(query)
    var findings: [ThresholdFinding] = []
    for number in PolicyNumber.allCases where number.isCount {
      guard let range = policy.ranges[number], let own = policy[number] else { continue }
      for value in Int(range.lowerBound)...Int(range.upperBound) where Double(value) != own {
        var varied = policy
        varied[number] = Double(value)
        let other = try CoverageAnalysis(graph, policy: varied).matrix(query)
        var finding = ThresholdFinding(number: number, value: value, changes: [], marksOnly: 0)
        for (before, after) in zip(base.cells, other.cells) {
          if before.state != after.state {
            finding.changes.append(
              ThresholdFinding.Change(
                row: base.rows.entries[before.row].node,
                column: base.columns.entries[before.column].node,
                before: before.state,
                after: after.state
              )
            )
          } else if before.marks != after.marks {
            finding.marksOnly += 1
          }
        }
        findings.append(finding)
      }
    }
    return findings
  }
}
