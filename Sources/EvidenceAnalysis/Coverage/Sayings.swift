internal import EvidenceCore

/// What each work says, as cells and facts.
///
/// What a work states itself is listed for it. A claim whose source is not stated stands for every work
/// that proposes the mitigation it starts from: such claims are joined once a mitigation, and not listed
/// for each work.
struct Sayings: Sendable {
  /// The works of which every statement supports: any of them, and primary studies.
  let supportive: CellUnions<SIMD2<UInt64>>
  /// The other works, where there are any: all statements, those that support, support or are mixed, are
  /// mixed, oppose, oppose or are mixed, and primary studies.
  let others: CellUnions<SIMD8<UInt64>>?

  /// Joins what statements say to the works that say it.
  ///
  /// - Parameters:
  ///   - statements: what they say.
  ///   - works: the works of papers.
  ///   - proposals: who proposes what.
  /// - Complexity: O(works + statements).
  init(_ statements: SaidGroups, _ works: Works, _ proposals: [(NodeID, NodeID)]) {
    var said = statements.ofWorks
    if statements.hasUnsourced {
      said.reserveCapacity(proposals.count)
      for (paper, mitigation) in proposals {
        guard let group = statements.group(of: mitigation),
          case .paper(let work) = works.work(of: paper)
        else { continue }
        said.add(group, to: work.position)
      }
    }
    said.close(groups: statements.workCount)
    let isSupportive = statements.isSupportive
    guard isSupportive.contains(false) else {
      supportive = CellUnions(statements.supportive, of: said)
      others = nil
      return
    }
    let ofSupportiveAlone = (0..<said.groupCount).map { work in
      said.range(of: work).allSatisfy { isSupportive[said.thing(at: $0)] }
    }
    supportive = CellUnions(statements.supportive, of: said) { ofSupportiveAlone[$0] }
    others = CellUnions(statements.stencils { $0.all }, of: said) { !ofSupportiveAlone[$0] }
  }
}

/// What the carriers of a sheet say, in groups that works share: one for each statement whose work is
/// known, and one for each mitigation with others.
struct SaidGroups: Sendable {
  /// What a statement says: its side, and whether it is a primary study.
  struct Saying {
    /// 0 for a statement that supports, 1 for a mixed one, 2 for one that opposes.
    var side: Int
    var isPrimary: Bool

    /// The lanes of ``Sayings/supportive``.
    var supportive: SIMD2<UInt64> { SIMD2(.max, isPrimary ? .max : 0) }

    /// The lanes of ``Sayings/others``.
    var all: SIMD8<UInt64> {
      var lanes = SIMD8<UInt64>.zero
      lanes[0] = .max
      if side == 0 { lanes[1] = .max }
      if side != 2 { lanes[2] = .max }
      if side == 1 { lanes[3] = .max }
      if side == 2 { lanes[4] = .max }
      if side != 0 { lanes[5] = .max }
      if isPrimary { lanes[6] = .max }
      return lanes
    }
  }

  private let graph: EvidenceGraph
  private let sheet: WitnessSheet
  /// The carriers by their places on the sheet, group by group, and where each group ends.
  private var carriers: [UInt32] = []
  private var ends: [Int] = []
  /// Whether each group holds nothing but statements that support.
  private(set) var isSupportive: [Bool] = []
  /// The groups of works whose own statements they are: papers have the numbers of their nodes, other
  /// sources come behind.
  private(set) var ofWorks = Grouping()
  private(set) var workCount: Int
  /// The mitigations with such claims, numbered, and the group of the first of them.
  private var mitigations: NodeNumbers
  private var mitigationCount = 0
  private var firstOfMitigations = 0
  /// The groups with the lanes of ``Sayings/supportive``.
  private(set) var supportive: CellStencils<SIMD2<UInt64>>

  /// Reads what the carriers of a sheet say.
  ///
  /// - Complexity: O(nodes + carriers).
  init(_ graph: EvidenceGraph, _ works: Works, _ sheet: WitnessSheet) {
    self.graph = graph
    self.sheet = sheet
    carriers.reserveCapacity(sheet.carriers.count)
    supportive = CellStencils(rows: sheet.rows, columns: sheet.columns)
    let nodeCount = graph.nodeCount
    workCount = nodeCount
    mitigations = NodeNumbers(for: sheet.witnesses)
    // The works that are no papers of the graph.
    var others: [Works.Work: Int] = [:]
    // The claims without a source, by the mitigation that they start from.
    var unsourced = Grouping()
    for (place, carrier) in sheet.carriers.enumerated() {
      guard let maker = works.maker(of: carrier.edge, in: graph) else {
        let mitigation = graph.from(carrier.edge)
        if mitigations[mitigation] == NodeNumbers.none {
          mitigations[mitigation] = UInt32(mitigationCount)
          mitigationCount += 1
        }
        unsourced.add(place, to: Int(mitigations[mitigation]))
        continue
      }
      let number: Int
      if case .paper(let node) = maker {
        number = node.position
      } else {
        number = others[maker] ?? workCount
        others[maker] = number
        workCount = nodeCount + others.count
      }
      ofWorks.add(ends.count, to: number)
      carriers.append(UInt32(place))
      endGroup()
    }
    unsourced.close(groups: mitigationCount)
    firstOfMitigations = ends.count
    for mitigation in 0..<mitigationCount {
      for place in unsourced.range(of: mitigation) {
        carriers.append(UInt32(unsourced.thing(at: place)))
      }
      endGroup()
    }
    supportive = stencils { $0.supportive }
  }

  /// Whether some claims have no source.
  var hasUnsourced: Bool { mitigationCount > 0 }

  /// The group of the claims of a mitigation that have no source; `nil` where there are none.
  func group(of mitigation: NodeID) -> Int? {
    let number = mitigations[mitigation]
    return number == NodeNumbers.none ? nil : firstOfMitigations + Int(number)
  }

  private func saying(of edge: EdgeID) -> Saying {
    let isPrimary =
      switch graph.evidenceType(of: edge) {
      case .caseStudy, .observational, .experimental: true
      default: false
      }
    return Saying(side: CellPlanes.side(of: edge, in: graph), isPrimary: isPrimary)
  }

  private mutating func endGroup() {
    let start = ends.last ?? 0
    isSupportive.append(
      carriers[start...].allSatisfy {
        CellPlanes.side(of: sheet.carriers[Int($0)].edge, in: graph) == 0
      }
    )
    ends.append(carriers.count)
  }

  /// The groups as stencils.
  ///
  /// - Parameter mask: the lanes of what is said.
  /// - Complexity: O(words of the cells).
  func stencils<Facts: CellFacts>(_ mask: (Saying) -> Facts) -> CellStencils<Facts> {
    var stencils = CellStencils<Facts>(rows: sheet.rows, columns: sheet.columns)
    stencils.reserveCapacity(groups: ends.count)
    var group: [CellStencils<Facts>.Part] = []
    var start = 0
    for end in ends {
      group.removeAll(keepingCapacity: true)
      for place in carriers[start..<end] {
        let carrier = sheet.carriers[Int(place)]
        group.append(CellStencils.Part(cells: carrier.cells, mask: mask(saying(of: carrier.edge))))
      }
      stencils.add(group)
      start = end
    }
    return stencils
  }
}
