/// The names of members in some lines of an archive.
///
/// Most records have the members of the one before. So a name is first looked for as the bytes that stood
/// there last time, from the end of one value to the beginning of the next, and taken apart where others do.
struct MemberNames {
  /// A name, and what it stands for.
  struct Name {
    fileprivate let range: Range<Int>
    let nodeField: UInt8
    let statementField: UInt8
    /// Whether it is one of those that decide what a statement means.
    let isWord: Bool
    /// The number of its text among those that are looked up ahead; -1 where it is not.
    var place: Int32 = -1
    /// The record that had a property of this name last.
    var record = -1
    /// The columns of its values: for each sort of those of nodes, and of statements.
    var columns = [Int32](repeating: -1, count: 2 * PropertyRun.Sort.allCases.count)
  }

  /// How a name is written, with all that stands between two values.
  private struct Writing {
    /// The bytes, up to ``longest``, and which of them there are; longer ones are like nothing.
    private var words: (UInt64, UInt64, UInt64) = (1, 0, 0)
    private var masks: (UInt64, UInt64, UInt64) = (0, 0, 0)
    let length: Int
    let name: Int
    /// What followed it last time.
    var next = 0
    static let longest = 24

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, name: Int) {
      self.name = name
      length = range.count
      guard length <= Self.longest, range.lowerBound + Self.longest <= bytes.count else { return }
      masks = (Self.mask(length), Self.mask(length - 8), Self.mask(length - 16))
      let found = Self.words(bytes, range.lowerBound)
      words = (found.0 & masks.0, found.1 & masks.1, found.2 & masks.2)
    }

    /// The mask of so many bytes of a word.
    private static func mask(_ count: Int) -> UInt64 {
      count >= 8 ? .max : count <= 0 ? 0 : (1 << UInt64(8 * count)) - 1
    }

    @inline(__always)
    private static func words(
      _ bytes: UnsafeBufferPointer<UInt8>,
      _ at: Int
    ) -> (UInt64, UInt64, UInt64) {
      let raw = UnsafeRawBufferPointer(bytes)
      func word(_ at: Int) -> UInt64 {
        raw.loadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      }
      return (word(at), word(at + 8), word(at + 16))
    }

    /// Whether it stands at a place.
    @inline(__always)
    func stands(at place: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
      guard place + Self.longest <= bytes.count else { return false }
      let found = Self.words(bytes, place)
      let differing =
        (found.0 & masks.0) ^ words.0 | (found.1 & masks.1) ^ words.1
        | (found.2 & masks.2) ^ words.2
      return differing == 0
    }

    func isLike(_ other: Writing) -> Bool {
      name == other.name && length == other.length && words == other.words && masks == other.masks
    }
  }

  private(set) var names: [Name] = []
  /// The first one is the beginning of a record.
  private var writings: [Writing]
  private var last = 0
  private static let mostNames = 256
  private static let mostWritings = 1024

  init() {
    writings = [Writing(UnsafeBufferPointer(start: nil, count: 0), 0..<0, name: 0)]
  }

  subscript(_ name: Int) -> Name {
    @inline(__always) get { names[name] }
    set { names[name] = newValue }
  }

  /// Begins with another record.
  mutating func begin() { last = 0 }

  /// Passes over all that stands before the value of the next member.
  ///
  /// - Returns: the number of its name; `nil` if it has none that is plain, or there are too many.
  @inline(__always)
  mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int? {
    let likely = writings[last].next
    if writings[likely].stands(at: at, in: bytes) {
      last = likely
      at += writings[likely].length
      return writings[likely].name
    }
    return read(bytes, &at)
  }

  @inline(never)
  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int? {
    let start = at
    let opening = last == 0 ? UInt8(ascii: "{") : UInt8(ascii: ",")
    guard PlainValue.byte(bytes, &at) == opening else { return nil }
    at += 1
    guard PlainValue.byte(bytes, &at) != nil, let range = PlainValue.text(bytes, &at),
      !range.isEmpty, bytes[range].allSatisfy({ $0 < 0x80 }),
      PlainValue.byte(bytes, &at) == UInt8(ascii: ":")
    else { return nil }
    at += 1
    guard PlainValue.byte(bytes, &at) != nil, let name = number(bytes, range) else { return nil }
    let writing = Writing(bytes, start..<at, name: name)
    var place = writings.dropFirst().firstIndex { $0.isLike(writing) }
    if place == nil, writings.count < Self.mostWritings {
      place = writings.count
      writings.append(writing)
    }
    guard let place else { return nil }
    writings[last].next = place
    last = place
    return name
  }

  private mutating func number(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>
  ) -> Int? {
    let known = names.firstIndex {
      $0.range.count == range.count && bytes[$0.range].elementsEqual(bytes[range])
    }
    if let known { return known }
    guard names.count < Self.mostNames else { return nil }
    let name = UnsafeBufferPointer(rebasing: bytes[range])
    names.append(
      Name(
        range: range,
        nodeField: RecordField.node(name),
        statementField: RecordField.statement(name),
        isWord: Statement.wordProperties.contains(String(decoding: name, as: UTF8.self))
      )
    )
    return names.count - 1
  }

  /// The text of a name.
  func range(_ name: Int) -> Range<Int> { names[name].range }
}
