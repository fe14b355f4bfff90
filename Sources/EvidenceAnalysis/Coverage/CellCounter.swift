internal import EvidenceCore

/// Counts the works and papers of all cells, and what the statements in them say: each work, each paper
/// and each statement is walked over once, with all cells in which it stands.
///
/// A row's cells are the bits of words, so that a statement enters 64 columns in one step.
struct CellCounter {
  private let graph: EvidenceGraph
  private let sheet: WitnessSheet
  private var bits: CellBits

  private(set) var works: CellNumbers
  /// Works without a supporting statement, and those without one that supports or is mixed: most works
  /// have one, so that these are the fewer to count.
  private var withoutSupporting: CellNumbers
  private var withoutFor: CellNumbers
  private(set) var mixed: CellNumbers
  private(set) var opposing: CellNumbers
  private(set) var worksAgainst: CellNumbers
  /// Works that have made a primary study.
  private(set) var primary: CellNumbers
  private(set) var papers: CellNumbers
  /// The year of the newest paper; ``noYear`` where none is known.
  private(set) var newest: CellNumbers
  private(set) var planes: CellPlanes

  static let noYear = Int(Int32.min)

  /// Counts what is on a sheet.
  ///
  /// - Complexity: O(cells + Σ words of the cells of each carrier, for each work that makes it, and of
  ///   each witness, for each paper that introduces it).
  init<Failure>(
    _ graph: EvidenceGraph,
    _ works: Works,
    _ sheet: WitnessSheet,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    self.graph = graph
    self.sheet = sheet
    let (height, width) = (sheet.rows.count, sheet.columns.count)
    bits = CellBits(height: height + 1, words: sheet.columns.wordCount)
    let noughts = CellNumbers(height, width)
    self.works = noughts
    withoutSupporting = noughts
    withoutFor = noughts
    mixed = noughts
    opposing = noughts
    worksAgainst = noughts
    primary = noughts
    papers = noughts
    newest = CellNumbers(height, width, repeating: Self.noYear)
    planes = CellPlanes(graph, height: height, width: width)
    try countWorks(works, &meter)
    try countPapers(&meter)
    try planes.fill(from: sheet, &meter)
  }

  // MARK: Works

  /// How many works of a cell have a supporting statement.
  func supporting(_ row: Int, _ column: Int) -> Int {
    works[row, column] - withoutSupporting[row, column]
  }

  /// How many works of a cell have a supporting or a mixed statement.
  func worksFor(_ row: Int, _ column: Int) -> Int { works[row, column] - withoutFor[row, column] }

  private mutating func countWorks<Failure>(
    _ works: Works,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    var makers = MakerNumbers(graph, works)
    var found = Grouping()
    for (number, carrier) in sheet.carriers.enumerated() {
      makers.forEach(of: carrier.edge) { found.add(number, to: $0) }
    }
    found.close(groups: makers.count)
    let masks = Self.masks
    for work in 0..<makers.count {
      let carriers = found[work]
      guard !carriers.isEmpty else { continue }
      bits.begin()
      for number in carriers {
        let carrier = sheet.carriers[Int(number)]
        let place =
          CellPlanes.side(of: carrier.edge, in: graph) * 2 + (isPrimary(carrier.edge) ? 1 : 0)
        bits.gather(carrier.cells, masks[place], sheet.rows, sheet.columns)
      }
      for index in 0..<bits.work {
        let (row, column, facts) = bits[index]
        let (pro, both, contra) = (facts[0], facts[1], facts[2])
        let all = pro | both | contra
        self.works.count(all, row, column)
        withoutSupporting.count(all & ~pro, row, column)
        withoutFor.count(all & ~(pro | both), row, column)
        mixed.count(both, row, column)
        opposing.count(contra, row, column)
        worksAgainst.count(contra | both, row, column)
        primary.count(facts[3], row, column)
      }
      try meter.step(carriers.count + bits.work)
    }
  }

