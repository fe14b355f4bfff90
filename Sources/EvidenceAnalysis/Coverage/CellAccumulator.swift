internal import EvidenceCore

/// Collects what carries one cell.
struct CellAccumulator {
  var witnesses: [NodeID] = []
  var here = 0
  var upper = 0
  /// The claims of a cell about a risk, each with whether a plain chain holds it.
  var claims: [EdgeID: Bool] = [:]
  /// The statements that introduce the witnesses of a cell that is about no risk.
  var introductions: Set<EdgeID> = []

  mutating func add(_ claim: CarriedClaim) {
    claims[claim.edge] = claims[claim.edge] == true || claim.isPlain
  }

  mutating func merge(_ other: CellAccumulator) {
    claims.merge(other.claims) { $0 || $1 }
    introductions.formUnion(other.introductions)
  }
}
