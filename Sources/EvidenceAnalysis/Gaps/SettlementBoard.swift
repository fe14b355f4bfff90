internal import EvidenceCore
internal import HeapModule

/// How much of a matrix is settled, and the greedy choice of what would settle more.
struct SettlementBoard {
  struct Candidate {
    var subject: NodeID
    var object: NodeID?
    /// The works that a yes would add, cell by cell.
    var additions: [(cell: Int, works: Set<Works.Work>)]
  }

  /// A candidate and the gain that it had when it was last weighed; of equals the first given leads.
  private struct Bid: Comparable {
    var gain: Double
    var index: Int
    var round = 0

    static func < (a: Bid, b: Bid) -> Bool { (a.gain, -a.index) < (b.gain, -b.index) }
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

  /// Picks greedily; a candidate is weighed again only when its last known gain leads.
  mutating func pick<Failure>(
    _ candidates: [Candidate],
    limit: Int,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) -> [EvidenceQuestion] {
    var heap = Heap(
      candidates.enumerated().map { Bid(gain: gain($1).gain, index: $0) }.filter { $0.gain > 0 }
    )
    var result: [EvidenceQuestion] = []
    while result.count < limit, var best = heap.popMax() {
      let candidate = candidates[best.index]
      try meter.step(1 + candidate.additions.count)
      let now = gain(candidate)
      if best.round == result.count || now.gain == best.gain {
        guard now.gain > 0 else { break }
        result.append(
          EvidenceQuestion(
            subject: candidate.subject,
            object: candidate.object,
            gain: now.gain,
            cells: now.cells
          )
        )
        for (cell, added) in candidate.additions { works[cell].formUnion(added) }
      } else if now.gain > 0 {
        best.gain = now.gain
        best.round = result.count
        heap.insert(best)
      }
    }
    return result
  }
}