  /// The lanes of a statement: its side, and whether it is a primary study.
  private static let masks: [CellBits.Facts] = [
    CellBits.Facts(.max, 0, 0, 0), CellBits.Facts(.max, 0, 0, .max),
    CellBits.Facts(0, .max, 0, 0), CellBits.Facts(0, .max, 0, .max),
    CellBits.Facts(0, 0, .max, 0), CellBits.Facts(0, 0, .max, .max),
  ]

  private func isPrimary(_ edge: EdgeID) -> Bool {
    switch graph.evidenceType(of: edge) {
    case .caseStudy, .observational, .experimental: true
    default: false
    }
  }

  // MARK: Papers

  /// Papers come newest first, so that the first one in a cell is its newest.
  private mutating func countPapers<Failure>(
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    let introductions = [Relation.proposes, .evaluates, .identifies].map {
      RelationWalk(graph, $0, outgoing: false)
    }
    var found = Grouping()
    var papers: [NodeID] = []
    for (number, witness) in sheet.witnesses.enumerated() {
      if graph.kind(of: witness) == .paper {
        found.add(number, to: witness.position)
        continue
      }
      papers.removeAll(keepingCapacity: true)
      for walk in introductions { walk.appendEnds(at: witness, to: &papers) }
      for paper in papers { found.add(number, to: paper.position) }
    }
    found.close(groups: graph.nodeCount)
    var order: [(year: Int, paper: Int)] = []
    for (paper, node) in graph.nodes.enumerated() where !found[paper].isEmpty {
      order.append((graph.year(of: node) ?? Self.noYear, paper))
    }
    order.sort { $0.year == $1.year ? $0.paper < $1.paper : $0.year > $1.year }
    for (year, paper) in order {
      bits.begin()
      for number in found[paper] {
        for patch in sheet.cells(ofWitness: Int(number)) {
          bits.gather(patch, Self.masks[0], sheet.rows, sheet.columns)
        }
      }
      for index in 0..<bits.work {
        let (row, column, facts) = bits[index]
        self.papers.count(facts[0], row, column)
        guard year != Self.noYear else { continue }
        let undated = planes.date(facts[0], row, column)
        newest.set(year, undated, row, column)
      }
      try meter.step(found[paper].count + bits.work)
    }
  }
}

/// The numbers of things in groups, each group's together.
private struct Grouping {
  private var pairs: [(group: UInt32, thing: UInt32)] = []
  private var starts: [Int] = [0]
  private var things: [UInt32] = []

  /// Adds a thing to a group.
  mutating func add(_ thing: Int, to group: Int) {
    pairs.append((UInt32(group), UInt32(thing)))
  }

  /// Sorts the things by group; within one they keep their order.
  mutating func close(groups: Int) {
    starts = [Int](repeating: 0, count: groups + 1)
    for pair in pairs { starts[Int(pair.group) + 1] += 1 }
    for group in 0..<groups { starts[group + 1] += starts[group] }
    var next = starts
    things = [UInt32](repeating: 0, count: pairs.count)
    for pair in pairs {
      things[next[Int(pair.group)]] = pair.thing
      next[Int(pair.group)] += 1
    }
    pairs = []
  }

  subscript(group: Int) -> ArraySlice<UInt32> { things[starts[group]..<starts[group + 1]] }
}

/// The works that make statements, by number.
private struct MakerNumbers {
  private let graph: EvidenceGraph
  private let works: Works
  private var others: [Works.Work: Int] = [:]
  private var found: [Works.Work] = []

  init(_ graph: EvidenceGraph, _ works: Works) {
    self.graph = graph
    self.works = works
  }

  /// How many numbers there are: papers have those of their nodes, other sources come behind.
  var count: Int { graph.nodeCount + others.count }

  /// Calls a function with the number of each work that makes a statement; one may come several times.
  mutating func forEach(of edge: EdgeID, _ body: (Int) -> Void) {
    found.removeAll(keepingCapacity: true)
    works.forEachMaker(of: edge, in: graph) { found.append($0) }
    for work in found { body(number(of: work)) }
  }

  private mutating func number(of work: Works.Work) -> Int {
    if case .paper(let node) = work { return node.position }
    if let number = others[work] { return number }
    let number = count
    others[work] = number
    return number
  }
}
