internal import ArgumentParser
internal import EvidenceCore
internal import EvidenceMaps

/// Whether work is done in a process of its own, and how long that may take.
struct WorkerOptions: ParsableArguments {
  @Option(
    help: "Run in a separate process, stopped after this many seconds (60 where one is needed)."
  )
  var timeout: Int?
  @Flag(help: "The graph is not to be trusted: work in a process of its own, as for -.")
  var untrusted = false
  @Flag(help: .hidden) var worker = false
  @Flag(help: .hidden) var repeats = false
  @Option(help: .hidden) var handed: [Int64] = []

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
  /// - Parameters:
  ///   - product: what is made, as a message names it: `the map`.
  ///   - inputs: the names of all that the work reads.
  ///   - isRisky: whether the work is one for a worker where nobody can say what an input holds.
  func run(
    _ product: String,
    of inputs: [String],
    isRisky: Bool,
    _ work: () throws -> Void
  ) throws {
    if worker {
      Worker.limit(seconds: seconds)
      if repeats { Console.hush() }
      try Inputs.take(inputs, sizes: handed)
      return try work()
    }
    // What comes through a pipe comes once: it goes to the worker unread.
    let isPiped = try isRisky && inputs.contains { try !Inputs.peek($0).isRegular }
    if timeout != nil || untrusted || isPiped { return try send(product, of: inputs) }
    do {
      try work()
    } catch let error as EvidenceError where error.isPastBudget {
      // What this process had to say it has said.
      try send(product, of: inputs, ["--repeats"])
    }
  }

  private var seconds: Int { timeout ?? Worker.defaultSeconds }

  private func send(_ product: String, of inputs: [String], _ flags: [String] = []) throws {
    let handed = try Inputs.hand(inputs)
    // The flags stand behind the name of the command.
    var words = Array(CommandLine.arguments.dropFirst())
    words.insert(
      contentsOf: ["--worker"] + flags + handed.sizes.map { "--handed=\($0)" },
      at: 1
    )
    try Worker.run(
      words,
      input: handed.file,
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
