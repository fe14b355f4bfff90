internal import EvidenceCore

/// Why a request has no result, in the protocol's own numbers.
struct ProtocolError: Error {
  var code: Int64
  var message: String
  var data: JSONValue?

  static func parse(_ message: String) -> ProtocolError { ProtocolError(code: -32700, message) }
  static func request(_ message: String) -> ProtocolError { ProtocolError(code: -32600, message) }
  static func parameters(_ message: String) -> ProtocolError {
    ProtocolError(code: -32602, message)
  }

  init(code: Int64, _ message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }

  var json: JSONValue {
    .object(
      [JSONMember("code", .integer(code)), JSONMember("message", .string(message))]
        + (data.map { [JSONMember("data", $0)] } ?? [])
    )
  }
}

/// A line that somebody sent: JSON-RPC 2.0, one object a line.
struct ProtocolMessage {
  /// The name under which the answer is sent; `nil`: a notification, which has none.
  var id: JSONValue?
  var method: String
  /// What is asked with it; an object.
  var parameters: JSONValue

  /// What a line means.
  enum Reading {
    case message(ProtocolMessage)
    /// An answer, to nothing that was asked; or a blank line.
    case nothing
    /// No message, and the name under which that can be said.
    case fault(ProtocolError, id: JSONValue)
  }

  /// Reads a line.
  static func read(_ line: [UInt8]) -> Reading {
    let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...]
    if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) { return .nothing }
    let value: JSONValue
    do throws(JSONParser.Fault) {
      value = try parsed(Array(line))
    } catch {
      return .fault(.parse("no JSON: \(error.message), column \(error.column)"), id: .null)
    }
    guard case .object(let members) = value else {
      let isBatch = if case .array = value { true } else { false }
      return .fault(
        .request(
          isBatch
            ? "a batch, which the protocol does not have: send one request a line"
            : "\(value.sort) is no request"
        ),
        id: .null
      )
    }
    let id = value["id"]
    let named: JSONValue
    switch id {
    case .string, .integer, .number: named = id ?? .null
    case nil: named = .null
    default: return .fault(.request("an id is a text or a number"), id: .null)
    }
    guard value["jsonrpc"] == .string("2.0") else {
      return .fault(.request("'jsonrpc' is not \"2.0\""), id: named)
    }
    guard let method = value["method"] else {
      // Nothing was asked of the other side, so an answer is to nothing.
      if members.contains(where: { $0.name == "result" || $0.name == "error" }) { return .nothing }
      return .fault(.request("there is no 'method'"), id: named)
    }
    guard case .string(let name) = method else {
      return .fault(.request("'method' is \(method.sort), not a text"), id: named)
    }
    let parameters = value["params"] ?? .object([])
    guard case .object = parameters else {
      // A notification is never answered, whatever is wrong with it.
      if id == nil { return .nothing }
      return .fault(.parameters("'params' is \(parameters.sort), not an object"), id: named)
    }
    return .message(ProtocolMessage(id: id, method: name, parameters: parameters))
  }

  private static func parsed(_ bytes: [UInt8]) throws(JSONParser.Fault) -> JSONValue {
    let result = bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(JSONParser.Fault) in try JSONParser.parse(buffer) }
    }
    return try result.get()
  }
}
