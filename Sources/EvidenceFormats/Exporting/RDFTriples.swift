/// Triples of RDF in the order in which they are written, by subject.
struct RDFTriples {
  /// What a triple is about, or says.
  enum Term: Hashable {
    case iri(String)
    case blank(Int)
    /// A text, with the datatype that it has beyond being one.
    case literal(String, datatype: String?)

    /// A text without more.
    static func text(_ text: String) -> Term { .literal(text, datatype: nil) }
  }

  /// A subject, with what is said of it.
  struct Subject {
    var term: Term
    var statements: [(predicate: String, objects: [Term])] = []
  }

  private(set) var subjects: [Subject] = []
  private var positions: [Term: Int] = [:]
  private var blanks = 0

  /// A node without a name.
  mutating func blank() -> Term {
    blanks += 1
    return .blank(blanks)
  }

  /// Adds a triple; one that stands already is not added again.
  mutating func add(_ subject: Term, _ predicate: String, _ object: Term) {
    let position = positions[subject] ?? subjects.count
    if position == subjects.count {
      subjects.append(Subject(term: subject))
      positions[subject] = position
    }
    let known = subjects[position].statements.firstIndex { $0.predicate == predicate }
    guard let known else {
      subjects[position].statements.append((predicate, [object]))
      return
    }
    if !subjects[position].statements[known].objects.contains(object) {
      subjects[position].statements[known].objects.append(object)
    }
  }

  /// Adds a triple whose object is absent where there is none.
  mutating func add(_ subject: Term, _ predicate: String, text: String?) {
    if let text { add(subject, predicate, .text(text)) }
  }

  /// Adds a list, whose order is kept.
  mutating func add(_ subject: Term, _ predicate: String, list: [Term]) {
    guard !list.isEmpty else { return }
    let names = list.map { _ in blank() }
    add(subject, predicate, names[0])
    for (index, item) in list.enumerated() {
      add(names[index], RDFNames.rdf("first"), item)
      add(
        names[index],
        RDFNames.rdf("rest"),
        index + 1 < names.count ? names[index + 1] : .iri(RDFNames.rdf("nil"))
      )
    }
  }
}
