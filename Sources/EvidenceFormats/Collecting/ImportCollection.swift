import EvidenceCore

/// What source readers put in, before it becomes a graph.
///
/// Everything lies in one store, the builder, whatever reader it comes from: records of one key
/// are merged, statements that say the same count once, and what contradicts is kept and reported.
struct ImportCollection: ~Copyable {
  /// What the graph will say of itself.
  var header = GraphHeader()
  /// The account so far; the last input is the one being read.
  var report = ImportReport()
  /// What cannot be read and must not be guessed: with one of these there is no graph.
  private(set) var errors: [Diagnostic] = []
  /// Kinds and relations that the user declares beside the header.
  var declared: Set<String> = []
  /// Keys that a recipe says are one node each, the first of which stays.
  var same: [(keys: [Key], place: Place)] = []
  /// What the works that catalogues are say of themselves: a graph of one alone is named after it.
  var works: [(title: String, date: String?)] = []
  /// The schemes of nodes that may get none from a record of their own.
  private var schemes: [Key: Scheme] = [:]
  /// Who makes the claims of tables that name no source.
  var defaultSource: Key?
  /// All records; bulk tables write into it without a detour.
  var builder = GraphBuilder()
  /// Which files were read, and what they are called.
  private var files: [FileIdentity: String] = [:]

  /// The row of each node in the builder, by the number of its key.
  var rows: [Int32] = []
  /// Nodes that several records have described, and where the first of these stands.
  var merged: [TextID: (node: Node, place: Place, input: Int)] = [:]
  private var names: [String: Key] = [:]
  private var meter: WorkMeter<EvidenceError>?
  private var steps = 0

  /// Starts without a limit.
  init() {}

  /// Starts an import that a limit may end.
  init(limit: WorkLimit<EvidenceError>?) throws(EvidenceError) {
    if let limit { meter = try WorkMeter(limit) }
  }

  /// Counts steps of the work: fields, records, values that are merged.
  ///
  /// - Throws: what the limit throws.
  mutating func step(_ count: Int = 1) throws(EvidenceError) {
    steps += count
    try meter?.step(count)
  }

  // MARK: The account

  /// Remembers which files are read.
  mutating func opened(_ files: [FileBytes]) {
    for file in files { if let identity = file.identity { self.files[identity] = file.file } }
  }

  /// Starts the account of an input.
  mutating func begin(_ file: String) {
    report.inputs.append(ImportReport.Input(file: file))
    builder.beginInput(file)
  }

  /// Counts records of the current input.
  mutating func countRows(_ count: Int = 1) { update { $0.rowsRead += count } }

  /// Counts a record of the current input of which nothing was taken.
  mutating func countDroppedRow() { update { $0.rowsDropped += 1 } }

  /// Says that the current input is sound even without records.
  mutating func allowEmpty() { update { $0.mayBeEmpty = true } }

  /// Counts references of the current input that were followed.
  mutating func countReference() { update { $0.referencesResolved += 1 } }

  /// Says what became of something in the current input.
  mutating func note(
    _ outcome: ImportReport.Outcome,
    _ code: Diagnostic.Code,
    _ message: String,
    at place: Place
  ) {
    update { $0.entries.append(ImportReport.Entry(outcome, code, message, at: place)) }
  }

  /// Says that a whole record of the current input is not taken, and why.
  mutating func dropRow(_ code: Diagnostic.Code, _ message: String, at place: Place) {
    countDroppedRow()
    note(.dropped, code, message, at: place)
  }

  /// Says that something cannot be read; there will be no graph.
  mutating func fail(
    _ code: Diagnostic.Code,
    _ message: String,
    at place: Place,
    hint: String? = nil
  ) {
    errors.append(Diagnostic(.error, code, message, at: place, hint: hint))
  }

  /// Says that a word that carries meaning cannot be read; there will be no graph.
  mutating func fail(_ word: UnreadableWord, at place: Place) {
    fail(word.code, word.message, at: place, hint: word.hint)
  }

  /// Takes over findings that forbid a graph.
  mutating func fail(_ findings: [Diagnostic]) { errors += findings }

  /// A text in composed form; that it was written otherwise is said.
  mutating func composed(_ text: String, at place: Place) -> String {
    guard let composed = NormalForm.composed(text) else { return text }
    note(.repaired, "normal-form", "decomposed letters are read as composed ones (NFC)", at: place)
    return composed
  }

