public import EvidenceCore

/// Finds what is not known, and says of each gap why it is one and what lies nearest.
///
/// ```swift
/// let gaps = GapAnalysis(graph)
/// for gap in gaps.nodeGaps(kinds: [.riskWithoutMitigation]) { print(gap.reason) }
/// ```
public struct GapAnalysis: Sendable {
  let graph: EvidenceGraph
  let policy: Policy
  /// How many witnesses in the cells of a matrix are not worth a second thread.
  package var mostOnOneThread = 20_000

  /// The kinds that are listed where none is asked for; single sources, stale evidence and missing
  /// syntheses are listed when asked for by name.
  public static let listed: [GapKind] = [
    .absolute, .notSearched, .opposed, .conflicting, .inferredOnly, .assertedOnly, .thin,
    .riskWithoutMitigation, .mitigationWithoutRisk, .unclassified,
  ]

  /// The kinds that are listed where none is asked for: beside axes those of cells, else those of nodes.
  public static func listed(withAxes: Bool) -> [GapKind] {
    listed.filter { $0.isOfCells == withAxes }
  }

  /// Prepares to look for the gaps of a graph under a policy.
  public init(_ graph: EvidenceGraph, policy: Policy = .standard) {
    self.graph = graph
    self.policy = policy
  }

  /// The gaps of a matrix: each cell once for its state and once for each mark that is a gap.
  ///
  /// Gaps are counted and ranked over the finest cells. The cell of a parent says again what those
  /// below it say, so that it is a gap only for whoever asks why it is empty.
  ///
  /// - Parameters:
  ///   - matrix: whose cells are looked at.
  ///   - kinds: the kinds of gaps that are listed.
  ///   - includingParents: whether cells with others below them are listed too.
  ///   - limit: what may end the call before its time.
  /// - Returns: by kind in the order of ``GapKind``, then in the order of rows and columns; nothing where an
  ///   axis is of values.
  /// - Throws: what the limit throws.
  /// - Complexity: O(cells + what the gaps hold); on two threads where that is much.
  public func cellGaps<Failure>(
    _ matrix: CoverageMatrix,
    kinds: [GapKind] = listed,
    includingParents: Bool = false,
    limit: WorkLimit<Failure> = WorkLimit<Never>.none
  ) throws(Failure) -> [Gap] {
    // Nobody has to have written in every year: a blank beside values is no gap.
    if matrix.rows.values != nil || matrix.columns.values != nil { return [] }
    let finder = CellGapFinder(self, matrix, kinds)
    let cells = matrix.finestCells(includingParents: includingParents)
    let isLarge = cells.lazy.map(\.witnesses).reduce(0, +) > mostOnOneThread
    let half = cells.count / 2
    let (first, second) = try SideBySide.run(onTwoThreads: isLarge) { () throws(Failure) in
      try finder.gaps(of: cells[..<half], limit)
    } _: { () throws(Failure) in
      try finder.gaps(of: cells[half...], limit)
    }
    return GapKind.allCases.flatMap { (first[$0] ?? []) + (second[$0] ?? []) }
  }

  /// The gaps of single nodes: risks without mitigation, mitigations without risk or category.
  ///
  /// Any stated ADDRESSES counts, of any stance; matches are not followed.
  ///
  /// A mitigation should be classified into each of the schemes; where none is named, into any.
  ///
  /// - Returns: by kind in the order of ``GapKind``, then in the order of keys.
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  public func nodeGaps(kinds: [GapKind] = listed, schemes: [String] = []) -> [Gap] {
    let finder = NodeGapFinder(graph)
    var gaps: [Gap] = []
    if kinds.contains(.riskWithoutMitigation) { gaps += finder.risksWithoutMitigation() }
    if kinds.contains(.mitigationWithoutRisk) { gaps += finder.mitigationsWithoutRisk() }
    if kinds.contains(.unclassified) { gaps += finder.unclassified(into: schemes) }
    let priority = GapPriority(graph, policy)
    return gaps.map { gap in
      var gap = gap
      guard let node = gap.node else { return gap }
      let codes = graph.outgoing(node, .inDomain).filter { !graph.isNegated($0) }
      gap.priority = priority.of(gap.kind, node: node, codes: codes.map { graph.to($0) })
      return gap
    }
  }
}
