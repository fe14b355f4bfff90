import EvidenceCore

/// Settles an import's account: what each input brought into the graph in the end, so that the
/// sums of the report are those of the graph.
struct ImportAccount {
  private(set) var report: ImportReport
  private let inputs: [(file: String, nodes: Range<Int>, statements: Range<Int>)]
  private let relations: [Relation]
  private let relationNumbers: [UInt32]
  private let statementLines: [UInt32]
  private let nodeLines: [UInt32]

  /// Takes down where each record stands, before the builder is used up, and counts the nodes.
  init(_ report: ImportReport, _ builder: borrowing GraphBuilder) {
    self.report = report
    inputs = builder.inputRows
    relations = builder.relationsByNumber
    relationNumbers = builder.relationNumbers
    statementLines = builder.statementLines
    nodeLines = builder.nodeLines
    for (index, input) in inputs.enumerated() {
      self.report.inputs[index].nodes = builder.kinds(ofNodes: input.nodes)
    }
  }

  /// Counts a node that an input brought in first and others have added to.
  mutating func countNode(_ kind: Kind, _ input: Int) {
    report.inputs[input].nodes[kind, default: 0] += 1
  }

  /// Takes in what became of every statement.
  mutating func take(_ account: BuildAccount) {
    let numbered = Set(account.numbered.map(\.row))
    for (index, input) in inputs.enumerated() {
      var counts = [Int](repeating: 0, count: relations.count)
      var hasDropped = false
      for row in input.statements {
        switch account.fates[row] {
        case .kept: counts[Int(relationNumbers[row])] += 1
        case .repeated:
          let message = "\(relation(row)) stated before"
          note(.repeated, "repeated-statement", message, place(row, index), index)
        case .dropped: hasDropped = true
        }
        if !numbered.isEmpty, numbered.contains(row) {
          note(
            .kept,
            "statement-numbered",
            "a second \(relation(row)) of the same two nodes says something else; both are kept",
            place(row, index),
            index
          )
        }
      }
      for (number, count) in counts.enumerated() where count > 0 {
        report.inputs[index].statements[relations[number]] = count
      }
      if hasDropped { countDropped(index, account) }
    }
    let positions = Dictionary(
      report.inputs.enumerated().map { ($0.element.file, $0.offset) },
      uniquingKeysWith: min
    )
    for finding in account.diagnostics {
      let place = finding.place ?? Place("input")
      let index = positions[place.file] ?? 0
      note(.dropped, finding.code, finding.message, place, index)
    }
  }

  /// Counts the records of an input of which nothing is left.
  private mutating func countDropped(_ index: Int, _ account: BuildAccount) {
    var kept = Set(inputs[index].nodes.map { nodeLines[$0] })
    var lost: Set<UInt32> = []
    for row in inputs[index].statements {
      if account.fates[row] == .dropped {
        lost.insert(statementLines[row])
      } else {
        kept.insert(statementLines[row])
      }
    }
    report.inputs[index].rowsDropped += lost.subtracting(kept).count
  }

  private func relation(_ row: Int) -> Relation { relations[Int(relationNumbers[row])] }

  private func place(_ row: Int, _ index: Int) -> Place {
    Place(inputs[index].file, line: Int(statementLines[row]))
  }

  private mutating func note(
    _ outcome: ImportReport.Outcome,
    _ code: Diagnostic.Code,
    _ message: String,
    _ place: Place,
    _ index: Int
  ) {
    report.inputs[index].entries.append(ImportReport.Entry(outcome, code, message, at: place))
  }
}
