internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes what changed between two graphs for people: works, then cells, then what is asked for.
struct DiffReport {
  let answer: DifferenceAnswer
  /// Whether cells are listed of which only the numbers changed.
  var showsFigures = false
  /// Whether every record is listed.
  var showsRecords = false
  /// How many rows a list has, where not everything is asked for.
  var limit = 40

  private var coverage: CoverageDifference? { answer.coverage }
  private var changes: WorkChanges { answer.changes }

  func text() -> String {
    guard !isEmpty else { return "nothing changed\n" }
    var text = headline + "\n"
    for part in parts {
      text += "\n\(part.title)\n" + cut(part.table, part.isWhole, as: .table)
    }
    return text + (hints.isEmpty ? "" : "\n" + hints.joined(separator: "\n") + "\n")
  }

  /// The same under headings, for a pull request.
  func markdown(old: String, new: String) -> String {
    var text = "## What changed in the evidence\n\n`\(old)` → `\(new)`: "
    guard !isEmpty else { return text + "nothing changed\n" }
    text += headline + "\n"
    for part in parts {
      text += "\n### \(part.title)\n\n" + cut(part.table, part.isWhole, as: .markdown)
    }
    if let coverage {
      text += "\nWitnesses are \(coverage.query.of.words); policy \(answer.policy.name) "
      text += "(\(answer.policy.digest)). An empty cell says: none recorded in this graph.\n"
    }
    return text
  }

  private var isEmpty: Bool {
    answer.difference.isEmpty && answer.coverage?.cells.isEmpty != false
  }

  /// What came, went and differs, in one line.
  private var headline: String {
    var parts = WorkChange.Kind.allCases.compactMap { kind -> String? in
      let works = changes.works.filter { $0.kind == kind }
      guard !works.isEmpty else { return nil }
      let word = kind == .relocated ? "only read elsewhere" : kind.rawValue
      return "\(works.count) \(works.count == 1 ? "work" : "works") \(word)"
    }
    func sum(_ name: String, _ counts: KeyPath<WorkChange, WorkChange.Counts>) {
      let all = changes.works.map { $0[keyPath: counts] }
      let total = WorkChange.Counts(
        added: all.reduce(0) { $0 + $1.added },
        removed: all.reduce(0) { $0 + $1.removed },
        changed: all.reduce(0) { $0 + $1.changed }
      )
      if total.total > 0 { parts.append("\(name) \(signs(total))") }
    }
    sum("risks", \.risks)
    sum("measures", \.measures)
    sum("statements", \.statements)
    let header = answer.difference.header
    if !header.isEmpty {
      parts.append(
        header.count > 3
          ? "\(header.count) changes of the header"
          : "header: " + header.map(\.name).joined(separator: ", ")
      )
    }
    func records(_ kind: DifferenceKind, _ one: String, _ many: String) {
      let count = answer.count(kind)
      if count > 0 { parts.append("\(count) \(count == 1 ? one : many)") }
    }
    records(.judgmentChanged, "judgment", "judgments")
    records(.statusChanged, "status", "statuses")
    return parts.isEmpty ? answer.summary : parts.joined(separator: "; ")
  }

  private struct Part {
    var title: String
    var table: TextTable
    /// Whether the list was asked for whole.
    var isWhole = false
  }

  private var parts: [Part] {
    var parts: [Part] = []
    let works = changes.works.filter { $0.kind != .relocated }
    if !works.isEmpty { parts.append(Part(title: "Works", table: table(of: works))) }
    if !changes.rest.isEmpty {
      parts.append(Part(title: "Of no work", table: table(of: changes.rest)))
    }
    if let coverage {
      let axes = "\(coverage.query.rows.selection) × \(coverage.query.columns.selection)"
      if coverage.cells.isEmpty {
        parts.append(
          Part(title: "No cell of \(axes) changed its state", table: TextTable(heads: []))
        )
      } else {
        let title =
          "Cells of \(axes): \(coverage.cells.count) changed their state "
          + "(\(answer.count(.cellWorse)) worse, \(answer.count(.cellLost)) of them lost)"
        parts.append(Part(title: title, table: table(of: coverage.cells)))
      }
      if showsFigures {
        let title = "Cells of which only numbers changed: \(coverage.figures.count)"
        parts.append(Part(title: title, table: table(of: coverage.figures), isWhole: true))
      }
    }
    if !answer.placeChanges.isEmpty {
      let table = TextTable(
        heads: ["of", "was", "is"],
        rows: answer.placeChanges.map { change in
          [
            .string(answer.name(of: change)), .string(change.was ?? "–"),
            .string(change.is ?? "–"),
          ]
        }
      )
      parts.append(Part(title: "Judgments and statuses", table: table))
    }
    if showsRecords {
      parts.append(Part(title: "Every record", table: TextTable(answer.table), isWhole: true))
    }
    return parts
  }

