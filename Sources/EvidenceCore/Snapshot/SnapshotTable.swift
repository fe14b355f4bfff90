/// The head and the table of a snapshot, checked.
struct SnapshotTable {
  /// A section: where it lies, and what its values are.
  private struct Section {
    var start: Int
    var count: Int
    var width: Int
    var firstBlock: Int
  }

  let origin: SnapshotOrigin?
  private let file: String
  private let region: Region
  private let header: GraphHeader
  private let source: String
  private let kinds: [String]
  private let relations: [String]
  private let counts: SnapshotColumns.Counts
  private let seed: UInt64
  private var sections: [String: Section] = [:]
  private var properties: [String: [PropertySection]] = [:]
  private let indexed: Set<String>

  /// Reads head and table.
  ///
  /// - Parameter region: the whole file.
  /// - Throws: `EvidenceError` if it is no snapshot, of another version, cut off or damaged.
  init(_ region: Region, file: String) throws(EvidenceError) {
    let bytes = UnsafeRawBufferPointer(start: region.base, count: region.count)
    let damaged = SnapshotReader.damaged(file, "its table is damaged")
    func number<Number: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, _ type: Number.Type)
      -> Number
    {
      bytes.loadUnaligned(fromByteOffset: offset, as: type)
    }
    guard SnapshotForm.begins(bytes) else { throw SnapshotReader.foreign(file) }
    guard bytes.count >= SnapshotForm.headSize else {
      throw SnapshotReader.damaged(file, "it is cut off")
    }
    guard number(12, UInt32.self) == SnapshotForm.byteOrder else {
      throw SnapshotReader.other(file, "of the other byte order")
    }
    let version = number(8, UInt32.self)
    guard version == SnapshotForm.version else {
      throw SnapshotReader.other(file, "of version \(version), not \(SnapshotForm.version)")
    }
    let head = UnsafeRawBufferPointer(rebasing: bytes[..<48])
    guard XXHash64.hash(head) == number(48, UInt64.self) else { throw damaged }
    guard let size = Int(exactly: number(16, UInt64.self)), size == bytes.count else {
      let said = number(16, UInt64.self)
      throw SnapshotReader.damaged(file, "it has \(bytes.count) bytes and says \(said)")
    }
    guard let tableSize = Int(exactly: number(24, UInt64.self)), tableSize <= size,
      let blocks = Int(exactly: number(32, UInt64.self)), blocks <= size / 8,
      SnapshotForm.sectionsStart(tableSize: tableSize, blocks: blocks) <= size
    else { throw damaged }
    let blocksStart = SnapshotForm.blocksStart(tableSize: tableSize)
    let table = UnsafeRawBufferPointer(
      rebasing: bytes[SnapshotForm.headSize..<blocksStart + blocks * 8]
    )
    guard XXHash64.hash(table) == number(40, UInt64.self) else { throw damaged }
    let checksums = (0..<blocks).map { number(blocksStart + $0 * 8, UInt64.self) }
    self.region = Region(sealing: region, checksums: checksums, name: file)
    self.file = file

