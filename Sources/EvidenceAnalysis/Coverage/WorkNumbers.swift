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

  /// Counts what some works say.
  ///
  /// - Complexity: O(Σ words of the cells of what each of them says).
  init<Failure>(
    _ sayings: Sayings,
    of works: Range<Int>,
    _ sheet: WitnessSheet,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    let (height, width) = (sheet.rows.count, sheet.columns.count)
    let noughts = CellNumbers(height, width)
    self.works = noughts
    withoutSupporting = noughts
    withoutFor = noughts
    mixed = noughts
    opposing = noughts
    against = noughts
    primary = noughts
    var bits = CellBits<SIMD4<UInt64>>(height: height + 1, words: sheet.columns.wordCount)
    for work in works {
      bits.begin()
      let said = sayings.gather(work, into: &bits)
      for index in 0..<bits.work {
        let (row, column, facts) = bits[index]
        let (pro, both, contra) = (facts[0], facts[1], facts[2])
        let all = pro | both | contra
        self.works.count(all, row, column)
        withoutSupporting.count(all & ~pro, row, column)
        withoutFor.count(all & ~(pro | both), row, column)
        mixed.count(both, row, column)
        opposing.count(contra, row, column)
        against.count(contra | both, row, column)
        primary.count(facts[3], row, column)
      }
      if said > 0 { try meter.step(said + bits.work) }
    }
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

  /// What is said: a group for each statement whose work is known, and for each mitigation with others.
  private var stencils = CellStencils()
  private var proposed = Grouping()
  private var stated = Grouping()
  /// The works that are no papers of the graph, by number behind those that are.
  private var others: [Works.Work: Int] = [:]
  private let nodeCount: Int
  /// The number of a work before which about half of all is said.
  private(set) var middle = 0

  /// The lanes of a statement: its side, and whether it is a primary study.
  private let masks: [SIMD4<UInt64>] = [
    SIMD4(.max, 0, 0, 0), SIMD4(.max, 0, 0, .max),
    SIMD4(0, .max, 0, 0), SIMD4(0, .max, 0, .max),
    SIMD4(0, 0, .max, 0), SIMD4(0, 0, .max, .max),
  ]

  init(_ graph: EvidenceGraph, _ works: Works, _ sheet: WitnessSheet) {
    nodeCount = graph.nodeCount
    // The claims without a source, by the mitigation that they start from.
    var unsourced = Grouping()
    for (number, carrier) in sheet.carriers.enumerated() {
      if let maker = works.maker(of: carrier.edge, in: graph) {
        stated.add(stencils.groupCount, to: self.number(of: maker))
        let mask = Self.mask(of: carrier.edge, in: graph)
        stencils.add(carrier.cells, sheet.rows, sheet.columns, mask: mask)
        stencils.endGroup()
      } else {
        unsourced.add(number, to: graph.from(carrier.edge).position)
      }
    }
    stated.close(groups: workCount)
    unsourced.close(groups: nodeCount)
    var columns = sheet.columns
    let firstProposed = stencils.groupCount
    var groups = [UInt32](repeating: .max, count: nodeCount)
    for node in 0..<nodeCount where !unsourced.range(of: node).isEmpty {
      let sayings = unsourced.range(of: node).lazy.map { place in
        let carrier = sheet.carriers[unsourced.thing(at: place)]
        return Saying(cells: carrier.cells, mask: Self.mask(of: carrier.edge, in: graph))
      }
      groups[node] = UInt32(stencils.groupCount)
      for saying in Self.joined(sayings, &columns) {
        stencils.add(saying.cells, sheet.rows, columns, mask: saying.mask)
      }
      stencils.endGroup()
    }
    if stencils.groupCount > firstProposed {
      RelationWalk(graph, .proposes, outgoing: true).forEachEnds { paper, mitigation in
        let group = groups[mitigation.position]
        guard group != .max, case .paper(let work) = works.work(of: paper) else { return }
        proposed.add(Int(group), to: work.position)
      }
    }
    proposed.close(groups: workCount)
    let half = (stated.count + proposed.count) / 2
    let isPastHalf = { [stated, proposed] work in
      stated.range(of: work).lowerBound + proposed.range(of: work).lowerBound >= half
    }
    middle = (0..<workCount).first(where: isPastHalf) ?? workCount
  }

  private static func mask(of edge: EdgeID, in graph: EvidenceGraph) -> Int {
    let isPrimary =
      switch graph.evidenceType(of: edge) {
      case .caseStudy, .observational, .experimental: true
      default: false
      }
    return CellPlanes.side(of: edge, in: graph) * 2 + (isPrimary ? 1 : 0)
  }

  /// How many numbers of works there are: papers have those of their nodes, other sources come behind.
  var workCount: Int { nodeCount + others.count }

  private mutating func number(of work: Works.Work) -> Int {
    if case .paper(let node) = work { return node.position }
    if let number = others[work] { return number }
    let number = workCount
    others[work] = number
    return number
  }

  /// How many of the last sayings are looked at for one to join: one for each mask.
  private static let closeBy = 6

  /// What some statements say together: what stands close by with the same rows and the same facts is one.
  private static func joined(
    _ statements: some Sequence<Saying>,
    _ columns: inout PlaceSets
  ) -> [Saying] {
    var result: [Saying] = []
    for next in statements {
      let twin = result.suffix(closeBy).firstIndex {
        $0.mask == next.mask && $0.cells.rows == next.cells.rows
      }
      guard let twin else {
        result.append(next)
        continue
      }
      columns.insert(result[twin].cells.columns)
      columns.insert(next.cells.columns)
      result[twin].cells.columns = columns.take(withAll: false)
    }
    return result
  }

  /// Gathers the cells and facts of a work.
  ///
  /// - Returns: how many statements and mitigations it has.
  func gather(_ work: Int, into bits: inout CellBits<SIMD4<UInt64>>) -> Int {
    let (ofStated, ofProposed) = (stated.range(of: work), proposed.range(of: work))
    for place in ofStated { bits.gather(stated.thing(at: place), of: stencils, masks) }
    for place in ofProposed { bits.gather(proposed.thing(at: place), of: stencils, masks) }
    return ofStated.count + ofProposed.count
  }
}
