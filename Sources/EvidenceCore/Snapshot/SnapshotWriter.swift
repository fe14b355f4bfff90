/// Writes a graph as a snapshot, which opens in milliseconds whatever its size.
///
/// A snapshot is a cache of the archive and no place to keep a graph: a release reads the snapshots of its
/// own version alone. The same graph gives the same bytes.
public enum SnapshotWriter {
  /// Writes a snapshot to a file, whole or not at all.
  ///
  /// - Parameters:
  ///   - graph: what is written.
  ///   - path: where it goes; what stands there is replaced.
  ///   - origin: the archive that the graph was read from, if it was.
  /// - Throws: `EvidenceError` if the file cannot be written.
  /// - Complexity: O(size of the graph).
  public static func write(
    _ graph: EvidenceGraph,
    to path: String,
    origin: SnapshotOrigin? = nil
  ) throws(EvidenceError) {
    try AtomicFile.write(to: path) { write throws(EvidenceError) in
      try self.write(graph, origin: origin, write)
    }
  }

  /// Hands out the snapshot in parts of about a megabyte.
  package static func write(
    _ graph: EvidenceGraph,
    origin: SnapshotOrigin?,
    _ write: ([UInt8]) throws(EvidenceError) -> Void
  ) throws(EvidenceError) {
    let storage = graph.storage
    var columns = SnapshotColumns(storage)
    let counts = SnapshotColumns.Counts(storage)
    var plan = SectionPlan()
    try columns.visit(&plan, counts)
    var table = table(storage, origin, counts, plan)
    let tableSize = table.count
    let start = SnapshotForm.sectionsStart(tableSize: tableSize, blocks: plan.blocks.count)
    let padding = SnapshotForm.blocksStart(tableSize: tableSize) - SnapshotForm.headSize - tableSize
    table.append(contentsOf: repeatElement(0, count: padding))
    plan.blocks.withUnsafeBytes { table.append(contentsOf: $0) }
    try write(
      head(table, tableSize: tableSize, blocks: plan.blocks.count, fileSize: start + plan.size)
    )
    try write(table)
    var written = SnapshotForm.headSize + table.count
    for bytes in [nil] + plan.columns {
      try bytes?.withBytes { (bytes) throws(EvidenceError) in
        for start in stride(from: 0, to: bytes.count, by: 1 << 20) {
          try write(Array(bytes[start..<min(start + (1 << 20), bytes.count)]))
        }
        written += bytes.count
      }
      let padding = SnapshotForm.aligned(written) - written
      if padding > 0 { try write([UInt8](repeating: 0, count: padding)) }
      written += padding
    }
  }

  private static func head(
    _ table: [UInt8],
    tableSize: Int,
    blocks: Int,
    fileSize: Int
  ) -> [UInt8] {
    var head = SnapshotForm.magic
    func add<Number: FixedWidthInteger>(_ number: Number) {
      withUnsafeBytes(of: number) { head.append(contentsOf: $0) }
    }
    add(SnapshotForm.version)
    add(SnapshotForm.byteOrder)
    add(UInt64(fileSize))
    add(UInt64(tableSize))
    add(UInt64(blocks))
    add(table.withUnsafeBytes { XXHash64.hash($0) })
    add(head.withUnsafeBytes { XXHash64.hash($0) })
    head.append(contentsOf: repeatElement(0, count: SnapshotForm.headSize - head.count))
    return head
  }

  private static func table(
    _ storage: GraphStorage,
    _ origin: SnapshotOrigin?,
    _ counts: SnapshotColumns.Counts,
    _ plan: SectionPlan
  ) -> [UInt8] {
    var list = MemberList()
    // The path says where it was, and is no part of the graph.
    list.add("file", storage.file.split(separator: "/").last.map { String($0) } ?? "graph")
    if let origin {
      var part = MemberList()
      part.add("name", origin.name)
      part.add("size", value: .integer(Int64(origin.size)))
      part.add("sha256", origin.digest)
      list.add("origin", value: .object(part.members))
    }
    list.add("header", value: HeaderRecord.json(storage.header))
    list.add("kinds", value: .array(storage.kinds.map { .string($0.name) }))
    list.add("relations", value: .array(storage.relations.map { .string($0.name) }))
    list.add("texts", value: .integer(Int64(counts.texts)))
    list.add("bytes", value: .integer(Int64(counts.bytes)))
    list.add("nodes", value: .integer(Int64(counts.nodes)))
    list.add("statements", value: .integer(Int64(counts.statements)))
    list.add("seed", value: .integer(Int64(storage.keys.seed)))
    list.add("properties", value: .array(plan.properties))
    list.add("indexed", plan.indexed)
    list.add("sections", value: .array(plan.sections))
    var writer = JSONWriter()
    writer.write(.object(list.members))
    return writer.drain()
  }
}

/// Finds where each section will lie, and its checksums.
private struct SectionPlan: SnapshotSections {
  private(set) var sections: [JSONValue] = []
  private(set) var properties: [JSONValue] = []
  private(set) var indexed: [String] = []
  /// The checksums of the blocks of all sections.
  private(set) var blocks: [UInt64] = []
  private(set) var columns: [any SectionBytes] = []
  /// How many bytes all sections take, from a place where one may begin.
  private(set) var size = 0

  mutating func column<Element>(
    _ name: String,
    _ column: inout Column<Element>,
    count: Int?,
    most: Int?,
    _ limits: Column<Element>.Limits
  ) {
    columns.append(column)
    blocks += column.withBytes { SnapshotForm.checksums($0) }
    sections.append(
      .array([
        .string(name), .integer(Int64(size)), .integer(Int64(column.count)),
        .integer(Int64(MemoryLayout<Element>.stride)),
      ])
    )
    size = SnapshotForm.aligned(size + column.count * MemoryLayout<Element>.stride)
  }

  mutating func properties(
    _ name: String,
    _ properties: inout PropertyColumns,
    rows: Int,
    texts: Int
  ) throws(EvidenceError) {
    for section in properties.sections {
      self.properties.append(
        .array([
          .string(name), .integer(Int64(section.name)), .string(section.property.values.sort),
        ])
      )
    }
    if properties.index != nil { indexed.append(name) }
    try properties.visit(
      name,
      properties.sections,
      isIndexed: properties.index != nil,
      rows: rows,
      texts: texts,
      &self
    )
  }
}

/// The bytes of a column.
private protocol SectionBytes {
  func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result
}

extension Column: SectionBytes {}
