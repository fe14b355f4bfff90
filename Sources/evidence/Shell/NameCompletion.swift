internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceQuery
internal import Foundation

/// What may stand where somebody is writing: words of the language, and names of the graph.
struct NameCompletion {
  /// What may be put in place of the last characters before the cursor.
  struct Offer: Equatable {
    /// How many characters were written of it.
    var written: Int
    /// What they may become, in the order of names.
    var names: [String]

    /// What all names begin with.
    var common: String {
      guard var common = names.first else { return "" }
      for name in names.dropFirst() { common = common.commonPrefix(with: name) }
      return common
    }
  }

  private let kinds: [String]
  private let relations: [String]
  private let properties: [String]
  private let procedures: [String]
  private let keys: [String]

  /// More keys than this are no help.
  private static let mostKeys = 200

  /// - Complexity: O(*n* + *m*).
  init(_ graph: EvidenceGraph) {
    func sorted(_ names: some Sequence<String>) -> [String] {
      Set(names).sorted { $0.precedesInUTF8($1) }
    }
    kinds = sorted(graph.kinds.map(\.name))
    relations = sorted(graph.relations.map(\.name))
    properties = sorted(
      Array(graph.propertyNames) + [
        "key", "label", "notation", "scheme", "sameAs", "id", "source", "via", "locator", "stance",
        "evidenceType", "confidence", "justification", "method", "rationale", "coder", "reviewer",
      ]
    )
    procedures = EvidenceProcedures.all(for: graph).map(\.name)
    keys = sorted(graph.nodes.map { graph.key(of: $0).text })
  }

  /// What may follow a text, with the names of the parameters that are set.
  func offer(after text: String, parameters: [String]) -> Offer {
    if let quoted = Self.openQuote(in: text) {
      let found = keys.lazy.filter { $0.hasPrefix(quoted) }.prefix(Self.mostKeys)
      return Offer(written: quoted.count, names: Array(found))
    }
    if text.first == ":", !text.contains(" ") {
      return Self.matching(text, ShellSession.commandNames.map { ":" + $0 })
    }
    let word = String(text.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }.reversed())
    let head = text.dropLast(word.count)
    switch head.last {
    case "$": return Self.matching(word, parameters)
    case ".":
      let path = String(
        head.reversed().prefix { $0.isLetter || $0.isNumber || "_.".contains($0) }.reversed()
      )
      let called = procedures.filter { $0.hasPrefix(path) }.map { String($0.dropFirst(path.count)) }
      return Self.matching(word, called.isEmpty ? properties : called)
    case ":", "|":
      switch Self.openBracket(in: head) {
      case "[": return Self.matching(word, relations)
      case "(": return Self.matching(word, kinds)
      default: return Self.matching(word, kinds + relations)
      }
    default:
      guard !word.isEmpty else { return Offer(written: 0, names: []) }
      let isSmall = word.first?.isLowercase == true
      return Self.matching(
        word,
        Self.words.map { isSmall ? $0.lowercased() : $0 } + Self.functions + ["evidence"]
      )
    }
  }

  private static func matching(_ word: String, _ names: [String]) -> Offer {
    let start = word.lowercased()
    let exact = names.filter { $0.hasPrefix(word) }
    let found = exact.isEmpty ? names.filter { $0.lowercased().hasPrefix(start) } : exact
    return Offer(written: word.count, names: Set(found).sorted { $0.precedesInUTF8($1) })
  }

  /// What stands behind a quote that is not closed.
  private static func openQuote(in text: String) -> String? {
    var open: (sign: Character, start: String.Index)?
    for index in text.indices where "'\"".contains(text[index]) {
      if let known = open {
        if known.sign == text[index] { open = nil }
      } else {
        open = (text[index], text.index(after: index))
      }
    }
    return open.map { String(text[$0.start...]) }
  }

  /// The last bracket that is not closed.
  private static func openBracket(in text: some StringProtocol) -> Character? {
    var open: [Character] = []
    for character in text {
      switch character {
      case "(", "[", "{": open.append(character)
      case ")", "]", "}": _ = open.popLast()
      default: break
      }
    }
    return open.last
  }

  private static let words = [
    "MATCH", "OPTIONAL", "WHERE", "RETURN", "WITH", "UNWIND", "ORDER", "BY", "SKIP", "LIMIT",
    "DISTINCT", "UNION", "ALL", "CALL", "YIELD", "AS", "AND", "OR", "XOR", "NOT", "IN", "IS",
    "NULL",
    "CASE", "WHEN", "THEN", "ELSE", "END", "EXISTS", "STARTS", "ENDS", "CONTAINS", "ASC", "DESC",
  ]
  private static let functions = [
    "avg", "collect", "count", "labels", "length", "max", "min", "nodes", "properties", "range",
    "relationships", "size", "sum", "toLower", "toUpper", "type",
  ]
}
