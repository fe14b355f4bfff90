internal import EvidenceCore

/// What one witness reaches on one axis.
struct AxisReach {
  /// A claim that carries the witness to places on an axis.
  struct Claim {
    var edge: EdgeID
    var places: PlaceSet
    /// The places to which some chain with it rests on no match and on nothing that a model or a rule
    /// made.
    var plain: PlaceSet
  }

  /// The places reached, and the one for all of them.
  var places = PlaceSet()
  /// Those at which the witness is coded itself.
  var here = PlaceSet()
  /// The places reached, those that the witness may still belong to, as it is coded above them and at
  /// nothing below, and the one for all of them.
  var possible = PlaceSet()
  /// The claims that carry the witness; none on an axis without claims. One may come several times.
  var claims: [Claim] = []
}

/// Finds what witnesses reach on one axis.
struct AxisReacher {
  private let graph: EvidenceGraph
  private let hierarchy: Hierarchy
  private let axis: CoverageAxis
  /// The axis's relations, both ways.
  private var walks: [RelationWalk]
  /// The place of each node that stands on the axis.
  private let placeOfNode: NodeNumbers
  private let isRiskAxis: Bool
  private let isMitigationAxis: Bool
  private let (mitigationKind, riskKind): (Int?, Int?)
  /// Whether this is the axis of one place that every witness reaches.
  private let isUniversal: Bool
  /// What the values on it are of, where values stand on it.
  private let values: AxisValues?
  private let placesOfValues: [String: Int]
  /// The sets of places that were found.
  private(set) var sets: PlaceSets
  /// Where what chains reach from each row of targets stands in ``rowPlaces``, by the row's number.
  private var placesOfRow: [Int32] = []
  private var rowPlaces: [RowPlaces] = []
  /// The rows of targets of which the same stands on the axis have the same places.
  private var knownRows: [Signature: Int32] = [:]
  /// What stands on the axis of the row that is asked about.
  private var signature = Signature()
  private var codesOfRows: [Int] = []
  /// What a code stands for, by the number that its node was given.
  private var codes: [Code] = []
  private var codeOfNode: NodeNumbers
  /// Whether the places that are reached are all that is asked for.
  private(set) var asksPlacesAlone = false
  /// Of the witness that is asked about: its ways to risks, where each leads, the nodes that are joined
  /// to it, and the codes among them.
  private var ways: [RiskReach.Way] = []
  private var placesOfWays: [PlaceSet] = []
  private var joined: [NodeID] = []
  private var coded: [Int] = []

  private static let none: Int32 = -1

  /// The targets of a row that stand on the axis, with how they are reached; told apart in one step.
  private struct Signature: Hashable {
    var targets: [UInt64] = []

    func hash(into hasher: inout Hasher) {
      var hash = UInt64(targets.count)
      for target in targets {
        let product = (hash ^ target).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        hash = product.high ^ product.low
      }
      hasher.combine(hash)
    }
  }

  /// The places of a row of targets.
  private struct RowPlaces {
    var places: PlaceSet
    var plain: PlaceSet
    var here: PlaceSet
    /// The concepts among those that are coded and stand in a hierarchy, as places of ``codesOfRows``.
    var codes: Range<Int>
  }

  /// A node that witnesses are coded at.
  private struct Code {
    /// Itself and everything above it.
    var upwards: [NodeID]
    /// The places of these.
    var places: PlaceSet
    var here: PlaceSet
    /// Where a witness may belong that is coded here and at nothing below.
    var open: PlaceSet
  }

  init(_ graph: EvidenceGraph, _ hierarchy: Hierarchy, _ axis: CoverageAxis) {
    self.init(graph, hierarchy, axis, isUniversal: false)
  }

  /// The axis of one place that every witness reaches, for counting along the other axis alone.
  init(universalIn graph: EvidenceGraph, _ hierarchy: Hierarchy) {
    let axis = CoverageAxis(selection: "", level: nil, title: "", entries: [], relations: [])
    self.init(graph, hierarchy, axis, isUniversal: true)
  }

