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
  /// - Throws: `EvidenceError` if a rule names a column that no row has.
  func take(
    _ rows: [RecipeRow],
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    try checkNames(rows)
    var run = self
    var rows = rows
    var taken: [Bool] = []
    for index in rows.indices {
      collection.countRows()
      run.repair(&rows[index], &collection)
      taken.append(run.takeNodes(&rows[index], &collection))
    }
    let earlier = collection.pairs
    for index in rows.indices where taken[index] {
      run.takeStatements(rows[index], &collection)
    }
    if let references = source.references {
      let step = RecipeReferenceRun(references, source, rows, earlier, collection)
      for index in rows.indices where taken[index] { step.take(rows[index], &collection) }
    }
  }

  /// Finds names in the rules that neither a column, a constant nor a `let` has.
  private func checkNames(_ rows: [RecipeRow]) throws(EvidenceError) {
    guard !rows.isEmpty else { return }
    var known = Set(rows.flatMap { Array($0.values.keys) + Array($0.named.keys) })
    known.insert("it")
    for rule in source.rules {
      known.formUnion(rule.named.map(\.name) + rule.nodes.compactMap(\.name))
    }
    var findings: [Diagnostic] = []
    for template in source.rules.flatMap(\.templates) {
      for name in template.names where !known.contains(name) {
        findings.append(
          Diagnostic(
            .error,
            "unknown-column",
            "'\(name)' is no column of this source",
            at: template.place,
            hint: Suggestion.hint(for: name, among: known.sorted())
          )
        )
      }
    }
    for rule in source.rules {
      let conditions =
        [rule.condition] + rule.nodes.map(\.condition)
        + rule.statements.map(\.condition)
      for name in conditions.flatMap(\.patterns.keys).sorted() where !known.contains(name) {
        findings.append(
          Diagnostic(
            .error,
            "unknown-column",
            "'\(name)' is no column of this source",
            at: rule.place,
            hint: Suggestion.hint(for: name, among: known.sorted())
          )
        )
      }
    }
    guard findings.isEmpty else { throw EvidenceError(findings) }
  }

  private func repair(_ row: inout RecipeRow, _ collection: inout ImportCollection) {
    for repair in source.repairs
    where row.values[repair.column] == [repair.from] && repair.condition.holds(row) {
      row.values[repair.column] = [repair.to]
      collection.note(
        .repaired,
        "named-repair",
        "\(repair.column) '\(repair.from)' is read as '\(repair.to)': \(repair.why)",
        at: row.place
      )
    }
  }

  // MARK: Nodes

  /// - Returns: whether the row is taken.
  private mutating func takeNodes(
    _ row: inout RecipeRow,
    _ collection: inout ImportCollection
  ) -> Bool {
    var isTaken = false
    for rule in source.rules where rule.condition.holds(row) {
      if let reason = rule.drop {
        collection.dropRow("left-out", reason, at: row.place)
        return false
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
            return false
          }
          row.named[name] = key?.text ?? ""
        }
      }
      for node in rule.nodes where node.condition.holds(row) {
        guard take(node, rule, &row, &collection) else {
          collection.dropRow("no-key", "a node whose key would be empty", at: row.place)
          return false
        }
      }
      isTaken = true
    }
    if !isTaken {
      collection.dropRow("no-rule", "no rule of the recipe takes such a row", at: row.place)
    }
    return isTaken
  }

  private mutating func take(
    _ spec: RecipeNode,
    _ rule: RecipeRule,
    _ row: inout RecipeRow,
    _ collection: inout ImportCollection
  ) -> Bool {
    guard let kind = spec.kind.text(row) else { return false }
    var node: Node
    let names = spec.known.compactMap { $0.text(row) }
    if let known = collection.key(namedOneOf: names) {
      node = Node(known, Kind(kind))
    } else if let template = spec.key {
      guard let key = template.text(row) else { return false }
      node = Node(Key(key), Kind(kind))
    } else {
      guard let paper = paper(spec, row, &collection) else { return false }
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
    collection.add(node, at: row.place)
    if let name = spec.name { row.named[name] = node.key.text }
    for template in spec.names {
      if let name = template.text(row) { collection.register(name, for: node.key) }
    }
    return true
  }

  /// The paper of a row, told from others by its DOI, its arXiv number or its title.
  private mutating func paper(
    _ spec: RecipeNode,
    _ row: RecipeRow,
    _ collection: inout ImportCollection
  ) -> Node? {
    guard let title = spec.title?.text(row) else { return nil }
    let doi = spec.doi?.text(row)
    let identity = PaperIdentity(doi: doi, url: spec.url?.text(row), title: title)
    if let doi, PaperIdentity.doi(doi).map({ $0 != doi }) ?? false {
      let plain = PaperIdentity.doi(doi) ?? ""
      if plain != doi.lowercased() {
        collection.note(
          .repaired,
          "doi-spelling",
          "the DOI '\(doi)' is read as '\(plain)'",
          at: row.place
        )
      }
    }
    var node = Node(identity.key, .paper, sameAs: identity.sameAs)
    if let other = titles[identity.key], Slug.make(other) != Slug.make(title) {
      node = Node(Key("paper:\(Slug.make(title))"), .paper)
      node.properties["statedIdentifier"] = .string(identity.key.text)
      collection.note(
        .kept,
        "identifier-of-another",
        "'\(identity.key)' is the identifier of '\(other)' too; '\(title)' is kept as a paper of"
          + " its own",
        at: row.place
      )
    }
    titles[node.key] = title
    return node
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
    for (name, values) in row.values where !used.contains(name) {
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
        "'\(text)' is no value of '\(property.name)'; kept as a text",
        at: row.place
      )
    }
    return value ?? .string(text)
  }

  // MARK: Statements

  private func takeStatements(_ row: RecipeRow, _ collection: inout ImportCollection) {
    for rule in source.rules where rule.condition.holds(row) && rule.drop == nil {
      for spec in rule.statements where spec.condition.holds(row) {
        guard let list = spec.each else {
          take(spec, row, &collection)
          continue
        }
        var items = row.values[list] ?? []
        if let mark = spec.split {
          items = items.flatMap { $0.split(separator: mark).map(\.trimmedText) }
        }
        for item in items where !item.isEmpty {
          var row = row
          row.named["it"] = item
          take(spec, row, &collection)
        }
      }
    }
  }

  private func take(
    _ spec: RecipeStatement,
    _ row: RecipeRow,
    _ collection: inout ImportCollection
  ) {
    guard let from = key(spec.from, row, &collection), let to = key(spec.to, row, &collection),
      let relation = spec.relation.text(row)
    else { return }
    var statement = Statement(from, Relation(relation), to, via: source.via)
    if let value = spec.source { statement.source = key(value, row, &collection) }
    for (name, template) in spec.fields {
      guard let text = template.text(row) else { continue }
      if !statement.set(name, to: text) {
        statement.properties[name] = .string(text)
        collection.note(
          .kept,
          "no-such-value",
          "'\(text)' is no \(name); kept as a property",
          at: row.place
        )
      }
    }
    for property in spec.properties {
      if let value = Self.value(property, row, &collection) {
        statement.properties[property.name] = value
      }
    }
    collection.add(statement, at: row.place)
  }

  private func key(
    _ value: RecipeValue,
    _ row: RecipeRow,
    _ collection: inout ImportCollection
  ) -> Key? {
    switch value {
    case .template(let template):
      if let text = template.text(row) { return Key(text) }
      collection.note(
        .dropped,
        "no-end",
        "a statement one of whose ends would be empty",
        at: row.place
      )
      return nil
    case .find(let names, let isOptional):
      let wanted = names.compactMap { $0.text(row) }
      if let key = collection.key(namedOneOf: wanted) { return key }
      if !isOptional {
        collection.note(
          .dropped,
          "not-found",
          "no node is named '\(wanted.joined(separator: "' or '"))'",
          at: row.place
        )
      }
      return nil
    }
  }
}
