import EvidenceCore

/// What source readers put in, before it becomes a graph: records of one key are merged,
/// statements that say the same count once, and what contradicts is kept and reported.
struct ImportCollection: ~Copyable {
  /// What the graph will say of itself.
  var header = GraphHeader()
  /// The account so far; the last input is the one being read.
  var report = ImportReport()
  /// Takes nodes and statements of bulk inputs without a detour.
  var builder = GraphBuilder()
  /// Which statements of bulk inputs join the same two nodes.
  var bulkPairs = BulkPairs()

  private var nodes: [Key: Node] = [:]
  private var nodeOrder: [(key: Key, line: Int)] = []
  private var statements: [Statement] = []
  private var statementLines: [Int] = []
  private var statementByID: [String: Int] = [:]
  /// Which nodes are joined by which relation so far.
  private(set) var pairs: Set<StatementPair> = []
  private var names: [String: Key] = [:]
  private var usedSlugs: [String: Set<String>] = [:]

  /// Starts the account of an input.
  mutating func begin(_ file: String) { report.inputs.append(ImportReport.Input(file: file)) }

  /// Counts records of the current input.
  mutating func countRows(_ count: Int = 1) { update { $0.rowsRead += count } }

  /// Counts nodes that the current input brought in.
  mutating func countNodes(_ kind: Kind, _ count: Int) {
    update { $0.nodes[kind, default: 0] += count }
  }

  /// Counts statements that the current input brought in.
  mutating func countStatements(_ relation: Relation, _ count: Int) {
    update { $0.statements[relation, default: 0] += count }
  }

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
    update { $0.rowsDropped += 1 }
    note(.dropped, code, message, at: place)
  }

  private mutating func update(_ change: (inout ImportReport.Input) -> Void) {
    if report.inputs.isEmpty { begin("input") }
    change(&report.inputs[report.inputs.count - 1])
  }

  // MARK: Nodes

  /// The node with a key as known so far.
  func node(_ key: Key) -> Node? { nodes[key] }

  /// Every key so far, in the order of arrival.
  var keys: [Key] { nodeOrder.map(\.key) }

  /// Adds a node, or what a further record says of a known one: fills what was absent, joins
  /// other identifiers and names, and reports what contradicts.
  mutating func add(_ node: Node, at place: Place) {
    guard var known = nodes.removeValue(forKey: node.key) else {
      nodes[node.key] = node
      nodeOrder.append((node.key, place.line))
      countNodes(node.kind, 1)
      return
    }
    for finding in known.merge(node) { note(.kept, finding.code, finding.message, at: place) }
    nodes[node.key] = known
  }

  // MARK: Statements

  /// Whether some statement of this relation joins the two nodes already.
  func states(_ from: Key, _ relation: Relation, _ to: Key) -> Bool {
    pairs.contains(StatementPair(from, relation, to))
  }

  /// Adds a statement; one that says the same as an earlier one counts once, one that only
  /// shares its id is kept apart by its line.
  ///
  /// - Parameter isCounted: whether it is to be counted in the report now.
  mutating func add(_ statement: Statement, at place: Place, isCounted: Bool = true) {
    var statement = statement
    var id = statement.effectiveID
    if let index = statementByID[id] {
      var twin = statement
      twin.id = statements[index].id
      if twin == statements[index] {
        note(.repeated, "repeated-statement", "\(statement.relation) stated before", at: place)
        return
      }
      let shared = id
      var number = 1
      repeat {
        let mark = number == 1 ? "line \(place.line)" : "line \(place.line) (\(number))"
        if statement.id != nil {
          statement.id = "\(shared)#\(number + 1)"
        } else {
          statement.locator = [twin.locator, mark].compactMap(\.self).joined(separator: ", ")
        }
        number += 1
        id = statement.effectiveID
      } while statementByID[id] != nil
      note(
        .kept,
        "statement-id-clash",
        "a second \(statement.relation) of two nodes, in other words; both are kept",
        at: place
      )
    }
    statementByID[id] = statements.count
    pairs.insert(StatementPair(statement.from, statement.relation, statement.to))
    statements.append(statement)
    statementLines.append(place.line)
    if isCounted { countStatements(statement.relation, 1) }
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

  /// The slug of a text within a namespace: `-2`, `-3` where another thing has it already.
  mutating func uniqueSlug(_ text: String, in namespace: String) -> String {
    let slug = Slug.make(text)
    var result = slug
    var number = 2
    while !usedSlugs[namespace, default: []].insert(result).inserted {
      result = "\(slug)-\(number)"
      number += 1
    }
    return result
  }

  // MARK: Header

  /// Declares a scheme once.
  mutating func add(_ scheme: Scheme) {
    if !header.schemes.contains(where: { $0.id == scheme.id }) { header.schemes.append(scheme) }
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

  /// Makes the graph; statements that lead to no node are dropped and reported.
  consuming func build(file: String) -> ImportResult {
    for (key, line) in nodeOrder {
      if let node = nodes[key] { builder.add(node, line: line) }
    }
    for (statement, line) in zip(statements, statementLines) { builder.add(statement, line: line) }
    declareNames()
    builder.header = header
    builder.file = file
    var report = report
    let (graph, findings) = builder.buildReporting()
    if !findings.isEmpty {
      var rest = ImportReport.Input(file: file)
      rest.entries = findings.map {
        ImportReport.Entry(.dropped, $0.code, $0.message, at: $0.place ?? Place(file))
      }
      report.inputs.append(rest)
    }
    return ImportResult(graph: graph, report: report)
  }

  /// Declares every kind and relation in use that is neither built in nor declared.
  private mutating func declareNames() {
    let kinds = Set(header.kinds.map(\.kind)).union(Kind.builtIn)
    for kind in builder.kindsInUse where !kinds.contains(kind) {
      header.kinds.append(KindDefinition(kind))
    }
    let relations = Set(header.relations.map(\.relation)).union(Relation.builtIn)
    for relation in builder.relationsInUse where !relations.contains(relation) {
      header.relations.append(RelationDefinition(relation))
    }
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
