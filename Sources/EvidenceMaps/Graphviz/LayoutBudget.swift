public import EvidenceCore

/// How much Graphviz is given to do in one go.
///
/// No call stops a layout, and dot grows about with the third power of what it is given: within a
/// process that must live, the budget is small. A process that may be lost can take more.
public struct LayoutBudget: Hashable, Sendable {
  /// The most boxes of a layout by dot.
  public var nodes: Int
  /// The most lines.
  public var edges: Int
  /// The most cells of a table.
  public var cells: Int

  /// Makes a budget.
  public init(nodes: Int, edges: Int, cells: Int) {
    self.nodes = nodes
    self.edges = edges
    self.cells = cells
  }

  /// For work within the caller's process: a matrix of 5,000 cells, with its heads and sums, is the
  /// largest table.
  public static let inProcess = LayoutBudget(nodes: 500, edges: 2_000, cells: 5_600)

  /// For a process of its own, with limits on its time and memory.
  public static let ofWorker = LayoutBudget(nodes: 20_000, edges: 100_000, cells: 60_000)

  /// The code of the error that is thrown past a budget: a larger one might do.
  public static let excessCode: Diagnostic.Code = "past-layout-budget"

  func check(_ graph: DOTGraph) throws(EvidenceError) {
    let findings = [
      (graph.nodes.count, nodes, "boxes"), (graph.edges.count, edges, "lines"),
      (graph.cellCount, cells, "cells"),
    ]
    for (count, limit, name) in findings where count > limit {
      throw EvidenceError(
        LayoutBudget.excessCode,
        "the map has \(count) \(name), and Graphviz is given at most "
          + "\(limit) here",
        hint: "ask for a higher level or fewer hops, or leave --plain away"
      )
    }
  }
}

extension DOTGraph {
  /// How many cells the tables of the graph have.
  var cellCount: Int {
    nodes.reduce(0) { sum, node in
      sum
        + node.attributes.reduce(0) { inner, attribute in
          guard case .table(let table) = attribute else { return inner }
          return inner + table.rows.reduce(0) { $0 + $1.count }
        }
    }
  }
}
