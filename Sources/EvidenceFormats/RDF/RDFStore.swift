import EvidenceCore

/// Something that an RDF statement is about, or says.
enum RDFNode: Hashable {
  case iri(String)
  /// A node without a name of its own, by the number that a reader gave it.
  case blank(String)
  case literal(String, language: String?)

  /// The text of a literal; `nil` for anything else.
  var text: String? { if case .literal(let text, _) = self { text } else { nil } }

  /// The IRI; `nil` for anything else.
  var iri: String? { if case .iri(let iri) = self { iri } else { nil } }
}

/// The statements of an RDF file, by what they are about.
struct RDFStore {
  /// What they are about, in the order of the file.
  private(set) var subjects: [RDFNode] = []
  /// How many statements there are.
  private(set) var count = 0
  private var objects: [RDFNode: [String: [RDFNode]]] = [:]

  /// Adds a statement.
  mutating func add(_ subject: RDFNode, _ predicate: String, _ object: RDFNode) {
    count += 1
    if objects[subject] == nil { subjects.append(subject) }
    objects[subject, default: [:]][predicate, default: []].append(object)
  }

  /// What is said of something by a predicate, each once, in the order of the file.
  func objects(_ subject: RDFNode, _ predicate: String) -> [RDFNode] {
    var seen: Set<RDFNode> = []
    return (objects[subject]?[predicate] ?? []).filter { seen.insert($0).inserted }
  }

  /// Whether something is said to be of a class.
  func isA(_ subject: RDFNode, _ type: String) -> Bool {
    objects(subject, RDFStore.type).contains(.iri(type))
  }

  /// The predicate that names a class.
  static let type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
}
