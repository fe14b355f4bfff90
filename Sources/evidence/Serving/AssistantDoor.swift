internal import EvidenceCore

/// The Model Context Protocol over one graph: a line in, a line out, or none.
///
/// It knows nothing of files and streams. Requests may come in any order and at any revision of the
/// protocol that it knows; what one revision asks for and another does not is added by the revision of
/// the request.
struct AssistantDoor {
  /// The revisions that begin with a greeting, the oldest first.
  static let greeted = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]
  /// The revisions in which each request says its own.
  static let stateless = ["2026-07-28"]
  /// The most bytes of a request.
  static let mostBytes = 1 << 20

  private let served: ServedGraph
  private let version: String
  /// What was agreed on in the greeting.
  private var agreed: String?

  init(_ served: ServedGraph, version: String) {
    self.served = served
    self.version = version
  }

  /// What is answered to a line that was too long to be read.
  static let tooLong = text(
    .null,
    error: .request("a request of more than \(mostBytes) bytes")
  )

  /// What is answered to a line; `nil`: nothing.
  mutating func reply(to line: [UInt8]) -> String? {
    switch ProtocolMessage.read(line) {
    case .nothing: return nil
    case .fault(let error, let id): return Self.text(id, error: error)
    case .message(let message):
      guard let id = message.id else { return nil }
      do throws(ProtocolError) {
        let revision = try revision(of: message)
        let members = try result(of: message, revision)
        return Self.text(id, JSONMember("result", .object(members)))
      } catch {
        return Self.text(id, error: error)
      }
    }
  }

  private static func text(_ id: JSONValue, error: ProtocolError) -> String {
    text(id, JSONMember("error", error.json))
  }

  private static func text(_ id: JSONValue, _ member: JSONMember) -> String {
    JSONWriter.text(
      .object([JSONMember("jsonrpc", .string("2.0")), JSONMember("id", id), member])
    )
  }

  /// The revision that a request is made under.
  private func revision(of message: ProtocolMessage) throws(ProtocolError) -> String {
    let named = message.parameters["_meta"]?["io.modelcontextprotocol/protocolVersion"]
    guard case .string(let revision) = named else { return agreed ?? Self.greeted.last ?? "" }
    let known = Self.greeted + Self.stateless
    guard known.contains(revision) else {
      throw ProtocolError(
        code: -32022,
        "the revision '\(revision)' is not spoken here",
        data: .object([
          JSONMember("supported", Self.texts(known)), JSONMember("requested", .string(revision)),
        ])
      )
    }
    return revision
  }

  private mutating func result(
    of message: ProtocolMessage,
    _ revision: String
  ) throws(ProtocolError) -> [JSONMember] {
    let isStateless = Self.stateless.contains(revision)
    let complete = isStateless ? [JSONMember("resultType", .string("complete"))] : []
    // The graph does not change while it is served.
    let kept =
      isStateless
      ? complete + [
        JSONMember("ttlMs", .integer(3_600_000)), JSONMember("cacheScope", .string("private")),
      ] : []
    switch message.method {
    case "initialize": return greeting(message.parameters)
    case "server/discover":
      return [JSONMember("supportedVersions", Self.texts(Self.greeted + Self.stateless))]
        + introduction + kept
    case "ping": return complete
    case "tools/list":
      return [JSONMember("tools", .array(ServedTool.all.map(\.json)))] + kept
    case "tools/call": return try call(message.parameters) + complete
    case "prompts/list": return [JSONMember("prompts", .array([]))] + kept
    case "resources/list":
      return [JSONMember("resources", .array(ServedResource.all.map(\.json)))] + kept
    case "resources/templates/list":
      return [JSONMember("resourceTemplates", ServedResource.templates)] + kept
    case "resources/read":
      return try read(message.parameters, isStateless: isStateless) + kept
    default:
      let known = [
        "initialize", "ping", "tools/list", "tools/call", "resources/list", "resources/read",
        "resources/templates/list",
      ]
      let hint = Suggestion.hint(for: message.method, among: known).map { "; " + $0 } ?? ""
      throw ProtocolError(
        code: -32601,
        "there is no method '\(message.method.prefix(80))'\(hint)"
      )
    }
  }

  /// Agrees on a revision: the one that is asked for where it is known, else the newest.
  private mutating func greeting(_ parameters: JSONValue) -> [JSONMember] {
    let newest = Self.greeted.last ?? ""
    var revision = newest
    if case .string(let asked) = parameters["protocolVersion"], Self.greeted.contains(asked) {
      revision = asked
    }
    agreed = revision
    return [JSONMember("protocolVersion", .string(revision))] + introduction
      + [
        JSONMember(
          "serverInfo",
          .object([
            JSONMember("name", .string("evidence")),
            JSONMember("title", .string(served.graph.header.title ?? "evidence graph")),
            JSONMember("version", .string(version)),
          ])
        )
      ]
  }

  private var introduction: [JSONMember] {
    [
      JSONMember(
        "capabilities",
        .object([JSONMember("tools", .object([])), JSONMember("resources", .object([]))])
      ),
      JSONMember(
        "instructions",
        .string(
          """
          What is known about AI risks and what is done against them, and who says so. Every edge is a \
          statement that somebody made: pass its source on with it, and the notices of an answer. \
          Strengths are support scores of the toolkit's own, no probabilities. \
          \(ServedGraph.notRecorded) Begin with 'find', or with the resource evidence://header.
          """
        )
      ),
    ]
  }

  private static func texts(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }
}

