import EvidenceCore

/// The records of a YAML or JSON file.
///
/// A record is a map. Records stand in named collections (lists of maps, or maps of maps), in a
/// list at the top, or alone, one a document; a tree of records is read where the recipe names the
/// field that holds the parts.
enum RecipeCollections {
  /// Reads the records of every document of a file; `$collection` is the name of a record's
  /// collection.
  ///
  /// - Throws: `EvidenceError` with everything that is no record where one must be.
  static func rows(
    _ file: FileBytes,
    _ source: RecipeSource,
    into collection: inout ImportCollection
  ) throws(EvidenceError) -> [RecipeRow] {
    var records = RecipeRecords(source, file: file.file)
    for document in try ConfigurationReader.documents(file) { records.take(document) }
    for note in records.notes {
      collection.note(note.outcome, note.code, note.message, at: note.place)
    }
    guard records.findings.isEmpty else { throw EvidenceError(records.findings) }
    return records.rows
  }
}

/// Takes the records of documents one after another.
private struct RecipeRecords {
  private(set) var rows: [RecipeRow] = []
  private(set) var findings: [Diagnostic] = []
  private(set) var notes: [ImportReport.Entry] = []

  private let source: RecipeSource
  /// The collection of records that have none.
  private let file: String
  private let uses: RecipeNesting

  init(_ source: RecipeSource, file: String) {
    self.source = source
    self.file = BulkSource.baseName(file)
    uses = RecipeNesting(source)
  }

  mutating func take(_ document: ConfigurationValue) {
    if let field = source.tree {
      takeTree(document, field)
    } else if let items = document.items {
      for item in items { take(item, file) }
    } else if let entries = document.entries {
      take(entries, of: document)
    } else if !document.isNull {
      fail(
        "no-collections",
        "\(document.describedKind) where records are expected",
        document,
        "write a list of maps, or named lists of them"
      )
    }
  }

  /// Takes the collections of a document, or the document itself, where it is a record.
  private mutating func take(
    _ entries: [ConfigurationValue.Entry],
    of document: ConfigurationValue
  ) {
    let hasTexts = entries.contains { $0.value.text != nil }
    if hasTexts, !entries.contains(where: { $0.value.isCollection }) {
      take(document, file)
      return
    }
    if hasTexts,
      let parts = entries.first(where: { $0.name == "children" && $0.value.isCollection })
    {
      refuseTree("children", parts.value)
      return
    }
    for entry in entries {
      if entry.value.items?.isEmpty ?? entry.value.isNull { continue }
      if entry.value.isMapOfMaps {
        for record in entry.value.entries ?? [] {
          take(record.value, entry.name, named: ["$key": record.name])
        }
      } else if entry.value.entries != nil || entry.value.isCollection {
        for item in entry.value.oneOrMore { take(item, entry.name) }
      } else {
        note(
          "no-collection",
          "'\(entry.name)' is \(entry.value.describedKind) and no collection of records",
          entry.place
        )
      }
    }
  }

  private mutating func take(
    _ record: ConfigurationValue,
    _ collection: String,
    named: [String: String] = [:]
  ) {
    guard let entries = record.entries else {
      fail(
        "no-record",
        "\(record.describedKind) where a record of '\(collection)' is expected",
        record,
        "a record is a map of names and values"
      )
      return
    }
    if let (field, parts) = record.tree(in: collection) {
      refuseTree(field, parts)
      return
    }
    add(entries, at: record.place, named.merging(["$collection": collection]) { $1 })
  }

  private mutating func add(
    _ entries: [ConfigurationValue.Entry],
    at place: Place,
    _ named: [String: String]
  ) {
    var row = RecipeRow(
      place: place,
      values: RowValues(),
      named: source.constants,
      maps: source.maps
    )
    row.named.merge(named) { $1 }
    var values: [String: [String]] = [:]
    for entry in entries {
      entry.value.flatten(into: &values, entry.name)
      guard entry.value.isNested else { continue }
      let items = entry.value.oneOrMore
      entry.value.list(into: &row.items, entry.name)
      for item in items where !uses.takes(item, of: entry.name) && !item.isNull {
        let what = item.items == nil ? item.describedKind : "a list within the list"
        note("nested-value", "\(what) in '\(entry.name)' that the recipe does not use", item.place)
      }
    }
    row.values = RowValues(values)
    rows.append(row)
  }

  // MARK: Trees

  /// Takes a tree whose records hold their parts in a field.
  private mutating func takeTree(_ document: ConfigurationValue, _ field: String) {
    if document[field] != nil || document.items != nil {
      for root in document.oneOrMore { takePart(root, field, file, [:], level: 1) }
      return
    }
    for entry in document.entries ?? [] {
      for root in entry.value.oneOrMore where root.text == nil {
        takePart(root, field, entry.name, [:], level: 1)
      }
    }
  }

