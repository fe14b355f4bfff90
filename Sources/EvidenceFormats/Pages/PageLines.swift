internal import EvidenceCore

/// The lines of a page with their numbers, checked for what no page may hold.
struct PageLines {
  /// A page longer than this is none.
  static let byteLimit = 8 << 20
  /// A line longer than this is none of a page.
  static let lineLimit = 1 << 18

  var lines: [SeedPage.Part] = []
  var diagnostics: [Diagnostic] = []

  init(_ bytes: [UInt8], file: String) {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = bytes.dropFirst(3)
      diagnostics.append(
        Diagnostic(
          .note,
          "byte-order-mark",
          "a byte-order mark was passed over",
          at: Place(file, line: 1)
        )
      )
    }
    guard bytes.contains(where: { $0 > 0x20 }) else {
      fail("empty-page", "the page is empty", Place(file), "give a page with its text")
      return
    }
    guard bytes.count <= Self.byteLimit else {
      fail(
        "page-too-large",
        "the page has \(bytes.count) bytes",
        Place(file),
        "a page has at most \(Self.byteLimit) bytes"
      )
      return
    }
    var number = 0
    for line in Self.split(bytes) {
      number += 1
      if line.isEmpty { continue }
      guard line.count <= Self.lineLimit else {
        fail(
          "line-too-long",
          "the line has \(line.count) bytes",
          Place(file, line: number),
          "a line of a page has at most \(Self.lineLimit) bytes"
        )
        continue
      }
      guard let text = String(validating: line, as: UTF8.self) else {
        fail(
          "invalid-utf8",
          "the line is not UTF-8",
          Place(file, line: number, column: Self.firstBadByte(line) + 1),
          "save the page as UTF-8"
        )
        continue
      }
      lines.append(SeedPage.Part(text: text, line: number))
    }
    lineCount = bytes.last == 0x0A || bytes.last == 0x0D ? number - 1 : number
  }

  /// The lines of some bytes, which end in LF, CR LF or CR.
  static func split(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      guard byte == 0x0A || byte == 0x0D else {
        index += 1
        continue
      }
      lines.append(bytes[start..<index])
      index += 1
      if byte == 0x0D, index < bytes.endIndex, bytes[index] == 0x0A { index += 1 }
      start = index
    }
    lines.append(bytes[start...])
    return lines
  }

  /// How many lines the page has, the empty ones too.
  var lineCount = 0

  var failed: Bool { diagnostics.contains { $0.severity == .error } }

  private mutating func fail(
    _ code: Diagnostic.Code,
    _ message: String,
    _ place: Place,
    _ hint: String
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: place, hint: hint))
  }

  /// How many bytes of a line stand before the first that is no UTF-8.
  private static func firstBadByte(_ line: ArraySlice<UInt8>) -> Int {
    var low = 0
    var high = line.count
    while low < high {
      let middle = (low + high + 1) / 2
      var end = line.startIndex + middle
      while end < line.endIndex, line[end] & 0xC0 == 0x80, end - line.startIndex < middle + 3 {
        end += 1
      }
      if String(validating: line[line.startIndex..<end], as: UTF8.self) != nil {
        low = middle
      } else {
        high = middle - 1
      }
    }
    return low
  }
}
