internal import EvidenceCore

/// Why a query could not be run, in the words of openCypher's conformance kit.
///
/// It is the `EvidenceError.cause` of what running a query throws.
///
/// ```swift
/// do { _ = try CypherQuery("RETURN x") } catch let error as EvidenceError {
///   let failure = error.cause as? QueryFailure  // SyntaxError, UndefinedVariable
/// }
/// ```
public struct QueryFailure: Error, Hashable, Sendable {
  /// When a failure shows.
  public enum Phase: String, Hashable, Sendable {
    case compileTime = "compile time"
    case runtime
  }

  /// The sort of failure, such as `SyntaxError`.
  public var category: String
  /// What exactly, such as `UndefinedVariable`.
  public var detail: String
  public var phase: Phase
  /// What was found, in the user's words.
  public var message: String
  /// What to do about it.
  public var hint: String?
  /// Where in the query's text, in bytes from its start, if that is known.
  var offset: Int?

  /// A failure to understand the query.
  init(_ detail: String, _ message: String, at offset: Int? = nil, hint: String? = nil) {
    self.init("SyntaxError", detail, message, at: offset, hint: hint)
  }

  init(
    _ category: String,
    _ detail: String,
    _ message: String,
    at offset: Int? = nil,
    hint: String? = nil,
    phase: Phase = .compileTime
  ) {
    self.category = category
    self.detail = detail
    self.message = message
    self.offset = offset
    self.hint = hint
    self.phase = phase
  }

  /// A failure while a query runs.
  static func runtime(
    _ category: String,
    _ detail: String,
    _ message: String,
    hint: String? = nil
  ) -> QueryFailure {
    QueryFailure(category, detail, message, hint: hint, phase: .runtime)
  }

  /// A value of the wrong sort met while a query runs.
  static func wrongType(_ message: String) -> QueryFailure {
    runtime("TypeError", "InvalidArgumentValue", message)
  }
}

extension QueryFailure {
  /// The code of the finding that a failure becomes.
  var code: Diagnostic.Code {
    switch category {
    case "SyntaxError": "query-syntax"
    case "ParameterMissing": "query-parameter"
    case "ProcedureError": "query-procedure"
    case "ResourceError": "query-limit"
    default: "query-failed"
    }
  }

  /// The failure as the house's error, with its place in the text and the line it stands in.
  func error(in text: String, named file: String) -> EvidenceError {
    let place = offset.map { QueryPlace($0, in: text, named: file) }
    return EvidenceError(
      code,
      message + (place?.excerpt ?? ""),
      at: place?.place,
      hint: hint,
      cause: self
    )
  }
}