  private init(
    _ graph: EvidenceGraph,
    _ hierarchy: Hierarchy,
    _ axis: CoverageAxis,
    isUniversal: Bool
  ) {
    self.graph = graph
    self.hierarchy = hierarchy
    self.axis = axis
    walks = axis.relations.flatMap { relation in
      [true, false].map { RelationWalk(graph, relation, outgoing: $0, forMost: true) }
    }
    self.isUniversal = isUniversal
    sets = PlaceSets(count: isUniversal ? 1 : axis.entries.count)
    let entries = axis.entries.map(\.node)
    placeOfNode = NodeNumbers(numbering: entries)
    codeOfNode = NodeNumbers(for: entries)
    let kind = axis.entries.first.map { graph.kind(of: $0.node) }
    isRiskAxis = kind == .risk || kind == .riskDomain
    isMitigationAxis = kind == .mitigation
    mitigationKind = graph.kinds.firstIndex(of: .mitigation)
    riskKind = graph.kinds.firstIndex(of: .risk)
    values = axis.values
    var places: [String: Int] = [:]
    if values != nil {
      for (index, entry) in axis.entries.enumerated() {
        places[AxisValues.value(at: entry.node, in: graph)] = index
      }
    }
    placesOfValues = places
  }

  /// Begins to walk on another thread than who made it.
  mutating func setApart() { walks = walks.map { $0.apart() } }

  /// From now on nothing is found but the places that mitigations and risks reach: not where they are
  /// coded themselves, not where they may belong, not by which claims.
  mutating func askPlacesAlone() { asksPlacesAlone = true }

  /// Makes room for what so many witnesses reach.
  mutating func reserveCapacity(_ witnesses: Int) { sets.reserveCapacity(witnesses) }

  /// The sets of places that were found; afterwards nothing more is found.
  mutating func giveSetsAway() -> PlaceSets {
    let given = sets
    sets = PlaceSets(count: given.count)
    return given
  }

  /// How many places the axis has.
  var count: Int { sets.count }

  /// Whether the axis is of values of claims, so that what stands on the other axis decides.
  var isOfClaims: Bool { values?.isOfClaims == true }

  /// Whether a witness is asked itself, and not what it introduces.
  var asksWitness: Bool { isUniversal || values.map { !$0.isOfClaims } == true }

  /// The place of a claim, or of a statement that introduces a witness, on an axis of their values.
  func place(of edge: EdgeID) -> Int? {
    values.flatMap { placesOfValues[$0.value(of: edge, in: graph) ?? AxisValues.notStated] }
  }

  /// The set of one place, and the one for all.
  mutating func single(_ place: Int) -> PlaceSet { sets.single(place) }

  /// The set of the place for all.
  mutating func total() -> PlaceSet { sets.single(sets.all) }

  /// What two sets share.
  mutating func intersection(_ a: PlaceSet, _ b: PlaceSet) -> PlaceSet { sets.intersection(a, b) }

  /// The places of some statements, on an axis of their values.
  mutating func reach(ofValues edges: some Sequence<EdgeID>) -> AxisReach {
    for edge in edges { if let place = place(of: edge) { sets.insert(place) } }
    return reach()
  }

  /// Where a witness stands by its own values, or by those of its papers.
  mutating func reach(byValuesOf witness: NodeID) -> AxisReach {
    if isUniversal { sets.insert(0) }
    if let values, !values.isOfClaims {
      let found = values.values(of: witness, in: graph)
      for value in found.isEmpty ? [AxisValues.notStated] : found {
        if let place = placesOfValues[value] { sets.insert(place) }
      }
    }
    return reach()
  }

  /// The set that is being made, as the places at which a witness stands itself.
  private mutating func reach() -> AxisReach {
    let places = sets.take(withAll: true)
    return AxisReach(places: places, here: places, possible: places)
  }

