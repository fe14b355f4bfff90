import EvidenceCore

/// A catalogue of risks and measures that is one work, on its way into a collection.
///
/// The work that it is makes every claim in it: it proposes its measures, names its risks, and says
/// which address which.
struct Catalogue: ~Copyable {
  /// The key of the work.
  let paper: Key
  /// What stands in the keys of its risks and measures.
  let slug: String
  let file: String
  /// Kinds of records, and how many were left out.
  private var left: [String: Int] = [:]
  private var order: [String] = []
  private var stated: Set<StatementPair> = []

  /// Begins a catalogue.
  ///
  /// - Parameters:
  ///   - title: what it is called, with its version.
  ///   - slug: what stands in the keys.
  ///   - date: the day that it says it was last changed, as `2026-01-31…`.
  ///   - properties: what is known of the work.
  ///   - sameAs: its other identifiers.
  ///   - isWork: whether it makes the claims in it; else it holds a graph's, which name their sources.
  ///   - source: the file.
  ///   - collection: what takes it in.
  init(
    _ title: String,
    slug: String,
    date: String? = nil,
    properties: [String: PropertyValue],
    sameAs: [String] = [],
    isWork: Bool = true,
    of source: FileBytes,
    into collection: inout ImportCollection
  ) {
    self.slug = slug
    file = source.file
    paper = Key("paper:\(Slug.make(title))")
    collection.begin(source.file)
    let day = date.map { String($0.prefix(10)) }
    let isDay = day?.wholeMatch(of: /\d{4}-\d{2}-\d{2}/) != nil
    collection.works.append((title, isDay ? day : nil))
    guard isWork else { return }
    collection.add(
      Node(paper, .paper, label: title, sameAs: sameAs, properties: properties),
      at: Place(source.file)
    )
  }

  private var place: Place { Place(file) }

  /// The key of a risk or measure.
  func key(_ kind: Kind, _ id: String) -> Key {
    Key("\(kind == .risk ? "risk" : "mitigation"):\(slug)/\(id)")
  }

  /// Adds a risk or a measure, which the work names or proposes.
  mutating func add(_ node: Node, to collection: inout ImportCollection) {
    collection.countRows()
    collection.add(node, at: place)
    if node.kind == .risk { state(paper, .identifies, node.key, in: &collection) }
    if node.kind == .mitigation { state(paper, .proposes, node.key, in: &collection) }
  }

  /// Adds a concept of a scheme.
  mutating func addConcept(
    _ kind: Kind,
    _ scheme: String,
    _ notation: String,
    label: String?,
    sameAs: [String] = [],
    to collection: inout ImportCollection
  ) {
    let key = Key(scheme: scheme, notation: notation)
    guard collection.node(key) == nil else { return }
    collection.countRows()
    collection.add(
      Node(key, kind, label: label, sameAs: sameAs, notation: notation, scheme: scheme),
      at: place
    )
  }

  /// States something, once.
  mutating func state(
    _ from: Key,
    _ relation: Relation,
    _ to: Key,
    id: String? = nil,
    change: (inout Statement) -> Void = { _ in },
    in collection: inout ImportCollection
  ) {
    guard id != nil || stated.insert(StatementPair(from, relation, to)).inserted else { return }
    var statement = Statement(
      from,
      relation,
      to,
      id: id,
      source: paper,
      via: BulkSource.baseName(file)
    )
    change(&statement)
    collection.add(statement, at: place)
  }

  /// Counts a record that is left out, by what it is.
  mutating func leaveOut(
    _ what: String,
    isRecord: Bool = true,
    in collection: inout ImportCollection
  ) {
    if left[what] == nil { order.append(what) }
    left[what, default: 0] += 1
    guard isRecord else { return }
    collection.countRows()
    collection.countDroppedRow()
  }

  /// Says what was left out.
  consuming func finish(in collection: inout ImportCollection) {
    for what in order {
      collection.note(.dropped, "left-out", "\(left[what] ?? 0) × \(what)", at: Place(file))
    }
  }

  /// What can stand as a version in a scheme's id.
  static func version(_ text: String?) -> String {
    let clean = (text ?? "").filter { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" }
    return clean.isEmpty ? "1" : clean
  }
}
