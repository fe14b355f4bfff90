/// The values of one record by name; a name may have several.
///
/// Rows of one table share the names of its columns, so that a row takes little more room than its texts.
struct RowValues: Sequence {
  /// The place of each name, the same for all rows of a table.
  private var places: [String: Int]
  private var texts: [String]
  /// The values of names that have none or several, by place.
  private var lists: [Int: [String]] = [:]

  /// The values of a row of a table, one a column.
  ///
  /// - Parameter places: which of the texts stands under which name.
  init(_ texts: [String], at places: [String: Int]) {
    self.texts = texts
    self.places = places
  }

  /// Values by name.
  init(_ values: [String: [String]] = [:]) {
    self.init([], at: [:])
    for (name, list) in values { self[name] = list }
  }

  var count: Int { places.count }

  var names: some Sequence<String> { places.keys }

  /// The values of a name; `nil` where there is no such name.
  subscript(name: String) -> [String]? {
    get { places[name].map { lists[$0] ?? [texts[$0]] } }
    set {
      guard let newValue else { return }
      let place = places[name] ?? texts.count
      if place == texts.count {
        places[name] = place
        texts.append("")
      }
      texts[place] = newValue.first ?? ""
      lists[place] = newValue.count == 1 ? nil : newValue
    }
  }

  func makeIterator() -> some IteratorProtocol<(key: String, value: [String])> {
    places.lazy.map { (key: $0, value: lists[$1] ?? [texts[$1]]) }.makeIterator()
  }
}