  private mutating func takePart(
    _ part: ConfigurationValue,
    _ field: String,
    _ collection: String,
    _ above: [String: String],
    level: Int
  ) {
    guard let entries = part.entries else {
      fail(
        "no-record",
        "\(part.describedKind) where a part of the tree is expected",
        part,
        "a part is a map of names and values; '\(field)' lists its parts"
      )
      return
    }
    let own = entries.filter { $0.name != field }
    var named = above
    named["$collection"] = collection
    named["$level"] = String(level)
    add(own, at: part.place, named)
    var below: [String: String] = [:]
    for (name, values) in rows.last?.values ?? RowValues() {
      below["$parent.\(name)"] = values.joined(separator: "; ")
    }
    for child in part[field]?.oneOrMore ?? [] {
      takePart(child, field, collection, below, level: level + 1)
    }
  }

  private mutating func refuseTree(_ field: String, _ parts: ConfigurationValue) {
    guard !findings.contains(where: { $0.code == "tree-of-records" }) else { return }
    fail(
      "tree-of-records",
      "a tree: '\(field)' holds records within records",
      parts,
      "say 'tree: \(field)' in the recipe's source; '{$parent.name}' is then a value of the record"
        + " above, '{$level}' the depth"
    )
  }

  // MARK: Findings

  private mutating func fail(
    _ code: Diagnostic.Code,
    _ message: String,
    _ value: ConfigurationValue,
    _ hint: String
  ) {
    findings.append(Diagnostic(.error, code, message, at: value.place, hint: hint))
  }

  private mutating func note(_ code: Diagnostic.Code, _ message: String, _ place: Place) {
    notes.append(ImportReport.Entry(.dropped, code, message, at: place))
  }
}

extension ConfigurationValue {
  /// Whether this is a list of records, or a map of them.
  fileprivate var isCollection: Bool {
    isMapOfMaps || items?.contains { $0.entries != nil } ?? false
  }

  /// Whether this is a map that holds maps alone.
  fileprivate var isMapOfMaps: Bool {
    guard let entries, !entries.isEmpty else { return false }
    return entries.allSatisfy { $0.value.entries != nil }
  }

  /// Whether this holds a map, or a list within a list.
  fileprivate var isNested: Bool {
    entries != nil || items?.contains { $0.text == nil && !$0.isNull } ?? false
  }

  /// The field of this record that holds records which hold such records again, or records like
  /// those of this one's own collection.
  fileprivate func tree(in collection: String) -> (field: String, parts: ConfigurationValue)? {
    for entry in entries ?? [] where entry.value.isCollection {
      let isWithinItself = entry.value.items?.contains { $0[entry.name]?.isCollection ?? false }
      if entry.name == collection || entry.name == "children" || isWithinItself ?? false {
        return (entry.name, entry.value)
      }
    }
    return nil
  }

  /// Puts the texts of this value under a name, those of its maps under names with a dot.
  fileprivate func flatten(into values: inout [String: [String]], _ name: String) {
    if let entries {
      values[name, default: []] += []
      for entry in entries { entry.value.flatten(into: &values, "\(name).\(entry.name)") }
      return
    }
    var texts: [String] = []
    for item in oneOrMore {
      if item.entries != nil { item.flatten(into: &values, name) }
      if let text = item.text { texts.append(text.trimmedText) }
    }
    values[name, default: []] += texts
  }

  /// Puts the items of each list within this value under the list's name, if they are no mere texts.
  fileprivate func list(into items: inout [String: [[String: String]]], _ name: String) {
    guard isNested else { return }
    items[name] = oneOrMore.compactMap(\.recipeItem)
    for entry in entries ?? [] { entry.value.list(into: &items, "\(name).\(entry.name)") }
  }

  /// The names that an item of a list has in a statement: `it` for a text, `it.id` for a map.
  fileprivate var recipeItem: [String: String]? {
    if let text { return ["it": text.trimmedText] }
    guard entries != nil else { return nil }
    var values: [String: [String]] = [:]
    flatten(into: &values, "it")
    values["it"] = nil
    return values.mapValues { $0.joined(separator: "; ") }
  }
}

/// Which nested values the rules of a source use.
private struct RecipeNesting {
  /// The lists whose maps make statements (`{it.id}`), and those whose texts do (`{it}`).
  private var maps: Set<String> = []
  private var texts: Set<String> = []
  /// Every name in the rules.
  private var names: Set<String> = []
  /// The fields that do not become properties, where all others do.
  private var except: Set<String>?

  init(_ source: RecipeSource) {
    for rule in source.rules {
      names.formUnion(rule.templates.flatMap(\.names))
      names.formUnion(rule.condition.patterns.keys)
      for node in rule.nodes {
        names.formUnion(node.condition.patterns.keys)
        if let rest = node.rest { except = except?.intersection(rest) ?? rest }
      }
      for statement in rule.statements {
        names.formUnion(statement.condition.patterns.keys)
        guard let list = statement.each else { continue }
        if statement.takesMaps { maps.insert(list) } else { texts.insert(list) }
      }
    }
    if let references = source.references {
      names.formUnion(references.relations.map(\.field))
      if references.keepsOthers, except == nil { except = references.except }
    }
  }

  /// Whether an item of a field that holds maps or lists is used.
  func takes(_ item: ConfigurationValue, of field: String) -> Bool {
    if item.items != nil { return false }
    if let except, !except.contains(field) { return true }
    if item.entries == nil { return texts.contains(field) || names.contains(field) }
    let isWithin = { (name: String) in name.hasPrefix("\(field).") }
    return maps.contains(field) || names.union(maps).union(texts).contains(where: isWithin)
  }
}
