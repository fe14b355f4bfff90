import EvidenceCore

/// What one row of a coding sheet says.
struct SheetRecord {
  var place: Place
  var nodes: [Node] = []
  var statements: [Statement] = []
  var search: SearchRecord?
  var judgment: Judgment?
  var status: StatusRecord?
  /// What should be said of how the row was read.
  var notes: [(code: Diagnostic.Code, message: String)] = []
  /// Whether it is a suggestion that nobody has decided on.
  var isUndecided = false
}

/// Turns the rows of a sheet into records, against the graph that the sheet is merged into.
struct SheetRows {
  let sheet: CodingSheet
  let graph: EvidenceGraph
  /// Who states what rows of statements name no source for.
  var defaultSource: Key?
  var findings: [Diagnostic] = []

  init(_ sheet: CodingSheet, in graph: EvidenceGraph, defaultSource: Key?) {
    self.sheet = sheet
    self.graph = graph
    self.defaultSource = defaultSource
  }

  /// The records of all rows.
  ///
  /// - Throws: `EvidenceError` with everything that cannot be read or is not known, each at its row.
  mutating func records() throws(EvidenceError) -> [SheetRecord] {
    var result: [SheetRecord] = []
    for row in sheet.rows {
      let record: SheetRecord? =
        switch sheet.kind {
        case .paper: paper(row)
        case .mitigation: measure(row, .mitigation, .proposes, .classifiedAs)
        case .risk: measure(row, .risk, .identifies, .inDomain)
        case .statement: statement(row)
        case .judgment: judgment(row)
        case .status: status(row)
        }
      if let record { result.append(record) }
    }
    guard findings.isEmpty else { throw EvidenceError(findings) }
    return result
  }

  // MARK: Rows

  private mutating func paper(_ row: CodingSheet.Row) -> SheetRecord? {
    var record = SheetRecord(place: row.place)
    guard let title = row["title"] ?? known(row, "paper", .paper).flatMap({ graph.label(of: $0) })
    else {
      fail("missing-name", "a new paper needs its 'title'", row)
      return nil
    }
    var identity = PaperIdentity(doi: row["doi"], url: row["url"], title: title)
    record.notes = identity.findings.map { ($0.code, $0.message) }
    if let name = row["paper"] {
      guard let key = key(name, .paper, row) else { return nil }
      if identity.hasIdentifier, identity.key != key { identity.sameAs.append(identity.key.text) }
      identity.key = key
      identity.sameAs.removeAll { $0 == key.text }
    } else if let node = try? graph.resolve(identity.key.text, as: [.paper]) {
      identity.sameAs.append(identity.key.text)
      identity.key = graph.key(of: node)
      identity.sameAs.removeAll { $0 == identity.key.text }
    }
    var node = Node(identity.key, .paper, label: row["title"], sameAs: identity.sameAs)
    if let authors = row["authors"] {
      let names = authors.split(separator: ";").map { $0.trimmedText }.filter { !$0.isEmpty }
      node.properties["authors"] = names.count == 1 ? .string(names[0]) : .strings(names)
    }
    if let year = row["year"] {
      if let number = Int(year), (1000...2999).contains(number) {
        node.properties["year"] = .integer(Int64(number))
      } else {
        fail("unreadable-year", "'\(year)' is no year", row, hint: "write four digits, as 2026")
      }
    }
    for name in ["quickref", "itemType", "appraisalTool", "appraisal", "url"] {
      node.properties[name] = row[name].map { .string($0) }
    }
    if let text = row["retracted"], let isRetracted = flag(text, row) {
      node.properties["retracted"] = .boolean(isRetracted)
    }
    addProperties(of: row) { node.properties[$0] = $1 }
    record.nodes = [node]
    return record
  }

