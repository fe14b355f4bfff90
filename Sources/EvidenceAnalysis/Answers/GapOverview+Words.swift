public import EvidenceCore

extension SystemicGap {
  /// What is missing, in a sentence without a full stop.
  public var text: String {
    let all = missing == of
    switch subject {
    case .measuresWithoutRisk:
      return
        (all
        ? "none of the \(grouped(of)) measures of \(name) states a risk that it addresses"
        : "\(grouped(missing)) of the \(grouped(of)) measures of \(name) state no risk that they address")
        + twinText + "; each wants one ADDRESSES statement"
    case .risksWithoutMeasure:
      return
        (all
        ? "none of the \(grouped(of)) risks of \(name) has a measure that states to address it"
        : "\(grouped(missing)) of the \(grouped(of)) risks of \(name) have no measure that states to address them")
        + twinText + "; each wants one ADDRESSES statement"
    case .unclassified:
      return
        (all
        ? "none of the \(grouped(of)) measures of \(name) is coded under a category"
        : "\(grouped(missing)) of the \(grouped(of)) measures of \(name) are coded under no category")
        + twinText + "; each wants one CLASSIFIED_AS statement"
    case .domainsWithoutMeasure:
      let none = missing - inferredOnly
      var parts: [String] = []
      if none > 0 { parts.append("\(none) have no measure at all") }
      if inferredOnly > 0 { parts.append("\(inferredOnly) have inferred ones alone") }
      return parts.joined(separator: ", ") + ", of the \(of) domains of \(name)"
        + (level.map { " at level \($0)" } ?? "")
    }
  }

  private var twinText: String {
    twins == 0 ? "" : " (\(twins == missing ? "all" : grouped(twins)) exact twins of ones above)"
  }

  private func grouped(_ number: Int) -> String {
    var digits = String(number)
    var result = ""
    while digits.count > 3 {
      result = "," + digits.suffix(3) + result
      digits = String(digits.dropLast(3))
    }
    return digits + result
  }
}

extension GapOverview {
  /// How a group is called; of a domain above the others it is said that only itself is meant.
  public func name(of group: Group, in graph: EvidenceGraph) -> String {
    group.subject.name(in: graph, by: grouping) + (group.isAbove ? " (itself)" : "")
  }
}

extension GapOverview.Subject {
  /// The key of a node, or the name of a data set, scheme or kind: what `--in` takes; `nil` for what
  /// belongs to no group.
  public func key(in graph: EvidenceGraph) -> String? {
    switch self {
    case .node(let node): graph.key(of: node).text
    case .named(let name), .measures(let name): name
    case .rest: nil
    }
  }

  /// How a group is called.
  public func name(in graph: EvidenceGraph, by grouping: GapOverview.Grouping) -> String {
    switch self {
    case .node(let node): graph.title(of: node)
    case .named(let name): name
    case .measures(let name): "measures of \(name)"
    case .rest:
      switch grouping {
      case .domain: "in no domain"
      case .scheme: "coded in no scheme"
      case .source: "introduced by no paper"
      case .via: "of no data set"
      case .kind: "of no kind"
      }
    }
  }
}
