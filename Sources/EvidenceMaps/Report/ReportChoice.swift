internal import EvidenceAnalysis
internal import EvidenceCore

/// Some of the statements behind the cells of a report, for a page that has no room for all.
///
/// Each cell in turn gives its next one, with what introduces and classifies its next witness, so that
/// every cell has some however few there is room for.
struct ReportChoice {
  /// The statements, those that come first before others.
  private(set) var edges: [EdgeID] = []

  /// No more statements are offered, and no more of one cell.
  private static let most = 100_000
  private static let mostOfCell = 200
  private static let mostWitnesses = 50
  private static let mostOfWitness = 20

  init(_ graph: EvidenceGraph, _ tables: [ReportTable]) {
    var isTaken = [Bool](repeating: false, count: graph.statementCount)
    func take(_ some: some Sequence<EdgeID>) {
      for edge in some where !isTaken[edge.position] {
        isTaken[edge.position] = true
        edges.append(edge)
      }
    }
    var held: [(edges: ArraySlice<EdgeID>, witnesses: ArraySlice<NodeID>)] = []
    for table in tables {
      for entry in table.matrix.rows.entries + table.matrix.columns.entries {
        take(graph.outgoing(entry.node, .broader))
      }
      for row in table.rows {
        for column in table.columns {
          let cell = table.matrix[row, column]
          guard !cell.state.isEmpty else { continue }
          held.append(
            (
              table.matrix.statements(of: cell).prefix(Self.mostOfCell),
              table.matrix.witnesses(of: cell).prefix(Self.mostWitnesses)
            )
          )
        }
      }
    }
    for turn in 0..<Self.mostOfCell where edges.count < Self.most {
      for (statements, witnesses) in held {
        take(statements.dropFirst(turn).prefix(1))
        guard let witness = witnesses.dropFirst(turn).first else { continue }
        for relation in [Relation.proposes, .evaluates, .identifies] {
          take(graph.incoming(witness, relation).prefix(Self.mostOfWitness))
        }
        for relation in [Relation.classifiedAs, .inDomain] {
          take(graph.outgoing(witness, relation).prefix(Self.mostOfWitness))
        }
      }
    }
  }

  /// The first of them, in their order in the graph.
  func first(_ count: Int) -> [EdgeID] { edges.prefix(count).sorted() }
}
