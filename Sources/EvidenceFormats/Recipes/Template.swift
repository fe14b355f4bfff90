import EvidenceCore

/// A text with places for a row's values: `risk:{QuickRef|slug}/{Ev_ID}`.
///
/// `{name}` stands for a column, a constant or a value that the rule has named; filters behind
/// `|` change it, one after another. A template one of whose places is empty is empty.
struct Template: Hashable {
  /// What is done to a value.
  enum Filter: Hashable {
    /// The readable part of a key.
    case slug
    /// `1` of `1.0`; other texts stay as they are.
    case integer
    /// What stands before a text; the whole value where it does not occur.
    case before(String)
    /// What stands before the last occurrence of a text; the whole value where there is none.
    case beforeLast(String)
    /// What stands behind a text; nothing where it does not occur.
    case after(String)
    /// The value's entry in a map of the source; the value itself where it has none.
    case map(String)
  }

  private enum Piece: Hashable {
    case text(String)
    case value(String, [Filter])
  }

  private var pieces: [Piece] = []
  /// Where it stands in the recipe.
  let place: Place

  /// The names that it refers to, in order.
  var names: [String] {
    pieces.compactMap { if case .value(let name, _) = $0 { name } else { nil } }
  }

  /// The maps that it refers to.
  var maps: [String] {
    pieces.flatMap { piece -> [String] in
      guard case .value(_, let filters) = piece else { return [] }
      return filters.compactMap { if case .map(let name) = $0 { name } else { nil } }
    }
  }

  /// Reads a template.
  ///
  /// - Throws: `EvidenceError` at an unclosed brace or an unknown filter.
  init(_ text: String, at place: Place) throws(EvidenceError) {
    self.place = place
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      guard let close = rest[open...].firstIndex(of: "}") else {
        throw EvidenceError(
          "template-brace",
          "'{' without '}' in '\(text)'",
          at: place
        )
      }
      let parts = rest[rest.index(after: open)..<close].split(
        separator: "|",
        omittingEmptySubsequences: false
      )
      var filters: [Filter] = []
      for part in parts.dropFirst() { filters.append(try Self.filter(String(part), at: place)) }
      pieces.append(.value(String(parts.first ?? ""), filters))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
  }

  private static func filter(_ text: String, at place: Place) throws(EvidenceError) -> Filter {
    var name = text
    var argument: String?
    if let open = text.firstIndex(of: "("), text.hasSuffix(")") {
      name = String(text[..<open])
      argument = String(text[text.index(after: open)...].dropLast())
    }
    switch (name, argument) {
    case ("slug", nil): return .slug
    case ("integer", nil): return .integer
    case ("before", .some(let argument)): return .before(argument)
    case ("beforeLast", .some(let argument)): return .beforeLast(argument)
    case ("after", .some(let argument)): return .after(argument)
    case ("map", .some(let argument)): return .map(argument)
    default:
      let known = ["slug", "integer", "before(…)", "beforeLast(…)", "after(…)", "map(…)"]
      throw EvidenceError(
        "unknown-filter",
        "unknown filter '\(text)'",
        at: place,
        hint: Suggestion.hint(for: name, among: known) ?? "known: \(known.joined(separator: ", "))"
      )
    }
  }

  /// The text with a row's values put in; `nil` where one of them is empty.
  func text(_ row: RecipeRow) -> String? {
    var result = ""
    for piece in pieces {
      switch piece {
      case .text(let text): result += text
      case .value(let name, let filters):
        var value = row[name] ?? ""
        for filter in filters { value = Self.apply(filter, to: value, row) }
        guard !value.isEmpty else { return nil }
        result += value
      }
    }
    return result.isEmpty ? nil : result
  }

  private static func apply(_ filter: Filter, to value: String, _ row: RecipeRow) -> String {
    switch filter {
    case .slug: return value.isEmpty ? "" : Slug.make(value)
    case .integer:
      guard let number = Double(value), let whole = Int64(exactly: number) else { return value }
      return String(whole)
    case .before(let mark):
      guard let range = value.firstRange(of: mark) else { return value }
      return value[..<range.lowerBound].trimmedText
    case .beforeLast(let mark):
      guard let range = value.ranges(of: mark).last else { return value }
      return value[..<range.lowerBound].trimmedText
    case .after(let mark):
      guard let range = value.firstRange(of: mark) else { return "" }
      return value[range.upperBound...].trimmedText
    case .map(let name): return row.maps[name]?[value] ?? value
    }
  }
}
