internal import EvidenceAnalysis
internal import EvidenceCore

/// Answers "why this cell?": every witness, statement by statement.
struct CellReport {
  private let cell: CoverageCell
  private let matrix: CoverageMatrix
  private let graph: EvidenceGraph

  init(_ cell: CoverageCell, _ matrix: CoverageMatrix, _ graph: EvidenceGraph) {
    self.cell = cell
    self.matrix = matrix
    self.graph = graph
  }

  /// What people recorded of it, from which nothing is computed.
  private var records: PlaceRecords { PlaceRecords(graph) }
  private var row: NodeID { matrix.rows.entries[cell.row].node }
  private var column: NodeID { matrix.columns.entries[cell.column].node }

  /// The chains by which one witness reaches a risk on either axis.
  private func chains(_ witness: NodeID) -> [EvidenceChain] {
    guard matrix.isAboutRisk, graph.kind(of: witness) != .paper else { return [] }
    let paths = EvidencePaths(graph, policy: matrix.policy)
    return [row, column].flatMap { end in
      graph.kind(of: end) == .risk || graph.kind(of: end) == .riskDomain
        ? paths.chains(from: witness, to: end, options: .init(limit: nil)).chains : []
    }
  }

  /// What a paper brings to the cell: its own statements, and those of the measures that it introduces.
  private func claims(of paper: NodeID) -> [EdgeID] {
    guard graph.kind(of: paper) == .paper else { return [] }
    var introduced: Set<NodeID> = [paper]
    for relation in [Relation.proposes, .evaluates] {
      for edge in graph.outgoing(paper, relation) where !graph.isNegated(edge) {
        introduced.insert(graph.to(edge))
      }
    }
    return matrix.statements(of: cell).filter { introduced.contains(graph.from($0)) }
  }

  func json() -> JSONValue {
    .object([
      JSONMember("row", .string(graph.key(of: row).text)),
      JSONMember("column", .string(graph.key(of: column).text)),
      JSONMember("state", .string(cell.state.rawValue)),
      JSONMember("marks", .array(cell.marks.map { .string($0.rawValue) })),
      JSONMember(
        "witnesses",
        .array(matrix.witnesses(of: cell).map { .string(graph.key(of: $0).text) })
      ),
      JSONMember("papers", .array(matrix.papers(of: cell).map { .string(graph.key(of: $0).text) })),
      JSONMember(
        "evidence",
        .array(matrix.statements(of: cell).map { ArchiveRecord.json(graph.statement($0)) })
      ),
      JSONMember(
        "overlap",
        .array(
          matrix.overlaps(in: cell).map { overlap in
            .object([
              JSONMember("citing", .string(graph.key(of: overlap.citing).text)),
              JSONMember("cited", .string(graph.key(of: overlap.cited).text)),
            ])
          }
        )
      ),
      JSONMember("unresolved", .integer(Int64(cell.unresolved))),
      JSONMember(
        "judgments",
        .array(
          records.judgments(of: [row, column], witnesses: matrix.witnessKind)
            .map(ArchiveRecord.json)
        )
      ),
      JSONMember("status", records.status(of: [row, column]).map(ArchiveRecord.json) ?? .null),
      JSONMember("policy", matrix.policy.json),
    ])
  }

  /// The names of row and column.
  var title: String { "\(name(row)) × \(name(column))" }

  /// Of what sort of gap the cell is one, and why; none where it is no gap.
  var reasons: [String] {
    GapAnalysis(graph, policy: matrix.policy)
      .cellGaps(one, kinds: GapKind.allCases, includingParents: true)
      .map { "\($0.kind.rawValue): \($0.reason)" }
  }

  func text() -> String {
    var text = "\(title): \(cell.state.rawValue)\n"
    text += "  \(cell.independentPapers) independent of \(cell.papers) papers; "
    text +=
      "\(cell.witnesses) \(matrix.witnessKind.words(cell.witnesses)) (here \(cell.here), below "
    text += "\(cell.below), unresolved \(cell.unresolved)); for \(cell.supporting), mixed "
    text += "\(cell.mixed), against \(cell.opposing)\n"
    if !cell.marks.isEmpty {
      text += "  also: \(cell.marks.map(\.rawValue).joined(separator: ", "))\n"
    }
    for reason in reasons { text += "  \(reason)\n" }
    for line in records.lines(of: [row, column], witnesses: matrix.witnessKind) {
      text += "  \(line)\n"
    }
    for witness in matrix.witnesses(of: cell) {
      text += "\n\(name(witness))\n"
      for edge in Array(graph.incoming(witness)) where graph.relation(of: edge).bearsEvidence {
        text += "  ← \(graph.relation(of: edge)) \(name(graph.from(edge)))\n"
        text += "      \(provenance(edge))\n"
      }
      for edge in claims(of: witness) {
        text +=
          "  \(name(graph.from(edge))) → \(graph.relation(of: edge)) \(name(graph.to(edge)))\n"
        text += "      \(provenance(edge))\n"
      }
      for chain in chains(witness) {
        text += "  \(chain.stance.rawValue) · \(chain.directness.rawValue)\n"
        for (step, node) in zip(chain.steps, chain.nodes.dropFirst()) {
          text += "    \(step.forward ? "→" : "←") \(step.relation) \(name(node))\n"
          text += "      \(provenance(step.edge))\n"
        }
      }
    }
    let overlaps = matrix.overlaps(in: cell).map { overlap in
      "'\(graph.key(of: overlap.citing))' cites '\(graph.key(of: overlap.cited))'"
    }
    if !overlaps.isEmpty { text += "\noverlap: \(overlaps.joined(separator: "; "))\n" }
    return text
  }

  /// The matrix of this cell alone, for its reasons.
  private var one: CoverageMatrix {
    var matrix = matrix
    matrix.cells = [cell]
    return matrix
  }

  private func provenance(_ edge: EdgeID) -> String {
    StatementText.provenance(of: edge, in: graph)
  }

  private func name(_ node: NodeID) -> String {
    "\(graph.title(of: node)) (\(graph.key(of: node)))"
  }
}

extension CoverageMatrix {
  /// The cell that a user names by two keys or codes.
  ///
  /// - Throws: `EvidenceError` if one of them does not stand on its axis.
  func cell(row: String, column: String, in graph: EvidenceGraph) throws -> CoverageCell {
    func position(_ name: String, _ axis: CoverageAxis) throws -> Int {
      let found = axis.entries.firstIndex { entry in
        [graph.key(of: entry.node).text, graph.notation(of: entry.node)].contains(name)
      }
      if let found { return found }
      let known = axis.entries.map { graph.key(of: $0.node).text }
      throw EvidenceError(
        "unknown-cell",
        "'\(name)' does not stand on the axis of '\(axis.selection)'",
        hint: Suggestion.hint(for: name, among: known)
      )
    }
    return self[try position(row, rows), try position(column, columns)]
  }
}
