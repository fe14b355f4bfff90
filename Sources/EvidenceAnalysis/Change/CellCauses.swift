internal import EvidenceCore

/// Says of a cell which statements of a graph's difference bear on its change.
struct CellCauses {
  /// The ids of statements by the keys that they join.
  private var added: [Key: Set<String>] = [:]
  private var removed: [Key: Set<String>] = [:]
  private var changed: [Key: Set<String>] = [:]
  private var changedIDs: Set<String> = []
  /// Statements that order or match nodes: they move witnesses without touching them.
  private var addedOrder: Set<String> = []
  private var removedOrder: Set<String> = []
  private let hasSearches: Bool

  init(_ difference: GraphDifference) {
    func put(_ statement: Statement, _ table: inout [Key: Set<String>]) {
      table[statement.from, default: []].insert(statement.effectiveID)
      table[statement.to, default: []].insert(statement.effectiveID)
    }
    for statement in difference.addedStatements {
      put(statement, &added)
      if Self.orders(statement.relation) { addedOrder.insert(statement.effectiveID) }
    }
    for statement in difference.removedStatements {
      put(statement, &removed)
      if Self.orders(statement.relation) { removedOrder.insert(statement.effectiveID) }
    }
    for change in difference.changedStatements {
      put(change.old, &changed)
      put(change.new, &changed)
      changedIDs.insert(change.id)
    }
    hasSearches = difference.header.contains { $0.name == "searches" }
  }

  /// The change of a cell, where its state is another one.
  func change(_ place: CellPlace, _ old: CellContent?, _ new: CellContent?) -> CellChange? {
    let (before, after) = (old?.state ?? .notSearched, new?.state ?? .notSearched)
    guard before != after else { return nil }
    func sorted<Value: Comparable>(_ values: Set<Value>) -> [Value] { values.sorted() }
    let (w0, w1) = (old?.witnesses ?? [], new?.witnesses ?? [])
    let (k0, k1) = (old?.works ?? [], new?.works ?? [])
    let (s0, s1) = (old?.statements ?? [], new?.statements ?? [])
    let (came, went) = (w1.subtracting(w0), w0.subtracting(w1))
    var gained = s1.subtracting(s0).subtracting(changedIDs)
    var lost = s0.subtracting(s1).subtracting(changedIDs)
    var altered = s0.union(s1).intersection(changedIDs)
    for key in came { gained.formUnion(added[key] ?? []) }
    for key in went { lost.formUnion(removed[key] ?? []) }
    for key in came.union(went) { altered.formUnion(changed[key] ?? []) }
    var cause = CellChange.Cause.records
    if gained.isEmpty, lost.isEmpty, altered.isEmpty, came.isEmpty, went.isEmpty, k0 == k1 {
      // Where nothing near the cell changed, the order of concepts or a match did.
      (gained, lost) = (addedOrder, removedOrder)
      cause = !gained.isEmpty || !lost.isEmpty ? .order : hasSearches ? .searches : .nodes
    }
    return CellChange(
      row: place.row,
      column: place.column,
      old: old?.state,
      new: new?.state,
      gainedWitnesses: sorted(came),
      lostWitnesses: sorted(went),
      gainedWorks: sorted(k1.subtracting(k0)),
      lostWorks: sorted(k0.subtracting(k1)),
      gainedStatements: gained.sorted { $0.precedesInUTF8($1) },
      lostStatements: lost.sorted { $0.precedesInUTF8($1) },
      changedStatements: altered.sorted { $0.precedesInUTF8($1) },
      cause: cause
    )
  }

  private static func orders(_ relation: Relation) -> Bool {
    relation == .broader || relation == .inDomain || relation == .isVersionOf || relation.isMatch
  }
}
