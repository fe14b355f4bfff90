internal import EvidenceAnalysis
internal import EvidenceCore

/// Writes what becomes of a scheme's concepts, and of the cells that they head, for people.
struct CrosswalkReport {
  let answer: CrosswalkAnswer

  private func conflicts() -> [String] {
    answer.crosswalk.conflicts.map { conflict in
      "'\(conflict.from)' and '\(conflict.to)' are said to match exactly "
        + "(\(conflict.premises.joined(separator: ", "))) and "
        + (conflict.relation == .exactMatch ? "not to" : "to be \(conflict.relation)")
        + " (\(conflict.against)): the exact match is not used"
    }
  }

  func text() -> String {
    var text = answer.summary + "\n\n" + TextTable(answer.entries).text(as: .table)
    for conflict in conflicts() { text += "conflict: \(conflict)\n" }
    if answer.all != nil {
      text += "\n"
      text +=
        answer.changed.isEmpty
        ? "no cell changes its state\n" : TextTable(answer.cells).text(as: .table)
    }
    return text
  }

  func markdown() -> String {
    var text = "## \(answer.crosswalk.old) → \(answer.crosswalk.new)\n\n\(answer.summary)\n\n"
    text += TextTable(answer.entries).text(as: .markdown)
    for conflict in conflicts() { text += "\n* conflict: \(conflict)\n" }
    if answer.all != nil, !answer.changed.isEmpty {
      text +=
        "\n### Cells that change their state\n\n" + TextTable(answer.cells).text(as: .markdown)
    }
    return text
  }
}
