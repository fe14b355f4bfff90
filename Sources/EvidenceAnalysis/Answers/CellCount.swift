internal import EvidenceCore

/// What the number in a cell counts.
public enum CellCount: String, Sendable, CaseIterable {
  /// Independent works that state the evidence; versions of one work are one.
  case works
  /// Papers that introduce the witnesses.
  case papers
  /// The witnesses themselves: measures, risks or papers.
  case witnesses
}

extension CoverageCell {
  /// The number of a cell.
  public func number(_ count: CellCount) -> Int {
    switch count {
    case .works: independentPapers
    case .papers: papers
    case .witnesses: witnesses
    }
  }
}

extension CoverageMatrix {
  /// What the numbers of the cells count: what was asked for, else works, or witnesses where no
  /// statement of the matrix has a known work.
  public func counted(_ asked: CellCount?) -> CellCount {
    asked ?? (hasNoSources ? .witnesses : .works)
  }

  /// Whether there are witnesses, and no known work behind any of them.
  public var hasNoSources: Bool { total.witnesses > 0 && total.independentPapers == 0 }

  /// What the numbers of the cells count, in words: `independent papers behind measures`.
  public func countWords(_ asked: CellCount?) -> String {
    switch counted(asked) {
    case .works: "independent papers behind \(witnessKind.words)"
    case .papers: "papers that introduce \(witnessKind.words)"
    case .witnesses: witnessKind.words
    }
  }

  /// Why witnesses are counted where nobody asked for them; `nil` where that is not so.
  public func countNote(_ asked: CellCount?) -> String? {
    asked == nil && hasNoSources
      ? "\(witnessKind.words) are counted: the data state no sources" : nil
  }
}
