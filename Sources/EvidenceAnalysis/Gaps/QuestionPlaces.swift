internal import EvidenceCore

/// Where in a matrix the answers to questions about its measures would count.
struct QuestionPlaces {
  private let matrix: CoverageMatrix
  /// Whether risks stand on the columns, and measures are told apart by the rows.
  private let isColumnwise: Bool
  private let targets: CoverageAxis
  /// The positions on the other axis that each witness reaches.
  private var othersOf: [NodeID: [Int]] = [:]
  /// The targets that each witness reaches.
  private(set) var met: [NodeID: Set<Int>] = [:]
  /// The witnesses that reach the other axis, in the order of keys.
  let witnesses: [NodeID]

  /// - Parameter isColumnwise: whether questions are about the columns; else about the rows.
  init(_ matrix: CoverageMatrix, isColumnwise: Bool) {
    self.matrix = matrix
    self.isColumnwise = isColumnwise
    targets = isColumnwise ? matrix.columns : matrix.rows
    let (others, reached) =
      isColumnwise
      ? (matrix.rowReach, matrix.columnReach) : (matrix.columnReach, matrix.rowReach)
    for (other, nodes) in others.enumerated() {
      for witness in nodes { othersOf[witness, default: []].append(other) }
    }
    for (target, nodes) in reached.enumerated() {
      for witness in nodes { met[witness, default: []].insert(target) }
    }
    witnesses = othersOf.keys.sorted()
  }

  /// The positions of the targets that questions ask about: those with nothing below them.
  var leaves: [Int] { targets.entries.indices.filter { !targets.entries[$0].hasChildren } }

  func node(_ target: Int) -> NodeID { targets.entries[target].node }

  /// The positions on the other axis that a witness reaches.
  func others(of witness: NodeID) -> [Int] { othersOf[witness] ?? [] }

  /// Every position of a target's axis.
  var allTargets: Range<Int> { targets.entries.indices }

  /// The cells in which a witness would count if it reached a target: at the target and above it.
  func cells(of witness: NodeID, at target: Int) -> [Int] {
    let around = ancestors(of: target)
    return others(of: witness).flatMap { other in around.map { cell(other, $0) } }
  }

  /// The position of a cell among the matrix's cells.
  func cell(_ other: Int, _ target: Int) -> Int {
    let width = matrix.columns.entries.count
    return isColumnwise ? other * width + target : target * width + other
  }

  /// A target and those above it on the axis.
  private func ancestors(of target: Int) -> [Int] {
    var result = [target]
    var seen: Set<Int> = [target]
    while let parent = targets.entries[result[result.count - 1]].parent,
      seen.insert(parent).inserted
    {
      result.append(parent)
    }
    return result
  }
}
