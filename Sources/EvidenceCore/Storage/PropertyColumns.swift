/// The properties of all nodes, or of all statements: a typed column for each name.
struct PropertyColumns: Sendable {
  /// One property: which rows have it, ascending, and their values.
  ///
  /// - Invariant: `rows` ascends strictly; every `values` has as many entries as `rows`.
  struct Property: Sendable {
    enum Values: Sendable {
      case strings(Column<UInt32>)
      case integers(Column<Int64>)
      case numbers(Column<Double>)
      /// 1 is true.
      case booleans(Column<UInt8>)
      case lists(ListColumn)

      /// The value at a position.
      @inline(__always)
      func value(_ position: Int, texts: TextColumns) -> PropertyValue {
        switch self {
        case .strings(let values): .string(texts[values[position]])
        case .integers(let values): .integer(values[position])
        case .numbers(let values): .number(values[position])
        case .booleans(let values): .boolean(values[position] != 0)
        case .lists(let values): .strings(values[position].map { texts[$0] })
        }
      }
    }
    var rows: Column<UInt32> = []
    var values: Values

    /// Adds a value of this column's type for a row above the last one.
    ///
    /// The values are taken out while they grow: a second holder would make each step copy them.
    mutating func append(_ value: PropertyValue, row: UInt32, texts: inout StringTable) {
      rows.append(row)
      switch value {
      case .string(let text):
        guard case .strings(var list) = values else { return }
        values = Self.nothing
        list.append(texts.intern(text))
        values = .strings(list)
      case .integer(let number):
        guard case .integers(var list) = values else { return }
        values = Self.nothing
        list.append(number)
        values = .integers(list)
      case .number(let number):
        guard case .numbers(var list) = values else { return }
        values = Self.nothing
        list.append(number)
        values = .numbers(list)
      case .boolean(let flag):
        guard case .booleans(var list) = values else { return }
        values = Self.nothing
        list.append(flag ? 1 : 0)
        values = .booleans(list)
      case .strings(let items):
        guard case .lists(var list) = values else { return }
        values = Self.nothing
        list.append(items.map { texts.intern($0) }, at: list.count)
        values = .lists(list)
      }
    }

    /// Adds a text to a column of texts, for a row above the last one.
    mutating func append(text: UInt32, row: UInt32) {
      guard case .strings(var list) = values else { return }
      rows.append(row)
      values = Self.nothing
      list.append(text)
      values = .strings(list)
    }

    static let nothing = Values.booleans([])

    /// Whether each of so many rows has a value.
    func isFull(_ count: Int) -> Bool {
      // Rows ascend strictly.
      rows.count == count && rows.last.map { Int($0) + 1 } ?? 0 == count
    }

    /// Puts rows in another order: row *i* becomes what row `order[i]` was.
    ///
    /// - Parameter new: the new row of each old one; `.max` for one that is left out.
    /// - Complexity: O(rows of the order), or O(*r* log *r*) where few rows *r* have a value.
    mutating func permute(_ order: [UInt32], _ new: [UInt32]) {
      var places: [UInt32] = []
      places.reserveCapacity(rows.count)
      if rows.count > order.count / 8 {
        for old in order { if let place = position(of: old) { places.append(UInt32(place)) } }
      } else {
        for (place, row) in rows.enumerated() where Int(row) < new.count && new[Int(row)] != .max {
          places.append(UInt32(place))
        }
        places.sort { new[Int(rows[Int($0)])] < new[Int(rows[Int($1)])] }
      }
      rows = Column(places.lazy.map { [rows] in new[Int(rows[Int($0)])] })
      permuteValues(places)
    }

    /// Puts the values of a column in which each row has one in another order.
    mutating func permuteAll(_ order: [UInt32]) {
      if order.count < rows.count { rows = Column(0..<UInt32(order.count)) }
      permuteValues(order)
    }

