internal import EvidenceAnalysis
internal import EvidenceCore

/// A tool that an assistant may call: what it is for, what it takes, and what it answers.
struct ServedTool: Sendable {
  var name: String
  var title: String
  var about: String
  var fields: [ToolField]
  var answer: @Sendable (ServedGraph, ToolArguments) throws -> ToolResult

  /// Every tool, in the order of the command's help.
  static let all: [ServedTool] = [find, query, show, paths, coverage, why, gaps]

  /// The tool as a list shows it.
  var json: JSONValue {
    .object([
      JSONMember("name", .string(name)),
      JSONMember("title", .string(title)),
      JSONMember("description", .string(about)),
      JSONMember(
        "inputSchema",
        .object([
          JSONMember("type", .string("object")),
          JSONMember("properties", .object(fields.map { JSONMember($0.name, $0.schema) })),
          JSONMember("required", .texts(fields.filter(\.isRequired).map(\.name))),
          JSONMember("additionalProperties", .boolean(false)),
        ])
      ),
      JSONMember("outputSchema", ToolResult.schema),
      JSONMember(
        "annotations",
        .object([
          JSONMember("title", .string(title)),
          JSONMember("readOnlyHint", .boolean(true)),
          JSONMember("destructiveHint", .boolean(false)),
          JSONMember("idempotentHint", .boolean(true)),
          JSONMember("openWorldHint", .boolean(false)),
        ])
      ),
    ])
  }

  static let limitField = ToolField(
    "limit",
    .count,
    about: "how many to list at most: 20 where unsaid, 200 at most"
  )

  /// `1 chain`, `2 chains`; `no chain` where there is none.
  static func counted(_ count: Int, _ one: String, _ several: String) -> String {
    count == 0 ? "no \(one)" : count == 1 ? "1 \(one)" : "\(count) \(several)"
  }
}
