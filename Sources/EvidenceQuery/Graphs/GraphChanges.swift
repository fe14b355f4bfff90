/// What a query has changed of a graph.
public struct GraphChanges: Hashable, Sendable {
  public var nodesCreated = 0
  public var nodesDeleted = 0
  public var statementsCreated = 0
  public var statementsDeleted = 0
  /// Nodes that have become of another kind.
  public var labelsChanged = 0
  /// Properties that have another value, or one where there was none.
  public var propertiesSet = 0
  public var propertiesRemoved = 0

  /// Whether nothing has changed.
  public var isEmpty: Bool { self == GraphChanges() }

  /// Counts the properties of a node or a statement that differ.
  mutating func count(from old: QueryMap, to new: QueryMap) {
    for pair in new.pairs where old[pair.name] != pair.value { propertiesSet += 1 }
    for pair in old.pairs where new[pair.name] == nil { propertiesRemoved += 1 }
  }

  /// What has changed, in words; `nothing` where nothing has.
  public var text: String {
    func counted(_ count: Int, _ noun: String, _ verb: String) -> String? {
      let many = noun.hasSuffix("y") ? noun.dropLast() + "ies" : noun + "s"
      return count == 0 ? nil : "\(count) \(count == 1 ? noun : String(many)) \(verb)"
    }
    let parts = [
      counted(nodesCreated, "node", "created"), counted(nodesDeleted, "node", "deleted"),
      counted(labelsChanged, "kind", "changed"),
      counted(statementsCreated, "statement", "created"),
      counted(statementsDeleted, "statement", "deleted"),
      counted(propertiesSet, "property", "set"),
      counted(propertiesRemoved, "property", "removed"),
    ]
    .compactMap(\.self)
    return parts.isEmpty ? "nothing changed" : parts.joined(separator: ", ")
  }
}
