internal import Foundation
internal import Synchronization
package import SystemPackage

/// A file, pipe or device that is open for reading; it is closed when nobody holds it any more.
///
/// Whoever holds it reads what was opened, whatever has happened to the name since. A regular file
/// can be read any number of times, by several readers at once; a pipe or device only once.
package final class InputFile: Sendable {
  /// What findings call it.
  package let name: String
  package let identity: FileIdentity
  /// Whether it can be read more than once, and ends somewhere.
  package let isRegular: Bool
  /// How many bytes it held when it was opened; 0 where nobody can say.
  package let size: Int
  private let descriptor: FileDescriptor
  private let closes: Bool
  /// The part of a regular file that is the content.
  private let start: Int64
  private let end: Int64?
  /// How far it has been read.
  private let furthest: Atomic<Int64>

  /// Opens a file.
  ///
  /// - Parameter name: what findings call it, where that is not its path.
  /// - Throws: `EvidenceError` if there is none, it is a folder, or may not be read.
  package convenience init(path: String, name: String? = nil) throws(EvidenceError) {
    let name = name ?? path
    let descriptor: FileDescriptor
    do {
      guard !path.isEmpty, !path.utf8.contains(0) else { throw Errno.noSuchFileOrDirectory }
      descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
    } catch let error as Errno where error == .noSuchFileOrDirectory {
      throw EvidenceError(
        "no-such-file",
        "there is no file '\(name)'",
        hint: Self.neighbour(of: path).map { "did you mean '\($0)'?" } ?? "check the path"
      )
    } catch {
      let errno = error as? Errno ?? .ioError
      throw EvidenceError("unreadable", "cannot open '\(name)'", errno)
    }
    try self.init(descriptor, name: name, closes: true)
  }

  /// Takes over what is open already.
  ///
  /// - Parameters:
  ///   - closes: whether it is closed in the end.
  ///   - part: the bytes that are the content; none: all from where the descriptor stands.
  /// - Throws: `EvidenceError` if it is a folder, or open in no way.
  package init(
    _ descriptor: FileDescriptor,
    name: String,
    closes: Bool,
    part: Range<Int64>? = nil
  ) throws(EvidenceError) {
    self.descriptor = descriptor
    self.name = name
    self.closes = closes
    furthest = Atomic(-1)
    do {
      let stat = try Stat(descriptor)
      identity = FileIdentity(stat)
      isRegular = stat.type == .regular
      let offset = isRegular ? try descriptor.seek(offset: 0, from: .current) : 0
      start = part?.lowerBound ?? offset
      end = part?.upperBound
      size = isRegular ? Int(clamping: max(0, (end ?? stat.size) - start)) : 0
      guard stat.type != .directory else { throw Errno.isDirectory }
    } catch {
      let errno = error as? Errno ?? .ioError
      guard errno == .isDirectory else {
        throw EvidenceError("unreadable", "cannot read '\(name)'", errno)
      }
      throw EvidenceError(
        "not-a-file",
        "'\(name)' is a folder",
        hint: "name a file within it"
      )
    }
  }

  /// The number of its descriptor, for a process that is handed it.
  package var number: Int32 { descriptor.rawValue }

  deinit { if closes { try? descriptor.close() } }

  /// Where a reader stands.
  package struct Position: Sendable {
    fileprivate var offset: Int64
  }

  /// The beginning of the content.
  package var beginning: Position { Position(offset: start) }

  /// Reads on from a position.
  ///
  /// - Returns: how many bytes were read; 0 at the end.
  /// - Throws: `EvidenceError` with the system's reason.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer,
    at position: inout Position
  ) throws(EvidenceError) -> Int {
    let left = end.map { max(0, $0 - position.offset) } ?? .max
    let room = UnsafeMutableRawBufferPointer(
      rebasing: buffer[..<Int(min(Int64(buffer.count), left))]
    )
    guard !room.isEmpty else { return 0 }
    do {
      let count =
        isRegular
        ? try descriptor.read(fromAbsoluteOffset: position.offset, into: room)
        : try descriptor.read(into: room)
      position.offset += Int64(count)
      account(for: position.offset - start)
      return count
    } catch {
      let errno = error as? Errno ?? .ioError
      throw EvidenceError("unreadable", "cannot read '\(name)'", errno)
    }
  }

  /// Counts what is read for the first time.
  private func account(for offset: Int64) {
    let before = furthest.max(offset, ordering: .relaxed).oldValue
    if before < 0 { ReadingAccount.begin(size) }
    if offset > before { ReadingAccount.add(Int(offset - max(0, before))) }
  }

  /// Hands out the whole content, piece by piece.
  ///
  /// - Complexity: O(*n*) time, O(1) space.
  package func forEachChunk(
    _ body: (UnsafeRawBufferPointer) throws(EvidenceError) -> Void
  ) throws(EvidenceError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    var position = beginning
    while true {
      let count = try read(into: buffer, at: &position)
      if count == 0 { return }
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// The whole content of a regular file, mapped into memory; `nil` where it is a part of a file, or
  /// empty.
  ///
  /// - Throws: `EvidenceError` with the system's reason.
  func map() throws(EvidenceError) -> Region? {
    guard isRegular, start == 0, end == nil, size > 0 else { return nil }
    guard let region = Region(mapping: descriptor.rawValue, count: size) else {
      throw EvidenceError("unreadable", "cannot map '\(name)'", Errno(rawValue: errno))
    }
    return region
  }

  /// The whole content.
  ///
  /// - Parameter limit: the most bytes that are taken.
  /// - Throws: `EvidenceError` if it cannot be read, or holds more.
  package func contents(limit: Int) throws(EvidenceError) -> [UInt8] {
    let tooLarge = EvidenceError(
      "file-too-large",
      "'\(name)' holds more than \(limit >> 20) MiB",
      hint: isRegular ? nil : "a pipe or device is read to its end; write it to a file first"
    )
    guard size <= limit else { throw tooLarge }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size)
    try forEachChunk { chunk throws(EvidenceError) in
      guard bytes.count + chunk.count <= limit else { throw tooLarge }
      bytes.append(contentsOf: chunk)
    }
    return bytes
  }

  /// The file in the same folder whose name is nearest to one that is not there.
  private static func neighbour(of path: String) -> String? {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Suggestion.nearest(to: url.lastPathComponent, among: names.sorted())
  }
}
