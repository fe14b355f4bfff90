/// The value of a property of a node or a statement.
public enum PropertyValue: Hashable, Sendable {
  /// A text.
  case string(String)
  /// A whole number.
  case integer(Int64)
  /// A number with decimals.
  case number(Double)
  /// True or false.
  case boolean(Bool)
  /// Several texts, in the order given.
  case strings([String])

  /// The value as a person would read it; several texts are joined by `; `.
  public var text: String {
    switch self {
    case .string(let value): value
    case .integer(let value): String(value)
    case .number(let value): value.shortestText
    case .boolean(let value): value ? "true" : "false"
    case .strings(let values): values.joined(separator: "; ")
    }
  }

  /// The value as a whole number, where it is one.
  public var integer: Int64? {
    switch self {
    case .integer(let value): value
    case .number(let value): Int64(exactly: value)
    case .string(let value): Int64(value)
    default: nil
    }
  }
}

extension Double {
  /// The shortest decimal text that reads back as this number, without `.0` at whole numbers.
  package var shortestText: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
