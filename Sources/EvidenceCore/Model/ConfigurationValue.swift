/// A value of a configuration file (recipe, policy, gate) together with its place in the file.
///
/// Files are read by a format's own reader; what reads a configuration sees this tree alone, so
/// that every complaint can name the line and column it is about.
///
/// ```swift
/// let policy = try ConfigurationReader.read(contentsOf: "policy.yaml")
/// if let unknown = policy["unknown"], unknown.number == nil {
///   throw EvidenceError("policy-value", "'unknown' must be a number", at: unknown.place)
/// }
/// ```
public struct ConfigurationValue: Hashable, Sendable {
  /// What a value is.
  public enum Content: Hashable, Sendable {
    /// Nothing, as in `name:` without a value.
    case null
    /// `true` or `false`.
    case boolean(Bool)
    /// A whole number.
    case integer(Int64)
    /// A number with decimals.
    case number(Double)
    /// A text.
    case string(String)
    /// A list, in its order.
    case list([ConfigurationValue])
    /// Entries in the order of the file; each name once.
    case map([Entry])
  }

  /// One name of a map and its value.
  public struct Entry: Hashable, Sendable {
    public var name: String
    /// Where the name stands.
    public var place: Place
    public var value: ConfigurationValue

    /// Makes an entry.
    public init(_ name: String, _ value: ConfigurationValue, at place: Place) {
      self.name = name
      self.value = value
      self.place = place
    }
  }

  public var content: Content
  /// Where the value begins.
  public var place: Place
  /// A scalar as it is written (`1.0`, not 1); `nil` for a list, a map and null.
  public var text: String?

  /// Makes a value.
  public init(_ content: Content, text: String? = nil, at place: Place) {
    self.content = content
    self.place = place
    self.text = text
    if text == nil, case .string(let string) = content { self.text = string }
  }

  /// The value of a name, if this is a map that has it.
  public subscript(name: String) -> ConfigurationValue? {
    entries?.first { $0.name == name }?.value
  }

  /// The entries of a map, in the order of the file.
  public var entries: [Entry]? {
    if case .map(let entries) = content { entries } else { nil }
  }

  /// The items of a list.
  public var items: [ConfigurationValue]? {
    if case .list(let items) = content { items } else { nil }
  }

  /// The items of a list, or a single value as a list of one; none for null.
  public var oneOrMore: [ConfigurationValue] {
    switch content {
    case .null: []
    case .list(let items): items
    default: [self]
    }
  }

  /// A number, whole or not.
  public var number: Double? {
    switch content {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// A whole number, however it is written (`3` or `3.0`).
  public var integer: Int64? {
    switch content {
    case .integer(let value): value
    case .number(let value): Int64(exactly: value)
    default: nil
    }
  }

  /// A whole number within a range.
  ///
  /// - Parameters:
  ///   - range: the numbers that are allowed.
  ///   - name: what the value is called in the file.
  ///   - code: the code of the finding about any other value.
  /// - Throws: `EvidenceError` if it is anything else, or lies outside the range.
  public func integer(
    in range: ClosedRange<Int>,
    named name: String,
    code: Diagnostic.Code
  ) throws(EvidenceError) -> Int {
    if let integer, let value = Int(exactly: integer), range.contains(value) { return value }
    let limits =
      range.upperBound == Int.max
      ? "of \(range.lowerBound) or more" : "from \(range.lowerBound) to \(range.upperBound)"
    throw EvidenceError(code, "'\(name)' must be a whole number \(limits)", at: place)
  }

  /// True or false.
  public var boolean: Bool? {
    if case .boolean(let value) = content { value } else { nil }
  }

  /// Whether nothing is given.
  public var isNull: Bool { content == .null }

  /// What it is, for messages: `a list`, `a text`, ….
  public var describedKind: String {
    switch content {
    case .null: "nothing"
    case .boolean: "true or false"
    case .integer: "a whole number"
    case .number: "a number"
    case .string: "a text"
    case .list: "a list"
    case .map: "a map"
    }
  }

  /// A finding for each name of this map that is not among the known ones, with the nearest one.
  public func unknownNames(besides known: [String]) -> [Diagnostic] {
    (entries ?? []).compactMap { entry in
      guard !known.contains(entry.name) else { return nil }
      return Diagnostic(
        .error,
        "unknown-name",
        "unknown name '\(entry.name)'",
        at: entry.place,
        hint: Suggestion.hint(for: entry.name, among: known)
          ?? "known here: \(known.joined(separator: ", "))"
      )
    }
  }
}
