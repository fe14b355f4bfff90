internal import EvidenceCore

/// Walks over the witnesses once and notes what carries each into which cells.
struct CellCollector {
  private let graph: EvidenceGraph
  private var rows: AxisReacher
  private var columns: AxisReacher
  /// Whether what introduces a witness is evidence of its cells.
  private let bringsIntroductions: Bool
  /// Whether what names a risk is.
  private let bringsNames: Bool
  /// The statements by which a paper introduces, and those by which something is introduced.
  private var statedBy: [RelationWalk]
  private var introducedBy: [RelationWalk]
  private var risks: RiskReach
  private var bits: CellBits<SIMD4<UInt64>>
  /// Where the node that is looked at stands on each axis.
  private var (row, column) = (AxisReach(), AxisReach())

  /// Whether the cells of the witnesses are all that is noted.
  private var isBrief = false

  private(set) var sheet: WitnessSheet
  /// How many witnesses each cell holds, how many of them are coded at exactly this place, and how many
  /// there would be if every open code were settled in favour of the cell.
  private(set) var witnesses: CellNumbers
  private(set) var here: CellNumbers
  private(set) var upper: CellNumbers
  /// How many witnesses reach anything on each axis.
  private(set) var reachRows = 0
  private(set) var reachColumns = 0

  init(
    _ graph: EvidenceGraph,
    rows: AxisReacher,
    columns: AxisReacher,
    bringsIntroductions: Bool,
    bringsNames: Bool,
    by grammar: ChainGrammar
  ) {
    self.graph = graph
    self.rows = rows
    self.columns = columns
    self.bringsIntroductions = bringsIntroductions
    self.bringsNames = bringsNames
    let introducing = [Relation.proposes, .evaluates, .identifies]
    statedBy = introducing.map { RelationWalk(graph, $0, outgoing: true) }
    introducedBy = introducing.map { RelationWalk(graph, $0, outgoing: false) }
    risks = RiskReach(grammar)
    sheet = WitnessSheet(rows: rows.sets, columns: columns.sets)
    bits = CellBits(height: rows.count + 1, words: columns.sets.wordCount)
    witnesses = CellNumbers(rows.count, columns.count)
    here = witnesses
    upper = witnesses
  }

  /// A collector that notes nothing but in which cells the witnesses stand: no numbers, nothing of what
  /// carries them, not what they reach on one axis alone.
  func brief() -> CellCollector {
    var collector = self
    collector.isBrief = true
    if !rows.isOfClaims, !columns.isOfClaims {
      collector.rows.askPlacesAlone()
      collector.columns.askPlacesAlone()
    }
    return collector
  }

  /// Finds what follows on all risks, for two threads that will walk: each would find most of it.
  func prepared() -> CellCollector {
    var collector = self
    for risk in graph.nodes(of: .risk) {
      collector.rows.prepare(risk, &collector.risks)
      collector.columns.prepare(risk, &collector.risks)
    }
    return collector
  }

  /// Walks over the witnesses of a kind; what is found is the same on one thread and on two.
  mutating func collect<Failure>(
    of kind: Kind,
    onTwoThreads: Bool,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    let witnesses = graph.nodes(of: kind)
    guard onTwoThreads else { return try collect(of: kind, witnesses[...], &meter) }
    let (limit, collector, half) = (meter.limit, self, witnesses.count / 2)
    let (first, second) = try SideBySide.run(onTwoThreads: true) { () throws(Failure) in
      try collector.collected(of: kind, witnesses[..<half], room: witnesses.count, limit)
    } _: { () throws(Failure) in
      try collector.collected(of: kind, witnesses[half...], room: half + 1, limit)
    }
    self = consume first
    sheet.append(second.sheet)
    self.witnesses.add(second.witnesses)
    here.add(second.here)
    upper.add(second.upper)
    reachRows += second.reachRows
    reachColumns += second.reachColumns
  }

  /// Whether a witness of a kind stands in any cell; the collector is of no use afterwards.
  mutating func findsAny(of kind: Kind) -> Bool {
    graph.nodes(of: kind).contains { witness in
      bits.begin()
      collect(witness, of: kind)
      return (0..<bits.work).contains { bits[$0].facts[0] != 0 }
    }
  }

