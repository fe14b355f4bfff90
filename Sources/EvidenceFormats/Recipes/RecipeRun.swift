import EvidenceCore

/// Applies the rules of one source to its rows: first every node, then every statement, so that
/// a row may refer to one that stands below it.
struct RecipeRun {
  let source: RecipeSource
  /// The keys that this source has used, and the titles of its papers: one DOI under two titles
  /// is a slip of the source and never merges two papers.
  private var titles: [Key: String] = [:]
  private var repeats: [Key: Int] = [:]

  init(_ source: RecipeSource) { self.source = source }

  /// Takes every row.
  ///
  /// - Throws: `EvidenceError` if a rule names a column that no row has, or the table is broken.
  func take(
    _ rows: RecipeRows,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    var run = self
    /// How many nodes each row that is taken makes; none: it is not taken.
    var taken: [UInt32] = []
    var names = RecipeNames(source)
    try rows.forEach(isFirst: true, &collection) { (row, collection) throws(EvidenceError) in
      if taken.isEmpty { try run.checkNames(rows) }
      try collection.step(row.values.count)
      collection.countRows()
      var row = row
      run.repair(&row, &collection)
      taken.append(run.takeNodes(&row, &collection).map { UInt32($0) } ?? Self.none)
      names.append(row)
    }
    let earlier = collection.pairs
    var index = 0
    /// Goes through the rows again, as the rules have left them.
    func forEachRow(
      _ collection: inout ImportCollection,
      _ body: (RecipeRow, UInt32, inout ImportCollection) -> Void
    ) throws(EvidenceError) {
      index = 0
      try rows.forEach(&collection) { (row, collection) throws(EvidenceError) in
        var row = row
        run.repair(&row)
        names.give(to: &row, at: index)
        try collection.step(row.values.count)
        body(row, taken[index], &collection)
        index += 1
      }
    }
    try forEachRow(&collection) { row, nodes, collection in
      guard nodes != Self.none else { return }
      let stated = run.takeStatements(row, &collection)
      if nodes == 0, stated == 0, source.references == nil { collection.countDroppedRow() }
    }
    guard let references = source.references else { return }
    var step = RecipeReferenceRun(references, source, earlier)
    if references.source != nil {
      try forEachRow(&collection) { row, _, collection in step.look(at: row, collection) }
    }
    try forEachRow(&collection) { row, nodes, collection in
      if nodes != Self.none { step.take(row, &collection) }
    }
  }

  /// The sign of a row that is not taken.
  private static let none = UInt32.max

  /// Finds names in the rules that neither a column, a constant nor a `let` has.
  private func checkNames(_ rows: RecipeRows) throws(EvidenceError) {
    let (columns, others) = rows.names
    var known = columns.union(others).union(source.constants.keys).union(["it"])
    for rule in source.rules {
      known.formUnion(rule.named.map(\.name) + rule.nodes.compactMap(\.name))
    }
    var findings: [Diagnostic] = []
    func check(_ name: String, _ known: Set<String>, _ place: Place) {
      guard !known.contains(name) else { return }
      let hint =
        Suggestion.hint(for: name, among: known.sorted())
        ?? "there are: \(columns.sorted().prefix(20).joined(separator: ", "))"
      findings.append(
        Diagnostic(
          .error,
          "unknown-column",
          "'\(name)' is not a column of this source",
          at: place,
          hint: hint
        )
      )
    }
    for rule in source.rules {
      for (name, place) in rule.usedNames { check(name, known, place) }
      for node in rule.nodes {
        for name in (node.rest ?? []).sorted() {
          check(name, columns, node.restPlace ?? node.place)
        }
      }
    }
    for repair in source.repairs {
      check(repair.column, columns, repair.place)
      for (name, place) in repair.condition.places.sorted(by: { $0.key < $1.key }) {
        check(name, known, place)
      }
    }
    guard findings.isEmpty else { throw EvidenceError(findings) }
  }

