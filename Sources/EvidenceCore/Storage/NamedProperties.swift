/// The properties of all nodes, or of all statements, of a finished graph, found by their names.
///
/// - Invariant: the columns of the name with the number *i* are `starts[i]..<starts[i + 1]`.
struct NamedProperties: Sendable {
  private var names = StringTable()
  private var starts = [0]
  private var columns: [PropertyColumns.Property] = []

  init(_ properties: PropertyColumns, _ texts: TextColumns) {
    for (name, list) in properties.columns.sorted(by: { $0.key < $1.key }) {
      // A forged snapshot may have a text twice.
      guard texts.withBytes(name, { names.intern($0) }) == starts.count - 1 else { continue }
      columns += list
      starts.append(columns.count)
    }
  }

  /// The columns of a name: several where its values have several types.
  subscript(_ name: String) -> ArraySlice<PropertyColumns.Property> { columns[range(name)] }

  /// The value of a property of a row.
  ///
  /// - Complexity: O(1) where every row from the first one with the property to the last one has it, else
  ///   O(log *r*) for *r* rows.
  func value(_ name: String, row: UInt32, texts: TextColumns) -> PropertyValue? {
    // Of an element of an array a copy would be made, with all that it holds.
    let columns = columns.span
    for place in range(name) {
      if let value = columns[place].value(of: row, texts: texts) { return value }
    }
    return nil
  }

  private func range(_ name: String) -> Range<Int> {
    guard let number = names.find(name) else { return 0..<0 }
    return starts[Int(number)]..<starts[Int(number) + 1]
  }
}
