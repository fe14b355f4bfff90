import EvidenceCore

/// Settles an import's account: what each input brought into the graph in the end, so that the
/// sums of the report are those of the graph.
struct ImportAccount {
  private(set) var report: ImportReport
  private let inputs: [InputRows]

  /// Counts nodes and statements as they were added, before the builder is used up.
  init(_ report: ImportReport, _ builder: borrowing GraphBuilder) {
    self.report = report
    inputs = builder.inputRows
    for (index, input) in inputs.enumerated() {
      self.report.inputs[index].nodes = builder.kinds(ofNodes: input.nodes)
      self.report.inputs[index].statements = builder.relations(ofStatements: input.statements)
    }
  }

  /// Counts a node that an input brought in first and others have added to.
  mutating func countNode(_ kind: Kind, _ input: Int) {
    report.inputs[input].nodes[kind, default: 0] += 1
  }

  /// Takes in what became of every statement.
  mutating func take(_ account: BuildAccount) {
    var index = 0
    for exception in account.exceptions {
      while !inputs[index].statements.contains(exception.row) { index += 1 }
      take(exception, of: index)
    }
    for index in inputs.indices { report.inputs[index].rowsDropped += account.lostLines[index] }
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

  /// Takes in what became of a statement of an input.
  private mutating func take(_ exception: BuildAccount.Exception, of index: Int) {
    let relation = exception.relation
    let place = Place(inputs[index].file, line: exception.line)
    switch exception.fate {
    case .numbered:
      let message =
        "a second \(relation) of the same two nodes says something else; both are kept"
      note(.kept, "statement-numbered", message, place, index)
      return
    case .repeated:
      note(.repeated, "repeated-statement", "\(relation) stated before", place, index)
    case .dropped: break
    }
    let count = report.inputs[index].statements[relation, default: 0] - 1
    report.inputs[index].statements[relation] = count > 0 ? count : nil
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
