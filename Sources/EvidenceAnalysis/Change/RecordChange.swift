internal import EvidenceCore

/// A record of a header that came, went or says something else: a judgment or a status.
public struct RecordChange<Record: Hashable & Sendable>: Hashable, Sendable {
  /// The record of the older graph; `nil` where only the newer has it.
  public let old: Record?
  /// The record of the newer graph; `nil` where only the older has it.
  public let new: Record?

  /// The record as it is, or as it was.
  var either: Record? { new ?? old }

  /// What differs between two lists of records; those of one identity are paired.
  ///
  /// - Parameters:
  ///   - old: the older graph's records.
  ///   - new: the newer graph's records.
  ///   - identity: what a record is about.
  ///   - text: what records are ordered by.
  static func changes<Identity: Hashable>(
    from old: [Record],
    to new: [Record],
    by identity: (Record) -> Identity,
    ordered text: (Record) -> String
  ) -> [RecordChange] {
    let (before, after) = (Set(old), Set(new))
    func only(_ records: Set<Record>, _ others: Set<Record>) -> [Record] {
      records.subtracting(others).map { ($0, text($0)) }
        .sorted { $0.1.precedesInUTF8($1.1) }.map(\.0)
    }
    var gone = Dictionary(grouping: only(before, after), by: identity)
    var result: [RecordChange] = []
    for record in only(after, before) {
      let key = identity(record)
      let pair = gone[key]?.isEmpty == false ? gone[key]?.removeFirst() : nil
      result.append(RecordChange(old: pair, new: record))
    }
    result += gone.values.joined().map { RecordChange(old: $0, new: nil) }
    return result.map { ($0, $0.either.map(text) ?? "") }
      .sorted { $0.1.precedesInUTF8($1.1) }.map(\.0)
  }
}
