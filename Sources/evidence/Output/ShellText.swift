internal import EvidenceCore

/// Words as a shell reads them back.
enum ShellText {
  /// A word, in quotes where a shell would take it for several or for something else.
  static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
        || "@%+=:,./-_".unicodeScalars.contains(scalar)
    }
    if isPlain, !word.isEmpty { return word }
    if !word.containsScalar(where: { "\"$`\\!".contains($0) }) { return "\"\(word)\"" }
    return "'" + word.replacingScalar("'", with: "'\\''") + "'"
  }
}
