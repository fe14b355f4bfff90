internal import ArgumentParser
internal import EvidenceCore

/// A snapshot of an archive, which opens in milliseconds.
struct SnapshotCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Make a snapshot of a graph: the same graph in a file that opens in milliseconds.",
    discussion: """
      Every command takes a snapshot where it takes an archive. It is a cache and no place to keep a \
      graph: another release may want it made again. It remembers the archive that it was made of; where \
      that stands beside it and has changed, every command says so. --verify checks a snapshot whole: \
      every block against its checksum, and the graph against what a graph promises. Exit codes: 0 done \
      and sound, 1 damaged or could not read.
      """
  )
  static let examples = [
    "evidence snapshot Graphs/ai-risk-repository/graph.jsonl -o graph.evidence",
    "evidence snapshot graph.evidence --verify",
  ]

  @OptionGroup var input: ArchiveArgument
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Where the snapshot goes; - for standard output (default: beside the archive, as .evidence).",
      valueName: "file"
    )
  )
  var output: String?
  @Flag(help: "Check a snapshot whole, and write nothing.") var verify = false

  func validate() throws {
    if verify, output != nil {
      throw ValidationError("--verify writes nothing; leave -o out")
    }
    if !verify, output == nil, input.graph == "-" {
      throw ValidationError("what comes from standard input has no name; give -o FILE")
    }
  }

  func run() throws {
    let file = try Inputs.open(input.graph)
    let isSnapshot = try GraphReader.isSnapshot(file)
    guard verify == isSnapshot else {
      throw EvidenceError(
        verify ? "no-snapshot" : "is-snapshot",
        "'\(file.name)' is \(isSnapshot ? "a snapshot already" : "no snapshot")",
        hint: isSnapshot
          ? "'--verify' checks it; a snapshot is made of an archive"
          : "'evidence validate' checks an archive"
      )
    }
    if verify {
      let graph = try GraphArgument.read(input.graph)
      try graph.verifySnapshot()
      Console.print("\(graph.nodeCount) nodes, \(graph.statementCount) statements: sound")
      return
    }
    let archive = input.graph
    let (graph, origin) = try KeptSnapshot.made(of: file) { try GraphArgument.read(archive) }
    let path = output ?? KeptSnapshot.beside(archive)
    try Console.write(to: path) { write throws(EvidenceError) in
      try SnapshotWriter.write(graph, origin: origin, write)
    }
    Console.complain(
      "\(graph.nodeCount) nodes, \(graph.statementCount) statements -> \(path)"
    )
  }
}
