extension Diagnostic {
  /// The stable name of a sort of finding in kebab-case, such as `dangling-reference`.
  ///
  /// A code can be matched where an error is caught, whatever else was found beside it:
  ///
  /// ```swift
  /// do { node = try graph.resolve(text) } catch Diagnostic.Code("unknown-node") { node = nil }
  /// ```
  public struct Code: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible,
    ExpressibleByStringLiteral
  {
    public let rawValue: String

    /// Names a sort of finding.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Names a sort of finding.
    public init(_ name: String) { rawValue = name }

    public init(stringLiteral value: String) { rawValue = value }

    public var description: String { rawValue }

    public static func < (a: Code, b: Code) -> Bool { a.rawValue.precedesInUTF8(b.rawValue) }

    /// Whether an error holds a finding of this sort.
    public static func ~= (code: Code, error: any Error) -> Bool {
      (error as? EvidenceError)?.diagnostics.contains { $0.code == code } ?? false
    }
  }
}
