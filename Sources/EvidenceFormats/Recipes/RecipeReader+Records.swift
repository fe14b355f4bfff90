import EvidenceCore

/// What people recorded of cells and nodes, in a recipe.
extension RecipeReader {
  mutating func judgment(_ item: ConfigurationValue) -> Judgment? {
    check(item, RecipeKeys.judgment)
    let row = Key(required(item, "row"))
    guard let certainty = word(item, "certainty", Certainty.self) else { return nil }
    return Judgment(
      row: row,
      column: text(item["column"]).map { Key($0) },
      of: text(item["of"]).map { Kind($0) },
      certainty: certainty,
      reasons: text(item["reasons"]),
      by: text(item["by"]),
      date: text(item["date"])
    )
  }

  mutating func status(_ item: ConfigurationValue) -> StatusRecord? {
    check(item, RecipeKeys.status)
    let row = Key(required(item, "row"))
    guard let status = word(item, "status", Status.self) else { return nil }
    return StatusRecord(
      row: row,
      column: text(item["column"]).map { Key($0) },
      status: status,
      owner: text(item["owner"]),
      due: text(item["due"]),
      by: text(item["by"]),
      date: text(item["date"]),
      note: text(item["note"])
    )
  }

  /// A word of a closed vocabulary that must be there.
  private mutating func word<Word: RawRepresentable & CaseIterable>(
    _ item: ConfigurationValue,
    _ name: String,
    _ type: Word.Type
  ) -> Word? where Word.RawValue == String {
    let text = required(item, name)
    if text.isEmpty { return nil }
    if let word = Word(rawValue: text) { return word }
    let known = Word.allCases.map(\.rawValue)
    fail(
      "unknown-value",
      "unknown \(name) '\(text)'",
      item[name] ?? item,
      hint: Suggestion.hint(for: text, among: known) ?? "one of \(known.joined(separator: ", "))"
    )
    return nil
  }

  /// What the codes and facets of pages are of; a part of it that is missing is a finding.
  mutating func pages(
    _ item: ConfigurationValue,
    _ form: RecipeSource.Form
  ) -> RecipeSource.Pages? {
    let names = ["scheme", "concepts", "facets"]
    guard form == .pages else {
      for name in names {
        guard let value = item[name] else { continue }
        fail("unknown-name", "'\(name)' is for sources with 'form: pages'", value)
      }
      return nil
    }
    let facets = texts(item["facets"])
    if facets.count != 3 {
      fail(
        "missing-name",
        "pages need 'facets': the schemes of stage, actor and function, three in all",
        item["facets"] ?? item
      )
      return nil
    }
    return RecipeSource.Pages(
      scheme: required(item, "scheme"),
      concepts: required(item, "concepts"),
      facets: facets
    )
  }
}
