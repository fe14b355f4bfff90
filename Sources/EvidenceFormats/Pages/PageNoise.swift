internal import EvidenceCore

/// Finds what scraping left in a text: it is reported and stays as it is.
enum PageNoise {
  /// The noise of one part: footnote numbers, words that lost a ligature, escaped signs.
  static func findings(in part: SeedPage.Part, file: String) -> [Diagnostic] {
    let bytes = Array(part.text.utf8)
    var result: [Diagnostic] = []
    var column = 1
    for index in bytes.indices {
      if bytes[index] & 0xC0 != 0x80, index > 0 { column += 1 }
      guard let (code, what) = noise(bytes, at: index) else { continue }
      result.append(
        Diagnostic(
          .note,
          code,
          what,
          at: Place(file, line: part.line, column: column),
          hint: "the text was kept as it stands"
        )
      )
    }
    return result
  }

  private static func noise(_ bytes: [UInt8], at index: Int) -> (Diagnostic.Code, String)? {
    switch bytes[index] {
    case UInt8(ascii: "\\"):
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      guard next > 0x20, next < 0x30 else { return nil }
      return (
        "escaped-sign", "an escaped sign '\\\(String(decoding: [next], as: UTF8.self))'"
      )
    case 0x30...0x39:
      return footnote(bytes, at: index)
    case UInt8(ascii: "a"):
      guard bytes[index...].starts(with: Array("aack".utf8)) else { return nil }
      var start = index
      while start > 0, isLetter(bytes[start - 1]) { start -= 1 }
      var end = index
      while end < bytes.count, isLetter(bytes[end]) { end += 1 }
      let word = String(decoding: bytes[start..<end], as: UTF8.self)
      return ("lost-letters", "the word '\(word)' seems to have lost letters")
    default: return nil
    }
  }

  /// A number of one to three digits that no word needs: behind a full stop, comma or word and
  /// before another mark, a capital behind a full stop, or the end.
  private static func footnote(_ bytes: [UInt8], at index: Int) -> (Diagnostic.Code, String)? {
    guard index > 1, !(0x30...0x39).contains(bytes[index - 1]) else { return nil }
    var end = index
    while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
    guard end - index <= 3 else { return nil }
    let before = bytes[index - 1]
    let mark = bytes[index - 2]
    let isLast = end == bytes.count
    let next: UInt8 = isLast ? 0 : bytes[end]
    let isFootnote: Bool
    if before == 0x20 {
      let behindStop = [UInt8(ascii: "."), UInt8(ascii: ",")].contains(mark)
      let spaced = end + 1 < bytes.count && next == 0x20
      let beforeMark = spaced && [UInt8(ascii: ","), UInt8(ascii: ".")].contains(bytes[end + 1])
      let beforeCapital =
        spaced && mark == UInt8(ascii: ".")
        && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(bytes[end + 1])
      isFootnote = beforeMark || beforeCapital || (isLast && behindStop)
    } else {
      isFootnote = before == UInt8(ascii: ",") && isLetter(mark) && (isLast || next == 0x20)
    }
    guard isFootnote else { return nil }
    let number = String(decoding: bytes[index..<end], as: UTF8.self)
    return ("footnote-number", "the number '\(number)' seems to be a footnote's")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
