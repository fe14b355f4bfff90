import EvidenceCore

extension RecipeRun {
  /// - Returns: how many statements the row makes.
  func takeStatements(
    _ row: RecipeRow,
    _ collection: inout ImportCollection
  ) -> Int {
    var count = 0
    for rule in source.rules where rule.condition.holds(row) && rule.drop == nil {
      for spec in rule.statements where spec.condition.holds(row) {
        guard let list = spec.each else {
          if take(spec, row, &collection) { count += 1 }
          continue
        }
        var items = row.values[list] ?? row.named[list].map { [$0] } ?? []
        if let mark = spec.split {
          items = items.flatMap { $0.split(separator: mark).map(\.trimmedText) }
        }
        let named =
          row.items[list].map { spec.fitting($0) }
          ?? items.filter { !$0.isEmpty }.map { ["it": $0] }
        for item in named {
          var row = row
          row.named.merge(item) { $1 }
          if take(spec, row, &collection) { count += 1 }
        }
      }
    }
    return count
  }

  /// - Returns: whether the row has what the statement needs.
  private func take(
    _ spec: RecipeStatement,
    _ row: RecipeRow,
    _ collection: inout ImportCollection
  ) -> Bool {
    guard let from = key(spec.from, row, &collection), let to = key(spec.to, row, &collection)
    else { return false }
    guard let relation = spec.relation.text(row) else {
      collection.note(.dropped, "no-relation", "no statement: its relation is empty", at: row.place)
      return false
    }
    var statement = Statement(from, Relation(relation), to, via: source.via)
    if let value = spec.source { statement.source = key(ofSource: value, row, &collection) }
    for (name, template) in spec.fields {
      guard let text = template.text(row) else { continue }
      if let word = statement.set(name, to: text) { collection.fail(word, at: row.place) }
    }
    for property in spec.properties {
      guard let value = Self.value(property, row, &collection) else { continue }
      if let word = statement.set(property: property.name, to: value) {
        collection.fail(word, at: row.place)
      }
    }
    collection.add(statement, at: row.place)
    return true
  }

  /// The key of a statement's source; unknown where its cell is empty or names nobody.
  private func key(
    ofSource value: RecipeValue,
    _ row: RecipeRow,
    _ collection: inout ImportCollection
  ) -> Key? {
    switch value {
    case .template(let template): return template.text(row).map { Key($0) }
    case .find(let names, let isOptional):
      let wanted = names.compactMap { $0.text(row) }
      let key = collection.key(namedOneOf: wanted)
      if key == nil, !isOptional, !wanted.isEmpty {
        collection.note(
          .kept,
          "source-not-found",
          "no node is named '\(wanted.joined(separator: "' or '"))'; the source is unknown",
          at: row.place
        )
      }
      return key
    }
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
        "no statement: 'from' or 'to' is empty",
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
