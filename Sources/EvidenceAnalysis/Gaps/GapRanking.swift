internal import EvidenceCore

/// A gap with its place in the ranking.
public struct RankedGap: Hashable, Sendable {
  public var gap: Gap
  /// Which of the matrices asked for it is a cell of, counted from 0; `nil` for a gap of one node.
  public var matrix: Int?
  /// One more than the number of gaps that are more urgent: equal priorities, equal ranks.
  public var rank: Int
  /// Whether another gap has the same rank.
  public var isTied: Bool
}

extension GapAnalysis {
  /// The gaps of some matrices and of single nodes, the most urgent first.
  ///
  /// A cell that has none below it is listed once for its state and once for each mark that is a gap. A
  /// mitigation should be classified into each scheme on the axes; where none is, into any.
  ///
  /// ```swift
  /// for item in GapAnalysis(graph).ranking(of: [matrix]).prefix(10) {
  ///   print(item.rank, item.gap.kind, item.gap.reason)
  /// }
  /// ```
  /// - Returns: by priority; those of equal priority by ``Gap/waiting``, the most first; of equals in this
  ///   matrix by matrix, then those of nodes, each by kind in the order of ``GapKind`` and then in the
  ///   order of rows and columns, or of keys.
  /// - Complexity: O(cells + *n* + *m*) for *n* nodes and *m* statements, and O(*g* log *g*) for *g*
  ///   gaps.
  public func ranking(of matrices: [CoverageMatrix] = [], kinds: [GapKind] = listed) -> [RankedGap]
  {
    var found: [(gap: Gap, matrix: Int?)] = []
    for (index, matrix) in matrices.enumerated() {
      found += cellGaps(matrix, kinds: kinds).map { ($0, index) }
    }
    found += nodeGaps(kinds: kinds, schemes: schemes(of: matrices)).map { ($0, nil) }
    return Self.ranked(found)
  }

  /// Some gaps, the most urgent first; of equally urgent ones, the one at which the most waits, and then
  /// the one given first. They share their rank.
  ///
  /// - Complexity: O(*g* log *g*) for *g* gaps.
  public static func ranked(_ gaps: [Gap]) -> [RankedGap] { ranked(gaps.map { ($0, nil) }) }

  private static func ranked(_ gaps: [(gap: Gap, matrix: Int?)]) -> [RankedGap] {
    let order = gaps.indices.sorted { a, b in
      let (x, y) = (gaps[a].gap, gaps[b].gap)
      if x.priority != y.priority { return x.priority > y.priority }
      return x.waiting == y.waiting ? a < b : x.waiting > y.waiting
    }
    var result: [RankedGap] = []
    for index in order {
      let (gap, matrix) = gaps[index]
      var item = RankedGap(gap: gap, matrix: matrix, rank: result.count + 1, isTied: false)
      if let last = result.last, last.gap.priority == gap.priority {
        result[result.count - 1].isTied = true
        (item.rank, item.isTied) = (last.rank, true)
      }
      result.append(item)
    }
    return result
  }

  /// The schemes on the axes that CLASSIFIED_AS leads to, each once.
  private func schemes(of matrices: [CoverageMatrix]) -> [String] {
    let kinds = Set(graph.kinds.map(\.name))
    var result: [String] = []
    for axis in matrices.flatMap({ [$0.rows, $0.columns] })
    where axis.relations.contains(.classifiedAs) && !kinds.contains(axis.selection)
      && !result.contains(axis.selection)
    {
      result.append(axis.selection)
    }
    return result
  }
}
