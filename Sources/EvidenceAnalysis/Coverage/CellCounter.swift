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
  private(set) var supporting: CellNumbers
  private(set) var mixed: CellNumbers
  private(set) var opposing: CellNumbers
  private(set) var worksFor: CellNumbers
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
    supporting = noughts
    mixed = noughts
    opposing = noughts
    worksFor = noughts
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

  private mutating func countWorks<Failure>(
    _ works: Works,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    var makers = MakerFinder(graph, works)
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
        let place = CellPlanes.side(of: carrier.edge, in: graph) * 2 + (isPrimary(carrier.edge) ? 1 : 0)
        bits.gather(carrier.cells, masks[place], sheet.rows, sheet.columns)
      }
      for index in 0..<bits.work {
        let (row, column, facts) = bits[index]
        let (pro, both, contra) = (facts[0], facts[1], facts[2])
        self.works.count(pro | both | contra, row, column)
        supporting.count(pro, row, column)
        mixed.count(both, row, column)
        opposing.count(contra, row, column)
        worksFor.count(pro | both, row, column)
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
    for (number, witness) in sheet.witnesses.enumerated() {
      if graph.kind(of: witness) == .paper {
        found.add(number, to: witness.position)
        continue
      }
      for walk in introductions {
        for edge in walk.edges(at: witness) where !graph.isNegated(edge) {
          found.add(number, to: walk.end(of: edge).position)
        }
      }
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
        papers.count(facts[0], row, column)
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
private struct MakerFinder {
  private let graph: EvidenceGraph
  private let works: Works
  private let proposals: RelationWalk
  private var others: [Works.Work: Int] = [:]

  init(_ graph: EvidenceGraph, _ works: Works) {
    self.graph = graph
    self.works = works
    proposals = RelationWalk(graph, .proposes, outgoing: false)
  }

  /// How many numbers there are: papers have those of their nodes, other sources come behind.
  var count: Int { graph.nodeCount + others.count }

  /// Calls a function with each work that makes a statement, as ``Works/makers(of:in:)`` finds them; one
  /// may come several times.
  mutating func forEach(of edge: EdgeID, _ body: (Int) -> Void) {
    if let work = works.source(of: edge, in: graph) {
      body(number(of: work))
      return
    }
    let from = graph.from(edge)
    if graph.kind(of: from) == .paper {
      body(number(of: works.work(of: from)))
      return
    }
    for proposal in proposals.edges(at: from) where !graph.isNegated(proposal) {
      body(number(of: works.work(of: proposals.end(of: proposal))))
    }
  }

  private mutating func number(of work: Works.Work) -> Int {
    if case .paper(let node) = work { return node.position }
    if let number = others[work] { return number }
    let number = count
    others[work] = number
    return number
  }
}
