internal import EvidenceAnalysis
internal import EvidenceCore
internal import EvidenceQuery

/// A conversation about one graph: queries over several lines, commands that begin with a colon, and
/// what both have set.
///
/// It reads and writes nothing itself: a line goes in, and what is to be said comes out.
struct ShellSession {
  /// What a line leads to.
  struct Reply: Equatable {
    /// For standard output.
    var output = ""
    /// For standard error.
    var errors = ""
    /// Whether the conversation is over.
    var isOver = false
  }

  /// What is done with a query.
  private enum Mode { case run, explain, profile }

  static let commandNames = [
    "clear", "explain", "format", "help", "param", "params", "profile", "quit",
  ]

  private let graph: EvidenceGraph
  private let policy: Policy
  private let maxRows: Int
  private let seconds: Double?
  private let isInterrupted: @Sendable () -> Bool
  private(set) var parameters: [String: QueryValue] = [:]
  private(set) var format = OutputFormat.table
  /// Whether a query or a command has failed.
  private(set) var hasFailed = false
  private var lines: [String] = []
  private var mode = Mode.run
  private var last: String?

  /// Begins a conversation.
  ///
  /// - Parameters:
  ///   - seconds: how long a query may take.
  ///   - isInterrupted: whether whoever asks has given up; asked while a query runs.
  init(
    _ graph: EvidenceGraph,
    policy: Policy,
    maxRows: Int,
    seconds: Double?,
    isInterrupted: @escaping @Sendable () -> Bool = { false }
  ) {
    self.graph = graph
    self.policy = policy
    self.maxRows = maxRows
    self.seconds = seconds
    self.isInterrupted = isInterrupted
  }

  /// Whether a query has begun and not ended.
  var isWithinQuery: Bool { !lines.isEmpty }

  /// The names of what is set.
  var parameterNames: [String] { parameters.keys.sorted { $0.precedesInUTF8($1) } }

  /// Takes a line.
  mutating func take(_ line: String) -> Reply {
    let trimmed = line.withoutBlanks
    if lines.isEmpty {
      if trimmed.isEmpty { return Reply() }
      if trimmed.hasPrefix(":") { return command(String(trimmed.dropFirst())) }
    } else if trimmed.hasPrefix(":"), !Self.isOpen(lines.joined(separator: "\n"), inBrackets: true),
      Self.commandNames.contains(trimmed.dropFirst().prefix { !$0.isWhitespace }.description)
    {
      return commandWithin(trimmed)
    }
    return add(line)
  }

  /// Forgets the query that has begun.
  mutating func abandon() {
    lines = []
    mode = .run
  }

  /// Ends the conversation: a query that has begun is asked.
  mutating func finish() -> Reply { lines.isEmpty ? Reply() : ask() }

  private mutating func add(_ line: String) -> Reply {
    lines.append(line)
    let text = lines.joined(separator: "\n")
    guard !Self.isOpen(text) else { return Reply() }
    let isEnd = line.allSatisfy(\.isWhitespace) || text.withoutBlanks.hasSuffix(";")
    return isEnd ? ask() : Reply()
  }

