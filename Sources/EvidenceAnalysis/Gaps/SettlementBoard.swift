internal import EvidenceCore
internal import HeapModule

/// How much of a matrix is settled, and the greedy choice of what would settle more.
struct SettlementBoard {
  struct Candidate {
    var subject: NodeID
    var object: NodeID?
    /// The works that a yes would add, cell by cell.
    var additions: [(cell: Int, works: Set<Works.Work>)]
    var reasons: [SuggestionReason] = []
    /// How much what it would settle counts for: how likely a yes is.
    var likelihood = 1.0
  }

  /// A candidate and the worth that it had when it was last weighed; of equals the first given leads.
  private struct Bid: Comparable {
    var worth: Double
    var index: Int
    /// How many were picked when it was weighed.
    var picked = 0

    static func < (a: Bid, b: Bid) -> Bool { (a.worth, -a.index) < (b.worth, -b.index) }
  }

  private var works: [Set<Works.Work>]
  private let threshold: Int

  init(_ matrix: CoverageMatrix, threshold: Int) {
    works = matrix.cells.map { matrix.works(of: $0) }
    self.threshold = max(1, threshold)
  }

  /// Σ min(n, k) / k over the cells.
  var settled: Double {
    works.reduce(0) { $0 + Double(min($1.count, threshold)) } / Double(threshold)
  }

  private func gain(_ candidate: Candidate) -> (gain: Double, cells: Int) {
    var gain = 0
    var cells = 0
    for (cell, added) in candidate.additions {
      let before = works[cell].count
      guard before < threshold else { continue }
      let fresh = added.count { !works[cell].contains($0) }
      guard fresh > 0 else { continue }
      gain += min(before + fresh, threshold) - before
      cells += 1
    }
    return (Double(gain) / Double(threshold), cells)
  }

  /// Picks greedily; a candidate is weighed again only when its last known worth leads. A subject or
  /// an object that was picked stands back until no other is left.
  mutating func pick<Failure>(
    _ candidates: [Candidate],
    limit: Int,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) -> [EvidenceQuestion] {
    var heap = Heap(
      candidates.enumerated().map { Bid(worth: $1.likelihood * gain($1).gain, index: $0) }
        .filter { $0.worth > 0 }
    )
    var result: [EvidenceQuestion] = []
    var (asked, standingBack): (Set<NodeID>, [Bid]) = ([], [])
    while result.count < limit {
      guard var best = heap.popMax() else {
        guard !standingBack.isEmpty else { break }
        heap = Heap(standingBack)
        (asked, standingBack) = ([], [])
        continue
      }
      let candidate = candidates[best.index]
      try meter.step(1)
      if asked.contains(candidate.subject) || candidate.object.map(asked.contains) == true {
        standingBack.append(best)
        continue
      }
      if best.picked != result.count {
        try meter.step(candidate.additions.count)
        let worth = candidate.likelihood * gain(candidate).gain
        if worth < best.worth {
          best.worth = worth
          best.picked = result.count
          if worth > 0 { heap.insert(best) }
          continue
        }
      }
      let now = gain(candidate)
      result.append(
        EvidenceQuestion(
          subject: candidate.subject,
          object: candidate.object,
          gain: now.gain,
          cells: now.cells,
          reasons: candidate.reasons,
          likelihood: candidate.likelihood
        )
      )
      asked.insert(candidate.subject)
      if let object = candidate.object { asked.insert(object) }
      for (cell, added) in candidate.additions { works[cell].formUnion(added) }
    }
    return result
  }
}
