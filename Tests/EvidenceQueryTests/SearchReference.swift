import EvidenceCore
import Foundation

/// A plain scan of every text of a graph: what a search has to find.
struct SearchReference {
  /// The words of each text of each node: its own, and those of the statements that start from it.
  private let texts: [[[String]]]

  init(_ graph: EvidenceGraph) {
    texts = graph.nodes.map { node in
      let value = graph.value(of: node)
      var texts = [value.key.text, value.label ?? "", value.notation ?? ""] + value.sameAs
      for property in value.properties.values { texts += Self.texts(property) }
      for edge in graph.outgoing(node) {
        let statement = graph.statement(edge)
        texts += [statement.rationale ?? "", statement.locator ?? ""]
        for property in statement.properties.values {
          if case .integer = property { continue }
          texts += Self.texts(property)
        }
      }
      return texts.map(Self.words)
    }
  }

  /// The positions of the nodes that have every part, each a list of words that stand side by side,
  /// of which the last may go on where the part is open.
  func nodes(with parts: [(words: [String], isOpen: Bool)]) -> [Int] {
    texts.indices.filter { node in
      parts.allSatisfy { part in texts[node].contains { Self.text($0, has: part) } }
    }
  }

  /// Every word of the graph.
  var vocabulary: [String] { Set(texts.joined().joined()).sorted() }

  private static func text(_ text: [String], has part: (words: [String], isOpen: Bool)) -> Bool {
    guard text.count >= part.words.count else { return false }
    return (0...(text.count - part.words.count)).contains { start in
      part.words.indices.allSatisfy { index in
        let word = text[start + index]
        return part.isOpen && index == part.words.count - 1
          ? word.hasPrefix(part.words[index]) : word == part.words[index]
      }
    }
  }

  /// The runs of letters and the runs of digits, without case and accents.
  static func words(_ text: String) -> [String] {
    text.folding(
      options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive],
      locale: nil
    )
    .matches(of: /[\p{L}\p{M}]+|\p{N}+/).map { String($0.0) }
  }

  private static func texts(_ value: PropertyValue) -> [String] {
    switch value {
    case .string(let text): [text]
    case .strings(let all): all
    case .integer(let number): ["\(number)"]
    case .number, .boolean: []
    }
  }
}
