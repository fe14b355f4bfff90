/// What separates the fields of a delimited table.
enum TableSeparator {
  static let comma: UInt8 = 0x2C
  static let semicolon: UInt8 = 0x3B
  static let tab: UInt8 = 0x09
  static let bar: UInt8 = 0x7C

  /// Those that tables come with, the likeliest first.
  static let known = [tab, comma, semicolon, bar]

  /// The separator of a table, as its first line shows it outside quotes: a tab where it has one,
  /// else a comma, a semicolon or a bar; a comma where it has none of these.
  static func detect(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8 {
    var seen: Set<UInt8> = []
    var isQuoted = false
    var hasText = false
    for byte in bytes.prefix(1 << 20) {
      if byte == 0x22 {
        isQuoted.toggle()
      } else if !isQuoted, byte == 0x0A || byte == 0x0D {
        if hasText { break }
        continue
      } else if !isQuoted {
        seen.insert(byte)
      }
      hasText = true
    }
    return known.first { seen.contains($0) } ?? comma
  }

  /// What a person calls a separator.
  static func name(_ separator: UInt8) -> String {
    switch separator {
    case tab: "a tab"
    case comma: "a comma"
    case semicolon: "a semicolon"
    case bar: "a bar (|)"
    default: "'\(Character(Unicode.Scalar(separator)))'"
    }
  }
}