  /// Whether a text ends within a quote or a comment, or within brackets too.
  static func isOpen(_ text: String, inBrackets: Bool = false) -> Bool {
    let bytes = Array(text.utf8)
    var depth = 0
    var open: UInt8?
    var isEscaped = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if let sign = open {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\"), sign != UInt8(ascii: "`") {
          isEscaped = true
        } else if byte == sign {
          open = nil
        }
      } else if bytes[index...].starts(with: "//".utf8) {
        index = bytes[index...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
        continue
      } else if bytes[index...].starts(with: "/*".utf8) {
        guard let end = bytes[index...].firstRange(of: Array("*/".utf8)) else { return true }
        index = end.upperBound
        continue
      } else {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): open = byte
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        default: break
        }
      }
      index += 1
    }
    return open != nil || (inBrackets && depth > 0)
  }

  private mutating func ask() -> Reply {
    var text = lines.joined(separator: "\n").withoutBlanks[...]
    let mode = mode
    abandon()
    while text.last == ";" || text.last?.isWhitespace == true { text = text.dropLast() }
    guard !text.isEmpty else { return Reply() }
    last = String(text)
    do {
      return try answer(to: String(text), mode)
    } catch {
      return failure((error as? EvidenceError)?.diagnostics.map { "\($0)" } ?? ["\(error)"])
    }
  }

  private func answer(to text: String, _ mode: Mode) throws -> Reply {
    let query = try CypherQuery(text)
    var options = QueryOptions(
      for: graph,
      policy: policy,
      maxRows: maxRows,
      limit: QueryLimits(seconds: seconds).limit(isInterrupted: isInterrupted)
    )
    options.parameters = parameters
    options.isProfiled = mode == .profile
    if mode == .explain {
      let warnings = try query.diagnostics(in: graph, options: options)
      return Reply(
        output: try query.explanation(on: graph, options: options),
        errors: warnings.map { "\($0)" }.joined(separator: "\n")
      )
    }
    let (result, warnings) = try query.answer(on: graph, options: options)
    var said = warnings.map { "\($0)" }
    if result.isCut { said.append("the first \(maxRows) rows; there are more") }
    if let profile = result.profile { said.append(profile) }
    return Reply(
      output: QueryReport(result, graph).text(as: format),
      errors: said.joined(separator: "\n")
    )
  }

  private mutating func failure(_ messages: [String]) -> Reply {
    hasFailed = true
    return Reply(errors: messages.joined(separator: "\n"))
  }
}

// MARK: Commands

extension ShellSession {
  /// Takes a command in the middle of a query, which goes on behind it.
  private mutating func commandWithin(_ text: String) -> Reply {
    let begun = lines
    switch text.dropFirst().prefix(while: { !$0.isWhitespace }) {
    case "clear", "quit": return command(String(text.dropFirst()))
    case "explain", "profile":
      let rest = text.drop { !$0.isWhitespace }.withoutBlanks
      guard rest.isEmpty else { return add(rest) }
      mode = text.hasPrefix(":explain") ? .explain : .profile
      return Reply()
    default:
      lines = []
      defer { lines = begun }
      return command(String(text.dropFirst()))
    }
  }

  private mutating func command(_ text: String) -> Reply {
    let name = String(text.prefix { !$0.isWhitespace })
    let rest = text.dropFirst(name.count).withoutBlanks
    switch name {
    case "quit", "q", "exit": return Reply(isOver: true)
    case "clear":
      abandon()
      return Reply()
    case "help", "h", "?": return Reply(output: Self.help)
    case "explain": return begin(.explain, rest)
    case "profile": return begin(.profile, rest)
    case "format": return choose(rest)
    case "param": return set(rest)
    case "params":
      return Reply(
        output: parameterNames.map { "$\($0) = \(Self.text(of: parameters[$0]))" }
          .joined(separator: "\n")
      )
    default:
      let hint =
        Suggestion.hint(for: name, among: Self.commandNames)
        ?? "there are: \(Self.commandNames.joined(separator: ", "))"
      return failure(["there is no command ':\(name)'; \(hint)"])
    }
  }

  /// What `:help` says.
  static let help = """
    A query ends with a semicolon or an empty line:
      MATCH (p:Paper) RETURN p.year, count(*) ORDER BY p.year;
    :explain QUERY    show the plan; alone, that of the last query
    :profile QUERY    ask, and say how many rows each step let pass
    :param x = VALUE  set $x to a literal of the language, else to a text
    :params           what is set
    :format NAME      table, csv, tsv, json, jsonl or markdown
    :clear            forget the query that has begun; so does Ctrl-C
    :quit             the end; so is Ctrl-D
    Commands can stand between the lines of a query, where no bracket or quote is open.
    Tab completes words, labels, relations, properties, procedures, and keys within quotes.
    """

  private mutating func begin(_ mode: Mode, _ text: String) -> Reply {
    guard let query = text.isEmpty ? last : text else {
      return failure(["there is no query yet: write one behind the command"])
    }
    self.mode = mode
    return add(text.isEmpty ? query + ";" : query)
  }

  private mutating func choose(_ name: String) -> Reply {
    if name.isEmpty { return Reply(output: format.rawValue) }
    guard let format = OutputFormat(rawValue: name) else {
      let known = OutputFormat.allCases.map(\.rawValue)
      let hint =
        Suggestion.hint(for: name, among: known)
        ?? "there are: \(known.joined(separator: ", "))"
      return failure(["'\(name)' is no format; \(hint)"])
    }
    self.format = format
    return Reply()
  }

  private mutating func set(_ text: String) -> Reply {
    let name = text.prefix { $0 != "=" && !$0.isWhitespace }.drop { $0 == "$" }
    let rest = text.drop { $0 != "=" }
    let literal = rest.dropFirst(rest.hasPrefix("=>") ? 2 : 1).withoutBlanks
    guard !name.isEmpty, !rest.isEmpty, !literal.isEmpty else {
      return failure(["write a name and a literal: :param x = 2024"])
    }
    parameters[String(name)] = QueryValue(reading: String(literal))
    return Reply()
  }

  private static func text(of value: QueryValue?) -> String {
    switch value {
    case nil, .null: "null"
    case .boolean(let flag): "\(flag)"
    case .integer(let number): "\(number)"
    case .float(let number): "\(number)"
    case .string(let text): "'\(text)'"
    case .list(let items): "[" + items.map { Self.text(of: $0) }.joined(separator: ", ") + "]"
    case .map(let map):
      "{" + map.pairs.map { "\($0.name): \(Self.text(of: $0.value))" }.joined(separator: ", ") + "}"
    case .some: "a value"
    }
  }
}

extension StringProtocol {
  /// The text without blanks before and behind it.
  fileprivate var withoutBlanks: String {
    let text = drop(while: \.isWhitespace)
    return String(text.dropLast(text.reversed().prefix(while: \.isWhitespace).count))
  }
}
