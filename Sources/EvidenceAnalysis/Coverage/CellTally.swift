internal import EvidenceCore

/// Counts distinct statements, works and papers of one cell after the other.
///
/// What a statement or paper is worth is looked up once for all cells. In a cell each is marked with the
/// cell's number, so that nothing has to be cleared, and no set is made.
struct CellTally {
  /// What a statement is in the cell being counted.
  struct Entry {
    var edge: EdgeID
    /// Whether it is a claim, and so may be plain.
    var isClaim: Bool
    var isPlain: Bool
  }

  /// The sides on which a work speaks, as bits.
  struct Sides: OptionSet {
    let rawValue: UInt8
    static let supporting = Sides(rawValue: 1)
    static let mixed = Sides(rawValue: 2)
    static let opposing = Sides(rawValue: 4)
    /// It has made a primary study.
    static let primary = Sides(rawValue: 8)
  }

  private let graph: EvidenceGraph
  private let works: Works
  /// The number of the cell being counted, from 1.
  private var cell: UInt32 = 0
  /// The distinct statements of the cell.
  private(set) var entries: [Entry] = []
  private var edgeCell: [UInt32]
  /// Where among the entries a statement of the cell stands.
  private var edgeEntry: [UInt32]
  /// Works are numbered as the first papers of theirs, and those that are no nodes behind all nodes.
  private var workCell: [UInt32]
  private var workSides: [UInt8]
  private var touchedWorks: [UInt32] = []
  private var otherWorks: [Works.Work: UInt32] = [:]
  private var paperCell: [UInt32]
  /// Whose makers are known, and where they stand: the one maker, or ``several``.
  private var makerOfEdge: [UInt32]
  private var severalMakers: [UInt32: [UInt32]] = [:]
  /// The year of each paper that was asked for; ``unasked`` or ``noYear``.
  private var years: [Int32]
  private let introductions: [RelationWalk]

  private static let unknown = UInt32.max
  private static let several = UInt32.max - 1
  private static let unasked = Int32.min
  private static let noYear = Int32.min + 1

  init(_ graph: EvidenceGraph, _ works: Works) {
    self.graph = graph
    self.works = works
    edgeCell = [UInt32](repeating: 0, count: graph.statementCount)
    edgeEntry = [UInt32](repeating: 0, count: graph.statementCount)
    makerOfEdge = [UInt32](repeating: Self.unknown, count: graph.statementCount)
    workCell = [UInt32](repeating: 0, count: graph.nodeCount)
    workSides = [UInt8](repeating: 0, count: graph.nodeCount)
    paperCell = [UInt32](repeating: 0, count: graph.nodeCount)
    years = [Int32](repeating: Self.unasked, count: graph.nodeCount)
    introductions = [Relation.proposes, .evaluates, .identifies].map {
      RelationWalk(graph, $0, outgoing: false)
    }
  }

  /// Begins the next cell.
  mutating func begin() {
    cell += 1
    entries.removeAll(keepingCapacity: true)
    touchedWorks.removeAll(keepingCapacity: true)
  }

  /// Takes a statement into the cell, once however often it comes; plain where it is once.
  mutating func add(_ edge: EdgeID, isClaim: Bool, isPlain: Bool) {
    if edgeCell[edge.position] == cell {
      let entry = Int(edgeEntry[edge.position])
      entries[entry].isClaim = entries[entry].isClaim || isClaim
      entries[entry].isPlain = entries[entry].isPlain || isPlain
      return
    }
    edgeCell[edge.position] = cell
    edgeEntry[edge.position] = UInt32(entries.count)
    entries.append(Entry(edge: edge, isClaim: isClaim, isPlain: isPlain))
  }

  /// Lets the makers of a statement speak on a side.
  mutating func speak(_ edge: EdgeID, _ sides: Sides) {
    let maker = maker(of: edge)
    if maker == Self.several {
      for maker in severalMakers[edge.index] ?? [] { mark(maker, sides) }
    } else {
      mark(maker, sides)
    }
  }

  /// How many works speak on any of some sides, or on any side at all.
  func works(on sides: Sides? = nil) -> Int {
    guard let sides else { return touchedWorks.count }
    return touchedWorks.count { workSides[Int($0)] & sides.rawValue != 0 }
  }

  /// How many papers introduce some witnesses, and the year of the newest one.
  mutating func papers(of witnesses: [NodeID]) -> (count: Int, newest: Int?) {
    var count = 0
    var newest = Self.noYear
    for witness in witnesses {
      if graph.kind(of: witness) == .paper {
        take(witness, &count, &newest)
        continue
      }
      for walk in introductions {
        for edge in walk.edges(at: witness) where !graph.isNegated(edge) {
          take(walk.end(of: edge), &count, &newest)
        }
      }
    }
    return (count, newest == Self.noYear ? nil : Int(newest))
  }

  private mutating func take(_ paper: NodeID, _ count: inout Int, _ newest: inout Int32) {
    guard paperCell[paper.position] != cell else { return }
    paperCell[paper.position] = cell
    count += 1
    newest = max(newest, year(of: paper))
  }

  private mutating func year(of paper: NodeID) -> Int32 {
    let known = years[paper.position]
    if known != Self.unasked { return known }
    let year = graph.year(of: paper).flatMap { Int32(exactly: $0) } ?? Self.noYear
    years[paper.position] = max(year, Self.noYear)
    return years[paper.position]
  }

  private mutating func mark(_ work: UInt32, _ sides: Sides) {
    let work = Int(work)
    if workCell[work] != cell {
      workCell[work] = cell
      workSides[work] = 0
      touchedWorks.append(UInt32(work))
    }
    workSides[work] |= sides.rawValue
  }

  private mutating func maker(of edge: EdgeID) -> UInt32 {
    let known = makerOfEdge[edge.position]
    if known != Self.unknown { return known }
    let makers = works.makers(of: edge, in: graph).map { number(of: $0) }
    let maker: UInt32
    if makers.count == 1 {
      maker = makers[0]
    } else {
      maker = Self.several
      severalMakers[edge.index] = makers
    }
    makerOfEdge[edge.position] = maker
    return maker
  }

  private mutating func number(of work: Works.Work) -> UInt32 {
    if case .paper(let node) = work { return node.index }
    if let number = otherWorks[work] { return number }
    let number = UInt32(workCell.count)
    otherWorks[work] = number
    workCell.append(0)
    workSides.append(0)
    return number
  }
}
