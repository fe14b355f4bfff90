public import EvidenceCore

extension Certainty {
  /// `very low`.
  public var words: String { rawValue.replacingScalar("-", with: " ") }
}

extension Status {
  /// `in progress`.
  public var words: String { rawValue.replacingScalar("-", with: " ") }
}

extension Judgment {
  /// The judgment in a sentence without a full stop: `certainty low (measures), judged by Ann on
  /// 2026-01-31: why`.
  public var sentence: String {
    var text = "certainty \(certainty.words)"
    if let of { text += " (\(of.words))" }
    if by != nil || date != nil { text += ", judged" }
    if let by { text += " by \(by)" }
    if let date { text += " on \(date)" }
    return text + (reasons.map { ": \($0)" } ?? "")
  }
}

extension StatusRecord {
  /// The status in a sentence without a full stop: `planned; owner Ben; due 2026-06-30; note`.
  public var sentence: String {
    var parts = [status.words]
    if let owner { parts.append("owner \(owner)") }
    if let due { parts.append("due \(due)") }
    if by != nil || date != nil {
      parts.append("said" + (by.map { " by \($0)" } ?? "") + (date.map { " on \($0)" } ?? ""))
    }
    if let note { parts.append(note) }
    return parts.joined(separator: "; ")
  }
}

extension PlaceRecords {
  /// Members that every answer about cells has: the certainties that people gave it, and its
  /// status.
  package func members(of place: [NodeID], witnesses kind: Kind?) -> [JSONMember] {
    var given: [Certainty] = []
    for judgment in judgments(of: place, witnesses: kind) where !given.contains(judgment.certainty)
    {
      given.append(judgment.certainty)
    }
    return [
      JSONMember("certainty", .texts(given.sorted(by: >).map(\.rawValue))),
      JSONMember("status", .text(status(of: place)?.status.rawValue)),
    ]
  }

  /// What is recorded of a place, a sentence a record.
  package func lines(of place: [NodeID], witnesses kind: Kind?) -> [String] {
    judgments(of: place, witnesses: kind).map(\.sentence)
      + (status(of: place).map { ["status: \($0.sentence)"] } ?? [])
  }
}
