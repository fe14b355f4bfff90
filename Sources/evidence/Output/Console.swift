internal import EvidenceCore
internal import Foundation
internal import Synchronization

/// Standard output and standard error.
enum Console {
  private static let isHushed = Atomic(false)

  /// From now on only errors are said: for a process that repeats what another has begun.
  static func hush() { isHushed.store(true, ordering: .relaxed) }

  /// Writes a result.
  static func print(_ text: String) {
    Progress.endCurrent()
    write(text, to: .standardOutput)
  }

  /// Writes a result to a file, whole or not at all; `-` is standard output.
  static func write(_ bytes: [UInt8], to path: String) throws {
    if path == "-" { Progress.endCurrent() }
    try AtomicFile.write(bytes, to: path)
  }

  /// Writes anything that is no result, and no error.
  static func complain(_ text: String) {
    if !isHushed.load(ordering: .relaxed) { fail(text) }
  }

  /// Writes why the process fails.
  static func fail(_ text: String) {
    Progress.pauseCurrent()
    write(text, to: .standardError)
  }

  /// Writes findings, clang-style; of very many the first, and how many more there are.
  static func report(_ diagnostics: [Diagnostic]) {
    let isHushed = isHushed.load(ordering: .relaxed)
    let said = isHushed ? diagnostics.filter { $0.severity == .error } : diagnostics
    let most = 50
    for diagnostic in said.prefix(most) { fail(diagnostic.description) }
    if said.count > most {
      fail("and \(said.count - most) more findings; 'evidence validate' lists them all")
    }
  }

  private static func write(_ text: String, to handle: FileHandle) {
    let text = text.hasSuffix("\n") ? text : text + "\n"
    // A reader that has gone away (`| head`) is no failure of ours.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
