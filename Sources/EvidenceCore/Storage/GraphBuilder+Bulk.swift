/// The text of a bulk input as the builder holds it: each text once, by number.
package struct TextID: Hashable, Sendable {
  let number: UInt32
}

extension GraphBuilder {
  /// The kinds of the nodes added so far, by name.
  package var kindsInUse: [Kind] { kindNames.map { Kind(texts[$0]) }.sorted() }

  /// The relations of the statements added so far, by name.
  package var relationsInUse: [Relation] { relationNames.map { Relation(texts[$0]) }.sorted() }

  /// How many nodes were added so far.
  package var nodeCount: Int { nodes.count }

  /// How many statements were added so far.
  package var statementCount: Int { statements.count }

  /// Takes in a text straight from the bytes of an input.
  package mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) -> TextID {
    TextID(number: texts.intern(bytes))
  }

  /// Takes in a text.
  package mutating func text(_ text: String) -> TextID { TextID(number: texts.intern(text)) }

  /// A text that was taken in.
  package func string(_ id: TextID) -> String { texts[id.number] }

  /// Begins a node; what follows up to the next one belongs to it.
  package mutating func beginNode(_ key: TextID, kind: TextID, line: Int) {
    let row = nodes.count
    nodes.keys.append(key.number)
    nodes.kinds.append(kindNumber(kind.number))
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
    statements.relations.append(relationNumber(relation.number))
    if let via { statements.vias.append(via.number, at: row) }
    statements.lines.append(UInt32(clamping: line), at: row)
  }

  /// Gives the statement that was begun last a confidence.
  package mutating func setConfidence(_ confidence: Double) {
    statements.confidences.append(confidence.bitPattern, at: statements.count - 1)
  }

  /// Gives the statement that was begun last a property.
  package mutating func setStatementProperty(_ name: TextID, _ value: PropertyValue) {
    let row = UInt32(statements.count - 1)
    if value == .string("Not"), texts[name.number] == "predicateModifier" {
      statements.negated.append(true, at: Int(row))
    }
    statements.properties.append(value, name: name.number, row: row, texts: &texts)
  }
}
