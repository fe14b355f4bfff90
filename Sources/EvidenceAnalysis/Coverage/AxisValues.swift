public import EvidenceCore

/// What the values of an axis are of, where values stand on it and not nodes: years, types of
/// evidence, sources.
///
/// A place that holds nothing there is blank and no gap: nobody has to have written in every year.
public enum AxisValues: Hashable, Sendable {
  /// A property of the witness, else of each paper that introduces it; a paper's `year` is found
  /// wherever the graph has it.
  case property(String)
  /// The type of evidence of each claim.
  case evidenceType
  /// The source of each claim.
  case source
  /// The data set in which each claim was read.
  case via

  /// Reads a selection; any word may be a property.
  init(_ selection: String) {
    switch selection {
    case "evidenceType": self = .evidenceType
    case "source": self = .source
    case "via": self = .via
    default: self = .property(selection)
    }
  }

  /// Whether a place holds the claims that have its value, and not every claim of its witnesses.
  var isOfClaims: Bool {
    if case .property = self { false } else { true }
  }

  /// What the last place is called, where something has no value.
  static let notStated = "not stated"

  /// The values of a witness, where they are its own or its papers'; empty where there is none.
  func values(of witness: NodeID, in graph: EvidenceGraph) -> Set<String> {
    guard case .property(let name) = self else { return [] }
    let own = Self.values(name, of: witness, in: graph)
    guard own.isEmpty, graph.kind(of: witness) != .paper else { return own }
    return graph.introducers(of: [witness])
      .reduce(into: []) { $0.formUnion(Self.values(name, of: $1, in: graph)) }
  }

  private static func values(_ name: String, of node: NodeID, in graph: EvidenceGraph) -> Set<
    String
  > {
    if name == "year", let year = graph.year(of: node) { return [String(year)] }
    switch graph.property(name, of: node) {
    case .strings(let all): return Set(all)
    case let value?: return [value.text]
    case nil: return []
    }
  }

  /// The value of a claim, or of a statement that introduces a witness; `nil` where it states none.
  func value(of edge: EdgeID, in graph: EvidenceGraph) -> String? {
    switch self {
    case .property: return nil
    case .evidenceType: return graph.evidenceType(of: edge)?.rawValue
    case .via: return graph.via(of: edge)
    case .source:
      if let paper = graph.sourceNode(of: edge) { return graph.key(of: paper).text }
      if let key = graph.source(of: edge) { return key.text }
      let from = graph.from(edge)
      return graph.kind(of: from) == .paper ? graph.key(of: from).text : nil
    }
  }

  /// Every value that occurs among witnesses of a kind, the last one for those without.
  ///
  /// - Complexity: O(witnesses + the statements that introduce them or claim about them).
  func occurring(of kind: Kind, in graph: EvidenceGraph) -> [String] {
    var found: Set<String> = []
    var isMissing = false
    func add(_ value: String?) {
      if let value { found.insert(value) } else { isMissing = true }
    }
    if isOfClaims {
      for edge in graph.edges
      where graph.relation(of: edge).bearsEvidence && !graph.isNegated(edge) {
        add(value(of: edge, in: graph))
      }
    } else {
      for witness in graph.nodes(of: kind) {
        let values = values(of: witness, in: graph)
        if values.isEmpty { isMissing = true } else { found.formUnion(values) }
      }
    }
    return found.sorted(by: Self.precedes) + (isMissing ? [Self.notStated] : [])
  }

  /// Numbers by size, then texts by their words.
  static func precedes(_ a: String, _ b: String) -> Bool {
    switch (Double(a), Double(b)) {
    case (let x?, let y?): x != y ? x < y : a.precedesInUTF8(b)
    case (.some, nil): true
    case (nil, .some): false
    case (nil, nil): a != b && NaturalOrder.precedes(a, b)
    }
  }
}

extension Kind {
  /// The kind of the nodes that ``EvidenceGraph/withPlaces(of:for:)`` adds: values, that stand on an axis.
  package static let axisValue: Kind = "AxisValue"
}

extension EvidenceGraph {
  /// The graph with a node for each value of the axes that are of values, so that they can be asked for
  /// like schemes: `year`, any other property, `evidenceType`, `source`, `via`.
  ///
  /// ```swift
  /// let graph = try graph.withPlaces(of: [CoverageQuery.Axis("year")], for: .mitigation)
  /// let matrix = try CoverageAnalysis(graph).matrix(
  ///   CoverageQuery(rows: .init("mit-risk@4", level: 1), columns: .init("year"))
  /// )
  /// ```
  /// - Parameters:
  ///   - axes: what is asked for; a scheme or a kind wants no places.
  ///   - kind: the kind of the witnesses.
  /// - Returns: this graph itself where no axis is of values.
  /// - Throws: `EvidenceError` if the graph cannot be built anew.
  /// - Complexity: O(*n* + *m*) for each axis of values, and building a graph.
  public func withPlaces(
    of axes: [CoverageQuery.Axis],
    for kind: Kind
  ) throws(EvidenceError) -> EvidenceGraph {
    let axisBuilder = AxisBuilder(graph: self, hierarchy: Hierarchy(self))
    var added: [Node] = []
    var taken: Set<Key> = []
    for axis in axes
    where axisBuilder.members(of: axis.selection) == nil && axisBuilder.hasValues(axis.selection) {
      let values = AxisValues(axis.selection)
      for value in values.occurring(of: kind, in: self) {
        if values == .source, node(Key(value)) != nil { continue }
        let plain = Key(value)
        let isFree = node(plain) == nil && taken.insert(plain).inserted
        added.append(
          Node(
            isFree ? plain : AxisValues.longKey(value, axis.selection),
            .axisValue,
            label: value,
            scheme: axis.selection
          )
        )
      }
    }
    guard !added.isEmpty else { return self }
    var builder = GraphBuilder(header: header)
    for node in nodes { builder.add(value(of: node)) }
    for node in added { builder.add(node) }
    for edge in edges { builder.add(statement(edge)) }
    return try builder.build()
  }
}

extension CoverageAxis {
  /// Leaves out the values, on an axis of those of claims, that no statement of some relations has.
  mutating func keepValues(of relations: Set<Relation>, in graph: EvidenceGraph) {
    guard let values, values.isOfClaims else { return }
    var found: Set<String> = []
    for edge in graph.edges
    where relations.contains(graph.relation(of: edge)) && !graph.isNegated(edge) {
      found.insert(values.value(of: edge, in: graph) ?? AxisValues.notStated)
    }
    entries = entries.filter { found.contains(AxisValues.value(at: $0.node, in: graph)) }
  }
}

extension AxisValues {
  /// The value that a node on an axis stands for: a place's name, or the key of a source.
  static func value(at node: NodeID, in graph: EvidenceGraph) -> String {
    let label = graph.kind(of: node) == .axisValue ? graph.label(of: node) : nil
    return label ?? graph.key(of: node).text
  }

  /// The key of a place whose value is the key of something else already.
  static func longKey(_ value: String, _ selection: String) -> Key { Key("\(selection)=\(value)") }

  /// The node that stands for a value; `nil` where the graph was given no places for the axis.
  func place(of value: String, _ selection: String, in graph: EvidenceGraph) -> NodeID? {
    let nodes = [Self.longKey(value, selection), Key(value)].compactMap { graph.node($0) }
    return nodes.first { graph.kind(of: $0) == .axisValue && graph.scheme(of: $0) == selection }
      ?? (self == .source ? nodes.last : nil)
  }
}
