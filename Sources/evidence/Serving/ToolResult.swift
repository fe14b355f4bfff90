internal import EvidenceAnalysis
internal import EvidenceCore

/// What a tool answers with: one answer of the library, bounded in size, with all that has to travel
/// with it.
struct ToolResult {
  /// One thing of a list, and what it rests on.
  struct Item {
    var json: JSONValue
    var statements: [EdgeID] = []
    var nodes: [NodeID] = []
  }

  /// The answer in a sentence; says so where nothing is recorded.
  var says: String
  /// What the things are called of which there may be too many.
  var list: String
  var items: [Item]
  /// How many there are, sent or not.
  var total: Int
  /// What else the answer holds.
  var others: [JSONMember] = []
  /// Statements and nodes that the answer rests on whatever is left out.
  var statements: [EdgeID] = []
  var nodes: [NodeID] = []
  /// The graph of the statements, where it is not the one that is served but has places for values.
  var graph: EvidenceGraph?

  /// The most bytes of the list, and of the statements beside it.
  static let mostBytes = 48_000
  /// The most statements, and the most sources, that are sent beside an answer.
  private static let mostStatements = 60

  /// The answer as it is sent.
  func json(of served: ServedGraph) -> JSONValue {
    let graph = graph ?? served.graph
    let kept = Self.fitting(items.map(\.json), Self.mostBytes)
    let rest = items.prefix(kept.count)
    var edges: [EdgeID] = []
    var seen: Set<EdgeID> = []
    for edge in statements + rest.flatMap(\.statements) where seen.insert(edge).inserted {
      edges.append(edge)
    }
    let sent = Self.fitting(
      edges.prefix(Self.mostStatements).map { ArchiveRecord.json(graph.statement($0)) },
      Self.mostBytes
    )
    let sources = sources(of: edges, in: graph)
    let shown = Self.fitting(Array(sources.prefix(Self.mostStatements)), Self.mostBytes / 4)
    let notices = graph.notices(of: edges, nodes: nodes + rest.flatMap(\.nodes))
    let told = Self.fitting(notices.map { .string($0) }, Self.mostBytes)
    var left = [
      (list, total - kept.count), ("statements", edges.count - sent.count),
      ("sources", sources.count - shown.count), ("notices", notices.count - told.count),
    ]
    let others = others.map { Self.bounded($0, &left) }
    left = left.filter { $0.1 > 0 }
    return .object([
      JSONMember("says", .string(says)),
      JSONMember(
        "answer",
        .object([JSONMember(list, .array(kept)), JSONMember("total", .count(total))] + others)
      ),
      JSONMember("sources", .array(shown)),
      JSONMember("statements", .array(sent)),
      JSONMember("notices", .array(told)),
      JSONMember("policy", served.policy.json),
      JSONMember("asOf", .text(graph.header.asOf)),
      JSONMember(
        "leftOut",
        .array(
          left.map {
            .object([JSONMember("what", .string($0.0)), JSONMember("count", .count($0.1))])
          }
        )
      ),
      JSONMember("notRecorded", .string(ServedGraph.notRecorded)),
    ])
  }

  /// A part of an answer, cut where it is a long list, and left out where it is long otherwise.
  private static func bounded(_ member: JSONMember, _ left: inout [(String, Int)]) -> JSONMember {
    if case .array(let values) = member.value {
      let kept = fitting(Array(values.prefix(200)), mostBytes / 4)
      left.append((member.name, values.count - kept.count))
      return JSONMember(member.name, .array(kept))
    }
    guard JSONWriter.text(member.value).utf8.count > mostBytes else { return member }
    left.append((member.name, 1))
    return JSONMember(member.name, .null)
  }

  /// As many of some values, from the first, as fit into so many bytes.
  static func fitting(_ values: [JSONValue], _ bytes: Int) -> [JSONValue] {
    var size = 0
    return Array(
      values.prefix { value in
        size += JSONWriter.text(value).utf8.count + 1
        return size <= bytes
      }
    )
  }

  /// Who makes the statements, by how many each makes; null for those of whom nobody knows.
  private func sources(of edges: [EdgeID], in graph: EvidenceGraph) -> [JSONValue] {
    var counts: [Key?: Int] = [:]
    for edge in edges { counts[graph.source(of: edge), default: 0] += 1 }
    let sorted = counts.sorted { a, b in
      a.value != b.value
        ? a.value > b.value : (a.key?.text ?? "").precedesInUTF8(b.key?.text ?? "")
    }
    return sorted.map { key, count in
      let node = key.flatMap { graph.node($0) }
      return .object([
        JSONMember("source", .text(key?.text)),
        JSONMember("name", .text(node.map { graph.title(of: $0) })),
        JSONMember("citation", .text(node.flatMap { Citation(of: $0, in: graph)?.text })),
        JSONMember("statements", .count(count)),
      ])
    }
  }

  /// The schema of what is sent.
  static let schema: JSONValue = {
    func type(_ names: String..., about: String) -> JSONValue {
      .object([
        JSONMember("type", names.count == 1 ? .string(names[0]) : .texts(names)),
        JSONMember("description", .string(about)),
      ])
    }
    let fields: [(String, JSONValue)] = [
      ("says", type("string", about: "the answer in a sentence")),
      ("answer", type("object", about: "the answer, with 'total' of what it lists")),
      ("sources", type("array", about: "who makes the statements, null where it is not known")),
      ("statements", type("array", about: "the statements that the answer rests on")),
      ("notices", type("array", about: "notices that must travel with what is passed on")),
      ("policy", type("object", about: "what evidence was weighed under")),
      ("asOf", type("string", "null", about: "the date of the graph")),
      ("leftOut", type("array", about: "what did not fit, and how much of it")),
      ("notRecorded", type("string", about: "what an empty answer means")),
    ]
    return .object([
      JSONMember("type", .string("object")),
      JSONMember("properties", .object(fields.map { JSONMember($0.0, $0.1) })),
      JSONMember("required", .texts(fields.map(\.0))),
    ])
  }()
}
