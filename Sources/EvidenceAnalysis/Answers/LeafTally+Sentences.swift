public import EvidenceCore

extension CoverageMatrix {
  /// What the matrix finds, in plain sentences: `Of the 72 combinations of a risk subdomain with a concept
  /// of 'Entity', 71 are named by at least one paper; 1 (7.5 × 3) by none.`
  ///
  /// Counted are the finest cells. What is empty says whether anybody looked.
  ///
  /// - Parameters:
  ///   - graph: the graph that was asked.
  ///   - figure: how numbers are written.
  /// - Complexity: O(cells).
  public func finding(in graph: EvidenceGraph, figure: (Int) -> String = { "\($0)" }) -> String {
    let tally = LeafTally(self)
    let words = (rows.place(in: graph), columns.place(in: graph))
    let place =
      words.0 == words.1 ? "two \(rows.places(in: graph))" : "\(words.0) with \(words.1)"
    let empty = tally.firstEmpty.map { cell in
      [rows.entries[cell.row].node, columns.entries[cell.column].node]
        .map { graph.briefName(of: $0) }.joined(separator: " × ")
    }
    let things = "\(tally.total == 1 ? "combination" : "combinations") of \(place)"
    return tally.sentence(
      of: things,
      isNamed: witnessKind == .risk && !isAboutRisk,
      empty: empty,
      figure
    ) + leftOut(in: graph, figure)
  }

  /// How many nodes were not asked for, since they hold nothing.
  private func leftOut(in graph: EvidenceGraph, _ figure: (Int) -> String) -> String {
    let parts = [rows, columns].compactMap { axis -> String? in
      guard axis.only != nil else { return nil }
      let kind = Kind(axis.selection)
      let count = graph.nodes(of: kind).count - axis.entries.count
      return count > 0 ? "\(figure(count)) \(kind.words(count))" : nil
    }
    guard !parts.isEmpty else { return "" }
    return " Left out, since no cell of theirs holds anything: \(parts.joined(separator: " and "))."
  }
}

extension SchemeCoverage {
  /// What the scheme's concepts hold, in plain sentences: `Of the 24 risk subdomains 10 have no measure
  /// recorded; 14 rest on matches or models alone.`
  ///
  /// - Parameters:
  ///   - graph: the graph that was asked.
  ///   - figure: how numbers are written.
  /// - Complexity: O(concepts).
  public func finding(in graph: EvidenceGraph, figure: (Int) -> String = { "\($0)" }) -> String {
    let tally = LeafTally(self)
    let empty = tally.firstEmpty.map { cell in
      graph.briefName(of: axis.entries[cell.row].node)
    }
    let things = tally.total == 1 ? axis.thing(in: graph) : axis.places(in: graph)
    return tally.sentence(
      of: things,
      isNamed: witnessKind == .risk && !isAboutRisk,
      empty: empty,
      figure
    )
  }
}

extension EvidenceGraph {
  /// A code that says its place, `7.5`; else the name, where it is short: `Other`.
  fileprivate func briefName(of node: NodeID) -> String {
    let code = notation(of: node)
    if let code, code.contains(".") { return code }
    guard let label = label(of: node), label.count <= 24 else { return code ?? title(of: node) }
    return label
  }
}

extension CoverageAxis {
  /// What one of its finest places is called: `risk subdomain`, `concept of 'Entity'`.
  fileprivate func thing(in graph: EvidenceGraph, _ count: Int = 1) -> String {
    let kind = entries.first.map { graph.kind(of: $0.node) }
    if let values { return "\(count == 1 ? "value" : "values") of '\(values.words)'" }
    guard let kind else { return count == 1 ? "place" : "places" }
    if kind == .riskDomain, entries.contains(where: { $0.parent != nil }) {
      return count == 1 ? "risk subdomain" : "risk subdomains"
    }
    return kind == .taxonomyNode && title != kind.name
      ? "\(kind.words(count)) of '\(title)'" : kind.words(count)
  }

  /// The finest places, in the plural.
  fileprivate func places(in graph: EvidenceGraph) -> String { thing(in: graph, 2) }

  /// One of the finest places, with its article.
  fileprivate func place(in graph: EvidenceGraph) -> String {
    let thing = thing(in: graph)
    return ("aeiou".contains(thing.first ?? "x") ? "an " : "a ") + thing
  }
}