// MARK: What is asked

extension AssistantDoor {
  private func call(_ parameters: JSONValue) throws(ProtocolError) -> [JSONMember] {
    guard case .string(let name) = parameters["name"] else {
      throw .parameters("'name' is missing, or no text: the name of a tool")
    }
    guard let tool = ServedTool.all.first(where: { $0.name == name }) else {
      let known = ServedTool.all.map(\.name)
      let hint =
        Suggestion.hint(for: name, among: known)
        ?? "there are: \(known.joined(separator: ", "))"
      throw .parameters("there is no tool '\(name.prefix(80))'; \(hint)")
    }
    let given = parameters["arguments"] ?? .null
    let arguments = try ToolArguments(
      given == .null ? .object([]) : given,
      of: name,
      fields: tool.fields
    )
    do {
      let result = try tool.answer(served, arguments).json(of: served)
      return Self.content(JSONWriter.text(result)) + [
        JSONMember("structuredContent", result), JSONMember("isError", .boolean(false)),
      ]
    } catch {
      let findings = (error as? EvidenceError)?.diagnostics.prefix(20).map { "\($0)" }
      let text = findings?.joined(separator: "\n") ?? "\(error)"
      return Self.content(String(text.prefix(ToolResult.mostBytes)))
        + [JSONMember("isError", .boolean(true))]
    }
  }

  private static func content(_ text: String) -> [JSONMember] {
    [
      JSONMember(
        "content",
        .array([
          .object([JSONMember("type", .string("text")), JSONMember("text", .string(text))])
        ])
      )
    ]
  }

  private func read(
    _ parameters: JSONValue,
    isStateless: Bool
  ) throws(ProtocolError) -> [JSONMember] {
    guard case .string(let uri) = parameters["uri"] else {
      throw .parameters("'uri' is missing, or no text: the address of a resource")
    }
    guard let value = ServedResource.contents(of: uri, in: served) else {
      throw ProtocolError(
        code: isStateless ? -32602 : -32002,
        "there is no resource '\(uri.prefix(200))'",
        data: .object([JSONMember("uri", .string(String(uri.prefix(200))))])
      )
    }
    return [
      JSONMember(
        "contents",
        .array([
          .object([
            JSONMember("uri", .string(uri)),
            JSONMember("mimeType", .string("application/json")),
            JSONMember("text", .string(JSONWriter.text(value))),
          ])
        ])
      )
    ]
  }
}
