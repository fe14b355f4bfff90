internal import EvidenceCore

/// How the deepest cells of a matrix, or the deepest concepts of a scheme, stand: what a headline counts.
public struct LeafTally: Hashable, Sendable {
  /// How many of them are in each state; those that only a selection emptied are in none.
  public private(set) var states: [CellState: Int] = [:]
  /// How many only a selection emptied.
  public private(set) var filtered = 0
  private let witness: Kind
  private let thinBelow: Int

  private init(_ cells: [CoverageCell], _ witness: Kind, _ policy: Policy) {
    self.witness = witness
    thinBelow = policy.thinBelow
    for cell in cells {
      if cell.isFiltered {
        filtered += 1
      } else {
        states[cell.state, default: 0] += 1
      }
    }
  }

  /// Counts the cells of rows and columns that have none below them on their axis.
  ///
  /// - Complexity: O(cells).
  public init(_ matrix: CoverageMatrix) {
    let columns = matrix.columns.finest
    let leaves = matrix.rows.finest.flatMap { row in columns.map { matrix[row, $0] } }
    self.init(leaves, matrix.witnessKind, matrix.policy)
  }

  /// Counts the concepts of a scheme that have none below them.
  ///
  /// - Complexity: O(concepts).
  public init(_ coverage: SchemeCoverage) {
    let leaves = coverage.axis.finest.map { coverage.cells[$0] }
    self.init(leaves, coverage.witnessKind, coverage.policy)
  }

  /// How many cells or concepts were counted.
  public var total: Int { states.values.reduce(filtered, +) }

  /// How many hold no witness, searched or not.
  public var empty: Int { states.filter { $0.key.isEmpty }.values.reduce(0, +) }

  /// The tally in one plain sentence, without a full stop: `of 24 risk domains 10 have no measure, and
  /// 14 have measures by matches or models alone`.
  ///
  /// - Parameters:
  ///   - things: what is counted, in the plural: `risk domains`.
  ///   - figure: how numbers are written.
  public func sentence(of things: String, figure: (Int) -> String = { "\($0)" }) -> String {
    let plural = witness.words(2)
    func count(_ state: CellState) -> Int { states[state] ?? 0 }
    let disputed = count(.opposed) + count(.conflicting)
    let few =
      thinBelow <= 2 ? "one independent paper" : "fewer than \(thinBelow) independent papers"
    let parts: [(Int, String)] = [
      (empty, "no \(witness.words(1))"),
      (count(.inferredOnly), "\(plural) by matches or models alone"),
      (count(.unsourced), "\(plural) whose source is not stated"),
      (count(.thin), few),
      (count(.assertedOnly), "assertions alone, or types of evidence that are not stated"),
      (disputed, "evidence against"),
      (count(.covered), "\(thinBelow) or more independent papers"),
      (filtered, "nothing that is selected"),
    ]
    let held = parts.filter { $0.0 > 0 }
    guard held.count > 1 else {
      guard let only = held.first else { return "there are no \(things)" }
      return total == 1
        ? "the one of \(things) has \(only.1)"
        : only.0 == empty
          ? "none of \(figure(total)) \(things) has any \(witness.words(1))"
          : "all \(figure(total)) \(things) have \(only.1)"
    }
    let texts = held.map { "\(figure($0.0)) \($0.0 == 1 ? "has" : "have") \($0.1)" }
    return "of \(figure(total)) \(things) " + texts.dropLast().joined(separator: ", ")
      + " and \(texts[texts.count - 1])"
  }
}
