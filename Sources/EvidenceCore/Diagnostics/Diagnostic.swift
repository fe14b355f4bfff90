/// Something that a user can cause and should know of: one finding, with its place and a hint.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  /// How grave a finding is.
  public enum Severity: String, Sendable, Comparable, CaseIterable {
    /// Worth knowing; nothing is wrong.
    case note
    /// Something may be wrong; the work goes on.
    case warning
    /// Something is wrong, and the result would be too.
    case error

    public static func < (a: Severity, b: Severity) -> Bool {
      (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
  }

  public var severity: Severity
  /// What sort of finding it is.
  public var code: Code
  /// What was found, in the user's own words; lower case, no full stop.
  public var message: String
  /// Where.
  public var place: Place?
  /// What to do about it.
  public var hint: String?

  /// Makes a finding.
  public init(
    _ severity: Severity,
    _ code: Code,
    _ message: String,
    at place: Place? = nil,
    hint: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.place = place
    self.hint = hint
  }

  /// The finding as compilers print theirs: `file:line:column: error: message [code]`.
  public var description: String {
    var text = place.map { "\($0): " } ?? ""
    text += "\(severity.rawValue): \(message) [\(code)]"
    if let hint { text += "\n  hint: \(hint)" }
    return text
  }
}

/// A place in an input.
public struct Place: Hashable, Sendable, CustomStringConvertible {
  /// The file's name, as the user gave it.
  public var file: String
  /// The line, counted from 1; 0 where it is not known.
  public var line: Int
  /// The column, counted from 1; 0 where it is not known.
  public var column: Int

  /// Names a place.
  public init(_ file: String, line: Int = 0, column: Int = 0) {
    self.file = file
    self.line = line
    self.column = column
  }

  public var description: String {
    line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
  }
}

/// An input that could not be taken: every finding, not the first alone.
public struct EvidenceError: Error, Sendable, CustomStringConvertible {
  /// The findings; at least one is an error.
  public var diagnostics: [Diagnostic]
  /// What went wrong underneath, such as the operating system's refusal to open a file.
  public var cause: (any Error)?

  /// Makes an error of findings.
  public init(_ diagnostics: [Diagnostic], cause: (any Error)? = nil) {
    self.diagnostics = diagnostics
    self.cause = cause
  }

  /// Makes an error of one finding.
  public init(
    _ code: Diagnostic.Code,
    _ message: String,
    at place: Place? = nil,
    hint: String? = nil,
    cause: (any Error)? = nil
  ) {
    self.init([Diagnostic(.error, code, message, at: place, hint: hint)], cause: cause)
  }

  public var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}
