public import EvidenceCore

/// The judgments and statuses of a graph, by the cells and nodes that they stand on.
///
/// They are a channel of their own: shown beside a cell or a gap, and never computed from.
///
/// ```swift
/// let records = PlaceRecords(graph)
/// let row = try graph.resolve("measures@1:1"), column = try graph.resolve("risks@1:2")
/// print(records.status(of: [row, column])?.status ?? .open)
/// ```
public struct PlaceRecords: Sendable {
  private var judgments: [[NodeID]: [Judgment]] = [:]
  private var statuses: [[NodeID]: StatusRecord] = [:]

  /// Finds what the records of a graph's header stand on; those that name an unknown key stand
  /// nowhere.
  ///
  /// - Complexity: O(records).
  public init(_ graph: EvidenceGraph) {
    func place(_ row: Key, _ column: Key?) -> [NodeID]? {
      guard let first = graph.node(row) else { return nil }
      guard let column else { return [first] }
      return graph.node(column).map { [first, $0].sorted() }
    }
    for judgment in graph.header.judgments {
      guard let place = place(judgment.row, judgment.column) else { continue }
      judgments[place, default: []].append(judgment)
    }
    for (place, held) in judgments where held.count > 1 {
      judgments[place] = held.sorted { $0.sortText.precedesInUTF8($1.sortText) }
    }
    let sorted = graph.header.statuses.sorted { $0.sortText.precedesInUTF8($1.sortText) }
    for status in sorted {
      guard let place = place(status.row, status.column), statuses[place] == nil else { continue }
      statuses[place] = status
    }
  }

  /// Whether there is none.
  public var isEmpty: Bool { judgments.isEmpty && statuses.isEmpty }

  /// The judgments of a cell, by the names of who judges.
  ///
  /// - Parameters:
  ///   - place: a row and a column, in either order, or one node.
  ///   - kind: the kind of the witnesses; judgments of the evidence of another kind are left out.
  public func judgments(of place: [NodeID], witnesses kind: Kind? = nil) -> [Judgment] {
    guard !judgments.isEmpty, let held = judgments[place.sorted()] else { return [] }
    return held.filter { judgment in
      guard let of = judgment.of, let kind else { return true }
      return of == kind
    }
  }

  /// The least and the most certain of the judgments of a cell; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - place: a row and a column, in either order, or one node.
  ///   - kind: the kind of the witnesses.
  public func certainty(
    of place: [NodeID],
    witnesses kind: Kind? = nil
  ) -> ClosedRange<Certainty>? {
    let held = judgments(of: place, witnesses: kind).map(\.certainty)
    guard let low = held.min(), let high = held.max() else { return nil }
    return low...high
  }

  /// What was decided about a cell, by its row and column in either order, or about a node.
  public func status(of place: [NodeID]) -> StatusRecord? {
    statuses.isEmpty ? nil : statuses[place.sorted()]
  }

  /// How many of some cells of a matrix have a judgment, and how many a status.
  package func counts(
    in matrix: CoverageMatrix,
    where isMeant: (_ row: Int, _ column: Int) -> Bool
  ) -> (judged: Int, decided: Int) {
    guard !isEmpty else { return (0, 0) }
    var result = (judged: 0, decided: 0)
    for row in matrix.rows.entries.indices {
      for column in matrix.columns.entries.indices where isMeant(row, column) {
        let place = [matrix.rows.entries[row].node, matrix.columns.entries[column].node]
        if certainty(of: place, witnesses: matrix.witnessKind) != nil { result.judged += 1 }
        if status(of: place) != nil { result.decided += 1 }
      }
    }
    return result
  }
}

extension Judgment {
  fileprivate var sortText: String { JSONWriter.text(ArchiveRecord.json(self)) }
}

extension StatusRecord {
  fileprivate var sortText: String { JSONWriter.text(ArchiveRecord.json(self)) }
}
