public import EvidenceCore

/// How alike nodes are in what they say: names, other names, and texts of several words.
///
/// Two nodes are alike by the rare words that they share: few of the nodes compared have such a word.
/// What every second node says (`AI`, `risk`) tells nothing, and counts for nothing.
///
/// - Note: the cosine of vectors of inverse document frequencies: G. Salton, A. Wong, C. Yang, "A Vector
///   Space Model for Automatic Indexing", 1975. What is rare is ours: a word of one node in ten at most.
public struct WordLikeness: Sendable {
  /// The telling words of each node by the position of the word, in that order, with their weights.
  private var vectors: [NodeID: [(word: Int, weight: Double)]] = [:]
  private var words: [String] = []

  /// Reads the texts of some nodes.
  ///
  /// - Parameters:
  ///   - graph: the graph that the nodes are of.
  ///   - nodes: every node that will be compared; words are rare or common among these.
  /// - Complexity: O(*t* + *w* log *w*) for texts of *t* bytes with *w* different words.
  public init(_ graph: EvidenceGraph, nodes: some Sequence<NodeID>) {
    var numbers: [String: Int] = [:]
    var counts: [Int] = []
    var said: [(node: NodeID, words: [Int])] = []
    for node in Set(nodes).sorted() {
      var own: Set<Int> = []
      for text in Self.texts(of: node, in: graph) {
        WordScanner.forEachWord(in: text) { word, _ in
          guard let stem = Self.stem(of: word) else { return }
          let number = numbers[stem] ?? counts.count
          if number == counts.count {
            numbers[stem] = number
            counts.append(0)
            words.append(word)
          }
          if own.insert(number).inserted { counts[number] += 1 }
        }
        WorkCounter.add(text.utf8.count)
      }
      said.append((node, own.sorted()))
    }
    let most = max(3, said.count / 10)
    for (node, own) in said {
      let weighed = own.map { (word: $0, weight: Self.rarity(counts[$0], of: said.count)) }
      let norm = weighed.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
      guard norm > 0 else { continue }
      vectors[node] = weighed.filter { counts[$0.word] <= most }
        .map { (word: $0.word, weight: $0.weight / norm) }
    }
  }

  /// How alike two nodes are: 0 where they share no telling word, 1 where they say the same and all of
  /// it is telling.
  ///
  /// - Complexity: O(words of both).
  public func likeness(_ a: NodeID, _ b: NodeID) -> Double {
    common(a, b).reduce(0) { $0 + $1.product }
  }

  /// The telling words that two nodes share, the rarest first, folded; a plural in `s` and its singular
  /// are one word, given as it was met first.
  ///
  /// - Complexity: O(words of both).
  public func sharedWords(_ a: NodeID, _ b: NodeID) -> [String] {
    common(a, b).sorted { ($1.product, words[$0.word]) < ($0.product, words[$1.word]) }
      .map { words[$0.word] }
  }

  /// The nodes among some that share a telling word with each node, for many nodes.
  public struct Lists: Sendable {
    fileprivate var nodes: [[(node: NodeID, weight: Double)]]
  }

  /// Sorts some of the nodes by their words, for ``alike(to:in:)``.
  ///
  /// - Complexity: O(words of all).
  public func lists(of nodes: some Sequence<NodeID>) -> Lists {
    var lists = [[(node: NodeID, weight: Double)]](repeating: [], count: words.count)
    for node in nodes {
      for (word, weight) in vectors[node] ?? [] { lists[word].append((node, weight)) }
    }
    return Lists(nodes: lists)
  }

  /// The likeness of a node to every listed node that shares a telling word with it.
  ///
  /// - Complexity: O(nodes listed at its words).
  public func alike(to node: NodeID, in lists: Lists) -> [NodeID: Double] {
    var result: [NodeID: Double] = [:]
    for (word, weight) in vectors[node] ?? [] {
      for entry in lists.nodes[word] { result[entry.node, default: 0] += weight * entry.weight }
      WorkCounter.add(lists.nodes[word].count)
    }
    result[node] = nil
    return result
  }

  private func common(_ a: NodeID, _ b: NodeID) -> [(word: Int, product: Double)] {
    guard let first = vectors[a], let second = vectors[b] else { return [] }
    var result: [(word: Int, product: Double)] = []
    var (i, j) = (0, 0)
    while i < first.count, j < second.count {
      if first[i].word == second[j].word {
        result.append((first[i].word, first[i].weight * second[j].weight))
        (i, j) = (i + 1, j + 1)
      } else if first[i].word < second[j].word {
        i += 1
      } else {
        j += 1
      }
    }
    return result
  }

  /// The texts by which a node is compared: codes of one or two words are no texts.
  private static func texts(of node: NodeID, in graph: EvidenceGraph) -> [String] {
    // `(name not given)` is no name.
    let name = graph.label(of: node).flatMap { $0.hasPrefix("(") && $0.hasSuffix(")") ? nil : $0 }
    var texts = name.map { [$0] } ?? []
    for (name, value) in graph.value(of: node).properties {
      switch SearchField.ofNode(name) {
      case .alternativeName: texts += SearchIndex.texts(value)
      case .property:
        texts += SearchIndex.texts(value).filter { $0.split(separator: " ").count > 2 }
      default: continue
      }
    }
    return texts
  }

  /// A word without the `s` of a plural; `nil` for numbers, one or two letters, and words that join
  /// others or name what every node is.
  private static func stem(of word: String) -> String? {
    let bytes = word.utf8
    guard let first = bytes.first else { return nil }
    // A sign of a script without blanks is a word.
    guard first < 0x80 else { return word }
    guard bytes.count > 2, !(0x30...0x39).contains(first) else { return nil }
    let isPlural = bytes.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
    let stem = isPlural ? String(word.dropLast()) : word
    return untelling.contains(stem) ? nil : stem
  }

  private static let untelling: Set<String> = [
    "and", "are", "but", "can", "for", "from", "has", "have", "into", "its", "may", "not", "other",
    "our", "over", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "thi", "those", "through", "under", "use", "using", "which", "who", "will", "with", "within",
    "without", "control", "measure", "mitigating", "mitigation", "risk",
  ]

  /// The inverse frequency of a word that so many nodes of all have.
  private static func rarity(_ count: Int, of all: Int) -> Double {
    SearchIndex.logarithm(1 + Double(all) / Double(count))
  }
}