  /// What is found of some witnesses, with room for so many.
  private func collected<Failure>(
    of kind: Kind,
    _ part: ArraySlice<NodeID>,
    room: Int,
    _ limit: WorkLimit<Failure>
  ) throws(Failure) -> CellCollector {
    var meter = try WorkMeter(limit)
    var collector = self
    collector.setApart()
    collector.sheet.reserveCapacity(room)
    collector.rows.reserveCapacity(room)
    collector.columns.reserveCapacity(room)
    try collector.collect(of: kind, part, &meter)
    return collector
  }

  /// Begins to walk on another thread than who made it.
  private mutating func setApart() {
    statedBy = statedBy.map { $0.apart() }
    introducedBy = introducedBy.map { $0.apart() }
    rows.setApart()
    columns.setApart()
    risks.setApart()
  }

  private mutating func collect<Failure>(
    of kind: Kind,
    _ part: ArraySlice<NodeID>,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    for witness in part {
      bits.begin()
      collect(witness, of: kind)
      for index in 0..<bits.work {
        let (row, column, facts) = bits[index]
        witnesses.count(facts[0], row, column)
        here.count(facts[0] & facts[1], row, column)
        upper.count(facts[2], row, column)
      }
      try meter.step(1 + bits.work)
    }
    sheet.adopt(rows: rows.giveSetsAway(), columns: columns.giveSetsAway())
  }

  /// A paper meets a cell when one of its mitigations or risks meets both axes.
  private func introduced(by paper: NodeID) -> [NodeID] {
    if rows.asksWitness && columns.asksWitness { return [paper] }
    var inner: Set<NodeID> = []
    for index in statedBy.indices { statedBy[index].forEach(at: paper) { inner.insert($1) } }
    return inner.sorted()
  }

  /// Finds where a witness stands on an axis, by one node of it.
  private static func find(
    _ reach: inout AxisReach,
    on axis: inout AxisReacher,
    _ witness: NodeID,
    _ node: NodeID,
    _ risks: inout RiskReach
  ) {
    if axis.asksWitness {
      reach = axis.reach(byValuesOf: witness)
    } else if axis.isOfClaims {
      reach = AxisReach()
    } else {
      axis.find(&reach, of: node, &risks)
    }
  }

  private mutating func collect(_ witness: NodeID, of kind: Kind) {
    if kind == .paper {
      collect(witness, through: introduced(by: witness))
    } else {
      collect(witness, through: CollectionOfOne(witness))
    }
  }

  private mutating func collect(_ witness: NodeID, through inner: some Sequence<NodeID>) {
    var reachesRows = false
    var reachesColumns = false
    for node in inner {
      Self.find(&row, on: &rows, witness, node, &risks)
      Self.find(&column, on: &columns, witness, node, &risks)
      let asksEdges =
        (!isBrief || rows.isOfClaims || columns.isOfClaims)
        && (!row.places.isEmpty || !column.places.isEmpty)
      let edges = asksEdges ? introductions(of: node, asWitness: witness) : []
      if rows.isOfClaims, !column.places.isEmpty {
        row = rows.reach(ofValues: column.claims.map(\.edge) + edges)
      } else if columns.isOfClaims, !row.places.isEmpty {
        column = columns.reach(ofValues: row.claims.map(\.edge) + edges)
      }
      reachesRows = reachesRows || !row.places.isEmpty
      reachesColumns = reachesColumns || !column.places.isEmpty
      if !isBrief {
        sheet.reach(rows: row.places, rows.sets)
        sheet.reach(columns: column.places, columns.sets)
      }
      if !row.places.isEmpty, !column.places.isEmpty { meet(edges) }
      gather(Patch(rows: row.possible, columns: column.possible), 2)
    }
    if reachesRows { reachRows += 1 }
    if reachesColumns { reachColumns += 1 }
    if reachesRows || reachesColumns { sheet.endWitness(witness) }
  }

