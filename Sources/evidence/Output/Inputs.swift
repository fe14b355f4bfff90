internal import EvidenceCore
internal import Foundation
internal import Synchronization
internal import SystemPackage

/// Everything that the process reads. Each input is opened once, by its name or as a worker was
/// handed it, and no output may be one of them.
enum Inputs {
  private struct State: Sendable {
    var opened: [String: InputFile] = [:]
    /// The inputs that have been given out.
    var taken: Set<String> = []
    /// What every file is called that was read.
    var names: [FileIdentity: String] = [:]
  }

  private static let state = Mutex(State())

  /// Opens an input for reading; `-` is standard input.
  ///
  /// - Throws: `EvidenceError` if there is none, or it was read already and cannot be read again.
  static func open(_ name: String) throws(EvidenceError) -> InputFile {
    let input = try peek(name)
    let isFirst = state.withLock { $0.taken.insert(name).inserted }
    guard isFirst || input.isRegular else {
      throw EvidenceError(
        "read-twice",
        "'\(input.name)' stands for two inputs, and can be read only once",
        hint: "write it to a file first"
      )
    }
    return input
  }

  /// Opens an input without reading it.
  ///
  /// - Throws: `EvidenceError` if there is none.
  static func peek(_ name: String) throws(EvidenceError) -> InputFile {
    try state.withLock { state throws(EvidenceError) in
      if let known = state.opened[name] { return known }
      let input = try opened(name)
      state.opened[name] = input
      state.names[input.identity] = input.name
      return input
    }
  }

  /// What a worker is handed of some inputs, as one file: never their names.
  ///
  /// - Returns: the inputs one after the other, and how many bytes each has; of a single input that
  ///   very file, and no size: it is read to its end.
  static func hand(_ names: [String]) throws(EvidenceError) -> (file: InputFile, sizes: [Int64]) {
    if names.count == 1 { return (try open(names[0]), []) }
    let copy = try temporaryFile()
    var sizes: [Int64] = []
    for name in names {
      var size: Int64 = 0
      try AtomicFile.write(to: copy, named: "a copy of the inputs") { write throws(EvidenceError) in
        try open(name).forEachChunk { chunk throws(EvidenceError) in
          size += Int64(chunk.count)
          try write(Array(chunk))
        }
      }
      sizes.append(size)
    }
    return (try InputFile(copy, name: "a copy of the inputs", closes: true, part: 0..<0), sizes)
  }

  /// A file without a name.
  private static func temporaryFile() throws(EvidenceError) -> FileDescriptor {
    guard let file = tmpfile() else {
      throw EvidenceError("unwritable", "cannot make a temporary file", Errno(rawValue: errno))
    }
    defer { fclose(file) }
    let copy = fcntl(fileno(file), F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else {
      throw EvidenceError("unwritable", "cannot make a temporary file", Errno(rawValue: errno))
    }
    return FileDescriptor(rawValue: copy)
  }

  /// Takes what this process, a worker, was handed as its standard input: one input after the other.
  ///
  /// - Parameters:
  ///   - names: what the user calls them.
  ///   - sizes: how many bytes each has; none: there is one input, to its end.
  static func take(_ names: [String], sizes: [Int64]) throws(EvidenceError) {
    var start: Int64 = 0
    for (index, name) in names.enumerated() {
      let part = sizes.isEmpty ? nil : start..<(start + sizes[index])
      let input = try InputFile(.standardInput, name: said(name), closes: false, part: part)
      start = part?.upperBound ?? 0
      state.withLock { state in
        state.opened[name] = input
        state.names[input.identity] = input.name
        // What was handed may be a copy; the file of the name is still no output.
        if name != "-", let identity = FileIdentity(path: name) { state.names[identity] = name }
      }
    }
  }

  /// Notes files that a library has read by their names.
  static func add(_ files: [FileIdentity: String]) {
    state.withLock { $0.names.merge(files) { old, _ in old } }
  }

  /// Makes sure that writing destroys nothing that was read.
  ///
  /// - Parameter replaceable: a file that may be written although it was read.
  /// - Throws: `EvidenceError` with the input that the output is.
  static func check(output path: String, replaceable: FileIdentity? = nil) throws(EvidenceError) {
    guard let stat = try? Stat(FilePath(path)) else { return }
    try check(stat, named: "'\(path)'", replaceable)
  }

  /// Makes sure that standard output is no file that was read.
  static func checkStandardOutput() throws(EvidenceError) {
    guard let stat = try? Stat(FileDescriptor.standardOutput) else { return }
    try check(stat, named: "standard output", nil)
  }

  private static func check(
    _ output: Stat,
    named name: String,
    _ replaceable: FileIdentity?
  ) throws(EvidenceError) {
    let identity = FileIdentity(output)
    guard [.regular, .fifo].contains(output.type), identity != replaceable,
      let input = state.withLock({ $0.names[identity] })
    else { return }
    throw EvidenceError(
      "output-is-input",
      "\(name) is the input '\(input)', which would be lost",
      hint: "write to another file"
    )
  }

  private static func opened(_ name: String) throws(EvidenceError) -> InputFile {
    guard name == "-" else { return try InputFile(path: name) }
    return try InputFile(.standardInput, name: said(name), closes: false)
  }

  private static func said(_ name: String) -> String { name == "-" ? "<stdin>" : name }
}
