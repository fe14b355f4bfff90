extension EvidenceGraph {
  /// The node with a key, if there is one.
  ///
  /// - Complexity: O(length of the key).
  public func node(_ key: Key) -> NodeID? {
    var text = key.text
    let found = text.withUTF8 { storage.keys.find($0, storage.nodes.keys, storage.texts) }
    return found.map { NodeID($0) }
  }

  /// The key of a node.
  public func key(of node: NodeID) -> Key {
    Key(storage.texts[storage.nodes.keys[node.position]])
  }

  /// The kind of a node.
  public func kind(of node: NodeID) -> Kind {
    storage.kinds[Int(storage.nodes.kinds[node.position])]
  }

  /// The name of a node in its source's words, if it has one.
  public func label(of node: NodeID) -> String? { text(storage.nodes.labels[node.position]) }

  /// The code of a concept within its scheme.
  public func notation(of node: NodeID) -> String? {
    text(storage.nodes.notations[node.position])
  }

  /// The scheme of a concept, with its version; where a node does not state one, the namespace of
  /// the key of a concept.
  public func scheme(of node: NodeID) -> String? {
    if let scheme = text(storage.nodes.schemes[node.position]) { return scheme }
    // Most keys have no version in them, and are not made a text of for that.
    let at = UInt8(ascii: "@")
    guard storage.texts.withBytes(storage.nodes.keys[node.position], { $0.contains(at) }) else {
      return nil
    }
    let namespace = key(of: node).namespace
    return namespace.utf8.contains(at) ? namespace : nil
  }

  /// Other keys and identifiers of the same thing, sorted.
  public func sameAs(of node: NodeID) -> [String] {
    storage.nodes.sameAs[node.position].map { storage.texts[$0] }
  }

  /// A property of a node.
  public func property(_ name: String, of node: NodeID) -> PropertyValue? {
    storage.nodeProperties.value(name, row: node.index, texts: storage.texts)
  }

  /// The year of a work: its `year`, else the year in `date`, `published` or `issued`; `nil` where
  /// none of these says one.
  public func year(of node: NodeID) -> Int? {
    if let year = property("year", of: node)?.integer { return Int(exactly: year) }
    for name in ["year", "date", "published", "issued"] {
      guard let digits = property(name, of: node)?.text.prefix(4) else { continue }
      if digits.utf8.count == 4, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
        return Int(digits)
      }
    }
    return nil
  }

  /// The years of all nodes, by position, as ``year(of:)`` gives each; `Int32.min` where it gives none.
  ///
  /// - Complexity: O(*n*).
  package func years() -> [Int32] {
    var years = [Int32](repeating: .min, count: nodeCount)
    var others: Set<UInt32> = []
    for name in ["year", "date", "published", "issued"] {
      for column in storage.nodeProperties[name] {
        if name == "year", case .integers(let values) = column.values {
          column.rows.withValues { rows in
            values.withValues { values in
              for place in rows.indices { years[Int(rows[place])] = Int32(clamping: values[place]) }
            }
          }
        } else {
          others.formUnion(column.rows)
        }
      }
    }
    for row in others where years[Int(row)] == .min {
      if let year = year(of: NodeID(row)) { years[Int(row)] = Int32(clamping: year) }
    }
    return years
  }

  /// A node as a value, with everything known of it.
  public func value(of node: NodeID) -> Node {
    Materializer(texts: storage.texts).node(
      storage.nodes,
      node.position,
      kind: kind(of: node)
    )
  }

  /// The line of the input where a node stands; 0 where it is not known.
  public func line(of node: NodeID) -> Int { Int(storage.nodes.lines[node.position]) }

  /// Code and name of a node as a person reads them: `7.3 Lack of capability or robustness`.
  public func title(of node: NodeID) -> String {
    let label = label(of: node)
    guard let notation = notation(of: node) else { return label ?? key(of: node).text }
    return label.map { $0.hasPrefix(notation) ? $0 : "\(notation) \($0)" } ?? notation
  }

  func text(_ id: UInt32) -> String? { id == StringTable.none ? nil : storage.texts[id] }
}
