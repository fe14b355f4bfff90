public import EvidenceCore

/// What is looked for: words that a node must all have, in any order.
///
/// A word finds every word that begins with it, whatever its case and accents; one that ends in a
/// digit, as `7.3` or `2024`, is looked for as it stands. Words in double quotes are a phrase: they
/// stand side by side, and whole. What a writer would join with a hyphen or a dot is a phrase too.
///
/// ```swift
/// SearchQuery("\"red teaming\" extern", kinds: [.mitigation])
/// ```
public struct SearchQuery: Hashable, Sendable {
  /// One word or phrase.
  struct Part: Hashable, Sendable {
    /// As it was written.
    var text: String
    /// The folded words, which stand side by side.
    var words: [String]
    /// Whether the last word may go on.
    var isOpen: Bool
  }

  /// The words and phrases, each once.
  let parts: [Part]
  /// The kinds of node that are looked for; empty: all.
  public var kinds: Set<Kind>
  /// The scheme whose concepts are looked for; `nil`: everything.
  public var scheme: String?

  /// Reads what a person types.
  ///
  /// - Parameters:
  ///   - text: words, and phrases in double quotes; a quote without its twin reaches to the end.
  ///   - kinds: the kinds of node to look for; empty: all.
  ///   - scheme: the scheme whose concepts to look for; `nil`: everything.
  /// - Complexity: O(length).
  public init(_ text: String, kinds: Set<Kind> = [], scheme: String? = nil) {
    var parts: [Part] = []
    var seen: Set<Part> = []
    func add(_ text: String, isPhrase: Bool) {
      let words = WordScanner.words(of: text)
      guard let last = words.last else { return }
      let isNumber = last.unicodeScalars.allSatisfy { (0x30...0x39).contains($0.value) }
      let part = Part(text: text, words: words, isOpen: !isPhrase && !isNumber)
      if seen.insert(part).inserted { parts.append(part) }
    }
    var (piece, isPhrase) = ("", false)
    func finish() {
      add(piece, isPhrase: isPhrase)
      piece = ""
    }
    for character in text {
      if "\"“”„«»".contains(character) {
        finish()
        isPhrase.toggle()
      } else if character.isWhitespace, !isPhrase {
        finish()
      } else {
        piece.append(character)
      }
    }
    finish()
    self.parts = parts
    self.kinds = kinds
    self.scheme = scheme
  }

  /// Whether there is no word in it, so that it finds nothing.
  public var isEmpty: Bool { parts.isEmpty }
}
