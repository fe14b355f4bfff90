/// Values of one property for rows that ascend, to be added together.
package struct PropertyRun {
  /// The type of the values.
  package enum Sort: UInt8, CaseIterable, Sendable { case text, integer, number, boolean, texts }

  let sort: Sort
  private(set) var rows: [UInt32] = []
  /// The number of a text, how many texts a list has, or the bits of a value.
  private(set) var bits: [UInt64] = []
  /// The numbers of the texts of all lists.
  private(set) var items: [UInt32] = []

  package init(_ sort: Sort) { self.sort = sort }

  /// Adds the bits of a number, 0 or 1 for a boolean.
  package mutating func append(_ value: UInt64, row: Int) {
    rows.append(UInt32(row))
    bits.append(value)
  }

  /// Adds a text.
  package mutating func append(_ text: TextID, row: Int) {
    append(UInt64(text.number), row: row)
  }

  /// Adds a list of texts.
  mutating func append(list: some Collection<UInt32>, row: Int) {
    append(UInt64(list.count), row: row)
    items.append(contentsOf: list)
  }

  /// Adds the bits of numbers, 0 or 1 for booleans, to rows from one on.
  package mutating func append(_ values: ArraySlice<UInt64>, to target: Range<Int>) {
    rows.append(contentsOf: UInt32(target.lowerBound)..<UInt32(target.upperBound))
    bits.append(contentsOf: values)
  }

  /// Adds texts to rows from one on, as far as there are any.
  ///
  /// - Parameters:
  ///   - texts: places that are resolved.
  ///   - first: the place of the first row's text.
  ///   - step: how many places a row has.
  ///   - target: the rows.
  package mutating func append(
    _ texts: TextPlaces,
    from first: Int,
    step: Int,
    to target: Range<Int>
  ) {
    rows.reserveCapacity(rows.count + target.count)
    bits.reserveCapacity(bits.count + target.count)
    for (row, id) in zip(target, texts.ids(from: first, step: step, count: target.count))
    where id != StringTable.none {
      rows.append(UInt32(row))
      bits.append(UInt64(id))
    }
  }

  package var isEmpty: Bool { rows.isEmpty }

  var emptyValues: PropertyColumns.Property.Values {
    switch sort {
    case .text: .strings([])
    case .integer: .integers([])
    case .number: .numbers([])
    case .boolean: .booleans([])
    case .texts: .lists(ListColumn())
    }
  }
}

extension PropertyColumns.Property {
  /// Adds values of this column's type for rows above the last one.
  mutating func append(_ run: PropertyRun, from first: UInt32) {
    precondition((rows.last ?? 0) < first || rows.isEmpty, "rows ascend")
    // The values are taken out while they grow: a second holder would make each step copy them.
    switch values {
    case .strings(var list):
      values = Self.nothing
      list.append(contentsOf: run.bits.lazy.map { UInt32(truncatingIfNeeded: $0) })
      values = .strings(list)
    case .integers(var list):
      values = Self.nothing
      list.append(contentsOf: run.bits.lazy.map { Int64(bitPattern: $0) })
      values = .integers(list)
    case .numbers(var list):
      values = Self.nothing
      list.append(contentsOf: run.bits.lazy.map { Double(bitPattern: $0) })
      values = .numbers(list)
    case .booleans(var list):
      values = Self.nothing
      list.append(contentsOf: run.bits.lazy.map { UInt8(truncatingIfNeeded: $0) })
      values = .booleans(list)
    case .lists(var list):
      values = Self.nothing
      var begin = 0
      for count in run.bits {
        let end = begin + Int(count)
        list.append(run.items[begin..<end], at: list.count)
        begin = end
      }
      values = .lists(list)
    }
    rows.append(contentsOf: run.rows)
  }
}

extension GraphBuilder {
  /// Whether so many properties more of nodes, or of statements, may be added a property after the other.
  package func hasRoom(forProperties count: Int, ofNodes: Bool) -> Bool {
    ofNodes
      ? nodes.properties.hasRoom(forNames: count) : statements.properties.hasRoom(forNames: count)
  }
}
