internal import ArgumentParser
internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceMaps

/// Draws maps: one subcommand a kind, with its own options.
struct MapCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw a map: of a scheme, a matrix, chains, a neighbourhood, gaps, a difference.",
    usage: "evidence map <graph> <kind> --output <output> [<options>]",
    discussion: """
      Each kind has options of its own: 'evidence map coverage --help'. The kind may stand before the \
      graph or behind it. Where something is left out the widest sensible choice is made, and said. \
      The same graph gives the same bytes. --format dot needs no Graphviz; --table writes the same \
      content as a table.
      """,
    subcommands: kinds
  )
  static let kinds: [any ParsableCommand.Type] = [
    DrawTaxonomy.self, DrawCoverage.self, DrawPaths.self, DrawAround.self, DrawOverview.self,
    DrawGaps.self, DrawDiff.self,
  ]
  static let examples = [
    "evidence map Graphs/ai-risk-repository/graph.jsonl taxonomy --scheme mit-risk@4 -o risks.svg",
    "evidence map Graphs/frontier-mitigations/graph.jsonl paths arxiv:2412.02145 mit-risk@4:4.2 -o paths.svg",
  ]

  private static let names = kinds.compactMap { $0.configuration.commandName }

  /// Arguments of the command with the kind of map at the second place, where a parser looks for it:
  /// `map GRAPH coverage …` is `map coverage GRAPH …`.
  static func ordered(_ arguments: [String]) -> [String] {
    guard arguments.first == configuration.commandName else { return arguments }
    func isValue(_ index: Int) -> Bool {
      let before = arguments[index - 1]
      return before.hasPrefix("-") && before != "-" && !before.contains("=")
    }
    let places = arguments.indices.dropFirst().filter { names.contains(arguments[$0]) }
    // A kind may be an option's value, or a graph's name, too.
    guard let place = places.first(where: { !isValue($0) }) ?? places.first else {
      return arguments
    }
    var result = arguments
    result.insert(result.remove(at: place), at: 1)
    return result
  }

  /// The kinds of map that an option belongs to, where it is refused for being another's.
  static func hint(for message: String, of arguments: [String]) -> String? {
    let words = ordered(arguments)
    guard words.count > 1, words[0] == configuration.commandName, names.contains(words[1]),
      let option = message.firstMatch(of: /Unknown option '(--[a-z-]+)/).map({ String($0.1) })
    else { return nil }
    let owners = kinds.filter { kind in
      EvidenceCommand.helpMessage(for: kind)
        .split(separator: "\n").contains { line in
          line.split(separator: " ").prefix(2).contains { $0 == option || $0 == option + "," }
        }
    }
    .compactMap { $0.configuration.commandName }.map { "'\($0)'" }
    guard !owners.isEmpty else { return nil }
    return "hint: \(option) belongs to \(owners.joined(separator: " and "))"
  }
}

/// A subcommand that draws one kind of map.
protocol MapKind: ExampledCommand {
  var input: GraphArgument { get }
  var drawing: DrawingOptions { get }
  var evidence: SelectionOptions { get }
  var policy: PolicyOption { get }
  var apart: WorkerOptions { get }

  /// Graphs that it reads besides the first.
  var others: [String] { get }

  /// What is counted in it.
  var witnesses: Kind { get }

  /// The map.
  ///
  /// - Parameters:
  ///   - graph: what counts.
  ///   - whole: what it was selected from.
  func map(
    of graph: EvidenceGraph,
    from whole: EvidenceGraph,
    _ policy: Policy,
    _ options: MapOptions
  ) throws -> any EvidenceMap
}

extension MapKind {
  static var work: String? { "drawing the map" }
  var others: [String] { [] }
  var witnesses: Kind { .mitigation }

  func run() throws {
    let inputs = [input.graph] + others + (policy.policy.map { [$0] } ?? [])
    try apart.run("the map", of: inputs, isRisky: !drawing.isText) {
      let whole = try input.read()
      let graph = try evidence.apply(to: whole, witnesses: witnesses)
      var options = drawing.options(budget: apart.budget)
      options.selection = try evidence.selection(in: whole)
      options.supposition = try evidence.supposition(in: whole)
      options.command = CommandText.again(
        CommandLine.arguments,
        files: inputs,
        output: "map.svg"
      )
      let policy = try policy.read()
      let ground = try AnswerGround(whole, selection: evidence, policy: policy, files: inputs)
      try drawing.write(try map(of: graph, from: whole, policy, options), on: ground)
    }
  }
}
