extension EvidenceGraph {
  /// The node that a statement starts from.
  public func from(_ edge: EdgeID) -> NodeID { NodeID(storage.statements.from[edge.position]) }

  /// The node that a statement leads to.
  public func to(_ edge: EdgeID) -> NodeID { NodeID(storage.statements.to[edge.position]) }

  /// The relation of a statement.
  public func relation(of edge: EdgeID) -> Relation {
    storage.relations[Int(storage.statements.relations[edge.position])]
  }

  /// The confidence of a statement, in 0…1; `nil` is unknown.
  public func confidence(of edge: EdgeID) -> Double? {
    let bits = storage.statements.confidences[edge.position]
    return bits == StatementColumns.unknown ? nil : Double(bitPattern: bits)
  }

  /// The stance that a statement gives, if it gives one.
  public func stance(of edge: EdgeID) -> Stance? {
    Materializer.value(storage.statements.stances[edge.position])
  }

  /// What a statement rests on, if it says so.
  public func evidenceType(of edge: EdgeID) -> EvidenceType? {
    Materializer.value(storage.statements.evidenceTypes[edge.position])
  }

  /// How a statement was coded, if it says so.
  public func method(of edge: EdgeID) -> Method? {
    Materializer.value(storage.statements.methods[edge.position])
  }

  /// Why a match was made, if the statement says so.
  public func justification(of edge: EdgeID) -> Justification? {
    text(storage.statements.justifications[edge.position]).map { Justification($0) }
  }

  /// The key of the work that makes a statement; `nil` is unknown.
  public func source(of edge: EdgeID) -> Key? {
    text(storage.statements.sources[edge.position]).map { Key($0) }
  }

  /// The node of the work that makes a statement, if it is known and in the graph.
  public func sourceNode(of edge: EdgeID) -> NodeID? {
    let text = storage.statements.sources[edge.position]
    guard text != StringTable.none else { return nil }
    let node = storage.nodeOfText[Int(text)]
    return node == UInt32.max ? nil : NodeID(node)
  }

  /// The data set, page or file where a statement was read.
  public func via(of edge: EdgeID) -> String? {
    text(storage.statements.vias[edge.position])
  }

  /// Where in its source a statement stands (page, row, line), if it says so.
  public func locator(of edge: EdgeID) -> String? {
    text(storage.statements.locators[edge.position])
  }

  /// Why a statement was made, in a line, if it says so.
  public func rationale(of edge: EdgeID) -> String? {
    text(storage.statements.rationales[edge.position])
  }

  /// Whether a statement denies its relation.
  public func isNegated(_ edge: EdgeID) -> Bool {
    storage.statements.negated[edge.position] != 0
  }

  /// A property of a statement.
  public func property(_ name: String, of edge: EdgeID) -> PropertyValue? {
    storage.statementProperties.value(name, row: edge.index, texts: storage.texts)
  }

  /// The id that a statement has been given; `nil` where its id is the digest of the statement itself.
  package func statedID(of edge: EdgeID) -> String? {
    let digest = storage.statements.digests[edge.position]
    guard digest != 0 else { return text(storage.statements.ids[edge.position]) }
    let id = StatementDigest.id(digest)
    return id == derivedID(of: edge) ? nil : id
  }

  /// The id of a statement: as given, or computed from its content.
  public func id(of edge: EdgeID) -> String {
    let digest = storage.statements.digests[edge.position]
    if digest != 0 { return StatementDigest.id(digest) }
    return text(storage.statements.ids[edge.position]) ?? derivedID(of: edge)
  }

  private func derivedID(of edge: EdgeID) -> String {
    StatementDigest.id(
      from: key(of: from(edge)).text,
      relation: relation(of: edge).name,
      to: key(of: to(edge)).text,
      source: source(of: edge)?.text,
      via: via(of: edge),
      locator: locator(of: edge)
    )
  }

  /// A statement as a value, with everything known of it.
  public func statement(_ edge: EdgeID) -> Statement {
    Materializer(texts: storage.texts).statement(
      storage.statements,
      edge.position,
      from: key(of: from(edge)),
      relation: relation(of: edge),
      to: key(of: to(edge))
    )
  }

  /// The line of the input where a statement stands; 0 where it is not known.
  public func line(of edge: EdgeID) -> Int { Int(storage.statements.lines[edge.position]) }
}