  private mutating func composed(_ node: Node, at place: Place) -> Node {
    var node = node
    node.key = Key(composed(node.key.text, at: place))
    node.label = node.label.map { composed($0, at: place) }
    node.notation = node.notation.map { composed($0, at: place) }
    node.scheme = node.scheme.map { composed($0, at: place) }
    node.sameAs = node.sameAs.map { composed($0, at: place) }
    return node
  }

  private mutating func composed(_ statement: Statement, at place: Place) -> Statement {
    var statement = statement
    statement.from = Key(composed(statement.from.text, at: place))
    statement.to = Key(composed(statement.to.text, at: place))
    statement.source = statement.source.map { Key(composed($0.text, at: place)) }
    return statement
  }

  private mutating func update(_ change: (inout ImportReport.Input) -> Void) {
    if report.inputs.isEmpty { begin("input") }
    change(&report.inputs[report.inputs.count - 1])
  }

  // MARK: Nodes

  /// The node with a key as known so far.
  func node(_ key: Key) -> Node? {
    guard let text = builder.find(key.text) else { return nil }
    if let known = merged[text] { return known.node }
    return row(of: text).map { builder.node(at: UInt32($0)) }
  }

  /// Every key so far, in the order of arrival.
  var keys: [Key] {
    (0..<builder.nodeCount).compactMap { row in
      let key = builder.key(ofNode: row)
      return self.row(of: key) == row ? Key(builder.string(key)) : nil
    }
  }

  /// Adds a node, or what a further record says of a known one: fills what was absent, joins
  /// other identifiers and names, and reports what contradicts.
  mutating func add(_ node: Node, at place: Place) {
    if report.inputs.isEmpty { begin(place.file) }
    let node = composed(node, at: place)
    let key = builder.text(node.key.text)
    guard let known = row(of: key) else {
      setRow(builder.nodeCount, of: key)
      builder.add(node, line: place.line)
      return
    }
    for finding in merge(node, into: key, known) {
      note(.kept, finding.code, finding.message, at: place)
    }
  }

  /// Takes note of the node that a bulk reader has added last; if its key is known, the two
  /// records become one.
  mutating func endNode(at place: Place) {
    let row = builder.nodeCount - 1
    let key = builder.key(ofNode: row)
    guard let known = self.row(of: key) else {
      setRow(row, of: key)
      return
    }
    builder.withdraw(node: row)
    for finding in merge(builder.node(at: UInt32(row)), into: key, known) {
      note(.kept, finding.code, finding.message, at: place)
    }
  }

  /// Whether no node has a key so far.
  func isNew(_ key: TextID) -> Bool { row(of: key) == nil }

  /// Takes note of the row that a bulk reader adds a node in, whose key is new.
  mutating func hold(_ key: TextID, at row: Int) { setRow(row, of: key) }

  /// - Returns: what contradicts.
  mutating func merge(
    _ node: Node,
    into key: TextID,
    _ row: Int
  ) -> [(code: Diagnostic.Code, message: String)] {
    var known =
      merged.removeValue(forKey: key)
      ?? (builder.node(at: UInt32(row)), builder.place(ofNode: row), builder.input(ofNode: row))
    builder.withdraw(node: row)
    steps += 1 + node.properties.count + node.sameAs.count
    let findings = known.node.merge(node, from: known.place)
    merged[key] = known
    return findings
  }

  func row(of key: TextID) -> Int? {
    key.index < rows.count && rows[key.index] >= 0 ? Int(rows[key.index]) : nil
  }

  private mutating func setRow(_ row: Int, of key: TextID) {
    if key.index >= rows.count {
      rows += repeatElement(-1, count: max(key.index + 1, rows.count * 3 / 2) - rows.count)
    }
    rows[key.index] = Int32(row)
  }

  // MARK: Statements

  /// Adds a statement.
  mutating func add(_ statement: Statement, at place: Place) {
    if report.inputs.isEmpty { begin(place.file) }
    builder.add(composed(statement, at: place), line: place.line)
  }

  /// Which nodes are joined by which relation so far.
  var pairs: Set<StatementPair> {
    Set(
      (0..<builder.statementCount).map { row in
        let ends = builder.ends(ofStatement: row)
        return StatementPair(
          Key(builder.string(ends.from)),
          builder.relation(ofStatement: row),
          Key(builder.string(ends.to))
        )
      }
    )
  }

  // MARK: Names