  /// A measure or a risk, the paper that it is from, and its codes.
  private mutating func measure(
    _ row: CodingSheet.Row,
    _ kind: Kind,
    _ introduces: Relation,
    _ codes: Relation
  ) -> SheetRecord? {
    var record = SheetRecord(place: row.place)
    let column = sheet.kind.rawValue
    var paper: NodeID?
    if let name = row["paper"] {
      paper = known(name, "paper", [.paper], row)
      if paper == nil { return nil }
    }
    let key: Key
    if let name = row[column] {
      guard let named = self.key(name, kind, row) else { return nil }
      key = named
    } else if let name = row["name"] {
      let start = paper.map { "\(PaperSlug.make($0, in: graph))/" } ?? ""
      key = Key("\(column):\(start)\(Slug.make(name))")
    } else {
      fail("missing-name", "a new \(kind.words(1)) needs its 'name'", row)
      return nil
    }
    if graph.node(key) == nil, row["name"] == nil {
      fail("missing-name", "'\(key)' is not in the graph: give its 'name'", row)
      return nil
    }
    var node = Node(key, kind, label: row["name"])
    node.properties["description"] = row["description"].map { .string($0) }
    addProperties(of: row) { node.properties[$0] = $1 }
    record.nodes = [node]
    if let paper {
      let source = graph.key(of: paper)
      add(Statement(source, introduces, key, source: source), of: row, to: &record)
    }
    for scheme in sheet.schemes {
      for code in self.codes(row[scheme], of: scheme, row) {
        add(Statement(key, codes, code), of: row, to: &record)
      }
    }
    return record
  }

  private mutating func statement(_ row: CodingSheet.Row) -> SheetRecord? {
    guard let start = row["from"], let name = row["relation"], let end = row["to"] else {
      fail("incomplete-row", "a statement needs 'from', 'relation' and 'to'", row)
      return nil
    }
    var record = SheetRecord(place: row.place)
    if let verdict = row["verdict"], !["accept", "reject"].contains(verdict.lowercased()) {
      fail("unknown-verdict", "'\(verdict)' is no verdict", row, hint: "write accept or reject")
      return nil
    }
    let schema = EvidenceSchema(graph.header)
    let relation = Relation(name)
    guard let definition = schema.definition(of: relation) else {
      fail(
        "unknown-relation",
        "unknown relation '\(name)'",
        row,
        hint: Suggestion.hint(for: name, among: schema.relations.map(\.relation.name))
          ?? "declare a relation of your own in a recipe"
      )
      return nil
    }
    let from = known(start, "from", Set(definition.from), row)
    let to = known(end, "to", Set(definition.to), row)
    let source = row["source"].flatMap { known($0, "source", [.paper], row) }
    guard let from, let to, row["source"] == nil || source != nil else { return nil }
    var statement = Statement(graph.key(of: from), relation, graph.key(of: to))
    statement.source = source.map { graph.key(of: $0) }
    if statement.source == nil, relation.bearsEvidence { statement.source = defaultSource }
    guard verdict(of: row, statement, &record) else { return record }
    for name in ["stance", "evidenceType", "confidence", "justification", "rationale", "reviewer"] {
      if let text = row[name], let word = statement.set(name, to: text) {
        findings.append(Diagnostic(.error, word.code, word.message, at: row.place, hint: word.hint))
      }
    }
    addProperties(of: row) { statement.properties[$0] = $1 }
    add(statement, of: row, to: &record)
    if relation.bearsEvidence, statement.source == nil {
      record.notes.append(("no-source", "names no source: no work stands behind it"))
    }
    return record
  }

  /// Whether a row is to become a statement: a suggestion must be accepted, and a rejected one is a
  /// record of a search that found nothing.
  private func verdict(
    of row: CodingSheet.Row,
    _ statement: Statement,
    _ record: inout SheetRecord
  ) -> Bool {
    guard sheet.hasVerdicts else { return true }
    switch row["verdict"]?.lowercased() {
    case "accept": return true
    case "reject":
      record.search = SearchRecord(
        rows: [statement.from],
        columns: [statement.to],
        relation: statement.relation,
        by: row["coder"],
        method: "a coding sheet of suggestions",
        result: "rejected" + (row["rationale"].map { ": \($0)" } ?? "")
      )
    default: record.isUndecided = true
    }
    return false
  }

  /// Adds a statement with what the row says of how it was coded.
  private mutating func add(
    _ statement: Statement,
    of row: CodingSheet.Row,
    to record: inout SheetRecord
  ) {
    var statement = statement
    statement.locator = row["locator"]
    statement.coder = row["coder"]
    if let method = row["method"] {
      if let word = statement.set("method", to: method) {
        findings.append(Diagnostic(.error, word.code, word.message, at: row.place, hint: word.hint))
      }
    } else if row["coder"] != nil, !statement.relation.isMatch {
      statement.method = .oneCoder
    }
    // Named by the coder and not by the file, so that a sheet may be renamed and read again.
    statement.via =
      row["via"] ?? row["coder"].map { "coding by \($0)" } ?? BulkSource.baseName(sheet.file)
    statement.id = statement.derivedID
    record.statements.append(statement)
  }

