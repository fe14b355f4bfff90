internal import EvidenceCore

/// How large a matrix may be.
public enum MatrixSize {
  /// The most cells that are counted at once: a thousand rows by a thousand columns.
  public static let mostCells = 1_000_000

  /// Refuses a matrix that is too large, before it is counted.
  static func check(_ rows: CoverageAxis, _ columns: CoverageAxis) throws(EvidenceError) {
    let (height, width) = (rows.entries.count, columns.entries.count)
    guard width > 0, height > mostCells / width else { return }
    let fits = [("--rows-level", rows, width), ("--columns-level", columns, height)]
      .compactMap { option, axis, other -> String? in
        let levels = Dictionary(grouping: axis.entries, by: \.level).mapValues(\.count)
        let fitting = levels.filter { $0.value <= mostCells / max(1, other) }
        guard levels.count > 1, let best = fitting.max(by: { $0.value < $1.value }) else {
          return nil
        }
        return "\(option) \(best.key) (\(best.value) of \(axis.entries.count))"
      }
    throw EvidenceError(
      "matrix-too-large",
      "'\(rows.selection)' × '\(columns.selection)' has \(height) × \(width) cells, more than \(mostCells)",
      hint: fits.isEmpty
        ? "set one of them against a scheme, or ask about one node with 'evidence show' or 'paths'"
        : "this would fit: \(fits.joined(separator: ", or "))"
    )
  }
}