    private mutating func permuteValues(_ places: [UInt32]) {
      switch values {
      case .strings(let old): values = .strings(old.gathered(places))
      case .integers(let old): values = .integers(old.gathered(places))
      case .numbers(let old): values = .numbers(old.gathered(places))
      case .booleans(let old): values = .booleans(old.gathered(places))
      case .lists(let old):
        var lists = ListColumn()
        for place in places { lists.append(old[Int(place)], at: lists.count) }
        values = .lists(lists)
      }
    }

    /// The value of a row.
    func value(of row: UInt32, texts: TextColumns) -> PropertyValue? {
      position(of: row).map { values.value($0, texts: texts) }
    }

    /// Where a row stands among `rows`.
    func position(of row: UInt32) -> Int? { rows.position(ofAscending: row) }
  }

  /// The columns by the id of their name; one name has several where its values have several types.
  private(set) var columns: [UInt32: [Property]] = [:]
  /// Which names each row has, once there are more columns than a row is likely to have values.
  private(set) var index: RowIndex?
  private static let mostUnindexed = 32

  init() {}

  /// The properties of a graph that is made already.
  init(_ columns: [UInt32: [Property]], index: RowIndex?) {
    self.columns = columns
    self.index = index
  }

  /// The names that a row may have.
  func names(of row: UInt32) -> [UInt32] { index?.names(of: row) ?? Array(columns.keys) }

  /// Adds a value for a row that is not below the last one added.
  mutating func append(_ value: PropertyValue, name: UInt32, row: UInt32, texts: inout StringTable)
  {
    index?.append(name, row: row)
    defer { if index == nil, columns.count > Self.mostUnindexed { index = RowIndex(columns) } }
    // No second holder of the columns: it would make each value copy them.
    let known = columns[name]?.firstIndex { Self.matches($0.values, value) }
    let index = known ?? columns[name]?.count ?? 0
    if known == nil { columns[name, default: []].append(Property(values: Self.empty(for: value))) }
    columns[name]?[index].append(value, row: row, texts: &texts)
  }

  /// Adds a text for a row that is not below the last one added.
  mutating func append(text: UInt32, name: UInt32, row: UInt32) {
    index?.append(name, row: row)
    defer { if index == nil, columns.count > Self.mostUnindexed { index = RowIndex(columns) } }
    let known = columns[name]?.firstIndex {
      if case .strings = $0.values { true } else { false }
    }
    let index = known ?? columns[name]?.count ?? 0
    if known == nil { columns[name, default: []].append(Property(values: .strings([]))) }
    columns[name]?[index].append(text: text, row: row)
  }

  /// Whether so many names more fit without an index of rows, so that values may be added a name after
  /// the other.
  func hasRoom(forNames count: Int) -> Bool {
    index == nil && columns.count + count <= Self.mostUnindexed
  }

  /// Adds values of one name and type, for rows that ascend and are not below the last one added.
  ///
  /// - Precondition: there is one value, or room for the name: ``hasRoom(forNames:)``.
  mutating func append(_ run: PropertyRun, name: UInt32) {
    guard let first = run.rows.first else { return }
    let isAlone = run.rows.count == 1
    precondition(isAlone || hasRoom(forNames: columns[name] == nil ? 1 : 0), "rows are indexed")
    index?.append(name, row: first)
    defer { if index == nil, columns.count > Self.mostUnindexed { index = RowIndex(columns) } }
    let empty = run.emptyValues
    let known = columns[name]?.firstIndex { Self.areAlike($0.values, empty) }
    let index = known ?? columns[name]?.count ?? 0
    if known == nil { columns[name, default: []].append(Property(values: empty)) }
    columns[name]?[index].append(run, from: first)
  }

  private static func areAlike(_ a: Property.Values, _ b: Property.Values) -> Bool {
    switch (a, b) {
    case (.strings, .strings), (.integers, .integers), (.numbers, .numbers),
      (.booleans, .booleans), (.lists, .lists):
      true
    default: false
    }
  }

