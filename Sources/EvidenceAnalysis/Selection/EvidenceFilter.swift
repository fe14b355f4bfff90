public import EvidenceCore

/// Which evidence counts: by year, type, source, review, and by what is known of the witnesses.
///
/// A filter leaves out evidence-bearing statements; coding and matches stay.
public struct EvidenceFilter: Hashable, Sendable {
  /// Only evidence of papers of these years; a paper without a year does not count.
  public var years: ClosedRange<Int>?
  /// Only claims that rest on evidence of these types; none: any. An unstated type is an assertion.
  public var types: Set<EvidenceType>
  /// Only statements of these works and their versions; none: any.
  public var sources: [Key]
  /// Only statements that a second person reviewed and does not disagree with; a match that nobody
  /// reviewed stays.
  public var isReviewed: Bool
  /// Only witnesses whose properties have these values, as texts.
  public var properties: [String: String]

  /// Makes a filter; by itself it leaves nothing out.
  public init(
    years: ClosedRange<Int>? = nil,
    types: Set<EvidenceType> = [],
    sources: [Key] = [],
    isReviewed: Bool = false,
    properties: [String: String] = [:]
  ) {
    self.years = years
    self.types = types
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
      let low = years.lowerBound == Int.min ? "" : String(years.lowerBound)
      let high = years.upperBound == Int.max ? "" : String(years.upperBound)
      parts.append("papers of \(low)–\(high)")
    }
    if !types.isEmpty { parts.append(types.map(\.rawValue).sorted().joined(separator: " or ")) }
    if !sources.isEmpty { parts.append("stated by \(sources.map(\.text).joined(separator: ", "))") }
    if isReviewed { parts.append("reviewed statements") }
    for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
      parts.append("\(name) = \(value)")
    }
    return parts.joined(separator: "; ")
  }

  /// The graph of what counts, for witnesses of one kind.
  ///
  /// - Complexity: O(*n* + *m*) for *n* nodes and *m* statements.
  public func graph(from graph: EvidenceGraph, witnesses kind: Kind) -> EvidenceGraph {
    guard !isEmpty else { return graph }
    let works = Works(graph)
    let wanted = Set(
      sources.map { key in graph.node(key).map { works.work(of: $0) } ?? Works.Work.other(key) }
    )
    return graph.filtered(
      keepingNodes: { node in
        graph.kind(of: node) != kind
          || properties.allSatisfy { graph.property($0.key, of: node)?.text == $0.value }
      },
      keepingStatements: { edge in
        let relation = graph.relation(of: edge)
        if isReviewed, relation.bearsEvidence || relation.isMatch {
          let statement = graph.statement(edge)
          if statement.isDisputed { return false }
          if relation.bearsEvidence, statement.reviewer == nil { return false }
        }
        guard relation.bearsEvidence else { return true }
        if !types.isEmpty, relation == .addresses || relation == .identifies,
          !types.contains(graph.evidenceType(of: edge) ?? .assertion)
        {
          return false
        }
        if !wanted.isEmpty {
          guard let work = works.source(of: edge, in: graph), wanted.contains(work) else {
            return false
          }
        }
        guard let years else { return true }
        let from = graph.from(edge)
        let paper = graph.sourceNode(of: edge) ?? (graph.kind(of: from) == .paper ? from : nil)
        let year = paper.flatMap { graph.property("year", of: $0)?.integer }
        return year.map { years.contains(Int($0)) } ?? false
      }
    )
  }
}
