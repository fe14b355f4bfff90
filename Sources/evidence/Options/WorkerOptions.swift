internal import ArgumentParser
internal import EvidenceCore
internal import EvidenceMaps

/// Whether work is done in a process of its own, and how long that may take.
struct WorkerOptions: ParsableArguments {
  @Option(
    help: """
      Work in a process of its own, killed after this many seconds; after 60 where one is needed.
      """
  )
  var timeout: Int?
  @Flag(help: "The graph is not to be trusted: work in a process of its own, as for -.")
  var untrusted = false
  @Flag(help: .hidden) var worker = false
  @Flag(help: .hidden) var repeats = false

  func validate() throws {
    if let timeout, !(1...86_400).contains(timeout) {
      throw ValidationError("--timeout is between 1 and 86400 seconds")
    }
  }

  /// How much Graphviz is given in this process.
  var budget: LayoutBudget { worker ? .ofWorker : .inProcess }

  /// Does some work in this process; or in a worker, where the user wants one, where the graph is
  /// not to be trusted, or as soon as the work goes past what this process takes on.
  ///
  /// - Parameter product: what is made, as a message names it: `the map`.
  func run(
    _ product: String,
    isUntrusted: Bool,
    _ work: () throws -> Void
  ) throws {
    if worker {
      Worker.limit(seconds: seconds)
      if repeats { Console.hush() }
      return try work()
    }
    if timeout != nil || untrusted || isUntrusted { return try send(product) }
    do {
      try work()
    } catch let error as EvidenceError where error.isPastBudget {
      // What this process had to say it has said.
      try send(product, ["--repeats"])
    }
  }

  private var seconds: Int { timeout ?? Worker.defaultSeconds }

  private func send(_ product: String, _ flags: [String] = []) throws {
    let words = CommandLine.arguments.dropFirst()
    try Worker.run(
      words.prefix(1) + ["--worker"] + flags + words.dropFirst(),
      seconds: seconds,
      product: product
    )
  }
}

extension EvidenceError {
  /// Whether only a process with a larger budget could do what was asked.
  fileprivate var isPastBudget: Bool {
    diagnostics.contains { $0.code == LayoutBudget.excessCode }
  }
}
