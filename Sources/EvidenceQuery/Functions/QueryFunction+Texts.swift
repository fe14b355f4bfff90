extension QueryFunction {
  static let texts: [QueryFunction] = [
    text("toLower") { $0.lowercased() }, text("toUpper") { $0.uppercased() },
    text("lower") { $0.lowercased() }, text("upper") { $0.uppercased() },
    text("trim") { trimmed($0, start: true, end: true) },
    text("btrim") { trimmed($0, start: true, end: true) },
    text("lTrim") { trimmed($0, start: true, end: false) },
    text("rTrim") { trimmed($0, start: false, end: true) },
    QueryFunction("replace", [.string, .string, .string], .string) {
      (arguments, _) throws(QueryFailure) in
      let whole = try string("replace", arguments[0])
      let part = try string("replace", arguments[1])
      let other = try string("replace", arguments[2])
      return .string(part.isEmpty ? whole : try replaced(part, in: whole, with: other))
    },
    QueryFunction("split", [.string, [.string, .list]], .list) {
      (arguments, _) throws(QueryFailure) in
      let whole = try string("split", arguments[0])
      let part = try string("split", arguments[1])
      if part.isEmpty { return .list(whole.unicodeScalars.map { .string(String($0)) }) }
      return .list(pieces(of: whole, by: part).map { .string($0) })
    },
    QueryFunction("substring", [.string, .integer, .integer], .string, arity: 2...3) {
      (arguments, _) throws(QueryFailure) in
      let scalars = try string("substring", arguments[0]).unicodeScalars
      let start = try count("substring", arguments[1])
      let length = arguments.count > 2 ? try count("substring", arguments[2]) : Int.max
      return .string(String(String.UnicodeScalarView(scalars.dropFirst(start).prefix(length))))
    },
    QueryFunction("left", [.string, .integer], .string) { (arguments, _) throws(QueryFailure) in
      let scalars = try string("left", arguments[0]).unicodeScalars
      return .string(
        String(String.UnicodeScalarView(scalars.prefix(try count("left", arguments[1]))))
      )
    },
    QueryFunction("right", [.string, .integer], .string) { (arguments, _) throws(QueryFailure) in
      let scalars = try string("right", arguments[0]).unicodeScalars
      return .string(
        String(String.UnicodeScalarView(scalars.suffix(try count("right", arguments[1]))))
      )
    },
  ]

  private static func text(
    _ name: String,
    _ body: @escaping @Sendable (String) -> String
  ) -> QueryFunction {
    QueryFunction(name, [.string], .string) { (arguments, _) throws(QueryFailure) in
      .string(body(try string(name, arguments[0])))
    }
  }

  private static func string(_ name: String, _ value: QueryValue) throws(QueryFailure) -> String {
    guard case .string(let text) = value else { throw wrong(name, value, "a text") }
    return text
  }

  private static func count(_ name: String, _ value: QueryValue) throws(QueryFailure) -> Int {
    guard case .integer(let number) = value else { throw wrong(name, value, "an integer") }
    guard number >= 0 else {
      throw .runtime(
        "ArgumentError",
        "NumberOutOfRange",
        "\(name)() takes no negative number, and was given \(number)"
      )
    }
    return Int(number)
  }

  private static func trimmed(_ text: String, start: Bool, end: Bool) -> String {
    var scalars = Substring(text).unicodeScalars
    while start, let first = scalars.first, first.properties.isWhitespace {
      scalars.removeFirst()
    }
    while end, let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }

  /// The most bytes that a text may have.
  static let mostBytes = 1 << 26

  static var tooLong: QueryFailure {
    .runtime(
      "ResourceError",
      "TooManyValues",
      "the query makes a text of more than \(mostBytes >> 20) MiB"
    )
  }

  private static func replaced(
    _ part: String,
    in whole: String,
    with other: String
  ) throws(QueryFailure) -> String {
    let (bytes, wanted, new) = (Array(whole.utf8), Array(part.utf8), Array(other.utf8))
    var result: [UInt8] = []
    var start = 0
    while let place = firstPlace(of: wanted, in: bytes, from: start) {
      result += bytes[start..<place]
      result += new
      start = place + wanted.count
      if result.count > mostBytes { throw tooLong }
    }
    result += bytes[start...]
    return String(decoding: result, as: UTF8.self)
  }

  /// What stands between the places where a text holds a part.
  static func pieces(of whole: String, by part: String) -> [String] {
    let (bytes, wanted) = (Array(whole.utf8), Array(part.utf8))
    var pieces: [String] = []
    var start = 0
    while let place = firstPlace(of: wanted, in: bytes, from: start) {
      pieces.append(String(decoding: bytes[start..<place], as: UTF8.self))
      start = place + wanted.count
    }
    pieces.append(String(decoding: bytes[start...], as: UTF8.self))
    return pieces
  }

  /// Whether a text holds a part.
  static func holds(_ whole: String, _ part: String) -> Bool {
    part.isEmpty || firstPlace(of: Array(part.utf8), in: Array(whole.utf8), from: 0) != nil
  }

  /// Where a part, not empty, stands first.
  ///
  /// - Complexity: O(*n* · *k*) at most; O(*n*) where the part's first byte is rare.
  private static func firstPlace(of part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard let first = part.first, bytes.count >= part.count else { return nil }
    var index = start
    while index + part.count <= bytes.count {
      if bytes[index] == first {
        var length = 1
        while length < part.count, bytes[index + length] == part[length] { length += 1 }
        if length == part.count { return index }
      }
      index += 1
    }
    return nil
  }
}