  // MARK: Cells

  /// The key that a cell names: of a node that is there, or a new one in full.
  private mutating func key(_ name: String, _ kind: Kind, _ row: CodingSheet.Row) -> Key? {
    if let node = try? graph.resolve(name, as: [kind]) {
      guard graph.kind(of: node) == kind else {
        fail("kind-clash", "'\(name)' is a \(graph.kind(of: node)) in the graph", row)
        return nil
      }
      return graph.key(of: node)
    }
    let key = Key(name)
    if !key.namespace.isEmpty, !name.contains(where: \.isWhitespace) { return key }
    return known(name, sheet.kind.rawValue, [kind], row).map { graph.key(of: $0) }
  }

  private func known(_ row: CodingSheet.Row, _ column: String, _ kind: Kind) -> NodeID? {
    row[column].flatMap { try? graph.resolve($0, as: [kind]) }
  }

  /// The node that a cell means; says so where it means none, or one of several.
  mutating func known(
    _ name: String,
    _ column: String,
    _ kinds: Set<Kind>,
    _ row: CodingSheet.Row
  ) -> NodeID? {
    do throws(EvidenceError) {
      let node = try graph.resolve(name, as: kinds)
      guard kinds.isEmpty || kinds.contains(graph.kind(of: node)) else {
        fail(
          "kind-clash",
          "\(column): '\(name)' is a \(graph.kind(of: node)), not a "
            + kinds.map(\.name).sorted().joined(separator: " or "),
          row
        )
        return nil
      }
      return node
    } catch {
      for finding in error.diagnostics {
        fail(finding.code, "\(column): \(finding.message)", row, hint: finding.hint)
      }
      return nil
    }
  }

  /// The concepts that a cell of codes names, separated by `;`.
  private mutating func codes(
    _ text: String?,
    of scheme: String,
    _ row: CodingSheet.Row
  ) -> [Key] {
    guard let text else { return [] }
    func concept(_ code: some StringProtocol) -> Key? {
      let key = code.contains(":") ? Key(String(code)) : Key(scheme: scheme, notation: String(code))
      return graph.node(key).map { graph.key(of: $0) }
    }
    if let whole = concept(text) { return [whole] }
    var result: [Key] = []
    for part in text.split(separator: ";").map({ $0.trimmedText }) where !part.isEmpty {
      // `1.2 Name of the concept` is the code with its name behind it, as lists show it.
      let code = part.split(separator: " ").first.map(String.init) ?? part
      if let key = concept(part) ?? concept(code) {
        if !result.contains(key) { result.append(key) }
      } else {
        _ = known("\(scheme):\(part)", scheme, [], row)
      }
    }
    return result
  }

  private mutating func flag(_ text: String, _ row: CodingSheet.Row) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "1": return true
    case "false", "no", "0": return false
    default:
      fail("not-a-flag", "'\(text)' is neither true nor false", row)
      return nil
    }
  }

  private func addProperties(
    of row: CodingSheet.Row,
    _ take: (String, PropertyValue) -> Void
  ) {
    for column in sheet.properties {
      guard let text = row[column.name], case .value(let type) = column.role else { continue }
      let bytes = Array(text.utf8)
      let value = bytes.withUnsafeBufferPointer { BulkColumn.value($0, type) }
      take(column.name, value ?? .string(text))
    }
  }

  mutating func fail(
    _ code: Diagnostic.Code,
    _ message: String,
    _ row: CodingSheet.Row,
    hint: String? = nil
  ) {
    findings.append(Diagnostic(.error, code, message, at: row.place, hint: hint))
  }
}

/// The part of a paper's key that stands in the keys of what it introduces.
enum PaperSlug {
  /// What stands behind `paper:`, else the slug of the title: two papers never share it by their
  /// authors and year.
  static func make(_ paper: NodeID, in graph: EvidenceGraph) -> String {
    let key = graph.key(of: paper)
    return key.namespace == "paper" ? key.local : Slug.make(graph.label(of: paper) ?? key.local)
  }
}