  /// The value of a property of a row.
  func value(_ name: UInt32, row: UInt32, texts: TextColumns) -> PropertyValue? {
    for column in columns[name] ?? [] {
      if let value = column.value(of: row, texts: texts) { return value }
    }
    return nil
  }

  /// Puts rows in another order: row *i* becomes what row `order[i]` was.
  ///
  /// - Parameter count: how many rows there are.
  mutating func permute(_ order: [UInt32], of count: Int) {
    var new: [UInt32] = []
    for name in Array(columns.keys) {
      for index in (columns[name] ?? []).indices {
        if columns[name]?[index].isFull(count) == true {
          columns[name]?[index].permuteAll(order)
          continue
        }
        if new.isEmpty {
          new = [UInt32](repeating: UInt32.max, count: count)
          for (row, old) in order.enumerated() { new[Int(old)] = UInt32(row) }
        }
        columns[name]?[index].permute(order, new)
      }
    }
    if index != nil { index = RowIndex(columns) }
  }

  /// The names that each row has.
  ///
  /// - Invariant: `starts` never falls; row *i* has the names `starts[i]..<starts[i + 1]`, the last
  ///   row those up to the end.
  struct RowIndex: Sendable {
    private(set) var starts: Column<UInt32> = []
    private(set) var names: Column<UInt32> = []

    init(starts: Column<UInt32>, names: Column<UInt32>) {
      self.starts = starts
      self.names = names
    }

    init(_ columns: [UInt32: [Property]]) {
      let ordered = columns.sorted { $0.key < $1.key }
      let last = ordered.lazy.flatMap(\.value).compactMap(\.rows.last).max() ?? 0
      var next = [UInt32](repeating: 0, count: Int(last) + 2)
      for column in ordered.lazy.flatMap(\.value) {
        for row in column.rows { next[Int(row) + 1] += 1 }
      }
      for row in next.indices.dropFirst() { next[row] += next[row - 1] }
      starts = Column(next.dropLast())
      var filled = [UInt32](repeating: 0, count: Int(next[next.count - 1]))
      for (name, list) in ordered {
        for row in list.lazy.flatMap(\.rows) {
          filled[Int(next[Int(row)])] = name
          next[Int(row)] += 1
        }
      }
      names = Column(filled)
    }

    mutating func append(_ name: UInt32, row: UInt32) {
      let missing = Int(row) + 1 - starts.count
      if missing > 0 {
        starts.append(contentsOf: repeatElement(UInt32(names.count), count: missing))
      }
      names.append(name)
    }

    func names(of row: UInt32) -> [UInt32] {
      let row = Int(row)
      guard row < starts.count else { return [] }
      if row + 1 < starts.count { return starts.row(row).map { names[$0] } }
      return (min(Int(starts[row]), names.count)..<names.count).map { names[$0] }
    }
  }

  private static func matches(_ values: Property.Values, _ value: PropertyValue) -> Bool {
    switch (values, value) {
    case (.strings, .string), (.integers, .integer), (.numbers, .number), (.booleans, .boolean),
      (.lists, .strings):
      true
    default: false
    }
  }

  private static func empty(for value: PropertyValue) -> Property.Values {
    switch value {
    case .string: .strings([])
    case .integer: .integers([])
    case .number: .numbers([])
    case .boolean: .booleans([])
    case .strings: .lists(ListColumn())
    }
  }
}

extension Column<UInt32> {
  /// Where a value stands among values that ascend strictly, in O(1) where every one from the first one up
  /// to it is there.
  @inline(__always)
  func position(ofAscending value: UInt32) -> Int? {
    guard count > 0 else { return nil }
    let first = self[0]
    guard first <= value else { return nil }
    // It stands there, or before.
    let latest = Int(value - first)
    if latest < count, self[latest] == value { return latest }
    var low = 0
    var high = Swift.min(count, latest)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == value ? low : nil
  }
}