extension LeafTally {
  /// The tally in plain sentences with a full stop.
  ///
  /// - Parameters:
  ///   - things: what is counted, in the plural where there are several.
  ///   - isNamed: whether the cells hold risks that papers name, and no claims about them.
  ///   - empty: what the first empty ones are called.
  ///   - figure: how numbers are written.
  fileprivate func sentence(
    of things: String,
    isNamed: Bool,
    empty names: [String],
    _ figure: (Int) -> String
  ) -> String {
    guard total > 0 else { return "There are no \(things)." }
    let examples =
      (1...3).contains(empty) && names.count == empty
      ? " (\(names.joined(separator: ", ")))" : ""
    let beginning = total == 1 ? "The one \(things)" : "Of the \(figure(total)) \(things)"
    let parts = isNamed ? namedParts(examples, figure) : measureParts(examples, figure)
    guard let first = parts.first else { return "\(beginning) is empty." }
    let isWhole = total > 1 && parts.count == 1
    let rest = parts.dropFirst().map { "; \($0)" }.joined()
    return isWhole
      ? "\(beginning) \(first)."
      : "\(beginning)\(total == 1 ? "" : ",") \(first)\(rest)." + looked(figure)
  }

  private func number(_ count: Int, _ figure: (Int) -> String) -> String {
    count == total && total > 1 ? "all" : total == 1 ? "" : figure(count)
  }

  /// So many, and what they do; the verb is the first word of a phrase: `rests|rest on assertions`.
  private func say(_ count: Int, _ verb: String, _ rest: String, _ figure: (Int) -> String)
    -> String?
  {
    guard count > 0 else { return nil }
    let forms = verb.split(separator: "|").map(String.init)
    return [number(count, figure), count == 1 ? forms[0] : forms[1], rest]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func measureParts(_ examples: String, _ figure: (Int) -> String) -> [String] {
    let (one, plural) = (witness.words(1), witness.words(2))
    let few =
      thinBelow <= 2 ? "one independent paper" : "fewer than \(thinBelow) independent papers"
    let untyped = "on assertions, or on evidence whose type is not stated"
    let parts: [(Int, String, String)] = [
      (count(.inferredOnly), "rests|rest", "on matches or models alone"),
      (count(.unsourced), "has|have", "\(plural) whose source is not stated"),
      (count(.thin), "has|have", few),
      (count(.assertedOnly), "rests|rest", untyped),
      (count(.opposed) + count(.conflicting), "has|have", "evidence against"),
      (count(.covered), "has|have", "\(thinBelow) or more independent papers"),
      (filtered, "holds|hold", "nothing that is selected"),
    ]
    let none =
      empty == total && total > 1
      ? "none has a \(one) recorded"
      : say(empty, "has|have", "no \(one) recorded" + examples, figure)
    return [none].compactMap { $0 } + parts.compactMap { say($0.0, $0.1, $0.2, figure) }
  }

  /// What papers name: at least one, one alone, none.
  private func namedParts(_ examples: String, _ figure: (Int) -> String) -> [String] {
    let named = total - empty - filtered - count(.unsourced)
    let alone =
      thinBelow == 2 && count(.thin) > 0 && named > count(.thin)
      ? " (\(figure(count(.thin))) of them by one alone)" : ""
    let none =
      named == 0
      ? say(empty, "is|are", "named by no paper" + examples, figure)
      : empty > 0 ? "\(figure(empty))\(examples) by none" : nil
    return [
      say(named, "is|are", "named by at least one paper" + alone, figure), none,
      say(count(.unsourced), "holds|hold", "risks whose source is not stated", figure),
      say(filtered, "holds|hold", "nothing that is selected", figure),
    ]
    .compactMap { $0 }
  }

  /// Whether anybody looked where nothing is.
  private func looked(_ figure: (Int) -> String) -> String {
    let (searched, unsearched) = (count(.searchedEmpty), count(.notSearched))
    guard searched > 0 else { return "" }
    func are(_ count: Int) -> String { "\(figure(count)) \(count == 1 ? "was" : "were")" }
    guard unsearched > 0 else {
      return " What has nothing recorded was searched."
    }
    return " Of those with nothing recorded \(are(searched)) searched and "
      + "\(searched == 1 ? "is" : "are") empty; \(are(unsearched)) never searched."
  }
}
