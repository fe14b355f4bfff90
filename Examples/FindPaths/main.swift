// What does a paper offer against a risk, and who says so?
//
//     swift run FindPaths Graphs/ai-risk-repository/graph.jsonl

// README: begin
import EvidenceAnalysis
import EvidenceCore

let path = CommandLine.arguments.dropFirst().first ?? "Graphs/ai-risk-repository/graph.jsonl"
let graph = try ArchiveReader.read(contentsOf: path)
let paper = try graph.resolve("Frontier AI Risk Management Framework (v1.0)")
let answer = EvidencePaths(graph).chains(from: paper, to: try graph.resolve("mit-risk@4:5.2"))
for chain in answer.chains {
  print(chain.about, chain.nodes.map(graph.title(of:)).joined(separator: " → "))
}
// README: end

if let miss = answer.nearestMiss { print("none:", miss.reason(in: graph)) }
