internal import ArgumentParser
internal import EvidenceCore
internal import EvidenceQuery

/// Nodes by their words.
struct FindCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: "Find nodes by words in names, codes, references, authors, rationales, anywhere.",
    discussion: """
      A node has to have every word, in any order, whatever its case and accents; a word finds those \
      that it begins, unless it ends in a digit. Words in quotes are a phrase. Looked through are \
      names, other names, codes, keys, references (Tse2025, or Uuk 2024), authors, every other text, \
      and the rationales and locators of the statements that start from a node. The order is BM25F \
      with weights of our own: a name counts 5 times as much as a rationale. 'evidence' counts the \
      statements about a node that bear evidence.
      """
  )
  static let work: String? = "searching"
  static let examples = [
    "evidence find Graphs/ai-risk-repository/graph.jsonl deception",
    "evidence find Graphs/ai-risk-repository/graph.jsonl \"red teaming\" extern --kind Mitigation --format csv",
  ]

  @OptionGroup var input: GraphArgument
  @Argument(help: "The words to look for; a phrase in quotes.") var words: [String]
  @Option(parsing: .upToNextOption, help: "Only nodes of these kinds.") var kind: [String] = []
  @Option(help: "Only concepts of this scheme.") var scheme: String?
  @Option(help: "List only this many, the best first (20 in tables for people).") var limit: Int?
  @OptionGroup var output: FormatOption

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1") }
    if SearchQuery(text).isEmpty { throw ValidationError("there is no word to look for") }
  }

  func run() throws {
    let graph = try input.read()
    let names = KnownNames(graph: graph)
    let query = SearchQuery(
      text,
      kinds: Set(try names.kinds(kind)),
      scheme: try scheme.map(names.scheme)
    )
    let index = SearchIndex(graph)
    let isForPeople = output.format == .table || output.format == .markdown
    let answer = index.search(query, limit: limit ?? (isForPeople ? 20 : nil))
    let report = FindReport(answer, graph)
    Console.print(report.text(as: output.format))
    if answer.total == 0 {
      for line in report.whyNothing { Console.complain(line) }
      sayWhatWordsAloneFind(index, query)
    } else if answer.hits.count < answer.total {
      Console.complain(
        "\(answer.hits.count) of \(answer.total) nodes; --limit \(answer.total) lists all"
      )
    }
  }

  /// The words as one text. The shell has taken the quotes off a phrase, and left the blank.
  private var text: String {
    words.map { $0.contains(" ") && !$0.contains("\"") ? "\"\($0)\"" : $0 }.joined(separator: " ")
  }

  private func sayWhatWordsAloneFind(_ index: SearchIndex, _ query: SearchQuery) {
    guard text.contains("\"") else { return }
    let loose = SearchQuery(
      text.replacing("\"", with: " "),
      kinds: query.kinds,
      scheme: query.scheme
    )
    let count = index.search(loose, limit: 0).total
    guard count > 0 else { return }
    Console.complain(
      "hint: without quotes the words find \(count) \(count == 1 ? "node" : "nodes")"
    )
  }
}
