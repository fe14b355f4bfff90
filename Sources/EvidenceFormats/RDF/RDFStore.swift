import EvidenceCore

/// Something that an RDF statement is about, or says.
enum RDFNode: Hashable {
  case iri(String)
  /// A node without a name of its own, by the number that a reader gave it.
  case blank(String)
  /// A text, with its language, or the datatype that it has beyond being one.
  case literal(String, language: String?, datatype: String? = nil)

  /// The text of a literal; `nil` for anything else.
  var text: String? { if case .literal(let text, _, _) = self { text } else { nil } }

  /// The datatype of a literal that is more than a text; `nil` for anything else.
  var datatype: String? { if case .literal(_, _, let type) = self { type } else { nil } }

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

  /// What is said of something, each predicate with its objects; in the order of the predicates.
  func said(of subject: RDFNode) -> [(predicate: String, objects: [RDFNode])] {
    (objects[subject] ?? [:]).keys.sorted { $0.precedesInUTF8($1) }
      .map { ($0, objects(subject, $0)) }
  }

  /// The items of a list: of one in parts, `first` and `rest`, or of one that a reader has taken
  /// apart.
  ///
  /// A list that runs in a circle ends where it meets itself.
  func list(_ subject: RDFNode, _ predicate: String) -> [RDFNode] {
    let found = objects[subject]?[predicate] ?? []
    guard let head = found.first, found.count == 1,
      let first = objects(head, RDFNames.rdf("first")).first
    else { return found }
    var items = [first]
    var seen: Set<RDFNode> = [head]
    var rest = objects(head, RDFNames.rdf("rest")).first
    while let node = rest, seen.insert(node).inserted,
      let item = objects(node, RDFNames.rdf("first")).first
    {
      items.append(item)
      rest = objects(node, RDFNames.rdf("rest")).first
    }
    return items
  }

  /// Whether something is said to be of a class.
  func isA(_ subject: RDFNode, _ type: String) -> Bool {
    objects(subject, RDFStore.type).contains(.iri(type))
  }

  /// The predicate that names a class.
  static let type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
}
