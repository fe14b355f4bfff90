/// A column of properties as a snapshot lists it: its name's text id, and what its values are.
struct PropertySection {
  var name: UInt32
  var property: PropertyColumns.Property
}

extension PropertyColumns {
  /// The columns in the order of the ids of their names.
  var sections: [PropertySection] {
    columns.sorted { $0.key < $1.key }.flatMap { name, list in
      list.map { PropertySection(name: name, property: $0) }
    }
  }

  /// Goes through columns, and makes these the properties.
  mutating func visit(
    _ name: String,
    _ listed: [PropertySection],
    isIndexed: Bool,
    rows count: Int,
    texts: Int,
    _ sections: inout some SnapshotSections
  ) throws(EvidenceError) {
    let text = Column<UInt32>.Limits(bound: UInt64(texts))
    var columns: [UInt32: [Property]] = [:]
    for (number, section) in listed.enumerated() {
      var property = section.property
      let prefix = "\(name)-\(number)"
      let rowLimits = Column<UInt32>.Limits(bound: UInt64(count), rises: true)
      try sections.column(prefix + "-rows", &property.rows, count: nil, most: count, rowLimits)
      let values = prefix + "-values"
      let filled = property.rows.count
      switch property.values {
      case .strings(var column):
        try sections.column(values, &column, count: filled, most: nil, text)
        property.values = .strings(column)
      case .integers(var column):
        try sections.column(values, &column, count: filled, most: nil, Column<Int64>.Limits())
        property.values = .integers(column)
      case .numbers(var column):
        try sections.column(values, &column, count: filled, most: nil, Column<Double>.Limits())
        property.values = .numbers(column)
      case .booleans(var column):
        let limits = Column<UInt8>.Limits(bound: 2)
        try sections.column(values, &column, count: filled, most: nil, limits)
        property.values = .booleans(column)
      case .lists(var lists):
        try sections.lists(values, &lists, count: filled, most: nil, text)
        property.values = .lists(lists)
      }
      columns[section.name, default: []].append(property)
    }
    var index: RowIndex?
    if isIndexed {
      var (starts, names) = (self.index?.starts ?? [], self.index?.names ?? [])
      try sections.column(name + "-index-names", &names, count: nil, most: nil, text)
      let limits = Column<UInt32>.Limits(bound: UInt64(names.count) + 1, rises: true)
      try sections.column(name + "-index-starts", &starts, count: nil, most: count, limits)
      index = RowIndex(starts: starts, names: names)
    }
    self = PropertyColumns(columns, index: index)
  }
}

extension PropertyColumns.Property.Values {
  /// What the values are, in a word.
  var sort: String {
    switch self {
    case .strings: "texts"
    case .integers: "integers"
    case .numbers: "numbers"
    case .booleans: "booleans"
    case .lists: "lists"
    }
  }

  /// No values of a sort.
  init?(sort: String) {
    switch sort {
    case "texts": self = .strings([])
    case "integers": self = .integers([])
    case "numbers": self = .numbers([])
    case "booleans": self = .booleans([])
    case "lists": self = .lists(ListColumn())
    default: return nil
    }
  }
}
