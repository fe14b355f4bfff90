import EvidenceCore
internal import Synchronization

extension FileBytes {
  /// Hands out the bytes in pieces that end with a line, without a leading byte-order mark, each checked
  /// to be UTF-8. Of a large file no more than a few pieces are in memory.
  ///
  /// What is not taken is handed out again, with more behind it.
  ///
  /// - Parameters:
  ///   - size: how many bytes a piece of a large file has, as long as they are taken.
  ///   - body: takes a piece, which may be the last one, and may have the next one read meanwhile; it says
  ///     how many of its bytes it has taken, and how many lines end in them.
  /// - Throws: `EvidenceError` if the content is of a form that is not read, or no UTF-8; and what the
  ///   closure throws.
  func forEachPiece(
    of size: Int,
    _ body: (UnsafeBufferPointer<UInt8>, _ isLast: Bool, NextPiece) throws(EvidenceError) -> (
      bytes: Int, lines: Int
    )
  ) throws(EvidenceError) {
    try refuseForeignForm()
    var piece = FilePiece()
    try piece.read(from: self, size)
    if piece.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      piece.bytes.removeFirst(3)
      piece.end = max(0, piece.end - 3)
    }
    var line = 1
    var unused: [UInt8] = []
    while true {
      let next = NextPiece(behind: piece, of: self, size, in: unused)
      unused = []
      let isLast = piece.isLast
      let taken = try piece.bytes.withUnsafeBufferPointer { all throws(EvidenceError) in
        let bytes = UnsafeBufferPointer(rebasing: all[..<piece.end])
        if piece.checked < piece.end {
          try UTF8Check.validate(bytes, from: piece.checked, line: line, file: file)
        }
        return try body(bytes, isLast, next)
      }
      if isLast { return }
      line += taken.lines
      var following = try next.take()
      if taken.bytes < piece.end {
        try following.put(piece.bytes[taken.bytes..<piece.end], before: self, size)
      }
      swap(&unused, &piece.bytes)
      piece = following
    }
  }

  /// Where the line behind the last one that ends begins; the end, where the only one is longer than a
  /// record may be.
  static func lastLineEnd(_ bytes: [UInt8]) -> Int {
    var end = bytes.count
    while end > 0 {
      if bytes[end - 1] == 0x0A { return end }
      // A return may have its line feed in the next piece.
      if bytes[end - 1] == 0x0D, end < bytes.count { return end }
      end -= 1
    }
    guard bytes.count > DelimitedReader.Limits().record else { return 0 }
    // A letter may have its last bytes in the next piece.
    end = bytes.count
    while end > 0, bytes[end - 1] >= 0x80, bytes.count - end < 4 { end -= 1 }
    return end
  }
}

/// Some bytes of a file, one after the other.
struct FilePiece: Sendable {
  var bytes: [UInt8] = []
  /// Where what is handed out of them ends.
  var end = 0
  /// Whether nothing stands behind them.
  private(set) var isLast = false
  /// How many bytes at the beginning are known to be UTF-8.
  private(set) var checked = 0
  private var reading = FileBytes.Reading()

  /// Starts at the beginning of a file.
  init() {}

  /// Starts behind what is handed out of another one.
  init(behind other: FilePiece, in unused: [UInt8]) {
    bytes = unused
    bytes.removeAll(keepingCapacity: true)
    bytes += other.bytes[other.end...]
    reading = other.reading
  }

  /// Reads so many bytes more.
  mutating func read(from file: FileBytes, _ size: Int) throws(EvidenceError) {
    isLast = try file.fill(&bytes, upTo: bytes.count + min(size, .max - bytes.count), &reading)
    end = isLast ? bytes.count : FileBytes.lastLineEnd(bytes)
  }

  /// Finds out whether all is UTF-8 that is handed out; what is wrong is found once more when it is.
  mutating func check(_ file: FileBytes) {
    let isSound = bytes.withUnsafeBufferPointer { all in
      let bytes = UnsafeBufferPointer(rebasing: all[..<end])
      return (try? UTF8Check.validate(bytes, file: file.file)) != nil
    }
    checked = isSound ? end : 0
  }

  /// Puts what was handed out before, and not taken, before the other bytes; where that is much, there is to
  /// be more of these.
  mutating func put(
    _ left: ArraySlice<UInt8>,
    before file: FileBytes,
    _ size: Int
  ) throws(EvidenceError) {
    bytes.insert(contentsOf: left, at: 0)
    checked += left.count
    end += left.count
    if !isLast, left.count > size { try read(from: file, left.count) }
  }
}

/// The piece of a file behind the one that is taken, which any thread may read.
final class NextPiece: Sendable {
  private let file: FileBytes
  private let size: Int
  private let state: Mutex<State>

  private enum State {
    case unread(FilePiece)
    case read(Result<FilePiece, EvidenceError>)
  }

  fileprivate init(behind piece: FilePiece, of file: FileBytes, _ size: Int, in unused: [UInt8]) {
    self.file = file
    self.size = size
    state = Mutex(.unread(FilePiece(behind: piece, in: unused)))
  }

  /// Reads it, unless that is done.
  func read() {
    state.withLock { state in
      guard case .unread(var piece) = state else { return }
      state = .read(.success(FilePiece()))
      do throws(EvidenceError) {
        try piece.read(from: file, size)
        piece.check(file)
        state = .read(.success(piece))
      } catch {
        state = .read(.failure(error))
      }
    }
  }

  /// The piece, which nobody else holds.
  fileprivate func take() throws(EvidenceError) -> FilePiece {
    read()
    let found = state.withLock { state in
      guard case .read(let found) = state else { return nil as Result<FilePiece, EvidenceError>? }
      state = .unread(FilePiece())
      return found
    }
    return try found?.get() ?? FilePiece()
  }
}
