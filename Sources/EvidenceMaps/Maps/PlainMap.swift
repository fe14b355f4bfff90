public import EvidenceCore

/// Graphviz's own drawing of a map, made safe to show.
enum PlainMap {
  static func svg(_ graph: DOTGraph, options: MapOptions, prefix: String) throws(EvidenceError)
    -> String
  {
    var graph = graph
    let title = graph.remarks.count > 1 ? graph.remarks[1] : "Map"
    let notices = graph.remarks.filter { $0.hasPrefix("Notice") }
    let data = graph.remarks.last.map { [$0] } ?? []
    let lines = ([title] + notices + data).flatMap {
      TextMeasure.flow(LegibleText.clean($0, limit: 300), size: 9, width: 420).prefix(4)
    }
    graph.attributes.append(.label(lines.joined(separator: "\n")))
    let drawn = try LayoutDoor.render(graph, budget: options.budget)
    let id = SVGText.idPart(options.idPrefix ?? prefix)
    return try PlainSVG(
      prefix: id.first?.isLetter == true ? id : "map" + id,
      title: title,
      description: graph.remarks.dropFirst(2).joined(separator: " ")
    ).rewritten(drawn)
  }
}

extension CoverageMap: EvidenceMap {
  /// The whole matrix as Graphviz itself draws ``dot()``, with only what is safe left in it.
  ///
  /// - Throws: `EvidenceError` past the budget, or if the package was built without Graphviz.
  public func plainSVG() throws(EvidenceError) -> String {
    try PlainMap.svg(dotGraph(), options: options, prefix: "cov")
  }
}

extension TaxonomyMap: EvidenceMap {
  /// The whole scheme as Graphviz itself draws ``dot()``, with only what is safe left in it.
  ///
  /// - Throws: `EvidenceError` past the budget, or if the package was built without Graphviz.
  public func plainSVG() throws(EvidenceError) -> String {
    try PlainMap.svg(dotGraph(), options: options, prefix: "tax")
  }
}

extension RadialMap: EvidenceMap {
  /// The tree of the scheme as Graphviz itself draws ``dot()``, with only what is safe left in it.
  ///
  /// - Throws: `EvidenceError` past the budget, or if the package was built without Graphviz.
  public func plainSVG() throws(EvidenceError) -> String { try tree.plainSVG() }
}

extension PathsMap: EvidenceMap {
  /// The chains as Graphviz itself draws ``dot()``, with only what is safe left in it.
  ///
  /// - Throws: `EvidenceError` past the budget, or if the package was built without Graphviz.
  public func plainSVG() throws(EvidenceError) -> String {
    try PlainMap.svg(dotGraph(), options: options, prefix: "pth")
  }
}

extension AroundMap: EvidenceMap {
  /// The neighbourhood as Graphviz itself draws ``dot()``, with only what is safe left in it.
  ///
  /// - Throws: `EvidenceError` past the budget, or if the package was built without Graphviz.
  public func plainSVG() throws(EvidenceError) -> String {
    try PlainMap.svg(dotGraph(), options: options, prefix: "arn")
  }
}

extension OverviewMap: EvidenceMap {
  /// The overview as Graphviz itself draws ``dot()``, with only what is safe left in it.
  ///
  /// - Throws: `EvidenceError` past the budget, or if the package was built without Graphviz.
  public func plainSVG() throws(EvidenceError) -> String {
    try PlainMap.svg(dotGraph(), options: options, prefix: "ovw")
  }
}

extension ConceptsMap: EvidenceMap {
  /// The map as Graphviz itself draws ``dot()``, with only what is safe left in it.
  ///
  /// - Throws: `EvidenceError` past the budget, or if the package was built without Graphviz.
  public func plainSVG() throws(EvidenceError) -> String {
    try PlainMap.svg(dotGraph(), options: options, prefix: "ovw")
  }
}

extension NodesMap: EvidenceMap {
  /// The map as Graphviz itself draws ``dot()``, with only what is safe left in it.
  ///
  /// - Throws: `EvidenceError` past the budget, or if the package was built without Graphviz.
  public func plainSVG() throws(EvidenceError) -> String {
    try PlainMap.svg(dotGraph(), options: options, prefix: "ovw")
  }
}

extension GapsMap: EvidenceMap {
  /// The gaps as Graphviz itself draws ``dot()``, with only what is safe left in it.
  ///
  /// - Throws: `EvidenceError` past the budget, or if the package was built without Graphviz.
  public func plainSVG() throws(EvidenceError) -> String {
    try PlainMap.svg(dotGraph(), options: options, prefix: "gaps")
  }
}

extension DiffMap: EvidenceMap {
  /// The difference as Graphviz itself draws ``dot()``, with only what is safe left in it.
  ///
  /// - Throws: `EvidenceError` past the budget, or if the package was built without Graphviz.
  public func plainSVG() throws(EvidenceError) -> String {
    try PlainMap.svg(dotGraph(), options: options, prefix: "dif")
  }
}
