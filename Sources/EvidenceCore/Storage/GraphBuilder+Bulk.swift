/// The text of a bulk input as the builder holds it: each text once, by number.
package struct TextID: Hashable, Sendable {
  let number: UInt32

  /// The number as an index: texts are numbered from 0 without gaps.
  package var index: Int { Int(number) }
}

extension GraphBuilder {
  /// The kinds of the nodes added so far, by name.
  package var kindsInUse: [Kind] { kinds.names.map { Kind(texts[$0]) }.sorted() }

  /// The relations of the statements added so far, by name.
  package var relationsInUse: [Relation] { relations.names.map { Relation(texts[$0]) }.sorted() }

  /// How many nodes were added so far.
  package var nodeCount: Int { nodes.count }

  /// How many statements were added so far.
  package var statementCount: Int { statements.count }

  /// Takes in a text straight from the bytes of an input.
  package mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) -> TextID {
    TextID(number: texts.intern(bytes))
  }

  /// How many texts were taken in so far.
  package var textCount: Int { texts.count }

  /// Makes room for so many texts.
  package mutating func reserveCapacity(texts count: Int) { texts.reserveCapacity(count) }

  /// Takes in a text.
  package mutating func text(_ text: String) -> TextID { TextID(number: texts.intern(text)) }

  /// A text that was taken in.
  package func string(_ id: TextID) -> String { texts[id.number] }

  /// The kind of a node that was added.
  package func kind(ofNode row: Int) -> Kind { Kind(texts[kinds.names[Int(nodes.kinds[row])]]) }

  /// The relation of a statement that was added.
  package func relation(ofStatement row: Int) -> Relation {
    Relation(texts[relations.names[Int(statements.relations[row])]])
  }

  /// The key of a node that was added.
  package func key(ofNode row: Int) -> TextID { TextID(number: nodes.keys[row]) }

  /// The ends of a statement that was added.
  package func ends(ofStatement row: Int) -> (from: TextID, to: TextID) {
    (TextID(number: statements.from[row]), TextID(number: statements.to[row]))
  }

  /// The nodes that were added with other identifiers, and these.
  package var nodesWithSameAs: [(key: TextID, names: [TextID])] {
    (0..<nodes.sameAs.count).compactMap { row in
      if isWithdrawn(node: row) { return nil }
      let names = nodes.sameAs[row].map { TextID(number: $0) }
      return names.isEmpty ? nil : (key(ofNode: row), names)
    }
  }

  /// A text that was taken in before.
  package func find(_ text: String) -> TextID? { texts.find(text).map { TextID(number: $0) } }

  /// Leaves out a node whose content another record has taken in.
  package mutating func withdraw(node row: Int) { withdrawn.insert(UInt32(row)) }

  /// Whether a node was left out again.
  package func isWithdrawn(node row: Int) -> Bool { withdrawn.contains(UInt32(row)) }

  /// Puts other keys in the place of some wherever statements name them.
  package mutating func rename(_ keys: [TextID: TextID]) {
    guard !keys.isEmpty else { return }
    func renamed(_ id: UInt32) -> UInt32 { keys[TextID(number: id)]?.number ?? id }
    for row in 0..<statements.count {
      statements.from[row] = renamed(statements.from[row])
      statements.to[row] = renamed(statements.to[row])
      let source = statements.sources[row]
      if source != StringTable.none, renamed(source) != source {
        statements.sources.set(renamed(source), at: row)
      }
    }
  }

  /// Begins a node; what follows up to the next one belongs to it.
  package mutating func beginNode(_ key: TextID, kind: TextID, line: Int) {
    let row = nodes.count
    nodes.keys.append(key.number)
    nodes.kinds.append(kinds.number(of: kind.number))
    nodes.lines.append(UInt32(clamping: line), at: row)
  }

  /// Names the node that was begun last.
  package mutating func setLabel(_ label: TextID) {
    nodes.labels.append(label.number, at: nodes.count - 1)
  }

  /// Gives the node that was begun last its code.
  package mutating func setNotation(_ notation: TextID) {
    nodes.notations.append(notation.number, at: nodes.count - 1)
  }

  /// Gives the node that was begun last its scheme.
  package mutating func setScheme(_ scheme: TextID) {
    nodes.schemes.append(scheme.number, at: nodes.count - 1)
  }

  /// Gives the node that was begun last its other identifiers.
  package mutating func setSameAs(_ names: [String]) {
    let sorted = Set(names).sorted { $0.precedesInUTF8($1) }
    nodes.sameAs.append(sorted.map { texts.intern($0) }, at: nodes.count - 1)
  }

  /// Gives the node that was begun last a property.
  package mutating func setNodeProperty(_ name: TextID, _ value: PropertyValue) {
    let row = UInt32(nodes.count - 1)
    nodes.properties.append(value, name: name.number, row: row, texts: &texts)
  }

  /// Begins a statement; what follows up to the next one belongs to it.
  package mutating func beginStatement(
    _ from: TextID,
    _ relation: TextID,
    _ to: TextID,
    via: TextID?,
    line: Int
  ) {
    let row = statements.count
    statements.from.append(from.number)
    statements.to.append(to.number)
    statements.relations.append(relations.number(of: relation.number))
    if let via { statements.vias.append(via.number, at: row) }
    statements.lines.append(UInt32(clamping: line), at: row)
  }

  /// Gives the statement that was begun last a confidence.
  package mutating func setConfidence(_ confidence: Double) {
    statements.confidences.append(confidence.bitPattern, at: statements.count - 1)
  }

  /// Gives the statement that was begun last a property that is a text, and no word that carries
  /// meaning (`predicateModifier`).
  package mutating func setStatementProperty(_ name: TextID, _ value: TextID) {
    let row = UInt32(statements.count - 1)
    statements.properties.append(text: value.number, name: name.number, row: row)
  }

  /// Gives the statement that was begun last a property.
  package mutating func setStatementProperty(_ name: TextID, _ value: PropertyValue) {
    let row = UInt32(statements.count - 1)
    if value == .string("Not"), texts[name.number] == "predicateModifier" {
      statements.negated.append(1, at: Int(row))
    }
    statements.properties.append(value, name: name.number, row: row, texts: &texts)
  }
}
