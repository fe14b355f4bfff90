extension GraphBuilder {
  /// The node that has a text among its `sameAs`, if just one has.
  ///
  /// - Complexity: O(*n*) for *n* nodes; ``sameAsOwners()`` finds all at once.
  package func key(sameAs text: String) -> Key? {
    guard let id = texts.find(text), let owner = sameAsOwners()[id], let owner else { return nil }
    return Key(texts[owner])
  }

  /// The key of the node that each `sameAs` names; `nil` where it names several.
  func sameAsOwners() -> [UInt32: UInt32?] {
    var owners: [UInt32: UInt32?] = [:]
    for row in 0..<nodes.count where !withdrawn.contains(UInt32(row)) {
      for name in nodes.sameAs[row] {
        if let known = owners[name], known != nodes.keys[row] {
          owners[name] = .some(nil)
        } else {
          owners[name] = nodes.keys[row]
        }
      }
    }
    WorkCounter.add(nodes.count)
    return owners
  }

  /// Finds keys that differ in their normal form alone: two spellings of one text.
  func reportSpellings(_ diagnostics: inout [Diagnostic]) {
    // Texts of Swift are equal where their normal forms are.
    var seen: [String: UInt32] = [:]
    for (row, key) in nodes.keys.enumerated()
    where texts.columns.withBytes(key, { $0.contains { $0 >= 0x80 } }) {
      let text = texts[key]
      guard let other = seen[text] else {
        seen[text] = UInt32(row)
        continue
      }
      guard nodes.keys[Int(other)] != key else { continue }
      let line = Int(nodes.lines[Int(other)])
      diagnostics.append(
        Diagnostic(
          .error,
          "key-spelling",
          "key '\(text)' differs from another key in its Unicode normal form alone"
            + (line > 0 ? "; the other is at \(place(ofNode: Int(other)))" : ""),
          at: place(ofNode: row),
          hint: "write both in NFC, or give one of them another key"
        )
      )
    }
  }
}
