public import EvidenceCore

/// The cells of a coverage matrix that change their state from one graph to another, and why.
///
/// Cells are matched by the keys of their row and column. A cell that one of the graphs does not
/// have counts there as one that nobody looked at.
///
/// ```swift
/// let change = try CoverageDifference(from: old, to: new, query)
/// for cell in change.cells where cell.isLost { print(cell.row, cell.column, cell.reason) }
/// ```
public struct CoverageDifference: Sendable {
  /// The cells that changed, in the order of the newer matrix, then those it does not have.
  public let cells: [CellChange]
  /// The cells that keep their state and hold other numbers, in the order of the newer matrix.
  public let figures: [CellFigureChange]
  public let query: CoverageQuery

  /// Compares the coverage of two graphs.
  ///
  /// - Parameters:
  ///   - old: the earlier graph.
  ///   - new: the later one.
  ///   - query: the matrix that is compared.
  ///   - policy: by which both are judged.
  ///   - difference: the difference of the same two graphs, where it is known already.
  /// - Throws: `EvidenceError` if an axis names nothing in either graph.
  /// - Complexity: that of both matrices and of ``GraphDifference``.
  public init(
    from old: EvidenceGraph,
    to new: EvidenceGraph,
    _ query: CoverageQuery,
    policy: Policy = .standard,
    difference: GraphDifference? = nil
  ) throws(EvidenceError) {
    self.init(
      from: try Self.matrix(of: old, query, policy, isOptionalBeside: new),
      in: old,
      to: try Self.matrix(of: new, query, policy, isOptionalBeside: old),
      in: new,
      query,
      difference: difference
    )
  }

  /// Compares two matrices that are counted already; one that is not there has no cells.
  ///
  /// - Complexity: O(cells) and that of ``GraphDifference``.
  public init(
    from oldMatrix: CoverageMatrix?,
    in old: EvidenceGraph,
    to newMatrix: CoverageMatrix?,
    in new: EvidenceGraph,
    _ query: CoverageQuery,
    difference: GraphDifference? = nil
  ) {
    self.query = query
    let before = Side(oldMatrix, old)
    let after = Side(newMatrix, new)
    let causes = CellCauses(difference ?? GraphDifference(from: old, to: new))
    var result: [CellChange] = []
    var figures: [CellFigureChange] = []
    for place in after.order {
      if let change = causes.change(place, before.cell(place), after.cell(place)) {
        result.append(change)
      } else if let old = before.cells[place], let new = after.cells[place],
        let change = CellFigureChange(place, old, new)
      {
        figures.append(change)
      }
    }
    self.figures = figures
    for place in before.order where after.cells[place] == nil {
      if let change = causes.change(place, before.cell(place), nil) { result.append(change) }
    }
    cells = result
  }

  /// The matrix of a graph; none where it lacks an axis that the other graph has.
  private static func matrix(
    of graph: EvidenceGraph,
    _ query: CoverageQuery,
    _ policy: Policy,
    isOptionalBeside other: EvidenceGraph
  ) throws(EvidenceError) -> CoverageMatrix? {
    let absences: Set<Diagnostic.Code> = ["unknown-axis", "no-such-level", "unknown-kind"]
    do {
      return try CoverageAnalysis(graph, policy: policy).matrix(query)
    } catch {
      guard error.diagnostics.allSatisfy({ absences.contains($0.code) }) else { throw error }
      _ = try CoverageAnalysis(other, policy: policy).matrix(query)
      return nil
    }
  }
}

/// A row and a column by their keys.
struct CellPlace: Hashable {
  var row: Key
  var column: Key
}

/// What one cell holds, by keys and ids.
struct CellContent {
  var state: CellState
  var witnesses: Set<Key>
  var works: Set<Key>
  var statements: Set<String>

  init(_ cell: CoverageCell, of matrix: CoverageMatrix, in graph: EvidenceGraph) {
    state = cell.state
    witnesses = Set(matrix.witnesses(of: cell).map { graph.key(of: $0) })
    works = Set(
      matrix.works(of: cell).map { work in
        switch work {
        case .paper(let node): graph.key(of: node)
        case .other(let key): key
        case .unknown: Key("unknown")
        }
      }
    )
    statements = Set(matrix.statements(of: cell).map { graph.id(of: $0) })
  }
}

/// The matrix of one of the two graphs.
private struct Side {
  var order: [CellPlace] = []
  var cells: [CellPlace: CoverageCell] = [:]
  private let matrix: CoverageMatrix?
  private let graph: EvidenceGraph

  init(_ matrix: CoverageMatrix?, _ graph: EvidenceGraph) {
    self.matrix = matrix
    self.graph = graph
    guard let matrix else { return }
    for cell in matrix.cells {
      let place = CellPlace(
        row: graph.key(of: matrix.rows.entries[cell.row].node),
        column: graph.key(of: matrix.columns.entries[cell.column].node)
      )
      order.append(place)
      cells[place] = cell
    }
  }

  func cell(_ place: CellPlace) -> CellContent? {
    guard let matrix, let cell = cells[place] else { return nil }
    return CellContent(cell, of: matrix, in: graph)
  }
}
