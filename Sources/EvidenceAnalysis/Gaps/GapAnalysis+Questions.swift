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
  /// What speaks for a yes, the strongest first; empty for a paper.
  public var reasons: [SuggestionReason]
  /// How much speaks for a yes, above 0 and below 1, a rank of our own; 1 for a paper.
  public var likelihood: Double

  /// Makes a question by hand.
  public init(
    subject: NodeID,
    object: NodeID?,
    gain: Double,
    cells: Int,
    reasons: [SuggestionReason] = [],
    likelihood: Double = 1
  ) {
    self.subject = subject
    self.object = object
    self.gain = gain
    self.cells = cells
    self.reasons = reasons
    self.likelihood = likelihood
  }
}

extension GapAnalysis {
  /// The questions "does X address Y?" that would settle the most, best first.
  ///
  /// Only existing mitigations are asked about, only risks or domains that they do not reach, and only
  /// where something speaks for a yes (``LinkSuggester``): nothing is proposed to be added. What is
  /// settled is Σ min(n, k) / k over the cells, where n counts the independent papers and k is the
  /// policy's threshold for thin. Questions are chosen greedily by what they would settle × how likely
  /// a yes is; no mitigation and no concept is asked about twice before all others were that can be.
  ///
  /// - Returns: nothing where the matrix is not of mitigations, or neither axis is of risks.
  /// - Throws: what the work limit throws.
  /// - Complexity: that of ``LinkSuggester/suggestions(for:)`` for every mitigation of the matrix, and
  ///   O(candidates × cells of one) to begin with; later picks look again only at candidates whose old
  ///   gain still leads.
  /// - Note: the lazy evaluation is M. Minoux's, "Accelerated greedy algorithms for maximizing
  ///   submodular set functions", 1978.
  public func questions<Failure>(
    _ matrix: CoverageMatrix,
    limit: Int,
    workLimit: WorkLimit<Failure> = WorkLimit<Never>.none
  ) throws(Failure) -> [EvidenceQuestion] {
    guard matrix.witnessKind == .mitigation, matrix.isAboutRisk else { return [] }
    var meter = try WorkMeter(workLimit)
    var board = SettlementBoard(matrix, threshold: policy.thinBelow)
    let works = Works(graph)
    let analysis = CoverageAnalysis(graph, policy: policy)
    let isColumnwise = analysis.isRisk(matrix.columns)
    let places = QuestionPlaces(matrix, isColumnwise: isColumnwise)
    let suggester = LinkSuggester(
      graph,
      targets: places.allTargets.map { places.node($0) },
      met: places.met,
      risks: risks(on: isColumnwise ? matrix.columns : matrix.rows, analysis)
    )
    let open = Dictionary(uniqueKeysWithValues: places.leaves.map { (places.node($0), $0) })
    var candidates: [SettlementBoard.Candidate] = []
    for witness in places.witnesses {
      let added = proposers(of: witness, works)
      for pair in suggester.suggestions(for: witness) {
        guard let target = open[pair.object] else { continue }
        let cells = places.cells(of: witness, at: target)
        try meter.step(1 + cells.count)
        candidates.append(
          SettlementBoard.Candidate(
            subject: witness,
            object: pair.object,
            additions: cells.map { (cell: $0, works: added) },
            reasons: pair.reasons,
            likelihood: pair.likelihood
          )
        )
      }
    }
    return try board.pick(candidates, limit: limit, &meter)
  }

  /// The papers that would settle the most if they were read against every risk or domain of a matrix,
  /// best first.
  ///
  /// The greedy choice settles at least 1 − 1/e of what the best one would, since what is settled is
  /// monotone and submodular.
  ///
  /// - Returns: nothing where the matrix is not of mitigations, or neither axis is of risks.
  /// - Throws: what the work limit throws.
  /// - Complexity: O(papers × cells of one) to begin with, later as ``questions(_:limit:workLimit:)``.
  /// - Note: G. Nemhauser, L. Wolsey, M. Fisher, "An analysis of approximations for maximizing
  ///   submodular set functions", 1978.
  public func papersToReview<Failure>(
    _ matrix: CoverageMatrix,
    limit: Int,
    workLimit: WorkLimit<Failure> = WorkLimit<Never>.none
  ) throws(Failure) -> [EvidenceQuestion] {
    guard matrix.witnessKind == .mitigation, matrix.isAboutRisk else { return [] }
    var meter = try WorkMeter(workLimit)
    var board = SettlementBoard(matrix, threshold: policy.thinBelow)
    let works = Works(graph)
    let analysis = CoverageAnalysis(graph, policy: policy)
    let places = QuestionPlaces(matrix, isColumnwise: analysis.isRisk(matrix.columns))
    var others: [NodeID: Set<Int>] = [:]
    for witness in places.witnesses {
      for edge in graph.incoming(witness, .proposes) where !graph.isNegated(edge) {
        others[graph.from(edge), default: []].formUnion(places.others(of: witness))
      }
    }
    let candidates = others.keys.sorted().map { paper in
      let work = Set([works.work(of: paper)])
      return SettlementBoard.Candidate(
        subject: paper,
        object: nil,
        additions: (others[paper] ?? []).sorted().flatMap { other in
          places.allTargets.map { (cell: places.cell(other, $0), works: work) }
        }
      )
    }
    return try board.pick(candidates, limit: limit, &meter)
  }

  /// The works that a yes would add: those that propose the mitigation, or else whoever says yes.
  private func proposers(of witness: NodeID, _ works: Works) -> Set<Works.Work> {
    let known = Set(
      graph.incoming(witness, .proposes).filter { !graph.isNegated($0) }
        .map { works.work(of: graph.from($0)) }
    )
    return known.isEmpty ? [.other(graph.key(of: witness))] : known
  }

  /// The positions on an axis of risks or domains at which each risk stands.
  private func risks(on axis: CoverageAxis, _ analysis: CoverageAnalysis) -> [NodeID: [Int]] {
    // The axis was read once, so that it can be read again.
    guard
      let coverage = try? analysis.scheme(axis.selection, level: axis.level, of: .risk)
    else { return [:] }
    var places: [NodeID: [Int]] = [:]
    for cell in coverage.cells {
      for risk in coverage.witnesses(of: cell) { places[risk, default: []].append(cell.row) }
    }
    return places
  }
}
