internal import EvidenceCore

/// Compares two records of an archive member by member.
enum RecordComparison {
  /// What differs: the older record's members in their order, then those that only the newer has.
  static func changes(
    from old: JSONValue,
    to new: JSONValue,
    leavingOut names: Set<String> = []
  ) -> [PropertyChange] {
    let (before, after) = (members(old), members(new))
    let values = Dictionary(after.map { ($0.name, $0.value) }) { first, _ in first }
    let known = Set(before.map(\.name))
    var result: [PropertyChange] = []
    for member in before where !names.contains(member.name) {
      let value = values[member.name]
      guard value != member.value else { continue }
      result.append(
        PropertyChange(member.name, from: property(member.value), to: value.map(property))
      )
    }
    for member in after where !known.contains(member.name) && !names.contains(member.name) {
      result.append(PropertyChange(member.name, from: nil, to: property(member.value)))
    }
    return result
  }

  /// What differs between two headers: entries with an id or a name are matched by it, all others
  /// are there or not. Judgments and statuses are compared by themselves.
  static func headerChanges(from old: GraphHeader, to new: GraphHeader) -> [PropertyChange] {
    let (before, after) = (ArchiveRecord.json(old), ArchiveRecord.json(new))
    var result: [PropertyChange] = []
    let lists = ["schemes", "notices", "kinds", "relations", "searches", "lint"]
    let apart = Set(lists + ["judgments", "statuses"])
    for change in changes(from: before, to: after, leavingOut: apart) { result.append(change) }
    for list in lists {
      let (first, second) = (items(before[list]), items(after[list]))
      let named = Dictionary(second.compactMap { item in name(item).map { ($0, item) } }) { a, _ in
        a
      }
      let known = Set(first.compactMap(name))
      let (before, after) = (Set(first), Set(second))
      for item in first {
        if let name = name(item), let other = named[name] {
          for change in changes(from: item, to: other) {
            result.append(
              PropertyChange("\(list) \(name) \(change.name)", from: change.old, to: change.new)
            )
          }
        } else if name(item) != nil || !after.contains(item) {
          result.append(PropertyChange(label(list, item), from: property(item), to: nil))
        }
      }
      for item in second where name(item).map({ !known.contains($0) }) ?? !before.contains(item) {
        result.append(PropertyChange(label(list, item), from: nil, to: property(item)))
      }
    }
    return result
  }

  private static func label(_ list: String, _ item: JSONValue) -> String {
    name(item).map { "\(list) \($0)" } ?? list
  }

  private static func members(_ value: JSONValue) -> [JSONMember] {
    if case .object(let members) = value { members } else { [] }
  }

  private static func items(_ value: JSONValue?) -> [JSONValue] {
    if case .array(let items)? = value { items } else { [] }
  }

  /// What an entry of a header's list goes by.
  private static func name(_ item: JSONValue) -> String? {
    for field in ["id", "name"] {
      if case .string(let name)? = item[field] { return name }
    }
    return nil
  }

  private static func property(_ value: JSONValue) -> PropertyValue {
    PropertyValue(json: value) ?? .string(JSONWriter.text(value))
  }
}