  /// What more can be asked for.
  private var hints: [String] {
    var hints: [String] = []
    if let figures = coverage?.figures.count, figures > 0, !showsFigures {
      hints.append("numbers alone changed in \(figures) more cells: list them with --numbers")
    }
    if !showsRecords { hints.append("every record that changed: --details; \(answer.summary)") }
    return hints
  }

  private func table(of works: [WorkChange]) -> TextTable {
    TextTable(
      heads: ["change", "work", "risks", "measures", "statements", "key"],
      rows: works.map { work in
        let name = answer.name(of: work.work)
        let title = answer.title(of: work.work)
        return [
          .string(work.kind.rawValue),
          .string(
            (title.map { $0.hasPrefix(name) ? $0 : "\(name): \($0)" } ?? name)
              + (work.paper.changed > 0 ? " (its own record differs)" : "")
          ),
          .string(signs(work.risks)), .string(signs(work.measures)),
          .string(signs(work.statements)), .string(work.work.text),
        ]
      },
      rightAligned: [2, 3, 4]
    )
  }

  private func table(of rest: [SortChange]) -> TextTable {
    TextTable(
      heads: ["what", "", "changes", "only read elsewhere"],
      rows: rest.map { sort in
        [
          .string(sort.name), .string(sort.isOfStatements ? "statements" : "nodes"),
          .string(signs(sort.counts)), sort.relocated > 0 ? .count(sort.relocated) : .string(""),
        ]
      },
      rightAligned: [2, 3]
    )
  }

  private func table(of cells: [CellChange]) -> TextTable {
    TextTable(
      heads: ["row", "column", "was", "is", "", "why"],
      rows: cells.sorted { rank($0) < rank($1) }.map { cell in
        [
          name(cell.row), name(cell.column), state(cell.old), state(cell.new),
          .string(cell.isLost ? "lost" : cell.isWorse ? "worse" : ""),
          .string(answer.reason(of: cell)),
        ]
      }
    )
  }

  private func table(of figures: [CellFigureChange]) -> TextTable {
    func change(_ old: Int, _ new: Int) -> JSONValue {
      .string(old == new ? "\(new)" : "\(old) → \(new)")
    }
    return TextTable(
      heads: ["row", "column", "state", "witnesses", "papers", "works", "for", "against"],
      rows: figures.map { cell in
        [
          name(cell.row), name(cell.column), .string(cell.state.rawValue),
          change(cell.old.witnesses, cell.new.witnesses), change(cell.old.papers, cell.new.papers),
          change(cell.old.works, cell.new.works), change(cell.old.worksFor, cell.new.worksFor),
          change(cell.old.worksAgainst, cell.new.worksAgainst),
        ]
      },
      rightAligned: [3, 4, 5, 6, 7]
    )
  }

  /// `+45 −3 ~2`: what came, what went, and what differs.
  private func signs(_ counts: WorkChange.Counts) -> String {
    [("+", counts.added), ("−", counts.removed), ("~", counts.changed)]
      .filter { $0.1 > 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
  }

  private func name(_ key: Key) -> JSONValue { .string(answer.title(of: key) ?? key.text) }

  private func rank(_ cell: CellChange) -> Int { cell.isLost ? 0 : cell.isWorse ? 1 : 2 }

  private func state(_ state: CellState?) -> JSONValue { .string(state?.rawValue ?? "–") }

  private func cut(_ table: TextTable, _ isWhole: Bool, as format: OutputFormat) -> String {
    guard !table.heads.isEmpty else { return "" }
    var shown = table
    if !isWhole, !showsRecords { shown.rows = Array(table.rows.prefix(limit)) }
    let rest = table.rows.count - shown.rows.count
    return shown.text(as: format) + (rest > 0 ? "…and \(rest) more: --details\n" : "")
  }
}