  /// Lets later records find a node by a name of the importer's choosing, such as an id that its
  /// source uses; the first to take a name keeps it.
  ///
  /// - Returns: whether the name now stands for this key.
  @discardableResult
  mutating func register(_ name: String, for key: Key) -> Bool {
    if let known = names[name] { return known == key }
    names[name] = key
    return true
  }

  /// The key of the node with a registered name.
  func key(named name: String) -> Key? { names[name] }

  /// The key of the first of these names that stands for a node.
  func key(namedOneOf names: [String]) -> Key? {
    for name in names {
      if let key = self.names[name] { return key }
    }
    return nil
  }

  // MARK: Header

  /// Declares a scheme once.
  mutating func add(_ scheme: Scheme) {
    if !header.schemes.contains(where: { $0.id == scheme.id }) { header.schemes.append(scheme) }
  }

  /// Declares a scheme, or gives the one that is declared the notice that it lacks.
  mutating func complete(_ scheme: Scheme) {
    add(scheme)
    for index in header.schemes.indices where header.schemes[index].id == scheme.id {
      header.schemes[index].notice = header.schemes[index].notice ?? scheme.notice
    }
  }

  /// Says which scheme a node is of, unless a record of its own says it.
  mutating func place(_ key: Key, in scheme: Scheme) {
    if schemes[key] == nil { schemes[key] = scheme }
  }

  /// Gives nodes without a scheme the one that they were found to be of.
  private mutating func placeNodes() {
    for (key, scheme) in schemes.sorted(by: { $0.key < $1.key }) {
      guard var node = node(key), node.scheme == nil, node.kind == .taxonomyNode else { continue }
      node.scheme = scheme.id
      let text = builder.text(key.text)
      if let row = row(of: text) { _ = merge(node, into: text, row) }
      add(scheme)
    }
  }

  /// Adds a notice once.
  mutating func add(_ notice: Notice) {
    if !header.notices.contains(notice) { header.notices.append(notice) }
  }

  /// Adds a search record once.
  mutating func add(_ search: SearchRecord) {
    if !header.searches.contains(search) { header.searches.append(search) }
  }

  /// Takes over what another graph says of itself, where nothing is said yet.
  mutating func adopt(_ other: GraphHeader) {
    header.title = header.title ?? other.title
    header.asOf = header.asOf ?? other.asOf
    for scheme in other.schemes { add(scheme) }
    for notice in other.notices { add(notice) }
    for search in other.searches { add(search) }
    for judgment in other.judgments where !header.judgments.contains(judgment) {
      header.judgments.append(judgment)
    }
    for status in other.statuses where !header.statuses.contains(status) {
      header.statuses.append(status)
    }
    for silence in other.lint where !header.lint.contains(silence) { header.lint.append(silence) }
    for kind in other.kinds where !header.kinds.contains(where: { $0.kind == kind.kind }) {
      header.kinds.append(kind)
    }
    for relation in other.relations
    where !header.relations.contains(where: { $0.relation == relation.relation }) {
      header.relations.append(relation)
    }
  }

  // MARK: Build

  /// Makes the graph; statements that lead to no node are dropped, and all is accounted for.
  ///
  /// - Throws: `EvidenceError` with everything that could not be read.
  consuming func build(file: String) throws(EvidenceError) -> ImportResult {
    if works.count == 1 {
      header.title = header.title ?? works[0].title
      header.asOf = header.asOf ?? works[0].date
    }
    joinSame()
    joinIdentifiers()
    placeNodes()
    declareNames()
    WorkCounter.add(steps)
    guard errors.isEmpty else { throw EvidenceError(errors) }
    var account = ImportAccount(report, builder)
    for (_, known) in merged.sorted(by: { $0.key.index < $1.key.index }) {
      account.countNode(known.node.kind, known.input)
      builder.beginInput(known.place.file)
      builder.add(known.node, line: known.place.line)
    }
    builder.header = header
    builder.file = file
    rows = []
    let built = builder.buildAccounting()
    let clashes = built.diagnostics.filter { $0.code == "statement-id-clash" }
    guard clashes.isEmpty else { throw EvidenceError(clashes) }
    account.take(built)
    return ImportResult(graph: built.graph, report: account.report, files: files)
  }
}

/// Two nodes and a relation between them, whoever states it.
struct StatementPair: Hashable {
  var from: Key
  var relation: Relation
  var to: Key

  init(_ from: Key, _ relation: Relation, _ to: Key) {
    self.from = from
    self.relation = relation
    self.to = to
  }
}
