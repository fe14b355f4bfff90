import EvidenceCore
import EvidenceFormats
import Foundation

let usage = """
  usage: evidence-bench DIR [--queries Q1,Q2a,…] [--reps N]

  DIR holds nodes.bulk.csv, edges.bulk.csv and queries.json, as written by
  'gen.py --bulk'. Prints one JSON line a question.
  """

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(64)
}

let known = Questions.names + ["Q8", "Q9", "L1", "S1"] + Questions.further
var folder: String?
var wanted = Questions.names + ["Q8", "Q9"]
var repetitions = 5
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--queries":
    guard let list = arguments.popFirst() else { fail(usage) }
    wanted = list.split(separator: ",").map(String.init)
    if let unknown = wanted.first(where: { !known.contains($0) }) {
      fail("unknown question '\(unknown)'; known: \(known.joined(separator: ", "))")
    }
  case "--reps":
    guard let text = arguments.popFirst(), let number = Int(text), number > 0 else { fail(usage) }
    repetitions = number
  case "--help", "-h":
    print(usage)
    exit(0)
  default:
    if folder != nil || argument.hasPrefix("-") { fail(usage) }
    folder = argument
  }
}
guard let folder else { fail(usage) }

func seconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
}

/// Asks a question up to so many times within six seconds, and at least once.
func measure<Result>(
  upTo repetitions: Int,
  _ body: () throws -> Result
) rethrows -> (result: Result, median: Double) {
  let clock = ContinuousClock()
  let end = clock.now + .seconds(6)
  var samples: [Double] = []
  var start = clock.now
  var result = try body()
  samples.append(seconds(clock.now - start))
  while samples.count < repetitions, clock.now < end {
    start = clock.now
    result = try body()
    samples.append(seconds(clock.now - start))
  }
  samples.sort()
  let middle = samples.count / 2
  let median =
    samples.count % 2 == 1 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2
  return (result, median)
}

func report(_ query: String, _ median: Double, _ answer: String, peak: Double) {
  let time = String(format: "%.4g", median)
  let memory = String(format: "%.1f", peak)
  print(
    "{\"query\":\"\(query)\",\"median_s\":\(time),\"answer\":\(answer),\"peak_rss_mb\":\(memory)}"
  )
}

do {
  ProcessMemory.resetPeak()
  let request = ImportRequest(files: ["\(folder)/nodes.bulk.csv", "\(folder)/edges.bulk.csv"])
  let clock = ContinuousClock()
  let start = clock.now
  let graph = try Importer.run(request).graph
  var loading = seconds(clock.now - start)
  let peak = ProcessMemory.peak
  if wanted.contains("Q8") {
    // A load of more than a second is timed once: a second graph beside the first would only
    // slow both down.
    if loading < 1 {
      loading = try measure(upTo: repetitions) { try Importer.run(request).graph.nodeCount }.median
    }
    report(
      "Q8",
      loading,
      "{\"nodes\":\(graph.nodeCount),\"statements\":\(graph.statementCount)}",
      peak: peak
    )
  }
  let text = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/queries.json"))
  let parameters = try JSONDecoder().decode(Parameters.self, from: text)
  let questions = Questions(graph: graph, parameters: parameters)
  if !Set(wanted).isDisjoint(with: ["L1", "S1", "Q9"]) {
    let scratch = FileManager.default.temporaryDirectory.appendingPathComponent(
      "evidence-bench-\(ProcessInfo.processInfo.processIdentifier)"
    )
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let archive = scratch.appendingPathComponent("graph.jsonl").path
    let snapshot = scratch.appendingPathComponent("graph.evidence").path
    if wanted.contains("L1") {
      try ArchiveWriter.write(graph, to: archive)
      ProcessMemory.resetPeak()
      let (count, median) = try measure(upTo: repetitions) {
        try ArchiveReader.read(contentsOf: archive).nodeCount
      }
      report("L1", median, "\(count)", peak: ProcessMemory.peak)
    }
    if wanted.contains("S1") || wanted.contains("Q9") {
      try SnapshotWriter.write(graph, to: snapshot)
    }
    if wanted.contains("Q9") {
      let (count, median) = try measure(upTo: repetitions) {
        try SnapshotReader.read(contentsOf: snapshot, verification: .atFirstUse).nodeCount
      }
      report("Q9", median, "\(count)", peak: ProcessMemory.peak)
    }
    if wanted.contains("S1") {
      let first = parameters.twoHopSources.first ?? ""
      ProcessMemory.resetPeak()
      // Opened anew each time, and the neighbourhood of one paper asked for.
      let (count, median) = try measure(upTo: repetitions) {
        let graph = try SnapshotReader.read(contentsOf: snapshot, verification: .atFirstUse)
        let count = graph.node(Key(first)).map { graph.neighbourCount(of: $0, within: 2) } ?? -1
        if let damage = graph.damage { throw EvidenceError([damage]) }
        return count
      }
      report("S1", median, "\(count)", peak: ProcessMemory.peak)
    }
  }
  for query in Questions.names + Questions.further where wanted.contains(query) {
    ProcessMemory.resetPeak()
    let (answer, median) = measure(upTo: repetitions) { questions.ask(query) }
    report(query, median, answer.json, peak: ProcessMemory.peak)
  }
} catch let error as EvidenceError {
  fail(error.description)
} catch {
  fail("\(error)")
}
