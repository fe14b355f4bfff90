import EvidenceCore

/// Where the parts of a mapping table lie in its bytes: the block of `#` lines, the table, and what
/// separates its cells.
struct MappingLayout {
  /// The lines of the block without their `#` and without the separators that a spreadsheet puts
  /// behind each.
  private(set) var block: [String] = []
  /// Where the header begins, and on which line.
  private(set) var start = 0
  private(set) var firstLine = 1
  private(set) var delimiter: UInt8 = 0x09

  /// Finds the parts.
  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) {
    var lines: [Range<Int>] = []
    while start < bytes.count {
      let line = Self.line(bytes, from: start)
      let first = line.first.map { bytes[$0] }
      let isQuoted = first == 0x22 && line.count > 1 && bytes[line.lowerBound + 1] == 0x23
      let isBlank = line.allSatisfy { Self.blanks.contains(bytes[$0]) }
      guard first == 0x23 || isQuoted || isBlank else { break }
      lines.append(line)
      start = Self.next(bytes, after: line)
    }
    firstLine = lines.count + 1
    delimiter = Self.delimiter(bytes, Self.line(bytes, from: start), file)
    block = lines.map { text(UnsafeBufferPointer(rebasing: bytes[$0])) }
  }

  private static let blanks: Set<UInt8> = [0x09, 0x20, 0x2C, 0x3B]

  private static func line(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    return start..<end
  }

  private static func next(_ bytes: UnsafeBufferPointer<UInt8>, after line: Range<Int>) -> Int {
    var position = line.upperBound
    let isReturn = position < bytes.count && bytes[position] == 0x0D
    if isReturn { position += 1 }
    if position < bytes.count, bytes[position] == 0x0A { position += 1 }
    return position
  }

  /// What separates the names of the header: the sign that leaves one of the ids as a name of its
  /// own, else the most frequent one.
  private static func delimiter(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ header: Range<Int>,
    _ file: String
  ) -> UInt8 {
    let candidates: [UInt8] = [0x09, 0x2C, 0x3B]
    let ids: Set<String> = ["subject_id", "predicate_id", "object_id"]
    for candidate in candidates {
      let names = bytes[header].split(separator: candidate, omittingEmptySubsequences: false)
      let texts = names.map {
        String(decoding: $0.filter { $0 != 0x22 }, as: UTF8.self).trimmedText
      }
      if texts.count > 1, !ids.isDisjoint(with: texts) { return candidate }
    }
    let counts = candidates.map { sign in bytes[header].count { $0 == sign } }
    if let most = counts.max(), most > 0, let index = counts.firstIndex(of: most) {
      return candidates[index]
    }
    return file.hasSuffix(".csv") ? 0x2C : 0x09
  }

  /// A line of the block as YAML.
  private func text(_ line: UnsafeBufferPointer<UInt8>) -> String {
    var bytes = Array(line)
    if bytes.first == 0x22 { bytes = Self.unquoted(bytes) }
    while let last = bytes.last, last == delimiter || last == 0x20 || last == 0x09 {
      bytes.removeLast()
    }
    guard bytes.first == 0x23 else { return "" }
    return String(decoding: bytes.dropFirst(), as: UTF8.self)
  }

  /// The cells of a line whose first is quoted, put together as they were before a spreadsheet
  /// took the line apart.
  private static func unquoted(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var isInside = false
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x22 {
        if isInside, index + 1 < bytes.count, bytes[index + 1] == 0x22 {
          result.append(0x22)
          index += 1
        } else {
          isInside.toggle()
        }
      } else {
        result.append(bytes[index])
      }
      index += 1
    }
    return result
  }
}
