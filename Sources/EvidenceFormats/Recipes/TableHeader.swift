import EvidenceCore

/// The names of a table's columns.
///
/// Names are taken without blanks and invisible characters around them. Of several columns of one
/// name the first has the name; the second is `name#2`, the third `name#3`. A column without a name
/// is `#` and its number. Each of these is said.
struct TableHeader {
  /// A name for each column, all different.
  var names: [String] = []
  /// What was found odd about them.
  var findings: [(outcome: ImportReport.Outcome, code: Diagnostic.Code, message: String)] = []

  init(_ cells: [String]) {
    var seen: [String: [Int]] = [:]
    for (index, cell) in cells.enumerated() {
      let name = cell.withoutInvisible.trimmedText
      if cell.unicodeScalars.count > cell.withoutInvisible.unicodeScalars.count {
        findings.append(
          (.repaired, "invisible-characters", "the column '\(name)' has invisible characters")
        )
      }
      let text = NormalForm.composed(name) ?? name
      if text.isEmpty {
        names.append("#\(index + 1)")
        continue
      }
      seen[text, default: []].append(index + 1)
      let count = seen[text]?.count ?? 1
      names.append(count == 1 ? text : "\(text)#\(count)")
    }
    for (name, columns) in seen.sorted(by: { $0.value[0] < $1.value[0] }) where columns.count > 1 {
      let list = columns.map(String.init).joined(separator: ", ")
      let others = (2...columns.count).map { "'\(name)#\($0)'" }.joined(separator: ", ")
      let message =
        "\(columns.count) columns are named '\(name)' (columns \(list)): the first is taken for it, "
        + "the others are \(others)"
      findings.append((.kept, "doubled-column", message))
    }
  }
}
