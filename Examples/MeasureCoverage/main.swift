// Which parts of a scheme does the graph cover, and what is missing?
//
//     swift run MeasureCoverage Graphs/ai-risk-repository/graph.jsonl

import EvidenceAnalysis
import EvidenceCore

let path = CommandLine.arguments.dropFirst().first ?? "Graphs/ai-risk-repository/graph.jsonl"
let graph = try ArchiveReader.read(contentsOf: path)

let matrix = try CoverageAnalysis(graph).matrix(
  CoverageQuery(
    of: .risk,
    rows: CoverageQuery.Axis("mit-risk@4", level: 2),
    columns: CoverageQuery.Axis("mit-causal-entity@4")
  )
)
for state in CellState.allCases {
  let count = matrix.cells.count { $0.state == state }
  if count > 0 { print("\(count) of \(matrix.cells.count) cells: \(state.rawValue)") }
}
for gap in GapAnalysis(graph).cellGaps(matrix).prefix(3) {
  let place = [gap.row, gap.column].compactMap { $0 }.map(graph.title(of:))
  print("\(gap.kind.rawValue): \(place.joined(separator: " × ")): \(gap.reason)")
}
