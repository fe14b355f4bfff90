/// The form of a snapshot file.
///
/// It begins with a head of 64 bytes: magic (8 bytes), version (4), a mark of the byte order (4), the size
/// of the file (8), the length of the table (8), the number of blocks (8), the checksum of table and
/// blocks (8) and that of the head before it (8); the rest is 0. The table is an object of JSON: what the
/// graph says of itself, and for each section its name, place, and the number and width of its values.
/// Behind it, at a multiple of 8 bytes, stand the checksums of all blocks. The sections are columns as they
/// lie in memory, each at a multiple of 64 bytes behind the first such place.
enum SnapshotForm {
  static let magic = Array("EVIDENCE".utf8)
  static let version: UInt32 = 1
  static let byteOrder: UInt32 = 0x0102_0304
  static let headSize = 64
  static let alignment = 64

  /// Whether some bytes begin as a snapshot does.
  static func begins(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: magic) }

  /// Where the checksums of the blocks begin.
  static func blocksStart(tableSize: Int) -> Int { (headSize + tableSize + 7) / 8 * 8 }

  /// Where the first section begins.
  static func sectionsStart(tableSize: Int, blocks: Int) -> Int {
    aligned(blocksStart(tableSize: tableSize) + blocks * 8)
  }

  /// The next place at which a section may begin.
  static func aligned(_ offset: Int) -> Int { (offset + alignment - 1) / alignment * alignment }

  /// The checksums of the blocks of some bytes.
  static func checksums(_ bytes: UnsafeRawBufferPointer) -> [UInt64] {
    stride(from: 0, to: bytes.count, by: Region.blockSize).map { start in
      let end = min(start + Region.blockSize, bytes.count)
      return XXHash64.hash(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
    }
  }
}

/// The archive that a snapshot was made of, to notice when it has changed.
public struct SnapshotOrigin: Hashable, Sendable {
  /// The last part of its path.
  public var name: String
  /// How many bytes it had.
  public var size: Int
  /// The SHA-256 of its bytes, in hexadecimal digits.
  public var digest: String

  /// Names an archive.
  public init(name: String, size: Int, digest: String) {
    self.name = name
    self.size = size
    self.digest = digest
  }
}
