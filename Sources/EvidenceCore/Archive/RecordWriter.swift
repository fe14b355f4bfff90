/// Writes the records of nodes and statements straight from the columns of a graph.
///
/// It writes what ``NodeRecord`` and ``StatementRecord`` read, without a value in between.
struct RecordWriter {
  /// The values of one property, and its name as a member begins with it: `,"name":`.
  private typealias Member = (name: UInt32, begin: [UInt8], columns: [PropertyColumns.Property])

  private let texts: TextColumns
  private let nodes: NodeColumns
  private let statements: StatementColumns
  private let nodeMembers: [Member]
  private let statementMembers: [Member]
  /// Where the members of each name stand, for graphs with names without number.
  private let nodePlaces: [UInt32: Int]
  private let statementPlaces: [UInt32: Int]
  private let kinds: [[UInt8]]
  private let relations: [[UInt8]]
  /// The names of relations as they are.
  private let names: [[UInt8]]

  /// - Complexity: O(names of properties, log of their number).
  init(_ graph: EvidenceGraph) {
    let storage = graph.storage
    (texts, nodes, statements) = (storage.texts, storage.nodes, storage.statements)
    nodeMembers = Self.members(nodes.properties, texts)
    statementMembers = Self.members(statements.properties, texts)
    nodePlaces = Self.places(nodeMembers)
    statementPlaces = Self.places(statementMembers)
    kinds = storage.kinds.map { Self.text($0.name) }
    relations = storage.relations.map { Self.text($0.name) }
    names = storage.relations.map { Array($0.name.utf8) }
  }

  /// The records of some nodes, a line each.
  ///
  /// - Complexity: O(size of the records).
  func nodeRecords(_ rows: Range<Int>) -> [UInt8] {
    var writer = JSONWriter()
    for row in rows { node(row, &writer) }
    WorkCounter.add(rows.count)
    return writer.bytes
  }

  /// The records of some statements, a line each.
  ///
  /// - Complexity: O(size of the records).
  func statementRecords(_ rows: Range<Int>) -> [UInt8] {
    var writer = JSONWriter()
    var content: [UInt8] = []
    for row in rows { statement(row, &writer, &content) }
    WorkCounter.add(rows.count)
    return writer.bytes
  }

  private func node(_ row: Int, _ writer: inout JSONWriter) {
    writer.raw("{\"node\":")
    text(nodes.keys[row], &writer)
    writer.raw(",\"kind\":")
    writer.raw(kinds[Int(nodes.kinds[row])])
    member(",\"label\":", nodes.labels[row], &writer)
    let names = nodes.sameAs[row]
    if !names.isEmpty {
      writer.raw(",\"sameAs\":")
      list(names, &writer)
    }
    member(",\"notation\":", nodes.notations[row], &writer)
    member(",\"scheme\":", nodes.schemes[row], &writer)
    members(nodeMembers, nodePlaces, nodes.properties.index, row, &writer)
    writer.raw("}\n")
  }

  private func statement(_ row: Int, _ writer: inout JSONWriter, _ content: inout [UInt8]) {
    writer.raw("{\"from\":")
    text(nodes.keys[Int(statements.from[row])], &writer)
    writer.raw(",\"relation\":")
    writer.raw(relations[Int(statements.relations[row])])
    writer.raw(",\"to\":")
    text(nodes.keys[Int(statements.to[row])], &writer)
    writer.raw(",\"id\":")
    id(row, &writer, &content)
    member(",\"source\":", statements.sources[row], &writer)
    member(",\"via\":", statements.vias[row], &writer)
    member(",\"locator\":", statements.locators[row], &writer)
    word(",\"stance\":", Materializer.value(statements.stances[row]) as Stance?, &writer)
    word(
      ",\"evidenceType\":",
      Materializer.value(statements.evidenceTypes[row]) as EvidenceType?,
      &writer
    )
    let confidence = statements.confidences[row]
    if confidence != StatementColumns.unknown {
      writer.raw(",\"confidence\":")
      writer.write(Double(bitPattern: confidence).json)
    }
    member(",\"justification\":", statements.justifications[row], &writer)
    word(",\"method\":", Materializer.value(statements.methods[row]) as Method?, &writer)
    member(",\"rationale\":", statements.rationales[row], &writer)
    member(",\"coder\":", statements.coders[row], &writer)
    member(",\"reviewer\":", statements.reviewers[row], &writer)
    members(statementMembers, statementPlaces, statements.properties.index, row, &writer)
    writer.raw("}\n")
  }

