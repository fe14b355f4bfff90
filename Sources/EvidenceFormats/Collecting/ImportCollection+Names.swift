import EvidenceCore

extension ImportCollection {
  /// Gives the first of keys that are said to be one node the others for identifiers, so that the
  /// nodes become one.
  mutating func joinSame() {
    for group in same {
      guard let key = group.keys.first, let node = node(key) else {
        let name = group.keys.first?.text ?? ""
        fail("unknown-node", "'same' names no node '\(name)'", at: group.place)
        continue
      }
      for other in group.keys.dropFirst() where other != key {
        guard let found = self.node(other) else {
          fail("unknown-node", "'same' names no node '\(other)'", at: group.place)
          continue
        }
        guard found.kind == node.kind else {
          let message =
            "'\(key)' is a \(node.kind) and '\(other)' a \(found.kind): they are not the same"
          fail("kind-clash", message, at: group.place)
          continue
        }
        add(Node(key, node.kind, sameAs: [other.text]), at: group.place)
      }
    }
  }

  /// Reads a key that another node has among its identifiers as that node, in nodes and
  /// statements.
  mutating func joinIdentifiers() {
    var owners: [TextID: TextID?] = [:]
    func claim(_ names: [TextID], by owner: TextID) {
      for name in names where name != owner {
        if let known = owners[name] {
          if known != owner { owners[name] = .some(nil) }
        } else {
          owners[name] = owner
        }
      }
    }
    for node in builder.nodesWithSameAs { claim(node.names, by: node.key) }
    for (key, known) in merged.sorted(by: { $0.key.index < $1.key.index }) {
      claim(known.node.sameAs.map { builder.text($0) }, by: key)
    }
    var renamed: [TextID: TextID] = [:]
    for (name, owner) in owners.sorted(by: { $0.key.index < $1.key.index }) {
      guard let owner, renamed[owner] == nil else { continue }
      if row(of: name) != nil {
        guard join(name, with: owner) else { continue }
      }
      renamed[name] = owner
    }
    builder.rename(renamed)
  }

  /// Makes one node of two, the second of which has the first one's key among its identifiers.
  private mutating func join(_ name: TextID, with owner: TextID) -> Bool {
    let (alias, key) = (Key(builder.string(name)), Key(builder.string(owner)))
    guard let row = row(of: name), let ownerRow = self.row(of: owner), var node = node(alias),
      let kind = self.node(key)?.kind, kind == node.kind
    else { return false }
    let place = merged[name]?.place ?? builder.place(ofNode: row)
    let input = merged[name]?.input ?? builder.input(ofNode: row)
    merged[name] = nil
    builder.withdraw(node: row)
    rows[name.index] = -1
    node.key = key
    node.sameAs.append(alias.text)
    let known = "'\(alias)' is another identifier of '\(key)'; read as that node"
    report.inputs[input].entries.append(
      ImportReport.Entry(.repaired, "known-identifier", known, at: place)
    )
    for finding in merge(node, into: owner, ownerRow) {
      report.inputs[input].entries.append(
        ImportReport.Entry(.kept, finding.code, finding.message, at: place)
      )
    }
    return true
  }

  /// Declares every kind and relation in use that is neither built in nor declared, unless it is
  /// nearly one of those.
  mutating func declareNames() {
    let kinds = Set(header.kinds.map(\.kind)).union(Kind.builtIn)
    let newKinds = builder.kindsInUse.filter { !kinds.contains($0) }
    let meantKinds = nearMisses(newKinds.map(\.name), among: kinds.map(\.name))
    if !meantKinds.isEmpty {
      var places: [String: [Place]] = [:]
      for row in 0..<builder.nodeCount {
        let name = builder.kind(ofNode: row).name
        if meantKinds[name] != nil {
          places[name, default: []].append(builder.place(ofNode: row))
        }
      }
      fail(names: meantKinds, "kind", places)
    }
    header.kinds += newKinds.map { KindDefinition($0) }
    let relations = Set(header.relations.map(\.relation)).union(Relation.builtIn)
    let newRelations = builder.relationsInUse.filter { !relations.contains($0) }
    let meantRelations = nearMisses(newRelations.map(\.name), among: relations.map(\.name))
    if !meantRelations.isEmpty {
      var places: [String: [Place]] = [:]
      for row in 0..<builder.statementCount {
        let name = builder.relation(ofStatement: row).name
        if meantRelations[name] != nil {
          places[name, default: []].append(builder.place(ofStatement: row))
        }
      }
      fail(names: meantRelations, "relation", places)
    }
    header.relations += newRelations.map { RelationDefinition($0) }
  }

  /// The known names that some undeclared ones nearly are.
  private func nearMisses(_ names: [String], among known: [String]) -> [String: String] {
    var result: [String: String] = [:]
    for name in names where !declared.contains(name) {
      result[name] = NearMiss.of(name, among: known)
    }
    return result
  }

  private mutating func fail(
    names: [String: String],
    _ what: String,
    _ places: [String: [Place]]
  ) {
    for (name, meant) in names.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      let places = places[name] ?? []
      let more = places.count > 1 ? " (and \(places.count - 1) more records)" : ""
      fail(
        Diagnostic.Code("unknown-\(what)"),
        "unknown \(what) '\(name)'\(more)",
        at: places.first ?? Place("input"),
        hint: "did you mean '\(meant)'? if '\(name)' is a \(what) of its own, declare it in the "
          + "recipe or with --declare \(name)"
      )
    }
  }
}
