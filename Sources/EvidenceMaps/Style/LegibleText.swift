/// Makes text from data fit to be written: one line, no control characters, no overrides of the
/// direction of writing, of bounded length.
enum LegibleText {
  /// The text without what no reader could see or no file may hold.
  ///
  /// Line breaks, tabs and runs of blanks become one blank; control characters, characters that
  /// XML forbids and marks that turn the direction of writing are dropped.
  /// - Parameters:
  ///   - limit: how many Unicode scalars to keep; a cut text ends in `…`.
  ///   - keepsIsolates: whether the text is no data but made of names that ``isolated(_:)`` set apart.
  static func clean(_ text: String, limit: Int = 400, keepsIsolates: Bool = false) -> String {
    if isClean(text, limit: limit) { return text }
    var result = String.UnicodeScalarView()
    var count = 0
    var marks = 0
    var seen = 0
    var blank = false
    for scalar in text.unicodeScalars {
      seen += 1
      if isBlank(scalar) {
        blank = true
        continue
      }
      guard isLegible(scalar) || keepsIsolates && isIsolate(scalar) else {
        if seen > 16 * limit { break }
        continue
      }
      marks = scalar.value >= 0x300 && scalar.properties.isGraphemeExtend ? marks + 1 : 0
      if marks > 4 {
        if seen > 16 * limit { break }
        continue
      }
      if count + (blank ? 2 : 1) > limit {
        result.append("…")
        return String(result)
      }
      if blank, count > 0 {
        result.append(" ")
        count += 1
      }
      blank = false
      result.append(scalar)
      count += 1
    }
    return String(result)
  }

  /// A name set apart from the text around it, where it is written from right to left: else arrows and
  /// codes beside it would change their places.
  static func isolated(_ name: String) -> String {
    let isRightToLeft = name.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC: true
      default: false
      }
    }
    return isRightToLeft ? "\u{2068}\(name)\u{2069}" : name
  }

  /// A text of so many letters at most, with `…` for what was left out; a name that is set apart ends
  /// before what follows it.
  static func cut(_ text: String, to limit: Int) -> String {
    text.count <= limit ? text : balanced(String(text.prefix(limit - 2)) + "…")
  }

  /// A line in which every name that is set apart begins and ends, although it may have been broken.
  static func balanced(_ line: String) -> String {
    var (open, missing) = (0, 0)
    for scalar in line.unicodeScalars {
      if scalar.value == 0x2068 {
        open += 1
      } else if scalar.value == 0x2069 {
        if open > 0 { open -= 1 } else { missing += 1 }
      }
    }
    guard open + missing > 0 else { return line }
    return String(repeating: "\u{2068}", count: missing) + line
      + String(repeating: "\u{2069}", count: open)
  }

  /// Whether a character begins or ends what ``isolated(_:)`` sets apart.
  static func isIsolate(_ scalar: Unicode.Scalar) -> Bool { 0x2068...0x2069 ~= scalar.value }

  /// Whether a text is one of ASCII to which nothing is to be done: most are.
  private static func isClean(_ text: String, limit: Int) -> Bool {
    let isClean = text.utf8.withContiguousStorageIfAvailable { bytes in
      guard bytes.count <= limit else { return false }
      var before: UInt8 = 0x20
      for byte in bytes {
        if byte < 0x20 || byte > 0x7E || (byte == 0x20 && before == 0x20) { return false }
        before = byte
      }
      return before != 0x20 || bytes.isEmpty
    }
    return isClean ?? false
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    // Most of any text.
    if scalar.value > 0x20, scalar.value < 0x7F { return false }
    return switch scalar.value {
    case 9, 10, 13, 0x20, 0xA0, 0x2028, 0x2029, 0x85: true
    default: false
    }
  }

  /// Whether XML 1.0 allows a character, and it is neither a control character nor a mark that
  /// turns the direction of writing.
  static func isLegible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value >= 0x20, scalar.value < 0x7F { return true }
    return switch scalar.value {
    case 0..<0x20, 0x7F...0x9F: false
    case 0x200B, 0x200E, 0x200F, 0x061C, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: false
    case 0xFFFE, 0xFFFF, 0xFDD0...0xFDEF, 0xE0000...0xE0FFF: false
    case let value where value & 0xFFFE == 0xFFFE: false
    default: true
    }
  }
}
