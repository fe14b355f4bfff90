internal import EvidenceCore

/// What a name that is not known may have been meant for.
enum NameHint {
  /// A hint of the form `did you mean 'x'?`, if there is anything near: the same letters in another
  /// order, or a few letters that are wrong.
  static func text(for name: String, among known: some Sequence<String>) -> String? {
    let letters = name.lowercased().sorted()
    let turned = known.first { $0 != name && $0.lowercased().sorted() == letters }
    return turned.map { "did you mean '\($0)'?" } ?? Suggestion.hint(for: name, among: known)
  }
}
