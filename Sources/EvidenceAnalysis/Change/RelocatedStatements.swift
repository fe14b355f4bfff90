internal import EvidenceCore

/// Pairs statements that are gone with new ones that say the same and were only read elsewhere.
///
/// The same claim exported under another file's name is no other claim. Equal statements are paired
/// in their order, each once; a statement whose id was given by its source is what its id says, and is
/// never paired with another.
///
/// - Complexity: O(*r* + *a*) expected, for *r* removed and *a* added statements.
struct RelocatedStatements {
  private(set) var pairs: [StatementChange] = []
  private(set) var removed: [Statement] = []
  private(set) var added: [Statement] = []

  init(removed: [Statement], added: [Statement]) {
    var waiting: [Statement: [Int]] = [:]
    for (index, statement) in removed.enumerated().reversed() {
      if let claim = Self.claim(statement) { waiting[claim, default: []].append(index) }
    }
    var taken: Set<Int> = []
    for statement in added {
      guard let claim = Self.claim(statement), let index = waiting[claim]?.popLast() else {
        self.added.append(statement)
        continue
      }
      taken.insert(index)
      let before = removed[index]
      let changes = RecordComparison.changes(
        from: ArchiveRecord.json(before),
        to: ArchiveRecord.json(statement),
        leavingOut: ["id"]
      )
      pairs.append(
        StatementChange(
          id: statement.effectiveID,
          old: before,
          new: statement,
          properties: changes
        )
      )
    }
    self.removed = removed.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
  }

  /// What a statement says, wherever it was read; `nil` where its source has given it an id.
  private static func claim(_ statement: Statement) -> Statement? {
    if let id = statement.id, id.prefix(while: { $0 != "#" }) != statement.derivedID { return nil }
    var claim = statement
    claim.id = nil
    claim.via = nil
    claim.locator = nil
    return claim
  }
}
