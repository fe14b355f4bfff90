public import EvidenceCore

/// Every word of a graph, and where it stands: names, codes, keys, references, authors, and every
/// other text of a node and of the statements that start from it.
///
/// It is built when somebody asks, and stands for one graph. What a statement was read in (`via`) and
/// who coded it are not looked through: they would find everything.
///
/// ```swift
/// let index = SearchIndex(graph)
/// for hit in index.search(SearchQuery("deception")).hits { print(graph.title(of: hit.node)) }
/// ```
///
/// - Note: ranked by BM25F: S. Robertson, H. Zaragoza, "The Probabilistic Relevance Framework: BM25
///   and Beyond", 2009; *k₁* = 1.2, *b* = 0.75 in each field. The weights of fields are ours.
public struct SearchIndex: Sendable {
  /// One text of the graph.
  struct Entry: Sendable {
    var node: NodeID
    var statement: EdgeID?
    /// Which of the texts of its field.
    var item: Int
    /// The position of its field in `fields`.
    var field: Int
    /// How many words the field has in its node, all texts together.
    var length: Int
  }

  /// That a word stands in a text, so many times.
  struct Posting: Sendable {
    var text: UInt32
    var count: UInt32
  }

  let graph: EvidenceGraph
  let weights: SearchWeights
  var fields: [SearchField] = []
  /// The mean number of words of each field, over the nodes that have it.
  var meanLengths: [Double] = []
  var texts: [Entry] = []
  /// The texts of node *n* are `textStarts[n]..<textStarts[n + 1]`.
  var textStarts: [Int] = [0]
  /// Every word, in the order of bytes.
  var words: [String] = []
  /// The postings of word *w* are `postingStarts[w]..<postingStarts[w + 1]`, by text.
  var postingStarts: [Int] = [0]
  var postings: [Posting] = []

  /// Reads every text of a graph.
  ///
  /// - Parameters:
  ///   - graph: the graph to search.
  ///   - weights: how much a word counts for in each field.
  /// - Complexity: O(*t* + *w* log *w*) time and O(*t*) space for a graph with texts of *t* bytes and
  ///   *w* different words.
  public init(_ graph: EvidenceGraph, weights: SearchWeights = .standard) {
    self.graph = graph
    self.weights = weights
    build()
  }

  /// The texts of a field of a node, or of a statement.
  func values(of field: SearchField, _ node: NodeID, _ statement: EdgeID?) -> [String] {
    func one(_ text: String?) -> [String] { text.map { [$0] } ?? [] }
    switch field {
    case .name: return one(graph.label(of: node))
    case .code: return one(graph.notation(of: node))
    case .key: return [graph.key(of: node).text]
    case .identifier: return graph.sameAs(of: node)
    case .rationale: return one(statement.flatMap { graph.rationale(of: $0) })
    case .locator: return one(statement.flatMap { graph.locator(of: $0) })
    case .statementProperty(let name):
      return statement.flatMap { graph.property(name, of: $0) }.map(Self.texts) ?? []
    case .property(let name): return graph.property(name, of: node).map(Self.texts) ?? []
    case .alternativeName, .reference, .author, .date:
      return graph.value(of: node).properties.sorted { $0.key.precedesInUTF8($1.key) }
        .filter { SearchField.ofNode($0.key) == field }.flatMap { Self.texts($0.value) }
    }
  }

  /// A property as texts; what is neither a text nor a whole number is none.
  static func texts(_ value: PropertyValue) -> [String] {
    switch value {
    case .string(let text): [text]
    case .strings(let texts): texts
    case .integer: [value.text]
    case .number, .boolean: []
    }
  }
}
