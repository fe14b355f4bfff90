public import EvidenceCore

/// A question that would settle much, if its answer is yes.
public struct EvidenceQuestion: Hashable, Sendable {
  /// What to check: whether this mitigation addresses the concept, or what this paper says.
  public var subject: NodeID
  /// The concept to check against; `nil` for a paper that is to be read against all of them.
  public var object: NodeID?
  /// By how much the settled share of the matrix would grow, in cells.
  public var gain: Double
  /// The cells that it could settle further.
  public var cells: Int
}

extension GapAnalysis {
  /// The questions "does X address Y?" that would settle the most, best first.
  ///
  /// Only existing mitigations are asked about, and only concepts that they do not reach: nothing is
  /// proposed to be added. What is settled is Σ min(n, k) / k over the cells, where n counts the
  /// independent papers and k is the policy's threshold for thin. It is monotone and submodular, so
  /// that the greedy choice is at least 1 − 1/e of the best one.
  ///
  /// - Throws: what the work limit throws.
  /// - Complexity: O(candidates × cells of one) to begin with; later picks look again only at
  ///   candidates whose old gain still leads.
  /// - Note: G. Nemhauser, L. Wolsey, M. Fisher, "An analysis of approximations for maximizing
  ///   submodular set functions", 1978; the lazy evaluation is M. Minoux's, 1978.
  public func questions<Failure>(
    _ matrix: CoverageMatrix,
    limit: Int,
    workLimit: WorkLimit<Failure> = WorkLimit<Never>.none
  ) throws(Failure) -> [EvidenceQuestion] {
    var meter = try WorkMeter(workLimit)
    var board = SettlementBoard(matrix, threshold: policy.thinBelow)
    let works = Works(graph)
    var candidates: [SettlementBoard.Candidate] = []
    let reach = MatrixReach(matrix)
    for witness in reach.witnessesOfRows {
      let papers = proposers(of: witness, works)
      guard !papers.isEmpty else { continue }
      for column in matrix.columns.entries.indices
      where !matrix.columns.entries[column].hasChildren && !reach.meets(witness, column) {
        let columns = reach.ancestors(ofColumn: column)
        try meter.step(columns.count * reach.rows(of: witness).count)
        candidates.append(
          SettlementBoard.Candidate(
            subject: witness,
            object: matrix.columns.entries[column].node,
            additions: reach.rows(of: witness).flatMap { row in
              columns.map { (cell: row * matrix.columns.entries.count + $0, works: papers) }
            }
          )
        )
      }
    }
    return try board.pick(candidates, limit: limit, &meter)
  }

  /// The papers that would settle the most if they were read against every column, best first.
  ///
  /// - Throws: what the work limit throws.
  /// - Complexity: as ``questions(_:limit:workLimit:)``.
  public func papersToReview<Failure>(
    _ matrix: CoverageMatrix,
    limit: Int,
    workLimit: WorkLimit<Failure> = WorkLimit<Never>.none
  ) throws(Failure) -> [EvidenceQuestion] {
    var meter = try WorkMeter(workLimit)
    var board = SettlementBoard(matrix, threshold: policy.thinBelow)
    let works = Works(graph)
    let reach = MatrixReach(matrix)
    var rows: [NodeID: Set<Int>] = [:]
    for witness in reach.witnessesOfRows {
      for edge in graph.incoming(witness, .proposes) where !graph.isNegated(edge) {
        rows[graph.from(edge), default: []].formUnion(reach.rows(of: witness))
      }
    }
    let width = matrix.columns.entries.count
    let candidates = rows.keys.sorted().map { paper in
      SettlementBoard.Candidate(
        subject: paper,
        object: nil,
        additions: (rows[paper] ?? []).sorted().flatMap { row in
          (0..<width).map { (cell: row * width + $0, works: [works.work(of: paper)]) }
        }
      )
    }
    return try board.pick(candidates, limit: limit, &meter)
  }

  private func proposers(of witness: NodeID, _ works: Works) -> Set<Works.Work> {
    Set(
      graph.incoming(witness, .proposes).filter { !graph.isNegated($0) }
        .map { works.work(of: graph.from($0)) }
    )
  }
}
