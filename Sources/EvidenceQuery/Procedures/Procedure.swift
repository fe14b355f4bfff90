public import EvidenceCore

/// A question that a query asks with CALL, answered by code.
///
/// ```swift
/// struct Kinds: Procedure {
///   let name = "graph.kinds"
///   let inputs: [ProcedureField] = []
///   let outputs = [ProcedureField("kind", .string)]
///   let graph: EvidenceGraph
///
///   func rows(for arguments: [QueryValue]) -> [[QueryValue]] {
///     graph.kinds.map { [.string($0.name)] }
///   }
/// }
/// ```
public protocol Procedure: Sendable {
  /// The name, with its dots: `evidence.gaps`.
  var name: String { get }
  /// What it takes.
  var inputs: [ProcedureField] { get }
  /// What each row of its answer holds; none: it is called for its effect, and rows pass.
  var outputs: [ProcedureField] { get }

  /// The rows of the answer, each with a value for every output.
  ///
  /// - Parameter arguments: a value for every input, of its type or null; null for an optional one
  ///   that was left out.
  func rows(for arguments: [QueryValue]) throws(EvidenceError) -> [[QueryValue]]
}

/// A value that a procedure takes or gives.
public struct ProcedureField: Hashable, Sendable {
  /// What sort of value it is; null is always allowed.
  public enum Sort: String, Hashable, Sendable, CaseIterable {
    case any, boolean, integer, float, number, string, list, map, node, relationship, path
  }

  public var name: String
  public var sort: Sort
  /// Whether a CALL may leave it out; nothing but optional inputs stands behind an optional one.
  public var isOptional: Bool

  /// Names a value.
  public init(_ name: String, _ sort: Sort = .any, isOptional: Bool = false) {
    self.name = name
    self.sort = sort
    self.isOptional = isOptional
  }

  /// What it accepts; a whole number is taken where one with decimals is wanted.
  var sorts: ValueSorts {
    switch sort {
    case .any: .any
    case .boolean: .boolean
    case .integer: .integer
    case .float, .number: .number
    case .string: .string
    case .list: .list
    case .map: .map
    case .node: .node
    case .relationship: .relationship
    case .path: .path
    }
  }
}

extension Procedure {
  /// What it is called with, as a message shows it: `evidence.paths(from, to, options?)`.
  var signature: String {
    "\(name)(\(inputs.map { $0.name + ($0.isOptional ? "?" : "") }.joined(separator: ", ")))"
  }
}