  private static let masks: [SIMD4<UInt64>] = [
    SIMD4(.max, 0, 0, 0), SIMD4(0, .max, 0, 0), SIMD4(0, 0, .max, 0),
  ]

  private mutating func gather(_ patch: Patch, _ lane: Int) {
    if isBrief { return }
    bits.gather(patch, Self.masks[lane], rows.sets, columns.sets)
  }

  /// Notes that the witness lies in some cells.
  private mutating func place(_ patch: Patch) {
    gather(patch, 0)
    sheet.add(cells: patch)
  }

  /// Puts a witness into every cell of the rows and columns that one node of it reaches.
  private mutating func meet(_ edges: [EdgeID]) {
    if rows.isOfClaims || columns.isOfClaims {
      meetByValues(edges, row, column)
      return
    }
    let all = Patch(rows: row.places, columns: column.places)
    place(all)
    if isBrief { return }
    gather(Patch(rows: row.here, columns: column.here), 1)
    for claim in row.claims {
      sheet.add(
        claim.edge,
        isClaim: true,
        cells: Patch(rows: claim.places, columns: column.places),
        plain: Patch(rows: claim.plain, columns: column.places)
      )
    }
    for claim in column.claims {
      sheet.add(
        claim.edge,
        isClaim: true,
        cells: Patch(rows: row.places, columns: claim.places),
        plain: Patch(rows: row.places, columns: claim.plain)
      )
    }
    for edge in edges { sheet.add(edge, isClaim: false, cells: all) }
  }

  /// A place of a value holds what carries the witness and has this value, and no other: a claim that
  /// carries the witness to one place may carry no value that another one does.
  private mutating func meetByValues(_ edges: [EdgeID], _ row: AxisReach, _ column: AxisReach) {
    for claim in row.claims + column.claims {
      put(claim.edge, isClaim: true, places: claim.places, plain: claim.plain, row, column)
    }
    for edge in edges {
      let places = rows.isOfClaims ? column.places : row.places
      put(edge, isClaim: false, places: places, plain: PlaceSet(), row, column)
    }
    place(Patch(rows: row.places, columns: columns.total()))
    place(Patch(rows: rows.total(), columns: column.places))
  }

  /// Puts the witness where one statement stands by its value, into those of the other axis's places to
  /// which the statement carries it.
  private mutating func put(
    _ edge: EdgeID,
    isClaim: Bool,
    places: PlaceSet,
    plain: PlaceSet,
    _ row: AxisReach,
    _ column: AxisReach
  ) {
    if rows.isOfClaims {
      let value = rows.place(of: edge).map { rows.single($0) } ?? rows.total()
      let cells = Patch(rows: value, columns: places)
      place(cells)
      gather(Patch(rows: value, columns: columns.intersection(places, column.here)), 1)
      sheet.add(edge, isClaim: isClaim, cells: cells, plain: Patch(rows: value, columns: plain))
    } else {
      let value = columns.place(of: edge).map { columns.single($0) } ?? columns.total()
      let cells = Patch(rows: places, columns: value)
      place(cells)
      gather(Patch(rows: rows.intersection(places, row.here), columns: value), 1)
      sheet.add(edge, isClaim: isClaim, cells: cells, plain: Patch(rows: plain, columns: value))
    }
  }

  /// The statements that bring a node of a witness into the graph, where they are evidence; of a paper's
  /// node those of the paper.
  private func introductions(of node: NodeID, asWitness witness: NodeID) -> [EdgeID] {
    guard graph.kind(of: node) == .risk ? bringsNames : bringsIntroductions else { return [] }
    let paper = node == witness ? nil : witness
    var result: [EdgeID] = []
    // A paper that is asked itself is introduced by what it states.
    if graph.kind(of: node) == .paper {
      for index in statedBy.indices {
        statedBy[index].forEach(at: node) { edge, _ in result.append(edge) }
      }
    } else {
      for index in introducedBy.indices {
        introducedBy[index].forEach(at: node) { edge, end in
          if paper == nil || paper == end { result.append(edge) }
        }
      }
    }
    return result
  }
}
