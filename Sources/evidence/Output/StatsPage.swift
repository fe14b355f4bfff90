internal import EvidenceAnalysis
internal import EvidenceCore

/// One page that tells a newcomer what is in a graph, and what to ask next.
struct StatsPage {
  private let inventory: Inventory
  private let graph: EvidenceGraph
  /// The graph as the user named it, as a shell reads it.
  private let name: String

  init(_ inventory: Inventory, _ graph: EvidenceGraph, name: String) {
    self.inventory = inventory
    self.graph = graph
    self.name = ShellText.quoted(name)
  }

  func text() -> String {
    let date = graph.header.asOf.map { ", as of \($0)" } ?? ""
    var text = "\(graph.header.title ?? "An evidence graph without a title")\(date)\n"
    text += "\(graph.nodeCount) nodes, \(graph.statementCount) statements\n"
    text += section(
      "Nodes",
      inventory.kinds.map { ["\($0.nodes)", $0.kind.name] }
    )
    text += section(
      "Statements",
      inventory.relations.map { entry in
        let denied = entry.denied == 0 ? "" : "\(entry.denied) of them denied"
        return ["\(entry.statements)", entry.relation.name, denied]
      }
    )
    text += section(
      "Schemes, with the concepts on each level, and what is coded there",
      inventory.schemes().map { scheme in
        return [
          scheme.id, scheme.levels.map(String.init).joined(separator: " + "),
          scheme.title ?? "", scheme.codings.map(\.words).joined(separator: ", "),
        ]
      },
      numbers: []
    )
    text += "\nSources: \(sources())\nSearches: \(searches())\n"
    let (judged, decided) = (graph.header.judgments.count, graph.header.statuses.count)
    if judged + decided > 0 {
      text += "Recorded of cells and nodes: \(judged) \(judged == 1 ? "judgment" : "judgments"), "
      text += "\(decided) \(decided == 1 ? "status" : "statuses")\n"
    }
    // A line to copy is never wrapped.
    return text + "\nAsk next\n" + questions.map { "  # \($0.asks)\n  \($0.line)\n" }.joined()
  }

  /// The lines to ask next; each works as it is printed.
  private var questions: [(line: String, asks: String)] {
    let found = inventory.questions()
    func line(_ command: String, _ rest: String = "") -> String {
      "evidence \(command) \(name)" + (rest.isEmpty ? "" : " \(rest)")
    }
    var lines: [(line: String, asks: String)] = []
    if let word = found.word {
      lines.append((line("find", ShellText.quoted(word)), "which nodes speak of '\(word)'?"))
    }
    if let node = found.node {
      lines.append(
        (line("show", ShellText.quoted(node.text)), "what is said of one node, and by whom?")
      )
    }
    if let matrix = found.matrix {
      let axes = [("--rows", matrix.rows), ("--columns", matrix.columns)].map { option, axis in
        "\(option) \(ShellText.quoted(axis.selection)) \(option)-level \(axis.level ?? 1)"
      }
      let kind = matrix.of == .mitigation ? "" : "--of \(matrix.of) "
      lines.append(
        (line("coverage", kind + axes.joined(separator: " ")), "what is covered, and by how much?")
      )
    }
    if let path = found.path {
      let ends = [path.from, path.to].map { ShellText.quoted($0.text) }
      lines.append((line("paths", ends.joined(separator: " ")), "why does a paper bear on a risk?"))
    }
    lines.append((line("gaps", "--limit 10"), "what is not known?"))
    lines.append((line("stats", "--by source"), "who states how much?"))
    return lines
  }

  private func sources() -> String {
    let works = inventory.sources()
    let years = works.compactMap(\.year)
    let papers = graph.nodes(of: .paper).count
    let unknown = works.first { $0.key == nil }?.statements ?? 0
    var text = "\(papers) \(papers == 1 ? "paper" : "papers")"
    if let first = years.min(), let last = years.max() {
      text += first == last ? " of \(first)" : ", \(first) to \(last)"
    }
    return text + "; \(graph.statementCount - unknown) of the statements say whose they are"
  }

  private func searches() -> String {
    let count = graph.header.searches.count
    return count == 0
      ? "none recorded, so an empty cell may only mean that nobody looked"
      : "\(count) recorded (evidence stats \(name) --by search)"
  }

  private func section(_ title: String, _ rows: [[String]], numbers: Set<Int> = [0]) -> String {
    guard let first = rows.first else { return "" }
    // The columns of a page have no heads.
    let table = TextTable(
      heads: first.map { _ in "" },
      rows: rows.map { $0.map { .string($0) } },
      rightAligned: numbers
    )
    let lines = table.text(as: .table, width: Console.width.map { $0 - 2 })
      .split(separator: "\n", omittingEmptySubsequences: false).dropFirst().dropLast()
    return "\n\(title)\n" + lines.map { "  \($0)\n" }.joined()
  }
}
