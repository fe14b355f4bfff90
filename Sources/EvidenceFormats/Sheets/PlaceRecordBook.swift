import EvidenceCore

/// The judgments and statuses of a header that sheets change one by one.
struct PlaceRecordBook {
  private(set) var judgments: [Judgment]
  private(set) var statuses: [StatusRecord]
  private var judged: [Judgment.Identity: Place] = [:]
  private var decided: [Set<Key>: Place] = [:]

  /// What became of a record, in words; nothing where it says nothing new.
  typealias Note = (
    outcome: ImportReport.Outcome, code: Diagnostic.Code, message: String
  )

  init(_ header: GraphHeader) {
    judgments = header.judgments
    statuses = header.statuses
  }

  /// Takes a judgment in: that of the same person takes the place of the old one, every other
  /// person's stays beside it.
  ///
  /// - Throws: `EvidenceError` if another row says otherwise in the same person's name.
  mutating func take(_ judgment: Judgment, at place: Place) throws(EvidenceError) -> [Note] {
    let what = Self.words(judgment.row, judgment.column)
    let index = judgments.firstIndex { $0.identity == judgment.identity }
    let taken = index.map { judgment.filled(from: judgments[$0]) } ?? judgment
    if let index, judgments[index] == taken { return [] }
    if let first = judged.updateValue(place, forKey: judgment.identity) {
      throw Self.twice(what, first, place, "the same person judges it")
    }
    var notes: [Note] = []
    if let index {
      notes.append(
        (
          .changed, "changed-judgment",
          "\(what): \(Self.changes(judgments[index], taken))"
        )
      )
      judgments[index] = taken
    } else {
      notes.append((.added, "new-judgment", "\(what): certainty \(taken.certainty.rawValue)"))
      judgments.append(taken)
    }
    for other in judgments
    where other.place == taken.place && other.by != taken.by && other.of == taken.of
      && other.certainty != taken.certainty
    {
      let who = other.by.map { "'\($0)'" } ?? "an unnamed person"
      notes.append(
        (
          .conflicting, "judges-disagree",
          "\(what): \(who) judges '\(other.certainty.rawValue)', this row "
            + "'\(taken.certainty.rawValue)'; both are kept"
        )
      )
    }
    return notes
  }

  /// Takes a status in: it takes the place of the one that stands, unless that is of a later day.
  ///
  /// - Throws: `EvidenceError` if another row says otherwise of the same cell or node.
  mutating func take(_ status: StatusRecord, at place: Place) throws(EvidenceError) -> [Note] {
    let what = Self.words(status.row, status.column)
    guard let index = statuses.firstIndex(where: { $0.place == status.place }) else {
      decided[status.place] = place
      statuses.append(status)
      return [(.added, "new-status", "\(what): \(status.status.rawValue)")]
    }
    let old = statuses[index]
    let taken = status.filled(from: old)
    if old == taken { return [] }
    if let first = decided.updateValue(place, forKey: status.place) {
      throw Self.twice(what, first, place, "it has a status")
    }
    if let new = status.date, let standing = old.date, new.precedesInUTF8(standing) {
      return [
        (
          .conflicting, "older-status",
          "\(what): '\(status.status.rawValue)' of \(new) is older than '\(old.status.rawValue)' of "
            + "\(standing), which is kept"
        )
      ]
    }
    statuses[index] = taken
    return [(.changed, "changed-status", "\(what): \(Self.changes(old, taken))")]
  }

  private static func words(_ row: Key, _ column: Key?) -> String {
    column.map { "'\(row)' × '\($0)'" } ?? "'\(row)'"
  }

  private static func twice(
    _ what: String,
    _ first: Place,
    _ place: Place,
    _ why: String
  ) -> EvidenceError {
    EvidenceError(
      "coded-twice",
      "\(what): \(why) otherwise on line \(first.line)",
      at: place,
      hint: "leave one of the two rows out"
    )
  }

  private static func changes(_ old: Judgment, _ new: Judgment) -> String {
    changes([
      ("certainty", old.certainty.rawValue, new.certainty.rawValue),
      ("reasons", old.reasons, new.reasons), ("date", old.date, new.date),
    ])
  }

  private static func changes(_ old: StatusRecord, _ new: StatusRecord) -> String {
    changes([
      ("status", old.status.rawValue, new.status.rawValue), ("owner", old.owner, new.owner),
      ("due", old.due, new.due), ("by", old.by, new.by), ("date", old.date, new.date),
      ("note", old.note, new.note),
    ])
  }

  private static func changes(_ fields: [(String, String?, String?)]) -> String {
    func text(_ value: String?) -> String { value.map { "'\($0)'" } ?? "none" }
    return fields.filter { $0.1 != $0.2 }.map { "\($0.0) \(text($0.1)) → \(text($0.2))" }
      .joined(separator: ", ")
  }
}

extension Judgment {
  fileprivate var place: Set<Key> { Set([row, column].compactMap { $0 }) }

  /// The judgment with what it leaves open as another states it; row and column stay as they stand.
  fileprivate func filled(from other: Judgment) -> Judgment {
    var result = other
    result.certainty = certainty
    result.reasons = reasons ?? other.reasons
    result.date = date ?? other.date
    return result
  }
}

extension StatusRecord {
  /// The status with what it leaves open as another states it; row and column stay as they stand.
  fileprivate func filled(from other: StatusRecord) -> StatusRecord {
    var result = other
    result.status = status
    result.owner = owner ?? other.owner
    result.due = due ?? other.due
    result.by = by ?? other.by
    result.date = date ?? other.date
    result.note = note ?? other.note
    return result
  }
}