    let text = UnsafeBufferPointer(rebasing: table.bindMemory(to: UInt8.self)[..<tableSize])
    guard let value = try? JSONParser.parse(text), case .object(let members) = value else {
      throw damaged
    }
    var reader = RecordReader(members, at: Place(file))
    source = reader.required("file", of: "snapshot")
    if case .object(let part)? = reader.take("origin") {
      var reader = RecordReader(part, at: Place(file))
      let size = reader.number("size").flatMap { Int(exactly: $0) }
      origin = SnapshotOrigin(
        name: reader.text("name") ?? "",
        size: size ?? 0,
        digest: reader.text("sha256") ?? ""
      )
    } else {
      origin = nil
    }
    guard case .object(let head)? = reader.take("header") else { throw damaged }
    var headReader = RecordReader(head, at: Place(file))
    header = HeaderRecord.header(&headReader)
    kinds = reader.texts("kinds")
    relations = reader.texts("relations")
    var isSound = headReader.diagnostics.isEmpty
    func count(_ name: String) -> Int {
      guard let found = reader.number(name), let count = Int(exactly: found), count >= 0,
        count < Int(UInt32.max)
      else {
        isSound = false
        return 0
      }
      return count
    }
    counts = SnapshotColumns.Counts(
      texts: count("texts"),
      bytes: count("bytes"),
      nodes: count("nodes"),
      statements: count("statements"),
      kinds: kinds.count,
      relations: relations.count
    )
    seed = UInt64(count("seed"))
    var properties: [String: [PropertySection]] = [:]
    for item in reader.items("properties") {
      guard case .array(let parts) = item, parts.count == 3, case .string(let owner) = parts[0],
        case .integer(let name) = parts[1], (0..<Int64(counts.texts)).contains(name),
        case .string(let sort) = parts[2], let values = PropertyColumns.Property.Values(sort: sort)
      else { throw damaged }
      properties[owner, default: []].append(
        PropertySection(name: UInt32(name), property: .init(values: values))
      )
    }
    self.properties = properties
    indexed = Set(reader.texts("indexed"))
    let start = SnapshotForm.sectionsStart(tableSize: tableSize, blocks: blocks)
    var block = 0
    for item in reader.items("sections") {
      guard case .array(let parts) = item, parts.count == 4, case .string(let name) = parts[0],
        case .integer(let offset) = parts[1], case .integer(let count) = parts[2],
        case .integer(let width) = parts[3], [1, 4, 8].contains(width),
        (0...Int64(size - start)).contains(offset), offset % Int64(SnapshotForm.alignment) == 0,
        (0...(Int64(size - start) - offset) / width).contains(count)
      else { throw damaged }
      sections[name] = Section(
        start: start + Int(offset),
        count: Int(count),
        width: Int(width),
        firstBlock: block
      )
      block += (Int(count * width) + Region.blockSize - 1) / Region.blockSize
    }
    guard isSound, reader.diagnostics.isEmpty, block == blocks else { throw damaged }
  }

  /// The graph.
  ///
  /// - Throws: `EvidenceError` if a section is not there, or has another form than it must.
  func storage() throws(EvidenceError) -> GraphStorage {
    var columns = SnapshotColumns()
    var taker = SectionTaker(table: self)
    try columns.visit(&taker, counts)
    let slots = columns.keys.count
    guard slots & (slots - 1) == 0 else {
      throw SnapshotReader.damaged(file, "its index of keys is damaged")
    }
    return GraphStorage(
      header: header,
      file: source,
      texts: columns.texts,
      nodes: columns.nodes,
      statements: columns.statements,
      nodeOfText: columns.nodeOfText,
      kinds: kinds.map { Kind($0) },
      relations: relations.map { Relation($0) },
      adjacency: columns.adjacency,
      keys: KeyIndex(slots: columns.keys, seed: seed),
      region: region
    )
  }

  /// Hands out columns that lie in the region.
  private struct SectionTaker: SnapshotSections {
    let table: SnapshotTable

    mutating func column<Element>(
      _ name: String,
      _ column: inout Column<Element>,
      count: Int?,
      most: Int?,
      _ limits: Column<Element>.Limits
    ) throws(EvidenceError) {
      guard let section = table.sections[name],
        section.width == MemoryLayout<Element>.stride,
        count == nil || count == section.count,
        section.count <= most ?? .max
      else {
        throw SnapshotReader.damaged(table.file, "its section '\(name)' is not what it must be")
      }
      column = Column(
        region: table.region,
        start: section.start,
        count: section.count,
        firstBlock: section.firstBlock,
        limits: limits
      )
    }

    mutating func properties(
      _ name: String,
      _ properties: inout PropertyColumns,
      rows: Int,
      texts: Int
    ) throws(EvidenceError) {
      try properties.visit(
        name,
        table.properties[name] ?? [],
        isIndexed: table.indexed.contains(name),
        rows: rows,
        texts: texts,
        &self
      )
    }
  }
}

/// Looks at every block of every column.
private struct SectionCheck: SnapshotSections {
  mutating func column<Element>(
    _ name: String,
    _ column: inout Column<Element>,
    count: Int?,
    most: Int?,
    _ limits: Column<Element>.Limits
  ) {
    column.admitsAll()
  }
}

extension EvidenceGraph {
  /// What is wrong with the snapshot that the graph was opened from, as far as it has been looked at;
  /// `nil` for a graph that was built.
  public var damage: Diagnostic? {
    guard let region = storage.region, let block = region.damagedBlock else { return nil }
    return Diagnostic(
      .error,
      "damaged-snapshot",
      "the snapshot '\(region.name)' is damaged: block \(block) is not what was written",
      at: Place(region.name),
      hint: "make it again: evidence snapshot ARCHIVE"
    )
  }

  /// Holds every block of a snapshot to its checksum, and all that it says to what a graph promises.
  ///
  /// - Throws: `EvidenceError` with what is wrong.
  /// - Complexity: O(*n* log *n* + *m* log *m*) for *n* nodes and *m* statements.
  package func verifySnapshot() throws(EvidenceError) {
    try admitAll()
    if let damage { throw EvidenceError([damage]) }
    let broken = storage.brokenInvariants()
    let name = storage.region?.name ?? file
    if let first = broken.first {
      throw SnapshotReader.damaged(name, "it does not hold that \(first)")
    }
  }

  func admitAll() throws(EvidenceError) {
    var columns = SnapshotColumns(storage)
    var check = SectionCheck()
    try columns.visit(&check, SnapshotColumns.Counts(storage))
  }
}

extension SnapshotReader {
  static func damaged(_ file: String, _ how: String) -> EvidenceError {
    EvidenceError(
      "damaged-snapshot",
      "the snapshot '\(file)' cannot be used: \(how)",
      at: Place(file),
      hint: "make it again: evidence snapshot ARCHIVE"
    )
  }

  static func foreign(_ file: String) -> EvidenceError {
    EvidenceError(
      "no-snapshot",
      "'\(file)' is no snapshot of a graph",
      at: Place(file),
      hint: "'evidence snapshot graph.jsonl' makes one"
    )
  }

  static func other(_ file: String, _ what: String) -> EvidenceError {
    EvidenceError(
      "snapshot-version",
      "the snapshot '\(file)' is \(what)",
      at: Place(file),
      hint: "make it again with this release: evidence snapshot ARCHIVE"
    )
  }
}
