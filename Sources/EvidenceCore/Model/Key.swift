/// The stable name of a node, such as `mit-risk@4:7.3` or `doi:10.48550/arxiv.2412.02145`.
///
/// A code is never an identity by itself: the key of a concept says the scheme and its version
/// as well. Keys are compared byte by byte.
public struct Key: Hashable, Comparable, Sendable, CustomStringConvertible,
  ExpressibleByStringLiteral
{
  /// The whole text of the key.
  public let text: String

  /// Makes a key of its text.
  public init(_ text: String) { self.text = text }

  public init(stringLiteral value: String) { self.text = value }

  /// The key of a concept, `scheme@version:notation`.
  public init(scheme: String, notation: String) { self.text = "\(scheme):\(notation)" }

  public var description: String { text }

  /// What stands before the first colon: a scheme with its version, or `doi`, `paper`, `risk`….
  public var namespace: String {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return "" }
    return String(text[..<colon])
  }

  /// What stands behind the first colon.
  public var local: String {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return text }
    return String(text[text.utf8.index(after: colon)...])
  }

  public static func < (a: Key, b: Key) -> Bool { a.text.precedesInUTF8(b.text) }
}