  /// The id of a statement: as given, or the digest of its content.
  private func id(_ row: Int, _ writer: inout JSONWriter, _ content: inout [UInt8]) {
    let digest = statements.digests[row]
    let given = statements.ids[row]
    if digest == 0, given != StringTable.none { return text(given, &writer) }
    writer.raw("\"")
    writer.hexadecimal(digest == 0 ? self.digest(row, &content) : digest)
    writer.raw("\"")
  }

  /// The digest of a statement's content, which is put together in `content`.
  private func digest(_ row: Int, _ content: inout [UInt8]) -> UInt64 {
    content.removeAll(keepingCapacity: true)
    texts.withBytes(nodes.keys[Int(statements.from[row])]) {
      content.append(contentsOf: $0)
    }
    content.append(StatementDigest.separator)
    content.append(contentsOf: names[Int(statements.relations[row])])
    add(nodes.keys[Int(statements.to[row])], &content)
    add(statements.sources[row], &content)
    add(statements.vias[row], &content)
    add(statements.locators[row], &content)
    return content.withUnsafeBytes { ContentDigest.beginning(of: $0) }
  }

  private func add(_ text: UInt32, _ content: inout [UInt8]) {
    content.append(StatementDigest.separator)
    guard text != StringTable.none else { return }
    texts.withBytes(text) { content.append(contentsOf: $0) }
  }

  // MARK: Members

  private func member(_ begin: StaticString, _ text: UInt32, _ writer: inout JSONWriter) {
    guard text != StringTable.none else { return }
    writer.raw(begin)
    self.text(text, &writer)
  }

  private func word<Term: RawRepresentable<String>>(
    _ begin: StaticString,
    _ word: Term?,
    _ writer: inout JSONWriter
  ) {
    guard let word else { return }
    writer.raw(begin)
    writer.write(word.rawValue)
  }

  private func members(
    _ members: [Member],
    _ places: [UInt32: Int],
    _ index: PropertyColumns.RowIndex?,
    _ row: Int,
    _ writer: inout JSONWriter
  ) {
    guard let index else {
      for place in members.indices { member(members, place, row, &writer) }
      return
    }
    let names = index.names(of: UInt32(row))
    WorkCounter.add(names.count)
    for place in Set(names).compactMap({ places[$0] }).sorted() {
      member(members, place, row, &writer)
    }
  }

  private func member(
    _ members: [Member],
    _ index: Int,
    _ row: Int,
    _ writer: inout JSONWriter
  ) {
    for column in members[index].columns.indices {
      let place = members[index].columns[column].position(of: UInt32(row))
      guard let place else { continue }
      writer.raw(members[index].begin)
      write(members[index].columns[column], place, &writer)
      return
    }
  }

  private func write(
    _ column: PropertyColumns.Property,
    _ place: Int,
    _ writer: inout JSONWriter
  ) {
    switch column.values {
    case .strings(let values): text(values[place], &writer)
    case .integers(let values): writer.write(.integer(values[place]))
    case .numbers(let values): writer.write(.number(values[place]))
    case .booleans(let values): writer.write(.boolean(values[place] != 0))
    case .lists(let values): list(values[place], &writer)
    }
  }

  private func list(_ texts: [UInt32], _ writer: inout JSONWriter) {
    writer.raw("[")
    for (index, text) in texts.enumerated() {
      if index > 0 { writer.raw(",") }
      self.text(text, &writer)
    }
    writer.raw("]")
  }

  /// A text in quotes; what of a forged snapshot is no UTF-8 is written as its replacement.
  private func text(_ id: UInt32, _ writer: inout JSONWriter) {
    texts.withBytes(id) { writer.write(utf8: $0) }
  }

  // MARK: Beforehand

  private static func members(_ properties: PropertyColumns, _ texts: TextColumns) -> [Member] {
    properties.columns.map { name, columns in
      (name, Array(",".utf8) + text(texts[name]) + Array(":".utf8), columns)
    }
    .sorted { texts.compare($0.name, $1.name) < 0 }
  }

  private static func places(_ members: [Member]) -> [UInt32: Int] {
    Dictionary(members.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
  }

  private static func text(_ text: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(text)
    return writer.bytes
  }
}
