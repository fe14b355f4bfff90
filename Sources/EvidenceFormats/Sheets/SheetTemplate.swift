public import EvidenceCore

/// An empty coding sheet for a graph: a header, and notes that say what to write, with the codes of
/// its schemes.
///
/// Notes stand in rows of their own that begin with `#` and are passed over when the sheet is read.
///
/// ```swift
/// let template = try SheetTemplate(of: .mitigation, for: graph)
/// print(template.header, template.notes.count)
/// ```
public struct SheetTemplate: Sendable {
  public let kind: SheetKind
  /// The columns.
  public let header: [String]
  /// What stands below the header, a text a row.
  public let notes: [String]
  /// The words that a column takes, where it takes no others: a list to choose from. Codes stand with
  /// the names of their concepts behind them.
  public let choices: [String: [String]]

  /// Makes the template of a kind.
  ///
  /// - Parameters:
  ///   - kind: what its rows are.
  ///   - graph: the graph that the sheet is for.
  ///   - schemes: the schemes whose codes it has columns for; empty: every scheme that such a node
  ///     can be coded under.
  /// - Throws: `EvidenceError` if the graph has no such scheme, or if the kind has no codes.
  /// - Complexity: O(*n*) for *n* nodes.
  public init(
    of kind: SheetKind,
    for graph: EvidenceGraph,
    schemes: [String] = []
  ) throws(EvidenceError) {
    self.kind = kind
    let ids = try Self.schemes(schemes, of: kind, in: graph)
    let columns = kind.columns.filter { !["reason", "verdict", "via"].contains($0.name) }
    let hasCodes = kind == .mitigation || kind == .risk
    header = columns.map(\.name) + (hasCodes ? ids : [])
    var choices = Dictionary(
      uniqueKeysWithValues: columns.filter { !$0.words.isEmpty }.map { ($0.name, $0.words) }
    )
    var notes = ["# rows that begin with # are notes; leave them in or take them out"]
    for column in columns {
      let words = column.words.isEmpty ? "" : ": " + column.words.joined(separator: ", ")
      notes.append("# \(column.name): \(column.meaning)\(words)")
    }
    if kind == .statement {
      let schema = EvidenceSchema(graph.header)
      for definition in schema.relations {
        let (from, to) = (Self.names(definition.from), Self.names(definition.to))
        notes.append("# relation \(definition.relation): from \(from) to \(to)")
      }
      choices["relation"] = schema.relations.map(\.relation.name)
    }
    for id in ids {
      let concepts = graph.nodes.filter { graph.scheme(of: $0) == id }
      let title = graph.header.schemes.first { $0.id == id }?.title
      let use = hasCodes ? "several separated by ;" : "as \(id):code"
      notes.append("# codes of \(id)\(title.map { ", \($0)" } ?? "") (\(use)):")
      var lines: [String] = []
      for concept in concepts {
        let code = graph.notation(of: concept) ?? graph.key(of: concept).local
        let name = graph.label(of: concept).map { $0 == code ? "" : " \($0)" } ?? ""
        lines.append(code + name)
        notes.append(
          "#   \(code)\(name)" + (Self.gloss(of: concept, in: graph).map { ": \($0)" } ?? "")
        )
      }
      choices[id] = lines
    }
    self.notes = notes
    self.choices = choices
  }

  private static func names(_ kinds: [Kind]) -> String {
    kinds.isEmpty ? "anything" : kinds.map(\.name).joined(separator: " or ")
  }

  /// What a concept means, where the graph says it.
  private static func gloss(of concept: NodeID, in graph: EvidenceGraph) -> String? {
    for name in ["gloss", "definition", "description", "scopeNote"] {
      if let text = graph.property(name, of: concept)?.text, !text.isEmpty { return text }
    }
    return nil
  }

  private static func schemes(
    _ asked: [String],
    of kind: SheetKind,
    in graph: EvidenceGraph
  ) throws(EvidenceError) -> [String] {
    let known = graph.header.schemes.map(\.id)
    for id in asked where !known.contains(id) {
      throw EvidenceError(
        "unknown-scheme",
        "the graph has no scheme '\(id)'",
        hint: Suggestion.hint(for: id, among: known)
          ?? (known.isEmpty ? "it declares none" : "there are: \(known.joined(separator: ", "))")
      )
    }
    if kind == .paper {
      guard asked.isEmpty else {
        throw EvidenceError("no-codes", "papers are not coded under schemes")
      }
      return []
    }
    if !asked.isEmpty { return asked }
    let wanted: Set<Kind> =
      switch kind {
      case .mitigation: [.taxonomyNode]
      case .risk: [.riskDomain]
      default: [.taxonomyNode, .riskDomain]
      }
    var kinds: [String: Set<Kind>] = [:]
    for node in graph.nodes {
      if let scheme = graph.scheme(of: node) {
        kinds[scheme, default: []].insert(graph.kind(of: node))
      }
    }
    return known.filter { !wanted.isDisjoint(with: kinds[$0] ?? []) }
  }

  /// The template as the sheets of a workbook: the header with lists to choose from, and the notes.
  public var sheets: [WorkbookSheet] {
    let widths = [
      "title": 40.0, "name": 40, "description": 40, "rationale": 40, "from": 36, "to": 36,
      "row": 36, "column": 36, "reasons": 40, "note": 40,
    ]
    let main = WorkbookSheet(
      name: kind.plural,
      columns: header.map { name in
        WorkbookSheet.Column(width: widths[name] ?? 18, choices: choices[name] ?? [])
      },
      rows: [header.map { .text($0, isBold: true) }]
    )
    let help = WorkbookSheet(
      name: "Notes",
      columns: [WorkbookSheet.Column(width: 120)],
      rows: notes.dropFirst().map { [.text($0)] },
      frozen: (0, 0),
      hasFilter: false
    )
    return [main, help]
  }
}
