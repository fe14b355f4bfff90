internal import EvidenceCore
internal import SystemPackage

/// Lines of a stream, each bounded: one that goes on too long is skipped to its end, and never held.
struct LineReader {
  /// What was read.
  enum Line: Equatable {
    case line([UInt8])
    /// A line beyond the bound; what it held is gone.
    case tooLong
    case end
  }

  private let limit: Int
  private let read: (UnsafeMutableRawBufferPointer) throws -> Int
  private var chunk: ArraySlice<UInt8> = []
  private var hasEnded = false

  /// Reads from a source of bytes.
  ///
  /// - Parameters:
  ///   - limit: the most bytes of a line, without its line break.
  ///   - read: fills some memory and says how much of it; 0 at the end.
  init(limit: Int, read: @escaping (UnsafeMutableRawBufferPointer) throws -> Int) {
    self.limit = limit
    self.read = read
  }

  /// Reads from standard input.
  static func ofStandardInput(limit: Int) -> LineReader {
    LineReader(limit: limit) { try FileDescriptor.standardInput.read(into: $0) }
  }

  /// The next line, without its line break; the last one may have none.
  mutating func next() throws -> Line {
    var line: [UInt8] = []
    var isTooLong = false
    while true {
      if chunk.isEmpty {
        if hasEnded { break }
        let bytes = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
          count = try read(UnsafeMutableRawBufferPointer(buffer))
        }
        hasEnded = bytes.isEmpty
        chunk = bytes[...]
        continue
      }
      let end = chunk.firstIndex(of: UInt8(ascii: "\n"))
      let part = chunk[..<(end ?? chunk.endIndex)]
      if line.count + part.count > limit {
        isTooLong = true
        line = []
      } else if !isTooLong {
        line += part
      }
      chunk = end.map { chunk[($0 + 1)...] } ?? []
      guard end != nil else { continue }
      return isTooLong ? .tooLong : .line(line)
    }
    return isTooLong ? .tooLong : line.isEmpty ? .end : .line(line)
  }
}
