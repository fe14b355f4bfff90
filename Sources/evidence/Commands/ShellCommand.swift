internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore

/// Queries, one after the other.
struct ShellCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "shell",
    abstract: "Ask one query after the other, with completion and a history.",
    discussion: """
      A query ends with a semicolon or an empty line. Tab completes words of the language, labels, \
      relations, properties, procedures, and keys within quotes; the arrows bring back what was asked. \
      :help lists the commands: :explain, :profile, :param x = 2024, :params, :format csv, :clear, :quit; \
      they can stand between the lines of a query too. Where \
      standard input is no terminal, nothing is prompted for, and the exit code is 1 if a query failed.
      """
  )
  static let examples = [
    "evidence shell Graphs/ai-risk-repository/graph.jsonl < queries.cypher",
    "evidence shell Graphs/frontier-mitigations/graph.jsonl --max-rows 20 < queries.cypher",
  ]

  @OptionGroup var input: GraphArgument
  @Option(help: "A file in which lines are remembered; unsaid, they are forgotten.")
  var history: String?
  @Option(help: "Write at most so many rows of each answer.") var maxRows = 1_000
  @Option(help: "Stop a query after so many seconds.") var timeout: Double?
  @OptionGroup var policy: PolicyOption

  func validate() throws {
    if input.graph == "-" {
      throw ValidationError("queries come through standard input: name a file for the graph")
    }
    if history == "-" { throw ValidationError("--history is a file of its own") }
    if maxRows < 1 { throw ValidationError("--max-rows must be at least 1") }
    if let timeout, !(timeout > 0) { throw ValidationError("--timeout must be above 0") }
  }

  func run() throws {
    let graph = try input.read()
    let terminal = ShellTerminal()
    var session = ShellSession(
      graph,
      policy: try policy.read(),
      maxRows: maxRows,
      seconds: timeout,
      isInterrupted: { terminal?.isInterrupted() ?? false }
    )
    if let terminal {
      try talk(&session, in: terminal, graph)
    } else {
      try read(&session)
      if session.hasFailed { throw ExitCode.failure }
    }
  }

  /// Takes lines that nobody edits.
  private func read(_ session: inout ShellSession) throws {
    var reader = LineReader.ofStandardInput(limit: 1 << 20)
    loop: while true {
      switch try reader.next() {
      case .end: break loop
      case .tooLong: throw EvidenceError("line-too-long", "a line of more than 1 MiB")
      case .line(let bytes):
        guard let text = String(validating: bytes, as: UTF8.self) else {
          throw EvidenceError("invalid-utf8", "a line is not UTF-8")
        }
        let reply = session.take(text.last == "\r" ? String(text.dropLast()) : text)
        say(reply)
        if reply.isOver { return }
      }
    }
    say(session.finish())
  }

  private func talk(
    _ session: inout ShellSession,
    in terminal: ShellTerminal,
    _ graph: EvidenceGraph
  ) throws {
    let store = try history.map { try LineHistory(at: $0) }
    var editor = LineEditor(history: store?.lines ?? [])
    let completion = NameCompletion(graph)
    Console.complain("\(graph.header.title ?? input.graph); :help says what can be done")
    terminal.editing {
      while true {
        let prompt = session.isWithinQuery ? "     ...> " : "evidence> "
        let names = session.parameterNames
        let line = terminal.line(prompt, &editor) { completion.offer(after: $0, parameters: names) }
        guard let line else { break }
        if line.isAbandoned {
          session.abandon()
          continue
        }
        let reply = session.take(line.text)
        say(reply)
        if reply.isOver { break }
      }
    }
    try store?.write(editor.history)
  }

  private func say(_ reply: ShellSession.Reply) {
    if !reply.output.isEmpty { Console.print(reply.output) }
    if !reply.errors.isEmpty { Console.complain(reply.errors) }
  }
}
