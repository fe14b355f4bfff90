internal import EvidenceCore

/// The answer to "what changed?": the records of two graphs, and the cells of a matrix of them.
///
/// ```swift
/// let answer = DifferenceAnswer(GraphDifference(from: old, to: new))
/// print(answer.summary)
/// ```
public struct DifferenceAnswer: Sendable {
  /// What changed in the records.
  public let difference: GraphDifference
  /// What changed in the cells of a matrix, where one was asked for.
  public let coverage: CoverageDifference?
  /// What changed, work by work.
  public let changes: WorkChanges
  /// The policy that the cells were judged by.
  public let policy: Policy

  /// Puts the changes of records and of cells side by side.
  public init(
    _ difference: GraphDifference,
    _ coverage: CoverageDifference? = nil,
    policy: Policy = .standard
  ) {
    self.difference = difference
    self.coverage = coverage
    changes = WorkChanges(difference)
    self.policy = policy
  }

  /// How many differences there are of a kind.
  public func count(_ kind: DifferenceKind) -> Int {
    switch kind {
    case .headerChanged: difference.header.count
    case .nodeAdded: difference.addedNodes.count
    case .nodeRemoved: difference.removedNodes.count
    case .nodeChanged: difference.changedNodes.count
    case .statementAdded: difference.addedStatements.count
    case .statementRemoved: difference.removedStatements.count
    case .statementChanged: difference.changedStatements.count
    case .statementRelocated: difference.relocatedStatements.count
    case .judgmentChanged: difference.judgments.count
    case .statusChanged: difference.statuses.count
    case .cellLost: coverage?.cells.count(where: \.isLost) ?? 0
    case .cellWorse: coverage?.cells.count(where: \.isWorse) ?? 0
    case .cellChanged: coverage?.cells.count ?? 0
    }
  }

  /// How many differences of each kind, in one line.
  public var summary: String {
    let kinds = DifferenceKind.allCases.filter { $0 != .cellLost && $0 != .cellWorse }
    let parts = kinds.filter { count($0) > 0 }.map { "\(count($0)) \($0.rawValue)" }
    var text = parts.isEmpty ? "nothing changed" : parts.joined(separator: ", ")
    if count(.cellChanged) > 0 {
      text += " (\(count(.cellWorse)) worse, \(count(.cellLost)) of them lost)"
    }
    return text
  }
}
