import EvidenceCore

/// A paper as a bibliography describes it, on its way into a collection.
struct ReadWork {
  /// Where its record begins.
  var place: Place
  var title: String?
  /// Each author in one text, `Last, First`, or the name of an organisation.
  var authors: [String] = []
  var year: Int64?
  /// A date beyond the year, `YYYY-MM` or `YYYY-MM-DD`.
  var date: String?
  var doi: String?
  /// The number of a preprint on arXiv.
  var arXiv: String?
  var url: [String] = []
  var itemType: String?
  /// Other properties that the model has a name for.
  var fields: [String: String] = [:]
  var keywords: [String] = []
  /// The key, where an export of a graph has written it.
  var key: String?
  /// Other identifiers that such an export has written.
  var sameAs: [String] = []
  /// What the record is called in its file.
  var shortName: String?
  /// The record's id where it is no short name, by which a work without title and identifier is known.
  var recordID: String?
  /// What the model has no name for, as lists.
  var others: [(name: String, value: String)] = []

  /// Starts a record.
  init(at place: Place) { self.place = place }

  /// Keeps something that the model has no name for.
  mutating func keep(_ name: String, _ value: String) { others.append((name, value)) }

  /// Takes a text that says when the work came out.
  ///
  /// - Returns: whether it is a year, a month or a day.
  mutating func takeDate(_ text: String) -> Bool {
    guard PaperFields.isDate(text) else {
      // `spring 2021` says a year, and is kept as it is.
      let numbers = text.split { !$0.isNumber }.map(String.init)
      year = year ?? numbers.first { $0.utf8.count == 4 }.flatMap { Int64($0) }
      return false
    }
    if text.utf8.count == 4 { year = year ?? Int64(text) } else { date = date ?? text }
    return true
  }

  /// Adds the paper to a collection.
  ///
  /// - Parameter position: the number of the record in its file, by which a work without title and
  ///   identifier is known.
  func add(position: Int, to collection: inout ImportCollection) {
    collection.countRows()
    var node = named(position, &collection)
    func set(_ name: String, _ value: String?) {
      if let value { node.properties[name] = .string(value) }
    }
    func set(_ name: String, list: [String]) {
      if list.count == 1 { node.properties[name] = .string(list[0]) }
      if list.count > 1 { node.properties[name] = .strings(list) }
    }
    set("authors", list: authors)
    if let year { node.properties["year"] = .integer(year) }
    set("date", date)
    set("url", list: url)
    set("itemType", itemType)
    for (name, value) in fields { set(name, value) }
    set("keywords", list: keywords)
    set("quickref", shortName)
    for (name, entries) in Dictionary(grouping: others, by: \.name) {
      let name = PropertyName.ofNode(name)
      if node.properties[name] == nil { set(name, list: entries.map(\.value)) }
    }
    if key == nil, title != nil, node.key.text.hasPrefix("paper:") {
      setApart(&node, &collection)
    }
    let standing = collection.node(node.key)?.label
    collection.add(node, at: place)
    if let standing {
      collection.note(
        .repeated,
        "known-work",
        "'\(node.key)' is known already"
          + (Title.areEqual(standing, node.label ?? "") ? "" : ", as '\(standing)'")
          + "; the records are one work",
        at: place
      )
    }
  }

  /// Gives a work that is known by its title alone a key of its own, where another work has the title.
  private func setApart(_ node: inout Node, _ collection: inout ImportCollection) {
    var difference: SameTitle.Difference?
    for key in SameTitle.keys(node) {
      guard let other = collection.node(key), let found = SameTitle.difference(node, other) else {
        node.key = key
        break
      }
      difference = difference ?? found
    }
    guard let difference else { return }
    collection.note(
      .kept,
      "same-title",
      "'\(node.label ?? "")' is the title of another work too (this one has \(difference.rawValue)); "
        + "its key is '\(node.key)'",
      at: place
    )
  }

  private func named(_ position: Int, _ collection: inout ImportCollection) -> Node {
    if let key {
      let stated = doi.map { "doi:\($0)" }
      let names = [stated, arXiv.map { "arxiv:\($0)" }].compactMap(\.self) + sameAs
      return Node(
        Key(key),
        .paper,
        label: title,
        sameAs: Set(names).subtracting([key]).sorted { $0.precedesInUTF8($1) }
      )
    }
    guard let title else {
      let known = doi ?? arXiv.map { "arxiv:\($0)" }
      var node = Node(Key(""), .paper, label: "(title not given)")
      if let known {
        let identity = PaperIdentity(doi: known, url: nil, title: "")
        (node.key, node.sameAs) = (identity.key, identity.sameAs)
      } else {
        let stem = BulkSource.baseName(place.file).split(separator: ".").first.map(String.init)
        let name = recordID ?? shortName ?? "\(stem ?? "record") \(position)"
        node.key = Key("paper:\(Slug.make(name))")
      }
      collection.note(.kept, "no-title", "a record without a title", at: place)
      return node
    }
    let identity = PaperIdentity(
      doi: doi,
      url: arXiv.map { "arxiv:\($0)" } ?? url.first,
      title: title
    )
    for finding in identity.findings {
      collection.note(
        finding.isTaken ? .repaired : .dropped,
        finding.code,
        finding.message,
        at: place
      )
    }
    return Node(identity.key, .paper, label: title, sameAs: identity.sameAs)
  }
}
