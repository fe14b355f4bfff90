internal import EvidenceCore

/// The file in which a user wants lines to be remembered.
struct LineHistory {
  private let path: String
  private let identity: FileIdentity?
  /// The lines that were there, the oldest first.
  let lines: [String]

  /// Reads a file, which need not be there yet.
  init(at path: String) throws(EvidenceError) {
    self.path = path
    identity = FileIdentity(path: path)
    guard identity != nil else {
      lines = []
      return
    }
    let bytes = try Inputs.open(path).contents(limit: 1 << 22)
    lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Writes lines in place of those that were there.
  func write(_ lines: [String]) throws(EvidenceError) {
    let text = lines.map { $0 + "\n" }.joined()
    try Console.write(to: path, replaceable: identity) { write throws(EvidenceError) in
      try write(Array(text.utf8))
    }
  }
}
