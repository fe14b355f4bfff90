internal import EvidenceCore

/// What one witness reaches on one axis.
struct AxisReach {
  /// The positions reached, each with whether it is coded there itself.
  var positions: [Int: Bool] = [:]
  /// The positions that the witness may still belong to: it is coded above them, at nothing below.
  var unresolved: Set<Int> = []
  /// The claims that carry the witness to each position; empty on an axis without claims.
  var claims: [Int: [CarriedClaim]] = [:]
}

/// An ADDRESSES statement that carries a witness to a place on an axis.
struct CarriedClaim: Hashable {
  var edge: EdgeID
  /// Whether some chain with it rests on no match and on nothing that a model or a rule made.
  var isPlain: Bool
}

/// Finds what witnesses reach on one axis.
struct AxisReacher {
  private let graph: EvidenceGraph
  private let hierarchy: Hierarchy
  private let axis: CoverageAxis
  private let positions: [NodeID: Int]
  private let isRiskAxis: Bool
  private let isMitigationAxis: Bool
  /// Whether this is the axis of one place that every witness reaches.
  private let isUniversal: Bool
  /// What the values on it are of, where values stand on it.
  let values: AxisValues?
  private let placesOfValues: [String: Int]
  /// The nodes of an axis's scheme that stand on it or above or below what does.
  private let relevant: Set<NodeID>

  init(_ graph: EvidenceGraph, _ hierarchy: Hierarchy, _ axis: CoverageAxis) {
    self.graph = graph
    self.hierarchy = hierarchy
    self.axis = axis
    var positions: [NodeID: Int] = [:]
    for (index, entry) in axis.entries.enumerated() { positions[entry.node] = index }
    self.positions = positions
    // A concept coded above a place may share with it what lies below, by another parent.
    let below = axis.entries.map(\.node) + hierarchy.closure(of: axis.entries.map(\.node))
    relevant = hierarchy.closure(of: below)
    let kind = axis.entries.first.map { graph.kind(of: $0.node) }
    isRiskAxis = kind == .risk || kind == .riskDomain
    isMitigationAxis = kind == .mitigation
    isUniversal = false
    values = axis.values
    var places: [String: Int] = [:]
    if values != nil {
      for (index, entry) in axis.entries.enumerated() {
        places[AxisValues.value(at: entry.node, in: graph)] = index
      }
    }
    placesOfValues = places
  }

  /// The axis of one place that every witness reaches, for counting along the other axis alone.
  init(universalIn graph: EvidenceGraph, _ hierarchy: Hierarchy) {
    self.graph = graph
    self.hierarchy = hierarchy
    axis = CoverageAxis(selection: "", level: nil, title: "", entries: [], relations: [])
    positions = [:]
    relevant = []
    isRiskAxis = false
    isMitigationAxis = false
    isUniversal = true
    values = nil
    placesOfValues = [:]
  }

  /// How many places the axis has.
  var count: Int { isUniversal ? 1 : axis.entries.count }

  /// Whether the axis is of values of claims, so that what stands on the other axis decides.
  var isOfClaims: Bool { values?.isOfClaims == true }

  /// Whether a witness is asked itself, and not what it introduces.
  var asksWitness: Bool { isUniversal || values.map { !$0.isOfClaims } == true }

  /// The place of a claim, or of a statement that introduces a witness, on an axis of their values.
  func place(of edge: EdgeID) -> Int? {
    values.flatMap { placesOfValues[$0.value(of: edge, in: graph) ?? AxisValues.notStated] }
  }

  /// Where a witness stands by its own values, or by those of its papers.
  func reach(byValuesOf witness: NodeID) -> AxisReach {
    var result = AxisReach()
    if isUniversal { result.positions[0] = true }
    guard let values, !values.isOfClaims else { return result }
    let found = values.values(of: witness, in: graph)
    for value in found.isEmpty ? [AxisValues.notStated] : found {
      if let place = placesOfValues[value] { result.positions[place] = true }
    }
    return result
  }

  /// What a mitigation or a risk reaches.
  func reach(of witness: NodeID, _ risks: inout RiskReach) -> AxisReach {
    var result = AxisReach()
    var codes: Set<NodeID> = []
    if isMitigationAxis, graph.kind(of: witness) == .risk {
      for hit in risks.hits(to: witness, among: positions.keys.sorted()) {
        guard let position = positions[hit.mitigation] else { continue }
        result.positions[position] = result.positions[position] == true || hit.isHere
        result.claims[position, default: []]
          .append(CarriedClaim(edge: hit.claim, isPlain: hit.isPlain))
      }
      return result
    }
    if isRiskAxis, graph.kind(of: witness) == .mitigation || graph.kind(of: witness) == .risk {
      for hit in risks.hits(from: witness) {
        if hit.isHere, relevant.contains(hit.target) { codes.insert(hit.target) }
        guard let position = positions[hit.target] else { continue }
        result.positions[position] = result.positions[position] == true || hit.isHere
        if let claim = hit.claim {
          result.claims[position, default: []]
            .append(CarriedClaim(edge: claim, isPlain: hit.isPlain))
        }
      }
    } else {
      codes = stated(by: witness)
      for code in codes {
        for node in hierarchy.upwards(from: code) {
          guard let position = positions[node] else { continue }
          result.positions[position] = result.positions[position] == true || node == code
        }
      }
    }
    result.unresolved = unresolved(codes).subtracting(result.positions.keys)
    return result
  }

  /// The nodes that statements of the axis's relations join to a witness.
  private func stated(by witness: NodeID) -> Set<NodeID> {
    if positions[witness] != nil { return [witness] }
    var nodes: Set<NodeID> = []
    for relation in axis.relations {
      for edge in graph.outgoing(witness, relation) where !graph.isNegated(edge) {
        nodes.insert(graph.to(edge))
      }
      for edge in graph.incoming(witness, relation) where !graph.isNegated(edge) {
        nodes.insert(graph.from(edge))
      }
    }
    return nodes
  }

  /// Where a witness may belong that is coded higher up: below each code that has no code below it.
  private func unresolved(_ codes: Set<NodeID>) -> Set<Int> {
    var result: Set<Int> = []
    for code in codes where !hierarchy.children(of: code).isEmpty {
      let below = hierarchy.downwards(from: code).dropFirst()
      if below.contains(where: { codes.contains($0) }) { continue }
      // Whatever shares a concept below the code with it, and is not the code itself.
      for shared in hierarchy.upwards(from: Array(below)) {
        if let position = positions[shared] { result.insert(position) }
      }
    }
    return result
  }
}
