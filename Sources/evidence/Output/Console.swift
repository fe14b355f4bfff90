internal import EvidenceCore
internal import Foundation

/// Standard output and standard error.
enum Console {
  /// Writes a result.
  static func print(_ text: String) {
    write(text.hasSuffix("\n") ? text : text + "\n", to: .standardOutput)
  }

  /// Writes anything that is no result.
  static func complain(_ text: String) {
    write(text.hasSuffix("\n") ? text : text + "\n", to: .standardError)
  }

  /// Writes findings, clang-style; of very many the first, and how many more there are.
  static func report(_ diagnostics: [Diagnostic]) {
    let most = 50
    for diagnostic in diagnostics.prefix(most) { complain(diagnostic.description) }
    if diagnostics.count > most {
      complain("and \(diagnostics.count - most) more findings; 'evidence validate' lists them all")
    }
  }

  private static func write(_ text: String, to handle: FileHandle) {
    // A reader that has gone away (`| head`) is no failure of ours.
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
