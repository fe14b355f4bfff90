internal import EvidenceAnalysis
internal import EvidenceCore

/// What an assistant may read without asking a question.
struct ServedResource: Sendable {
  let uri: String
  let name: String
  let title: String
  let about: String
  let contents: @Sendable (EvidenceGraph) -> JSONValue

  static let all = [
    ServedResource(
      uri: "evidence://header",
      name: "header",
      title: "What is in the graph",
      about: "Title, as-of date, counts of kinds and relations, and what was searched for.",
      contents: header
    ),
    ServedResource(
      uri: "evidence://schemes",
      name: "schemes",
      title: "Schemes of the graph",
      about: "The classification schemes, with their licences, notices and concepts a level.",
      contents: schemes
    ),
    ServedResource(
      uri: "evidence://records",
      name: "records",
      title: "What people recorded",
      about: "Judgments of certainty and statuses of cells and nodes, each with who said it; "
        + "nothing is computed from them.",
      contents: records
    ),
    ServedResource(
      uri: "evidence://notices",
      name: "notices",
      title: "Notices of the sources",
      about: "What must travel with everything that is passed on from the graph.",
      contents: notices
    ),
  ]

  /// How the address of a node begins.
  static let nodePrefix = "evidence://node/"

  /// The resource as a list shows it.
  var json: JSONValue {
    .object([
      JSONMember("uri", .string(uri)), JSONMember("name", .string(name)),
      JSONMember("title", .string(title)), JSONMember("description", .string(about)),
      JSONMember("mimeType", .string("application/json")),
    ])
  }

  /// The addresses that are made from a key.
  static let templates: JSONValue = .array([
    .object([
      JSONMember("uriTemplate", .string(nodePrefix + "{key}")),
      JSONMember("name", .string("node")), JSONMember("title", .string("One node")),
      JSONMember(
        "description",
        .string("A node with its properties and its first statements; the key percent-encoded.")
      ),
      JSONMember("mimeType", .string("application/json")),
    ])
  ])

  /// What stands at an address; `nil` where nothing does.
  static func contents(of uri: String, in served: ServedGraph) -> JSONValue? {
    let graph = served.graph
    if let resource = all.first(where: { $0.uri == uri }) { return resource.contents(graph) }
    guard uri.hasPrefix(nodePrefix) else { return nil }
    let key = PercentText.decoded(String(uri.dropFirst(nodePrefix.count)))
    guard let node = key.flatMap({ graph.node(Key($0)) }) else { return nil }
    let report = NodeReport(node, graph, relations: nil, limit: 10)
    return ToolResult(
      says: graph.title(of: node),
      list: "statements",
      items: report.statements.map {
        ToolResult.Item(json: .object(report.members(of: $0)), statements: [$0])
      },
      total: report.statements.count + report.left,
      others: report.json()["node"].map { [JSONMember("node", $0)] } ?? [],
      nodes: [node]
    ).json(of: served)
  }

  private static func header(_ graph: EvidenceGraph) -> JSONValue {
    let header = graph.header
    let most = 50
    let searches = header.searches.prefix(most).map { search in
      JSONValue.object([
        JSONMember("relation", .text(search.relation?.name)),
        JSONMember("rows", .count(search.rows.count)),
        JSONMember("columns", .count(search.columns.count)),
        JSONMember("date", .text(search.date)), JSONMember("by", .text(search.by)),
      ])
    }
    return .object([
      JSONMember("title", .text(header.title)), JSONMember("asOf", .text(header.asOf)),
      JSONMember("nodes", .count(graph.nodeCount)),
      JSONMember("statements", .count(graph.statementCount)),
      JSONMember("kinds", counts(graph.kinds.map { ($0.name, graph.nodes(of: $0).count) })),
      JSONMember("relations", .texts(graph.relations.map(\.name))),
      JSONMember("searches", .array(searches)),
      JSONMember("searchesLeftOut", .count(max(0, header.searches.count - most))),
      JSONMember("judgments", .count(header.judgments.count)),
      JSONMember("statuses", .count(header.statuses.count)),
      JSONMember("notRecorded", .string(ServedGraph.notRecorded)),
    ])
  }

  private static func bounded(_ name: String, _ values: [JSONValue]) -> JSONValue {
    let kept = ToolResult.fitting(values, 4 * ToolResult.mostBytes)
    return .object([
      JSONMember(name, .array(kept)), JSONMember("leftOut", .count(values.count - kept.count)),
    ])
  }

  private static func counts(_ pairs: [(String, Int)]) -> JSONValue {
    .object(pairs.map { JSONMember($0.0, .count($0.1)) })
  }

  private static func schemes(_ graph: EvidenceGraph) -> JSONValue {
    let declared = Dictionary(graph.header.schemes.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    return bounded(
      "schemes",
      Inventory(graph).schemes().map { scheme in
        let known = declared[scheme.id]
        return .object([
          JSONMember("id", .string(scheme.id)), JSONMember("title", .text(scheme.title)),
          JSONMember("conceptsByLevel", .array(scheme.levels.map { .count($0) })),
          JSONMember("licence", .text(known?.licence)), JSONMember("notice", .text(known?.notice)),
          JSONMember("source", .text(known?.source)),
        ])
      }
    )
  }

  private static func records(_ graph: EvidenceGraph) -> JSONValue {
    // Half the room for each, so that many of one leave none of the other out.
    let (judgments, statuses) = (graph.header.judgments, graph.header.statuses)
    let most = 2 * ToolResult.mostBytes
    let said = ToolResult.fitting(judgments.map(ArchiveRecord.json), most)
    let decided = ToolResult.fitting(statuses.map(ArchiveRecord.json), most)
    return .object([
      JSONMember("judgments", .array(said)),
      JSONMember("judgmentsLeftOut", .count(judgments.count - said.count)),
      JSONMember("statuses", .array(decided)),
      JSONMember("statusesLeftOut", .count(statuses.count - decided.count)),
    ])
  }

  private static func notices(_ graph: EvidenceGraph) -> JSONValue {
    let whole = graph.header.notices.map { notice in
      JSONValue.object([
        JSONMember("via", .text(notice.via)), JSONMember("text", .string(notice.text)),
      ])
    }
    let schemes = graph.header.schemes.compactMap { scheme in
      scheme.notice.map { notice in
        JSONValue.object([
          JSONMember("scheme", .string(scheme.id)), JSONMember("text", .string(notice)),
        ])
      }
    }
    return bounded("notices", whole + schemes)
  }
}

/// Texts with percent signs, as addresses hold them.
enum PercentText {
  /// The text that is meant; `nil` where a sign stands before no two digits, or what is meant is no
  /// UTF-8.
  static func decoded(_ text: String) -> String? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      else { return nil }
      rest = rest.dropFirst(2)
      bytes.append(value)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