  /// Repairs a row, and says so.
  private func repair(_ row: inout RecipeRow, _ collection: inout ImportCollection) {
    for repair in repair(&row) {
      collection.note(
        .repaired,
        "named-repair",
        "\(repair.column) '\(repair.from)' is read as '\(repair.to)': \(repair.why)",
        at: row.place
      )
    }
  }

  /// - Returns: the repairs that were made.
  @discardableResult
  private func repair(_ row: inout RecipeRow) -> [RecipeSource.Repair] {
    var made: [RecipeSource.Repair] = []
    for repair in source.repairs
    where row.values[repair.column] == [repair.from] && repair.condition.holds(row) {
      row.values[repair.column] = [repair.to]
      made.append(repair)
    }
    return made
  }

  // MARK: Nodes

  /// Takes the nodes of a row, all of them or none.
  ///
  /// - Returns: how many there are; `nil` where the row is not taken.
  private mutating func takeNodes(
    _ row: inout RecipeRow,
    _ collection: inout ImportCollection
  ) -> Int? {
    var isTaken = false
    var made: [(node: Node, names: [String])] = []
    for rule in source.rules where rule.condition.holds(row) {
      if let reason = rule.drop {
        collection.dropRow("left-out", reason, at: row.place)
        return nil
      }
      for (name, value) in rule.named {
        switch value {
        case .template(let template): row.named[name] = template.text(row) ?? ""
        case .find(let names, let isOptional):
          let wanted = names.compactMap { $0.text(row) }
          let key = collection.key(namedOneOf: wanted)
          guard key != nil || isOptional else {
            collection.dropRow(
              "not-found",
              "no node is named '\(wanted.joined(separator: "' or '"))'",
              at: row.place
            )
            return nil
          }
          row.named[name] = key?.text ?? ""
        }
      }
      for node in rule.nodes where node.condition.holds(row) {
        guard let node = self.node(node, rule, &row, made, &collection) else {
          collection.dropRow("no-key", "row skipped: the key is empty", at: row.place)
          return nil
        }
        made.append(node)
      }
      isTaken = true
    }
    guard isTaken else {
      collection.dropRow("no-rule", "no rule of the recipe takes such a row", at: row.place)
      return nil
    }
    for (node, names) in made {
      collection.add(node, at: row.place)
      for name in names { collection.register(name, for: node.key) }
    }
    return made.count
  }

  /// The node that a row makes, and the names by which later records find it.
  private mutating func node(
    _ spec: RecipeNode,
    _ rule: RecipeRule,
    _ row: inout RecipeRow,
    _ made: [(node: Node, names: [String])],
    _ collection: inout ImportCollection
  ) -> (node: Node, names: [String])? {
    guard let kind = spec.kind.text(row) else { return nil }
    var node: Node
    let names = spec.known.compactMap { $0.text(row) }
    let own = made.first { $0.names.contains(where: names.contains) }?.node.key
    if let known = collection.key(namedOneOf: names) ?? own {
      node = Node(known, Kind(kind))
    } else if let template = spec.key {
      guard let key = template.text(row) else { return nil }
      node = Node(Key(key), Kind(kind))
    } else {
      guard let paper = paper(spec, row, &collection) else { return nil }
      node = paper
      node.kind = Kind(kind)
    }
    if spec.numbersRepeats {
      let count = repeats[node.key, default: 0] + 1
      repeats[node.key] = count
      if count > 1 {
        collection.note(
          .repaired,
          "repeated-id",
          "'\(node.key)' stands before; this one is '\(node.key)#\(count)'",
          at: row.place
        )
        node.key = Key("\(node.key)#\(count)")
      }
    }
    node.label = spec.label.compactMap { $0.text(row) }.first
    node.notation = spec.notation?.text(row)
    node.scheme = spec.scheme?.text(row)
    node.sameAs += spec.sameAs.compactMap { $0.text(row) }
    for property in spec.properties {
      if let value = Self.value(property, row, &collection) {
        node.properties[property.name] = value
      }
    }
    if let except = spec.rest { addRest(&node, spec, rule, except, row) }
    if let name = spec.name { row.named[name] = node.key.text }
    return (node, spec.names.compactMap { $0.text(row) })
  }

