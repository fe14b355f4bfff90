/// The names of members in some lines of an archive.
///
/// Most records have the members of the one before. So a name is first looked for as the bytes that stood
/// there last time, from the end of one value to the beginning of the next, and taken apart where others do.
struct MemberNames {
  /// A name, and what it stands for.
  struct Name {
    /// Where it stands.
    let range: Range<Int>
    let nodeField: UInt8
    let statementField: UInt8
    /// Whether it is one of those that decide what a statement means.
    let isWord: Bool
    /// The number of its text among those that are looked up ahead; -1 where it is not.
    var place: Int32 = -1
    /// The record that had a property of this name last.
    var record = -1
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
        ((found.0 & masks.0) ^ words.0) | ((found.1 & masks.1) ^ words.1)
        | ((found.2 & masks.2) ^ words.2)
      return differing == 0
    }

    func isLike(_ other: Writing) -> Bool {
      name == other.name && length == other.length && words == other.words && masks == other.masks
    }
  }

  private var names: [Name] = []
  private var numbers: [String: Int] = [:]
  /// The writings of each name that are known.
  private var writingsOfNames: [[Int]] = []
  /// For each name the columns of its values: for each sort those of nodes, and of statements.
  private var columns: [Int32] = []
  private static let sorts = PropertyRun.Sort.allCases.count
  private var writings: [Writing]
  private var last = beginning
  /// What stands before the first name, and a name whose writing is not kept.
  private static let (beginning, unknown) = (0, 1)
  private static let mostWritings = 8

  init() {
    let none = Writing(UnsafeBufferPointer(start: nil, count: 0), 0..<0, name: 0)
    writings = [none, none]
  }

  subscript(_ name: Int) -> Name {
    @inline(__always) get { names[name] }
    @inline(__always) _modify { yield &names[name] }
  }

  /// The column of the values of a property; -1 while there is none.
  subscript(_ name: Int, _ sort: PropertyRun.Sort, ofNodes ofNodes: Bool) -> Int32 {
    @inline(__always)
    get { columns[place(name, sort, ofNodes)] }
    set { columns[place(name, sort, ofNodes)] = newValue }
  }

  @inline(__always)
  private func place(_ name: Int, _ sort: PropertyRun.Sort, _ ofNodes: Bool) -> Int {
    (name * 2 + (ofNodes ? 0 : 1)) * Self.sorts + Int(sort.rawValue)
  }

  /// Begins with another record.
  mutating func begin() { last = Self.beginning }

  /// Passes over all that stands before the value of the next member.
  ///
  /// - Returns: the number of its name; `nil` if it has none that is plain.
  @inline(__always)
  mutating func next(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int? {
    let likely = writings[last].next
    if writings[likely].stands(at: at, in: bytes) {
      last = likely
      at += writings[likely].length
      // More blanks may stand here than stood there.
      _ = PlainValue.byte(bytes, &at)
      return writings[likely].name
    }
    return read(bytes, &at)
  }

  @inline(never)
  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) -> Int? {
    let start = at
    let opening = last == Self.beginning ? UInt8(ascii: "{") : UInt8(ascii: ",")
    guard PlainValue.byte(bytes, &at) == opening else { return nil }
    at += 1
    guard PlainValue.byte(bytes, &at) != nil, let range = PlainValue.text(bytes, &at),
      !range.isEmpty, bytes[range].allSatisfy({ $0 < 0x80 }),
      PlainValue.byte(bytes, &at) == UInt8(ascii: ":")
    else { return nil }
    at += 1
    guard PlainValue.byte(bytes, &at) != nil else { return nil }
    let name = number(UnsafeBufferPointer(rebasing: bytes[range]), range)
    let writing = place(of: Writing(bytes, start..<at, name: name))
    writings[last].next = writing
    last = writing
    return name
  }

  /// The place of a writing, which is kept as long as there are not too many of its name.
  private mutating func place(of writing: Writing) -> Int {
    let known = writingsOfNames[writing.name]
    if let place = known.first(where: { writings[$0].isLike(writing) }) { return place }
    guard known.count < Self.mostWritings else { return Self.unknown }
    writingsOfNames[writing.name].append(writings.count)
    writings.append(writing)
    return writings.count - 1
  }

  private mutating func number(
    _ name: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>
  ) -> Int {
    let text = String(decoding: name, as: UTF8.self)
    if let known = numbers[text] { return known }
    names.append(
      Name(
        range: range,
        nodeField: RecordField.node(name),
        statementField: RecordField.statement(name),
        isWord: Statement.wordProperties.contains(text)
      )
    )
    writingsOfNames.append([])
    columns.append(contentsOf: repeatElement(-1, count: 2 * Self.sorts))
    numbers[text] = names.count - 1
    return names.count - 1
  }
}
