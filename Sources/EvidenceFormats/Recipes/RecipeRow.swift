import EvidenceCore

/// One record of a source as a recipe's rules see it: its values by name, and where it stands.
struct RecipeRow {
  let place: Place
  /// The record's own values; several where the source has a list.
  var values: RowValues
  /// The items of a list of maps, each by its names in a statement: `it.id`, or `it` for a text.
  var items: [String: [[String: String]]] = [:]
  /// What the rules have named so far, and the source's constants.
  var named: [String: String]
  /// The source's value maps.
  var maps: [String: [String: String]]

  /// A value by name; several are joined by `; `; `nil` where there is no such name.
  subscript(_ name: String) -> String? {
    named[name] ?? values[name].map { $0.joined(separator: "; ") }
  }
}

/// When a rule applies: each name's value must be one of those listed.
///
/// `*` at either end stands for anything, alone for anything that is not empty; `''` for an empty
/// value; `!` before a pattern forbids it.
struct RecipeCondition: Hashable {
  var patterns: [String: [String]] = [:]
  /// Where each name stands in the recipe.
  var places: [String: Place] = [:]

  /// Whether a row meets it.
  func holds(_ row: RecipeRow) -> Bool {
    patterns.allSatisfy { name, patterns in
      let value = row[name] ?? ""
      let wanted = patterns.filter { !$0.hasPrefix("!") }
      return (wanted.isEmpty || wanted.contains { Self.matches(value, $0) })
        && !patterns.contains { $0.hasPrefix("!") && Self.matches(value, String($0.dropFirst())) }
    }
  }

  private static func matches(_ value: String, _ pattern: String) -> Bool {
    if pattern == "*" { return !value.isEmpty }
    if pattern.hasPrefix("*") { return value.hasSuffix(pattern.dropFirst()) }
    if pattern.hasSuffix("*") { return value.hasPrefix(pattern.dropLast()) }
    return value == pattern
  }
}
