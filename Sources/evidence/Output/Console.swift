internal import EvidenceCore
internal import EvidenceFormats
internal import Foundation
internal import Synchronization
internal import SystemPackage

/// Standard output, standard error and files.
enum Console {
  private static let isHushed = Atomic(false)

  /// Makes writing fail in words rather than end the process, and leaves no standard descriptor to
  /// be taken by the next file that is opened.
  static func prepare() {
    for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
    // Opened the wrong way round, so that using it is still an error.
    for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (1, O_RDONLY), (2, O_WRONLY)]
    where fcntl(descriptor, F_GETFD) < 0 {
      _ = Foundation.open("/dev/null", mode)
    }
  }

  private static let isWide = Atomic(false)

  /// From now on tables are as wide as they have to be, on a terminal too.
  static func widen() { isWide.store(true, ordering: .relaxed) }

  /// The columns of the terminal that results are written to; `nil` where it is none, or width is no
  /// matter.
  static var width: Int? {
    guard !isWide.load(ordering: .relaxed), !isKept, isatty(STDOUT_FILENO) == 1 else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private static let answer = Mutex<AnswerFile?>(nil)

  /// Whether results go into a file.
  private static var isKept: Bool { answer.withLock { $0 != nil } }

  /// Whether results are coloured.
  static var isColoured: Bool { !isKept && Ink.isTaken(by: STDOUT_FILENO) }

  /// From now on results go into a file, once the command has ended.
  static func send(to path: String, asWorkbook isWorkbook: Bool) {
    guard !isStandardOutput(path) else { return }
    answer.withLock { $0 = AnswerFile(path: path, isWorkbook: isWorkbook) }
  }

  /// Gives the workbook that results go into sheets of its own.
  static func show(_ sheets: [WorkbookSheet]) {
    answer.withLock { $0?.sheets = sheets }
  }

  /// From now on only errors are said: for a process that repeats what another has begun.
  static func hush() { isHushed.store(true, ordering: .relaxed) }

  /// The snapshots that were opened.
  private static let watched = Mutex<[EvidenceGraph]>([])

  /// From now on nothing is answered from a graph whose snapshot turns out to be damaged.
  static func watch(_ graph: EvidenceGraph) { watched.withLock { $0.append(graph) } }

  private static func checkSnapshots() throws(EvidenceError) {
    if let damage = watched.withLock({ $0.lazy.compactMap(\.damage).first }) {
      throw EvidenceError([damage])
    }
  }

  /// Writes a result; where that cannot be done the process ends.
  static func print(_ text: String) {
    do {
      try checkSnapshots()
    } catch {
      stop(for: error)
    }
    let isKept = answer.withLock { file in
      file?.text += line(text)
      return file != nil
    }
    guard !isKept else { return }
    do {
      try write(Array(line(text).utf8), to: "-")
    } catch {
      stop(for: error)
    }
  }

  /// Writes a result to a file, whole or not at all; `-` is standard output.
  static func write(_ bytes: [UInt8], to path: String) throws(EvidenceError) {
    try write(to: path) { write throws(EvidenceError) in try write(bytes) }
  }

  /// Writes a result in parts to a file, whole or not at all; `-` is standard output.
  ///
  /// - Parameter replaceable: a file that may be written although it was read.
  /// - Throws: `EvidenceError` if it cannot be written, or is something that was read.
  static func write(
    to path: String,
    replaceable: FileIdentity? = nil,
    _ body: (_ write: ([UInt8]) throws(EvidenceError) -> Void) throws(EvidenceError) -> Void
  ) throws(EvidenceError) {
    try checkSnapshots()
    if isStandardOutput(path) {
      try Inputs.checkStandardOutput()
      Progress.endCurrent()
      return try AtomicFile.write(to: .standardOutput, named: "standard output", body)
    }
    try Inputs.check(output: path, replaceable: replaceable)
    try Interrupts.during { () throws(EvidenceError) in
      try AtomicFile.write(to: path, body)
    } doFirst: {
      AtomicFile.abandon()
    }
  }

  /// Whether a path is standard output by one of its names.
  static func isStandardOutput(_ path: String) -> Bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].contains(path)
  }

  /// Writes anything that is no result, and no error.
  static func complain(_ text: String) {
    if !isHushed.load(ordering: .relaxed) { fail(text) }
  }

  /// Writes why the process fails.
  static func fail(_ text: String) {
    Progress.pauseCurrent()
    // Whoever closes it does not want to know.
    _ = try? FileDescriptor.standardError.writeAll(line(text).utf8)
  }

  /// Writes findings, clang-style; of very many the first, and how many more there are.
  static func report(_ diagnostics: [Diagnostic]) {
    let isHushed = isHushed.load(ordering: .relaxed)
    let said = isHushed ? diagnostics.filter { $0.severity == .error } : diagnostics
    let most = 50
    let isColoured = Ink.isTaken(by: STDERR_FILENO)
    for diagnostic in said.prefix(most) {
      fail(isColoured ? coloured(diagnostic) : diagnostic.description)
    }
    if said.count > most {
      fail("and \(said.count - most) more findings; 'evidence validate' lists them all")
    }
  }

  /// A finding with its severity in colour.
  private static func coloured(_ diagnostic: Diagnostic) -> String {
    let ink: Ink =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    // The place alone stands before the severity.
    let place = diagnostic.place.map { "\($0): " } ?? ""
    let rest = diagnostic.description.dropFirst(place.count)
    let word = diagnostic.severity.rawValue
    return place + ink.colouring(word) + rest.dropFirst(word.count)
  }

  /// Ends the process for an error: as a closed pipe would end it, quietly, or with its findings.
  static func stop(for error: EvidenceError, code: Int32 = EXIT_FAILURE) -> Never {
    if error.cause as? Errno == .brokenPipe {
      Progress.endCurrent()
      Interrupts.end(by: SIGPIPE)
    }
    report(error.diagnostics)
    Progress.endCurrent()
    exit(code)
  }

  /// Makes sure that everything printed has arrived; some file systems say so only in the end.
  static func finish() {
    if let file = answer.withLock({ $0 }), !file.text.isEmpty || !file.sheets.isEmpty {
      do throws(EvidenceError) {
        try write(try file.bytes(), to: file.path)
      } catch {
        stop(for: error)
      }
    }
    guard close(STDOUT_FILENO) != 0, errno != EBADF else { return }
    stop(
      for: EvidenceError("unwritable", "cannot write standard output", Errno(rawValue: errno))
    )
  }

  private static func line(_ text: String) -> String { text.hasSuffix("\n") ? text : text + "\n" }
}
