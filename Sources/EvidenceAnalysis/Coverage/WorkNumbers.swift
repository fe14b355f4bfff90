internal import EvidenceCore

/// Counts the works of all cells, and what each of them says: every work is walked over once, with all
/// cells in which statements of it stand.
struct WorkNumbers {
  private(set) var works: CellNumbers
  /// Works without a supporting statement, and those without one that supports or is mixed: most works
  /// have one, so that these are the fewer to count.
  private(set) var withoutSupporting: CellNumbers
  private(set) var withoutFor: CellNumbers
  private(set) var mixed: CellNumbers
  private(set) var opposing: CellNumbers
  private(set) var against: CellNumbers
  /// Works that have made a primary study.
  private(set) var primary: CellNumbers

  /// Counts what half of the works say.
  ///
  /// - Complexity: O(Σ words of the cells of what each of them says).
  init<Failure>(
    _ sayings: Sayings,
    half: Int,
    _ sheet: WitnessSheet,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    let (height, width) = (sheet.rows.count, sheet.columns.count)
    let noughts = CellNumbers(height, width)
    var (works, withoutSupporting, withoutFor) = (noughts, noughts, noughts)
    var (mixed, opposing, against, primary) = (noughts, noughts, noughts, noughts)
    try sayings.works.forEachWord(ofHalf: half, height, sheet.columns.wordCount, &meter) {
      row,
      column,
      facts,
      times in
      let (pro, both, contra) = (facts[0], facts[1], facts[2])
      let all = pro | both | contra
      works.count(all, row, column, times: times)
      withoutSupporting.count(all & ~pro, row, column, times: times)
      withoutFor.count(all & ~(pro | both), row, column, times: times)
      mixed.count(both, row, column, times: times)
      opposing.count(contra, row, column, times: times)
      against.count(contra | both, row, column, times: times)
      primary.count(facts[3], row, column, times: times)
    }
    self.works = works
    self.withoutSupporting = withoutSupporting
    self.withoutFor = withoutFor
    self.mixed = mixed
    self.opposing = opposing
    self.against = against
    self.primary = primary
  }

  /// Adds what other works say.
  mutating func add(_ other: WorkNumbers) {
    works.add(other.works)
    withoutSupporting.add(other.withoutSupporting)
    withoutFor.add(other.withoutFor)
    mixed.add(other.mixed)
    opposing.add(other.opposing)
    against.add(other.against)
    primary.add(other.primary)
  }
}

/// What each work says, as cells and facts.
///
/// What a work states itself is listed for it. A claim whose source is not stated stands for every work
/// that proposes the mitigation it starts from: such claims are joined once a mitigation, and not listed
/// for each work.
struct Sayings: Sendable {
  /// Some cells, and the number of the facts in them among ``masks``.
  private struct Saying {
    var cells: Patch
    var mask: Int
  }

  /// What is said by each work, by its number: papers have those of their nodes, other sources come behind.
  fileprivate let works: CellUnions<SIMD4<UInt64>>

  /// The lanes of a statement: its side, and whether it is a primary study.
  private static let masks: [SIMD4<UInt64>] = [
    SIMD4(.max, 0, 0, 0), SIMD4(.max, 0, 0, .max),
    SIMD4(0, .max, 0, 0), SIMD4(0, .max, 0, .max),
    SIMD4(0, 0, .max, 0), SIMD4(0, 0, .max, .max),
  ]

  /// Reads what the carriers of a sheet say.
  ///
  /// - Complexity: O(nodes + statements).
  init(_ graph: EvidenceGraph, _ works: Works, _ sheet: WitnessSheet) {
    // A group for each statement whose work is known, and for each mitigation with others.
    var stencils = CellStencils()
    var said = Grouping()
    // The works that are no papers of the graph.
    var others: [Works.Work: Int] = [:]
    let nodeCount = graph.nodeCount
    func number(of work: Works.Work) -> Int {
      if case .paper(let node) = work { return node.position }
      if let number = others[work] { return number }
      let number = nodeCount + others.count
      others[work] = number
      return number
    }
    // The claims without a source, by the mitigation that they start from.
    var unsourced = Grouping()
    for (place, carrier) in sheet.carriers.enumerated() {
      if let maker = works.maker(of: carrier.edge, in: graph) {
        said.add(stencils.groupCount, to: number(of: maker))
        let mask = Self.mask(of: carrier.edge, in: graph)
        stencils.add(carrier.cells, sheet.rows, sheet.columns, mask: mask)
        stencils.endGroup()
      } else {
        unsourced.add(place, to: graph.from(carrier.edge).position)
      }
    }
    unsourced.close(groups: nodeCount)
    var columns = sheet.columns
    let firstProposed = stencils.groupCount
    var groups = [UInt32](repeating: .max, count: nodeCount)
    var sayings: [Saying] = []
    for node in 0..<nodeCount where !unsourced.range(of: node).isEmpty {
      sayings.removeAll(keepingCapacity: true)
      for place in unsourced.range(of: node) {
        let carrier = sheet.carriers[unsourced.thing(at: place)]
        let mask = Self.mask(of: carrier.edge, in: graph)
        Self.join(Saying(cells: carrier.cells, mask: mask), to: &sayings, &columns)
      }
      groups[node] = UInt32(stencils.groupCount)
      for saying in sayings {
        stencils.add(saying.cells, sheet.rows, columns, mask: saying.mask)
      }
      stencils.endGroup()
    }
    if stencils.groupCount > firstProposed {
      let proposals = RelationWalk(graph, .proposes, outgoing: true).pairs()
      said.reserveCapacity(proposals.count)
      for (paper, mitigation) in proposals {
        let group = groups[mitigation.position]
        guard group != .max, case .paper(let work) = works.work(of: paper) else { continue }
        said.add(Int(group), to: work.position)
      }
    }
    said.close(groups: nodeCount + others.count)
    self.works = CellUnions(stencils, Self.masks, of: said)
  }

  private static func mask(of edge: EdgeID, in graph: EvidenceGraph) -> Int {
    let isPrimary =
      switch graph.evidenceType(of: edge) {
      case .caseStudy, .observational, .experimental: true
      default: false
      }
    return CellPlanes.side(of: edge, in: graph) * 2 + (isPrimary ? 1 : 0)
  }

  /// How many of the last sayings are looked at for one to join: one for each mask.
  private static let closeBy = 6

  /// Adds a saying to those of a mitigation: what stands close by with the same rows and the same facts is
  /// one.
  private static func join(_ next: Saying, to result: inout [Saying], _ columns: inout PlaceSets) {
    let twin = result.suffix(closeBy).firstIndex {
      $0.mask == next.mask && $0.cells.rows == next.cells.rows
    }
    guard let twin else {
      result.append(next)
      return
    }
    columns.insert(result[twin].cells.columns)
    columns.insert(next.cells.columns)
    result[twin].cells.columns = columns.take(withAll: false)
  }
}
