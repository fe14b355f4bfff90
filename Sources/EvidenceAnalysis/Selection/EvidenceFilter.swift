public import EvidenceCore

/// Which evidence counts: by year, type, source, review, and by what is known of the witnesses.
///
/// A filter leaves out evidence-bearing statements; coding and matches stay.
public struct EvidenceFilter: Hashable, Sendable {
  /// Only evidence of papers of these years; a paper without a year does not count.
  public var years: ClosedRange<Int>?
  /// Only claims that rest on evidence of these types; none: any. An unstated type is an assertion.
  public var types: Set<EvidenceType>
  /// Only claims that take one of these sides; none: any. An unstated one supports.
  public var stances: Set<Stance>
  /// Only statements of these works and their versions; none: any.
  public var sources: [Key]
  /// Only statements that a second person reviewed and does not disagree with; a match that nobody
  /// reviewed stays.
  public var isReviewed: Bool
  /// Only witnesses whose properties have these values, as texts. `appraisal` and `appraisalTool`
  /// are properties of studies: they are asked of the work that states a claim, as its year is.
  public var properties: [String: String]

  /// Makes a filter; by itself it leaves nothing out.
  public init(
    years: ClosedRange<Int>? = nil,
    types: Set<EvidenceType> = [],
    stances: Set<Stance> = [],
    sources: [Key] = [],
    isReviewed: Bool = false,
    properties: [String: String] = [:]
  ) {
    self.years = years
    self.types = types
    self.stances = stances
    self.sources = sources
    self.isReviewed = isReviewed
    self.properties = properties
  }

  /// Whether nothing is left out.
  public var isEmpty: Bool { self == EvidenceFilter() }

  /// The filter in words, for a subtitle.
  public var text: String {
    var parts: [String] = []
    if let years {
      let (low, high) = (years.lowerBound, years.upperBound)
      parts.append(
        low == high
          ? "papers of \(low)"
          : high == Int.max
            ? "papers from \(low) on"
            : low == Int.min ? "papers up to \(high)" : "papers of \(low)–\(high)"
      )
    }
    if !types.isEmpty { parts.append(types.map(\.rawValue).sorted().joined(separator: " or ")) }
    if !stances.isEmpty {
      parts.append("claims that are \(stances.map(\.rawValue).sorted().joined(separator: " or "))")
    }
    if !sources.isEmpty { parts.append("stated by \(sources.map(\.text).joined(separator: ", "))") }
    if isReviewed { parts.append("reviewed statements") }
    for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
      parts.append("\(name) = \(value)")
    }
    return parts.joined(separator: "; ")
  }

  /// The graph of what counts, for witnesses of one kind: the graph rebuilt without the statements
  /// that fail, and without the nodes that lost every statement which introduced them.
  ///
  /// Years and sources apply to every evidence-bearing statement, by its source; where that is
  /// unknown, by the paper it starts from; with neither it fails. Types, stances and review apply to
  /// ADDRESSES, IDENTIFIES and EVALUATES: that a paper proposes a measure is read off its page.
  ///
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  public func graph(from graph: EvidenceGraph, witnesses kind: Kind) -> EvidenceGraph {
    guard !isEmpty else { return graph }
    let works = Works(graph)
    let wanted = Set(
      sources.map { key in graph.node(key).map { works.work(of: $0) } ?? Works.Work.other(key) }
    )
    var passing = [Bool](repeating: true, count: graph.statementCount)
    var introduced: Set<NodeID> = []
    var stillIntroduced: Set<NodeID> = []
    let ratings = properties.filter { isOfStudies($0.key, witnesses: kind) }
    for edge in graph.edges {
      let passes =
        self.passes(edge, graph, works, wanted) && appraised(edge, graph, as: ratings)
      passing[edge.position] = passes
      guard graph.relation(of: edge).introduces, !graph.isNegated(edge) else { continue }
      introduced.insert(graph.to(edge))
      if passes { stillIntroduced.insert(graph.to(edge)) }
    }
    let lost = introduced.subtracting(stillIntroduced)
    return graph.filtered(
      keepingNodes: { node in
        !lost.contains(node)
          && (graph.kind(of: node) != kind
            || properties.allSatisfy { name, value in
              isOfStudies(name, witnesses: kind) || graph.property(name, of: node)?.text == value
            })
      },
      keepingStatements: { passing[$0.position] }
    )
  }

  /// Whether a property is asked of the studies behind witnesses that are none.
  private func isOfStudies(_ name: String, witnesses kind: Kind) -> Bool {
    kind != .paper && Appraisal.properties.contains(name)
  }

  /// Whether the work that states a claim, or the paper that it starts from, was appraised so.
  private func appraised(
    _ edge: EdgeID,
    _ graph: EvidenceGraph,
    as ratings: [String: String]
  ) -> Bool {
    guard !ratings.isEmpty, graph.relation(of: edge).bearsEvidence else { return true }
    guard let maker = maker(of: edge, graph) else { return false }
    return ratings.allSatisfy { graph.property($0.key, of: maker)?.text == $0.value }
  }

  /// The node of the work that states a claim; of an unknown one, the paper that it starts from.
  private func maker(of edge: EdgeID, _ graph: EvidenceGraph) -> NodeID? {
    if graph.source(of: edge) != nil { return graph.sourceNode(of: edge) }
    let from = graph.from(edge)
    return graph.kind(of: from) == .paper ? from : nil
  }

  private func passes(
    _ edge: EdgeID,
    _ graph: EvidenceGraph,
    _ works: Works,
    _ wanted: Set<Works.Work>
  ) -> Bool {
    let relation = graph.relation(of: edge)
    guard relation.bearsEvidence else {
      return !(isReviewed && relation.isMatch && graph.isDisputed(edge))
    }
    if relation != .proposes {
      if isReviewed, graph.reviewer(of: edge) == nil || graph.isDisputed(edge) { return false }
      if !types.isEmpty, !types.contains(graph.evidenceType(of: edge) ?? .assertion) {
        return false
      }
      if !stances.isEmpty, !stances.contains(graph.stance(of: edge) ?? .supports) { return false }
    }
    let from = graph.from(edge)
    let paper = graph.kind(of: from) == .paper ? from : nil
    if !wanted.isEmpty {
      let work = works.source(of: edge, in: graph) ?? paper.map { works.work(of: $0) }
      guard let work, wanted.contains(work) else { return false }
    }
    guard let years else { return true }
    return maker(of: edge, graph).flatMap { graph.year(of: $0) }.map { years.contains($0) } ?? false
  }
}

extension Relation {
  /// Whether a statement of this relation brings a mitigation or a risk into the graph.
  var introduces: Bool { self == .proposes || self == .evaluates || self == .identifies }
}
