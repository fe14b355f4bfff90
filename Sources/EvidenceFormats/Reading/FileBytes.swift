import EvidenceCore

/// The content of a file, pipe or device, opened once.
///
/// A file is read and never mapped: one that another program cuts short meanwhile is a shorter file,
/// no end of this process. A large one is read when its bytes are asked for, and not kept.
struct FileBytes {
  /// The largest compressed file, and the largest other one, whose content is kept, in bytes.
  static let (keptLimit, plainLimit) = (64 << 20, 8 << 20)
  /// The largest file that is taken, in bytes.
  static let fileLimit = 16 << 30
  /// How much is taken of a pipe or device, in bytes.
  static let streamLimit = 1 << 30

  /// The file's name, as the user or the recipe gave it.
  let file: String
  /// Which file it is, whatever its name; `nil` where the content came from no file.
  let identity: FileIdentity?
  /// Of a sheet of a workbook: what should be said of its cells; `nil` for any other file.
  let sheetNotes: [CellNote]?
  private let content: Content

  private enum Content {
    case bytes([UInt8])
    case file(InputFile)
  }

  /// Opens a file.
  ///
  /// - Parameter name: what findings call it, where that is not its path.
  /// - Throws: `EvidenceError` if it cannot be read.
  init(path: String, name: String? = nil) throws(EvidenceError) {
    try self.init(InputFile(path: path, name: name))
  }

  /// Takes what is open already.
  ///
  /// What gzip has compressed is unpacked, and called as it is without `.gz`.
  ///
  /// - Parameter limit: the largest file whose content is kept, in bytes.
  init(_ input: InputFile, keeping limit: Int = Self.keptLimit) throws(EvidenceError) {
    identity = input.identity
    sheetNotes = nil
    let isKept =
      input.size <= min(limit, Self.plainLimit)
      || input.size <= limit && Self.isCompressed(input)
    guard !input.isRegular || isKept else {
      (file, content) = (input.name, .file(input))
      return
    }
    let bytes = try input.contents(limit: input.isRegular ? Self.fileLimit : Self.streamLimit)
    guard GzipBytes.isCompressed(bytes) else {
      (file, content) = (input.name, .bytes(bytes))
      return
    }
    file = GzipBytes.name(input.name)
    content = .bytes(try GzipBytes.unpacked(bytes, file: input.name))
  }

  /// Takes a text for a file's content.
  init(text: String, name: String) { self.init(bytes: Array(text.utf8), name: name) }

  /// Takes bytes for a file's content.
  init(bytes: [UInt8], name: String) {
    file = name
    identity = nil
    sheetNotes = nil
    content = .bytes(bytes)
  }

  /// Takes a sheet of a workbook for a file: its rows as delimited text, commas between the cells.
  init(bytes: [UInt8], name: String, sheetNotes: [CellNote]) {
    file = name
    identity = nil
    self.sheetNotes = sheetNotes
    content = .bytes(bytes)
  }

  /// How many bytes there are.
  var count: Int {
    switch content {
    case .bytes(let bytes): bytes.count
    case .file(let input): input.size
    }
  }

  /// Where a reading of the content stands.
  struct Reading {
    fileprivate var offset = 0
    fileprivate var position: InputFile.Position?
  }

  /// Adds bytes to those that were read and are held still.
  ///
  /// - Parameters:
  ///   - count: how many are to be held in the end.
  ///   - reading: where reading stands; a new one is the beginning.
  /// - Returns: whether nothing stands behind them.
  /// - Throws: `EvidenceError` if they cannot be read.
  func fill(
    _ held: inout [UInt8],
    upTo count: Int,
    _ reading: inout Reading
  ) throws(EvidenceError) -> Bool {
    switch content {
    case .bytes(let bytes):
      let end = min(bytes.count, reading.offset + max(0, count - held.count))
      held += bytes[reading.offset..<end]
      reading.offset = end
      return end == bytes.count
    case .file(let input):
      var position = reading.position ?? input.beginning
      defer { reading.position = position }
      var isAtEnd = false
      try held.append(addingCapacity: max(0, count - held.count)) {
        (room: inout OutputSpan<UInt8>) throws(EvidenceError) in
        try room.withUnsafeMutableBufferPointer { (room, filled) throws(EvidenceError) in
          while filled < room.count, !isAtEnd {
            let rest = UnsafeMutableRawBufferPointer(
              rebasing: UnsafeMutableRawBufferPointer(room)[filled...]
            )
            let read = try input.read(into: rest, at: &position)
            filled += read
            isAtEnd = read == 0
          }
        }
      }
      return isAtEnd
    }
  }

  /// SHA-256 of the content, in lower-case hexadecimal.
  ///
  /// - Throws: `EvidenceError` if it cannot be read.
  func digest() throws(EvidenceError) -> String {
    switch content {
    case .bytes(let bytes): return ContentDigest.sha256(bytes)
    case .file(let input):
      var digest = ContentDigest()
      try input.forEachChunk { chunk throws(EvidenceError) in digest.update(chunk) }
      return digest.finish()
    }
  }

  /// The first bytes as text, for telling forms apart; no more than `limit`.
  func head(_ limit: Int = 65_536) -> String {
    String(decoding: firstBytes(limit), as: UTF8.self)
  }

  /// The first bytes, for telling forms apart; no more than `limit`.
  func firstBytes(_ limit: Int = 65_536) -> [UInt8] {
    switch content {
    case .bytes(let bytes): Array(bytes.prefix(limit))
    case .file(let input): Self.firstBytes(of: input, limit)
    }
  }

  private static func firstBytes(of input: InputFile, _ limit: Int) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 1)
    defer { buffer.deallocate() }
    var position = input.beginning
    let count = (try? input.read(into: buffer, at: &position)) ?? 0
    return Array(buffer[..<count])
  }

  private static func isCompressed(_ input: InputFile) -> Bool {
    GzipBytes.isCompressed(firstBytes(of: input, 16))
  }

  /// The whole content as text.
  ///
  /// - Throws: `EvidenceError` at the first byte that is no UTF-8.
  func text() throws(EvidenceError) -> String {
    try withBytes { bytes throws(EvidenceError) in
      try UTF8Check.validate(bytes, file: file)
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Hands out the bytes, without a leading byte-order mark.
  ///
  /// - Throws: `EvidenceError` if they cannot be read, and whatever the closure throws.
  func withBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(EvidenceError) -> Result
  ) throws(EvidenceError) -> Result {
    let bytes =
      switch content {
      case .bytes(let bytes): bytes
      case .file(let input): try input.contents(limit: Self.fileLimit)
      }
    let result: Swift.Result<Result, EvidenceError> = bytes.withUnsafeBufferPointer { all in
      let hasMark = all.starts(with: [0xEF, 0xBB, 0xBF])
      let bytes = hasMark ? UnsafeBufferPointer(rebasing: all[3...]) : all
      do throws(EvidenceError) {
        return .success(try body(bytes))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// The graph that the content is the archive of.
  ///
  /// - Throws: `EvidenceError` with every finding if it is none, or unsound.
  func archive() throws(EvidenceError) -> EvidenceGraph {
    switch content {
    case .bytes(let bytes): try ArchiveReader.read(bytes: bytes, file: file)
    case .file(let input): try GraphReader.read(input)
    }
  }
}
