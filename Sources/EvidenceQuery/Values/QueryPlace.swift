internal import EvidenceCore

/// A place in the text of a query, with the line that it stands in.
struct QueryPlace {
  /// Line and column.
  let place: Place
  /// The line and a caret below the place, where the line is not too long to show.
  let excerpt: String?

  /// - Parameters:
  ///   - offset: the bytes before the place.
  ///   - text: the query.
  ///   - file: what it is called.
  init(_ offset: Int, in text: String, named file: String) {
    let bytes = Array(text.utf8)
    let end = min(offset, bytes.count)
    let start = bytes[..<end].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let line = bytes[..<end].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    let stop = bytes[end...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let before = String(decoding: bytes[start..<end], as: UTF8.self)
    place = Place(file, line: line, column: before.count + 1)
    let whole = String(decoding: bytes[start..<stop], as: UTF8.self)
    let pad = String(before.map { $0 == "\t" ? "\t" : " " })
    excerpt = whole.count <= 200 ? "\n  \(whole)\n  \(pad)^" : nil
  }
}

/// An error of what a query calls, and where it is called.
struct CalledError: Error {
  var error: EvidenceError
  /// Where in the query's text, in bytes from its start.
  var offset: Int

  /// The error with the place of the call, where it names none of its own.
  func error(in text: String, named file: String) -> EvidenceError {
    let place = QueryPlace(offset, in: text, named: file)
    var result = error
    for index in result.diagnostics.indices where result.diagnostics[index].place == nil {
      result.diagnostics[index].place = place.place
      // The first of several findings shows the line.
      if index == 0, let excerpt = place.excerpt { result.diagnostics[index].message += excerpt }
    }
    return result
  }
}
