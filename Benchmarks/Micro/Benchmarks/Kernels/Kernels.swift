import Benchmark
import EvidenceAnalysis
import EvidenceCore
import EvidenceQuery

/// What the analyses are made of, each on a made-up graph of some thousands of nodes: what a change costs
/// shows here before it shows in a whole answer.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .cpuTotal, .instructions, .peakMemoryResident],
    warmupIterations: 2,
    maxDuration: .seconds(2),
    maxIterations: 500
  )
  let sample = SampleGraph(papers: 4_000, mitigations: 1_500, risks: 900)
  guard let graph = try? sample.graph() else { fatalError("the sample graph is not sound") }
  let archive = ArchiveWriter.text(of: graph)
  let keys = sample.paperKeys.prefix(1_000)
  let sources = keys.prefix(50).compactMap { graph.node($0) }

  Benchmark("look 1,000 keys up") { benchmark in
    for _ in benchmark.scaledIterations {
      for key in keys { blackHole(graph.node(key)) }
    }
  }
  Benchmark("nodes within two hops of 50 papers") { benchmark in
    for _ in benchmark.scaledIterations {
      for source in sources { blackHole(graph.neighbourCount(of: source, within: 2)) }
    }
  }
  Benchmark("hops between 50 pairs") { benchmark in
    for _ in benchmark.scaledIterations {
      for (a, b) in zip(sources, sources.reversed()) {
        blackHole(graph.hopDistance(from: a, to: b))
      }
    }
  }
  Benchmark("typed paths, counted") { benchmark in
    let query = PathQuery(from: Paper.self)
      .outgoing(.proposes).outgoing(.addresses).outgoing(.inDomain)
    for _ in benchmark.scaledIterations { blackHole(try query.count(in: graph)) }
  }
  Benchmark("coverage matrix") { benchmark in
    let coverage = CoverageAnalysis(graph)
    let query = CoverageQuery(
      rows: .init(SampleGraph.concepts),
      columns: .init(SampleGraph.domains)
    )
    for _ in benchmark.scaledIterations { blackHole(try coverage.matrix(query)) }
  }
  Benchmark("gaps of the matrix") { benchmark in
    let matrix = try CoverageAnalysis(graph).matrix(
      CoverageQuery(rows: .init(SampleGraph.concepts), columns: .init(SampleGraph.domains))
    )
    for _ in benchmark.scaledIterations { blackHole(GapAnalysis(graph).cellGaps(matrix)) }
  }
  Benchmark("evidence chains of 50 papers to a domain") { benchmark in
    let paths = EvidencePaths(graph)
    guard let domain = graph.node(SampleGraph.domain(0)) else { return }
    for _ in benchmark.scaledIterations {
      for source in sources { blackHole(paths.chains(from: source, to: domain)) }
    }
  }
  Benchmark("read an archive") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(try ArchiveReader.read(text: archive)) }
  }
  Benchmark("write an archive") { benchmark in
    for _ in benchmark.scaledIterations { blackHole(ArchiveWriter.text(of: graph)) }
  }
}
