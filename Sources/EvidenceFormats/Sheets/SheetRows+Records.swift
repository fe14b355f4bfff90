import EvidenceCore

/// Rows that become records of the graph's header: judgments and statuses.
extension SheetRows {
  mutating func judgment(_ row: CodingSheet.Row) -> SheetRecord? {
    var record = SheetRecord(place: row.place)
    let certainty = word("certainty", Certainty.self, row)
    let kind = row["of"].flatMap { self.kind($0, row) }
    let date = day("date", row)
    guard let (start, end) = place(row), let certainty, row["of"] == nil || kind != nil else {
      return nil
    }
    record.judgment = Judgment(
      row: start,
      column: end,
      of: kind,
      certainty: certainty,
      reasons: row["reasons"],
      by: row["by"],
      date: date
    )
    if row["by"] == nil {
      record.notes.append(("nameless-judgment", "does not say whose judgment it is"))
    }
    return record
  }

  mutating func status(_ row: CodingSheet.Row) -> SheetRecord? {
    var record = SheetRecord(place: row.place)
    let status = word("status", Status.self, row)
    let (due, date) = (day("due", row), day("date", row))
    guard let (start, end) = place(row), let status else { return nil }
    record.status = StatusRecord(
      row: start,
      column: end,
      status: status,
      owner: row["owner"],
      due: due,
      by: row["by"],
      date: date,
      note: row["note"]
    )
    return record
  }

  /// The cell or node that a row is about.
  private mutating func place(_ row: CodingSheet.Row) -> (row: Key, column: Key?)? {
    guard let first = row["row"] else {
      fail("incomplete-row", "a \(sheet.kind.rawValue) needs its 'row'", row)
      return nil
    }
    let start = known(first, "row", [], row)
    let end = row["column"].flatMap { known($0, "column", [], row) }
    guard let start, row["column"] == nil || end != nil else { return nil }
    if start == end {
      fail(
        "place-record",
        "row and column are both '\(graph.key(of: start))'",
        row,
        hint: "leave 'column' empty to speak of one node"
      )
      return nil
    }
    return (graph.key(of: start), end.map { graph.key(of: $0) })
  }

  /// A word of a closed vocabulary, whatever its case and the signs between its parts.
  private mutating func word<Word: RawRepresentable & CaseIterable>(
    _ column: String,
    _ type: Word.Type,
    _ row: CodingSheet.Row
  ) -> Word? where Word.RawValue == String {
    let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
    guard let text = row[column] else {
      fail(
        "incomplete-row",
        "a \(sheet.kind.rawValue) needs its '\(column)'",
        row,
        hint: "one of \(known)"
      )
      return nil
    }
    let plain = text.lowercased().map { " _".contains($0) ? "-" : String($0) }.joined()
    if let word = Word(rawValue: plain) { return word }
    fail(
      "unknown-value",
      "unknown \(column) '\(text)'",
      row,
      hint: Suggestion.hint(for: text, among: Word.allCases.map(\.rawValue)) ?? "one of \(known)"
    )
    return nil
  }

  private mutating func kind(_ name: String, _ row: CodingSheet.Row) -> Kind? {
    let known = EvidenceSchema(graph.header).kinds.map(\.name)
    if known.contains(name) || graph.kinds.contains(Kind(name)) { return Kind(name) }
    fail(
      "unknown-kind",
      "of: unknown kind '\(name)'",
      row,
      hint: Suggestion.hint(for: name, among: known)
        ?? "there are: \(known.joined(separator: ", "))"
    )
    return nil
  }

  private mutating func day(_ column: String, _ row: CodingSheet.Row) -> String? {
    guard let text = row[column] else { return nil }
    if !DateText.isDay(text) {
      fail("bad-date", "\(column): '\(text)' is not a date", row, hint: "write it as YYYY-MM-DD")
    }
    return text
  }
}
