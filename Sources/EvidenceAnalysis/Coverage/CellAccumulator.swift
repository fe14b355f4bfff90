internal import EvidenceCore

/// Collects what carries one cell, witness by witness.
///
/// Claims and introductions may stand in it several times; whoever judges the cell takes each once.
struct CellAccumulator {
  /// The witnesses, ascending, each once.
  private(set) var witnesses: [NodeID] = []
  /// How many of them are coded at exactly this place.
  private(set) var here = 0
  /// How many there would be if every open code were settled in favour of this cell.
  private(set) var upper = 0
  /// The claims of a cell about a risk, each with the witness that it carries.
  private(set) var claims: [(claim: CarriedClaim, witness: NodeID)] = []
  /// The statements that introduce the witnesses of a cell that is about no risk.
  private(set) var introductions: [EdgeID] = []

  private var lastUpper: NodeID?
  private var isLastHere = false

  /// Adds a witness; witnesses come in ascending order, one several times in a row.
  mutating func add(_ witness: NodeID, isHere: Bool) {
    if witnesses.last != witness {
      witnesses.append(witness)
      isLastHere = false
    }
    if isHere, !isLastHere {
      here += 1
      isLastHere = true
    }
  }

  /// Counts a witness that may belong here.
  mutating func addUpper(_ witness: NodeID) {
    guard lastUpper != witness else { return }
    lastUpper = witness
    upper += 1
  }

  /// Adds claims that carry the witness added last.
  mutating func add(_ claims: [CarriedClaim]) {
    guard let witness = witnesses.last else { return }
    for claim in claims { self.claims.append((claim, witness)) }
  }

  mutating func add(introductions edges: [EdgeID]) { introductions += edges }

  /// The claims, each pair of claim and witness once, plain where one of its chains is; by witness.
  var distinctClaims: [CellClaim] {
    func precedes(
      _ a: (claim: CarriedClaim, witness: NodeID),
      _ b: (claim: CarriedClaim, witness: NodeID)
    )
      -> Bool
    {
      (a.witness, a.claim.edge, b.claim.isPlain ? 1 : 0)
        < (b.witness, b.claim.edge, a.claim.isPlain ? 1 : 0)
    }
    // Most often they have come in order.
    let isSorted = zip(claims, claims.dropFirst()).allSatisfy { !precedes($1, $0) }
    let sorted = isSorted ? claims : claims.sorted(by: precedes)
    var result: [CellClaim] = []
    for (claim, witness) in sorted
    where result.last?.witness != witness || result.last?.statement != claim.edge {
      result.append(CellClaim(statement: claim.edge, witness: witness, isPlain: claim.isPlain))
    }
    return result
  }
}