  /// What a mitigation or a risk reaches.
  ///
  /// - Parameter reach: what is found takes the place of what is in it.
  mutating func find(_ reach: inout AxisReach, of witness: NodeID, _ risks: inout RiskReach) {
    reach.claims.removeAll(keepingCapacity: true)
    let kind = graph.kindNumber(of: witness)
    if isMitigationAxis, kind == riskKind {
      findMitigations(&reach, of: witness, &risks)
    } else if isRiskAxis, kind == mitigationKind || kind == riskKind {
      findByChains(&reach, of: witness, &risks)
    } else {
      findByCodes(&reach, of: witness)
    }
  }

  /// Finds what follows on a risk, for all who will come to it.
  mutating func prepare(_ risk: NodeID, _ risks: inout RiskReach) {
    guard isRiskAxis else { return }
    risks.find(&ways, from: risk)
    for way in ways { _ = places(ofRow: way.row, &risks) }
  }

  private mutating func findMitigations(
    _ reach: inout AxisReach,
    of risk: NodeID,
    _ risks: inout RiskReach
  ) {
    let sources = risks.sources(of: risk, among: axis.entries.map(\.node).sorted())
    for source in sources {
      let places = sets.single(Int(placeOfNode[source.mitigation]))
      reach.claims.append(
        AxisReach.Claim(
          edge: source.claim,
          places: places,
          plain: source.isPlain ? places : PlaceSet()
        )
      )
    }
    reach.places = union(reach.claims.map(\.places))
    for source in sources where source.isHere {
      sets.insert(Int(placeOfNode[source.mitigation]))
    }
    reach.here = sets.take(withAll: false)
    reach.possible = reach.places
  }

  private mutating func findByChains(
    _ reach: inout AxisReach,
    of witness: NodeID,
    _ risks: inout RiskReach
  ) {
    risks.find(&ways, from: witness)
    if asksPlacesAlone {
      reach.places = placesAlone(&risks)
      return
    }
    coded.removeAll(keepingCapacity: true)
    for way in ways {
      let row = places(ofRow: way.row, &risks)
      if !row.codes.isEmpty { coded += codesOfRows[row.codes] }
      guard let claim = way.claim, !row.places.isEmpty else { continue }
      reach.claims.append(AxisReach.Claim(edge: claim, places: row.places, plain: row.plain))
    }
    if ways.count == 1 {
      let row = places(ofRow: ways[0].row, &risks)
      (reach.places, reach.here) = (row.places, row.here)
    } else {
      for way in ways { sets.insert(places(ofRow: way.row, &risks).places) }
      reach.places = sets.take(withAll: true)
      for way in ways { sets.insert(places(ofRow: way.row, &risks).here) }
      reach.here = sets.take(withAll: false)
    }
    reach.possible = possible(reach.places)
  }

  /// The places to which the ways of a witness lead.
  private mutating func placesAlone(_ risks: inout RiskReach) -> PlaceSet {
    // A row that is met for the first time makes sets of its own.
    placesOfWays.removeAll(keepingCapacity: true)
    for index in ways.indices {
      placesOfWays.append(places(ofRow: ways[index].row, &risks).places)
    }
    return union(placesOfWays)
  }

  private mutating func places(ofRow row: Int, _ risks: inout RiskReach) -> RowPlaces {
    if row < placesOfRow.count, placesOfRow[row] != Self.none {
      return rowPlaces[Int(placesOfRow[row])]
    }
    if placesOfRow.count <= row {
      placesOfRow += repeatElement(Self.none, count: row + 1 - placesOfRow.count)
    }
    signature.targets.removeAll(keepingCapacity: true)
    for target in risks.targets(ofRow: row) where matters(target) {
      signature.targets.append(
        UInt64(target.node.index) << 2 | (target.isPlain ? 2 : 0) | (target.isHere ? 1 : 0)
      )
    }
    if let known = knownRows[signature] {
      placesOfRow[row] = known
    } else {
      placesOfRow[row] = Int32(rowPlaces.count)
      knownRows[signature] = placesOfRow[row]
      rowPlaces.append(places(of: risks.targets(ofRow: row).filter { matters($0) }))
    }
    return rowPlaces[Int(placesOfRow[row])]
  }

