/// The properties of all nodes, or of all statements, of a finished graph, found by their names.
///
/// It is no value, so that nothing of it is copied where a row is asked of; neither are its columns.
///
/// - Invariant: the columns of the name with the number *i* are `starts[i]..<starts[i + 1]`.
final class NamedProperties: Sendable {
  /// A column.
  private final class Held: Sendable {
    private let rows: Column<UInt32>
    private let values: PropertyColumns.Property.Values

    init(_ property: PropertyColumns.Property) { (rows, values) = (property.rows, property.values) }

    var property: PropertyColumns.Property { PropertyColumns.Property(rows: rows, values: values) }

    func value(of row: UInt32, texts: TextColumns) -> PropertyValue? {
      rows.position(ofAscending: row).map { values.value($0, texts: texts) }
    }
  }

  private let names: StringTable
  private let starts: [Int]
  private let columns: [Held]

  init(_ properties: PropertyColumns, _ texts: TextColumns) {
    var (names, starts, columns) = (StringTable(), [0], [Held]())
    for (name, list) in properties.columns.sorted(by: { $0.key < $1.key }) {
      // A forged snapshot may have a text twice.
      guard texts.withBytes(name, { names.intern($0) }) == starts.count - 1 else { continue }
      columns += list.map { Held($0) }
      starts.append(columns.count)
    }
    (self.names, self.starts, self.columns) = (names, starts, columns)
  }

  /// The columns of a name: several where its values have several types.
  subscript(_ name: String) -> [PropertyColumns.Property] { columns[range(name)].map(\.property) }

  /// The value of a property of a row.
  ///
  /// - Complexity: O(1) where every row from the first one with the property to the last one has it, else
  ///   O(log *r*) for *r* rows.
  @inline(__always)
  func value(_ name: String, row: UInt32, texts: TextColumns) -> PropertyValue? {
    for place in range(name) {
      if let value = columns[place].value(of: row, texts: texts) { return value }
    }
    return nil
  }

  @inline(__always)
  private func range(_ name: String) -> Range<Int> {
    guard let number = names.find(name) else { return 0..<0 }
    return starts[Int(number)]..<starts[Int(number) + 1]
  }
}