  /// The paper of a row, told from others by its DOI, its arXiv number or its title.
  private mutating func paper(
    _ spec: RecipeNode,
    _ row: RecipeRow,
    _ collection: inout ImportCollection
  ) -> Node? {
    guard let title = spec.title?.text(row) else { return nil }
    let identity = PaperIdentity(
      doi: spec.doi?.text(row),
      url: spec.url?.text(row),
      title: title
    )
    for finding in identity.findings {
      let outcome = finding.isTaken ? ImportReport.Outcome.repaired : .dropped
      collection.note(outcome, finding.code, finding.message, at: row.place)
    }
    var node = Node(identity.key, .paper, sameAs: identity.sameAs)
    if let other = titles[identity.key], !Title.areEqual(other, title) {
      if identity.hasIdentifier, Slug.make(other) != Slug.make(title) {
        node = Node(paperKey(title, row, &collection), .paper)
        node.properties["statedIdentifier"] = .string(identity.key.text)
        collection.note(
          .kept,
          "identifier-of-another",
          "'\(identity.key)' is the identifier of '\(other)' too; '\(title)' is kept as a paper of"
            + " its own",
          at: row.place
        )
      }
    }
    if !identity.hasIdentifier { node = Node(paperKey(title, row, &collection), .paper) }
    titles[node.key] = title
    return node
  }

  /// The key of a paper that nothing but its title identifies: the slug, and a number where the
  /// slug stands for another title.
  private func paperKey(
    _ title: String,
    _ row: RecipeRow,
    _ collection: inout ImportCollection
  ) -> Key {
    let slug = Slug(title)
    if let finding = slug.finding {
      collection.note(.kept, finding.code, finding.message, at: row.place)
    }
    var (key, number) = (Key("paper:\(slug.text)"), 1)
    while let known = titles[key] ?? collection.node(key)?.label, !Title.areEqual(known, title) {
      number += 1
      key = Key("paper:\(slug.text)-\(number)")
    }
    if number > 1, titles[key] == nil {
      let first = Key("paper:\(slug.text)")
      let other = titles[first] ?? collection.node(first)?.label ?? ""
      collection.note(
        .kept,
        "same-slug",
        "'\(title)' and '\(other)' would have one key; the second is '\(key)'",
        at: row.place
      )
    }
    return key
  }

  /// Gives a node every value of its row that no rule uses; what may be a reference comes later.
  private func addRest(
    _ node: inout Node,
    _ spec: RecipeNode,
    _ rule: RecipeRule,
    _ except: Set<String>,
    _ row: RecipeRow
  ) {
    let used = Set(rule.templates.flatMap(\.names)).union(except)
    for (name, values) in row.values.sorted(by: { $0.key.precedesInUTF8($1.key) })
    where !used.contains(name) {
      let isReference = source.references?.isReference(name) ?? false
      let values = values.filter { !$0.isEmpty }
      guard !values.isEmpty, !isReference else { continue }
      let property = Naming.camelCase(name)
      node.properties[property] = values.count == 1 ? .string(values[0]) : .strings(values)
    }
  }

  static func value(
    _ property: RecipeProperty,
    _ row: RecipeRow,
    _ collection: inout ImportCollection
  ) -> PropertyValue? {
    guard let text = property.value.text(row) else { return nil }
    var bytes = text
    let value = bytes.withUTF8 { BulkColumn.value($0, property.type) }
    if value == nil {
      collection.note(
        .kept,
        "no-such-value",
        "'\(text)' does not fit the type of '\(property.name)'; kept as text",
        at: row.place
      )
    }
    return value ?? .string(text)
  }
}