  /// Whether a target stands on the axis, or is a concept that a witness is coded at.
  private func matters(_ target: RiskReach.Target) -> Bool {
    placeOfNode[target.node] != NodeNumbers.none
      || target.isHere && hierarchy.contains(target.node)
  }

  private mutating func places(of targets: [RiskReach.Target]) -> RowPlaces {
    func take(_ isTaken: (RiskReach.Target) -> Bool, withAll: Bool = true) -> PlaceSet {
      for target in targets where isTaken(target) {
        let place = placeOfNode[target.node]
        if place != NodeNumbers.none { sets.insert(Int(place)) }
      }
      return sets.take(withAll: withAll)
    }
    var found = RowPlaces(
      places: take { _ in true },
      plain: take { $0.isPlain },
      here: take({ $0.isHere }, withAll: false),
      codes: 0..<0
    )
    let firstCode = codesOfRows.count
    for target in targets where target.isHere && hierarchy.contains(target.node) {
      codesOfRows.append(code(of: target.node))
    }
    found.codes = firstCode..<codesOfRows.count
    return found
  }

  private mutating func findByCodes(_ reach: inout AxisReach, of witness: NodeID) {
    findCodes(of: witness)
    if coded.count == 1 {
      let code = codes[coded[0]]
      (reach.places, reach.here) = (code.places, code.here)
    } else {
      for code in coded { sets.insert(codes[code].places) }
      reach.places = sets.take(withAll: true)
      if asksPlacesAlone { return }
      for code in coded { sets.insert(codes[code].here) }
      reach.here = sets.take(withAll: false)
    }
    reach.possible = possible(reach.places)
  }

  /// The places of any of some sets.
  private mutating func union(_ parts: [PlaceSet], withAll: Bool = true) -> PlaceSet {
    if parts.count == 1 { return parts[0] }
    for part in parts { sets.insert(part) }
    return sets.take(withAll: withAll)
  }

  /// Some places, and those where the witness may belong that is coded higher up: below each of its codes
  /// that has no code below it.
  private mutating func possible(_ places: PlaceSet) -> PlaceSet {
    guard coded.contains(where: { !codes[$0].open.isEmpty }) else { return places }
    var settled: Set<NodeID> = []
    if coded.count > 1 {
      for code in coded { settled.formUnion(codes[code].upwards.dropFirst()) }
    }
    for code in coded where !settled.contains(codes[code].upwards[0]) {
      sets.insert(codes[code].open)
    }
    sets.insert(places)
    return sets.take(withAll: true)
  }

  /// Finds the codes that statements of the axis's relations join to a witness, each once.
  private mutating func findCodes(of witness: NodeID) {
    coded.removeAll(keepingCapacity: true)
    if placeOfNode[witness] != NodeNumbers.none {
      coded.append(code(of: witness))
      return
    }
    joined.removeAll(keepingCapacity: true)
    for index in walks.indices { walks[index].forEach(at: witness) { joined.append($1) } }
    if joined.count > 1 { joined.sort() }
    for index in joined.indices where index == 0 || joined[index - 1] != joined[index] {
      coded.append(code(of: joined[index]))
    }
  }

  /// The number of a code.
  private mutating func code(of node: NodeID) -> Int {
    let known = codeOfNode[node]
    if known != NodeNumbers.none { return Int(known) }
    func take(_ nodes: some Sequence<NodeID>, withAll: Bool = true) -> PlaceSet {
      for node in nodes {
        let place = placeOfNode[node]
        if place != NodeNumbers.none { sets.insert(Int(place)) }
      }
      return sets.take(withAll: withAll)
    }
    let upwards = hierarchy.upwards(from: node)
    let below = Array(hierarchy.downwards(from: node).dropFirst())
    codes.append(
      Code(
        upwards: upwards,
        places: take(upwards),
        here: take(CollectionOfOne(node), withAll: false),
        // Whatever shares a concept below the code with it, and is not the code itself.
        open: below.isEmpty ? PlaceSet() : take(hierarchy.upwards(from: below))
      )
    )
    codeOfNode[node] = UInt32(codes.count - 1)
    return codes.count - 1
  }
}
