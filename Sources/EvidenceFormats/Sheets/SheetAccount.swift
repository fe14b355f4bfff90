import EvidenceCore

/// Compares the rows of a sheet with a graph: what is new in it, what it changes, what contradicts.
struct SheetAccount {
  private(set) var input: ImportReport.Input
  private(set) var findings: [Diagnostic] = []
  /// What the graph is to take in, with where it stands in the sheet.
  private(set) var nodes: [(Node, Place)] = []
  private(set) var statements: [(Statement, Place)] = []
  private(set) var searches: [SearchRecord] = []
  /// The judgments and statuses of the graph's header, with those of the sheet.
  private(set) var records: PlaceRecordBook
  /// The standing statements whose place others take, by id.
  private(set) var replaced: [String: EdgeID] = [:]

  private let graph: EvidenceGraph
  private let standing: [String: EdgeID]
  private var taken: [String: (Statement, Place)] = [:]
  private var known: [Key: Node] = [:]

  /// - Complexity: O(*m*) for *m* statements of the graph.
  init(_ sheet: CodingSheet, in graph: EvidenceGraph) {
    self.graph = graph
    input = ImportReport.Input(file: sheet.file)
    records = PlaceRecordBook(graph.header)
    standing = Dictionary(
      graph.edges.map { (graph.id(of: $0), $0) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Takes a row in.
  mutating func take(_ record: SheetRecord) {
    input.rowsRead += 1
    var isNews = false
    if record.isUndecided {
      return note(.undecided, "no-verdict", "a suggestion without a verdict", record.place)
    }
    for (code, message) in record.notes { note(.kept, code, message, record.place) }
    for node in record.nodes { isNews = take(node, record.place) || isNews }
    for statement in record.statements { isNews = take(statement, record.place) || isNews }
    if let search = record.search, !searches.contains(search) {
      if !graph.header.searches.contains(search) {
        searches.append(search)
        let (from, to) = (search.rows[0], search.columns[0])
        note(.added, "new-search", "rejected: '\(from)' and '\(to)', a search record", record.place)
        isNews = true
      }
    }
    do throws(EvidenceError) {
      var notes: [PlaceRecordBook.Note] = []
      if let judgment = record.judgment {
        notes += try records.take(judgment, at: record.place)
      }
      if let status = record.status { notes += try records.take(status, at: record.place) }
      for one in notes { note(one.outcome, one.code, one.message, record.place) }
      isNews = isNews || !notes.isEmpty
    } catch {
      findings += error.diagnostics
    }
    if !isNews {
      note(.repeated, "known-row", "everything in it is in the graph already", record.place)
    }
  }

  /// - Returns: whether the node, or something in it, is news.
  private mutating func take(_ node: Node, _ place: Place) -> Bool {
    let name = node.label.map { " \($0)" } ?? ""
    guard var old = known[node.key] ?? graph.node(node.key).map({ graph.value(of: $0) }) else {
      known[node.key] = node
      nodes.append((node, place))
      input.nodes[node.kind, default: 0] += 1
      note(.added, "new-node", "\(node.kind) '\(node.key)'\(name)", place)
      return true
    }
    let before = old
    let clashes = old.merge(node)
    guard old != before else { return false }
    known[node.key] = old
    nodes.append((node, place))
    for clash in clashes { note(.conflicting, clash.code, clash.message, place) }
    let filled = old.properties.keys.filter {
      before.properties[$0] == nil && !$0.hasPrefix("other")
    }
    var parts = filled.sorted().map { "\($0) '\(old.properties[$0]?.text ?? "")'" }
    if before.label == nil, let label = old.label { parts.append("name '\(label)'") }
    parts += old.sameAs.filter { !before.sameAs.contains($0) }.map { "identifier '\($0)'" }
    if !parts.isEmpty {
      let message = "'\(node.key)' gets \(parts.joined(separator: ", "))"
      note(.changed, "changed-node", message, place)
    }
    return true
  }

  /// - Returns: whether the statement says something new.
  private mutating func take(_ statement: Statement, _ place: Place) -> Bool {
    let id = statement.effectiveID
    let what = "\(statement.from) \(statement.relation) \(statement.to)"
    if let (other, line) = taken[id] {
      guard other != statement else { return false }
      findings.append(
        Diagnostic(
          .error,
          "coded-twice",
          "'\(what)' is coded otherwise on line \(line.line) by the same coder, of the same source and place",
          at: place,
          hint: "give the two rows locators of their own, or leave one out"
        )
      )
      return false
    }
    taken[id] = (statement, place)
    guard let edge = standing[id] else {
      statements.append((statement, place))
      input.statements[statement.relation, default: 0] += 1
      note(.added, "new-statement", what, place)
      noteOthers(statement, what, place)
      return true
    }
    let old = graph.statement(edge)
    let statement = statement.filled(from: old)
    let changes = Self.changes(from: old, to: statement)
    guard !changes.isEmpty else { return false }
    replaced[id] = edge
    statements.append((statement, place))
    note(.changed, "changed-statement", "\(what): \(changes.joined(separator: ", "))", place)
    noteOthers(statement, what, place)
    return true
  }

  /// Says whose standing statement about the same thing takes another side.
  private mutating func noteOthers(_ statement: Statement, _ what: String, _ place: Place) {
    guard let from = graph.node(statement.from), let stance = statement.side else { return }
    for edge in graph.outgoing(from, statement.relation)
    where graph.key(of: graph.to(edge)) == statement.to {
      let other = graph.statement(edge)
      guard other.source == statement.source, other.effectiveID != statement.effectiveID,
        let side = other.side, side != stance
      else { continue }
      let who = other.coder.map { "'\($0)'" } ?? "an unnamed coder"
      note(
        .conflicting,
        "coders-disagree",
        "\(what): \(who) codes '\(side.rawValue)', this row '\(stance.rawValue)'; both are kept",
        place
      )
    }
  }

  /// What differs between two statements of one id, in words.
  private static func changes(from old: Statement, to new: Statement) -> [String] {
    func text(_ value: String?) -> String { value.map { "'\($0)'" } ?? "none" }
    let fields: [(String, String?, String?)] = [
      ("stance", old.stance?.rawValue, new.stance?.rawValue),
      ("evidenceType", old.evidenceType?.rawValue, new.evidenceType?.rawValue),
      ("confidence", old.confidence?.shortestText, new.confidence?.shortestText),
      ("justification", old.justification?.name, new.justification?.name),
      ("method", old.method?.rawValue, new.method?.rawValue),
      ("rationale", old.rationale, new.rationale), ("coder", old.coder, new.coder),
      ("reviewer", old.reviewer, new.reviewer),
    ]
    var result = fields.compactMap { name, before, after in
      before == after ? nil : "\(name) \(text(before)) → \(text(after))"
    }
    for name in Set(old.properties.keys).union(new.properties.keys).sorted() {
      let (before, after) = (old.properties[name]?.text, new.properties[name]?.text)
      if before != after { result.append("\(name) \(text(before)) → \(text(after))") }
    }
    return result
  }

  private mutating func note(
    _ outcome: ImportReport.Outcome,
    _ code: Diagnostic.Code,
    _ message: String,
    _ place: Place
  ) {
    input.entries.append(ImportReport.Entry(outcome, code, message, at: place))
  }
}

extension Statement {
  /// The statement with what it leaves open as another states it: an empty cell takes nothing away.
  fileprivate func filled(from other: Statement) -> Statement {
    var result = self
    result.stance = stance ?? other.stance
    result.evidenceType = evidenceType ?? other.evidenceType
    result.confidence = confidence ?? other.confidence
    result.justification = justification ?? other.justification
    result.method = method ?? other.method
    result.rationale = rationale ?? other.rationale
    result.coder = coder ?? other.coder
    result.reviewer = reviewer ?? other.reviewer
    result.properties = other.properties.merging(properties) { _, new in new }
    return result
  }

  /// The side that a statement of evidence takes; one that states no stance supports.
  fileprivate var side: Stance? { relation == .addresses ? stance ?? .supports : nil }
}
