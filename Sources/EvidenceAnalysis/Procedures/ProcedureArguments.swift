internal import EvidenceCore
internal import EvidenceQuery

/// The options that a CALL gives as a map, and the nodes that it names, read with the messages of the
/// command.
struct ProcedureArguments {
  /// The procedure, as messages name it.
  let procedure: String
  let graph: EvidenceGraph
  private let options: QueryMap

  /// Reads a map of options.
  ///
  /// - Throws: `EvidenceError` if one of them is not known.
  init(
    _ options: QueryValue,
    of procedure: String,
    in graph: EvidenceGraph,
    known: [String]
  ) throws(EvidenceError) {
    self.procedure = procedure
    self.graph = graph
    guard case .map(let map) = options else {
      self.options = QueryMap()
      return
    }
    for pair in map.pairs where !known.contains(pair.name) {
      throw EvidenceError(
        "procedure-argument",
        "'\(procedure)' has no option '\(pair.name)'",
        hint: Suggestion.hint(for: pair.name, among: known)
          ?? "there are: \(known.joined(separator: ", "))"
      )
    }
    self.options = map
  }

  /// A text; `nil` where it is not given.
  func text(_ name: String) throws(EvidenceError) -> String? {
    switch options[name] {
    case nil, .null: return nil
    case .string(let text): return text
    case .some: throw wrong(name, "a text")
    }
  }

  /// One text or several; empty where none is given.
  func texts(_ name: String) throws(EvidenceError) -> [String] {
    switch options[name] {
    case nil, .null: return []
    case .string(let text): return [text]
    case .list(let items):
      let texts = items.compactMap { if case .string(let text) = $0 { text } else { nil } }
      guard texts.count == items.count else { throw wrong(name, "a text or a list of texts") }
      return texts
    case .some: throw wrong(name, "a text or a list of texts")
    }
  }

  /// A whole number from 1; `nil` where it is not given.
  func count(_ name: String) throws(EvidenceError) -> Int? {
    switch options[name] {
    case nil, .null: return nil
    case .integer(let number) where number >= 1: return Int(clamping: number)
    case .some: throw wrong(name, "a whole number above 0")
    }
  }

  /// The kind of the witnesses: mitigations where unsaid.
  func witnesses() throws(EvidenceError) -> Kind {
    let kind = Kind(try text("of") ?? Kind.mitigation.name)
    try graph.checkKind(kind)
    return kind
  }

  /// What is set against what; a value is no node, so an axis of values is refused.
  func query(rows: String, columns: String) throws(EvidenceError) -> CoverageQuery {
    CoverageQuery(
      of: try witnesses(),
      rows: try axis(rows, level: "rowsLevel"),
      columns: try axis(columns, level: "columnsLevel")
    )
  }

  /// One side of a matrix.
  func axis(_ selection: String, level: String) throws(EvidenceError) -> CoverageQuery.Axis {
    let builder = AxisBuilder(graph: graph, hierarchy: Hierarchy(graph))
    if builder.members(of: selection) == nil, builder.hasValues(selection) {
      throw EvidenceError(
        "procedure-argument",
        "'\(selection)' is an axis of values, and '\(procedure)' answers with nodes",
        hint: "name a scheme or a kind; a query groups by values itself"
      )
    }
    return CoverageQuery.Axis(selection, level: try count(level))
  }

  /// The node that an argument is, or names.
  func node(
    _ value: QueryValue,
    as kinds: Set<Kind>,
    _ name: String
  ) throws(EvidenceError) -> NodeID {
    switch value {
    case .node(let node): return node
    case .string(let text): return try graph.named(text, as: kinds)
    default:
      throw EvidenceError("procedure-argument", "'\(name)' of '\(procedure)' is a node or its name")
    }
  }

  private func wrong(_ name: String, _ wanted: String) -> EvidenceError {
    EvidenceError("procedure-argument", "the option '\(name)' of '\(procedure)' is \(wanted)")
  }
}

extension QueryValue {
  /// A node; null where there is none.
  init(_ node: NodeID?) { self = node.map { .node($0) } ?? .null }

  /// A text; null where there is none.
  init(_ text: String?) { self = text.map { .string($0) } ?? .null }

  /// A count.
  init(_ count: Int) { self = .integer(Int64(count)) }

  /// Several texts.
  init(_ texts: [String]) { self = .list(texts.map { .string($0) }) }

  /// A support score with the digits that it is printed with.
  init(score: Double?) {
    switch SupportScore.json(score) {
    case .integer(let number): self = .float(Double(number))
    case .number(let number): self = .float(number)
    default: self = .null
    }
  }
}
