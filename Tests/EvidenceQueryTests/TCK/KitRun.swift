import EvidenceCore
import Foundation

@testable import EvidenceQuery

/// Runs a scenario of the kit.
struct KitRun {
  struct Mismatch: Error, CustomStringConvertible { var description: String }

  private let scenario: KitScenario
  private let graphs: URL
  private var graph = PropertyGraph()
  private var before = PropertyGraph()
  private var options = QueryOptions()
  private var outcome: Result<QueryResult, EvidenceError>?

  /// What is wrong with a scenario; `nil` where it passes.
  static func failure(of scenario: KitScenario, graphs: URL) -> String? {
    var run = KitRun(scenario, graphs)
    do {
      for step in scenario.steps { try run.take(step) }
      return nil
    } catch { return "\(error)" }
  }

  private init(_ scenario: KitScenario, _ graphs: URL) {
    self.scenario = scenario
    self.graphs = graphs
    options.zoneOffset = { zone, second in
      TimeZone(identifier: zone).map {
        Int64($0.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second))))
      }
    }
  }

  private mutating func take(_ step: KitScenario.Step) throws {
    let text = step.text
    if text == "an empty graph" || text == "any graph" { return }
    if let match = text.wholeMatch(of: /the (.*) graph/) {
      let file = graphs.appending(path: "\(match.1)/\(match.1).cypher")
      try execute(String(contentsOf: file, encoding: .utf8))
    } else if text.hasPrefix("having executed") {
      try execute(step.document ?? "")
    } else if text.hasPrefix("parameters are") || text.hasPrefix("parameter values are") {
      for row in step.table { options.parameters[row[0]] = try KitValueReader.read(row[1]).value }
    } else if text.hasPrefix("there exists a procedure") {
      options.procedures.append(try KitProcedure(text, step.table))
    } else if text.hasPrefix("executing query") || text.hasPrefix("executing control query") {
      before = graph
      do throws(EvidenceError) {
        let query = try CypherQuery(step.document ?? "")
        outcome = .success(try query.run(on: &graph, options: options))
      } catch { outcome = .failure(error) }
    } else if let match = text.firstMatch(of: /an? (\w+) should be raised at (.*): (\w+)/) {
      try checkFailure(String(match.1), String(match.2), String(match.3))
    } else if text.hasPrefix("the result should be empty") {
      let rows = try answer().rows
      if !rows.isEmpty { throw Mismatch(description: "\(rows.count) rows where none are expected") }
    } else if text.hasPrefix("the result should be") {
      try checkRows(
        step.table,
        isOrdered: text.contains("in order"),
        ignoringListOrder: text.contains("ignoring element order")
      )
    } else if text.hasPrefix("no side effects") {
      try checkEffects([])
    } else if text.hasPrefix("the side effects should be") {
      try checkEffects(step.table)
    } else {
      throw Mismatch(description: "the step is not understood: \(text)")
    }
  }

  private mutating func execute(_ text: String) throws {
    do { try CypherQuery(text).run(on: &graph, options: options) } catch {
      throw Mismatch(description: "the set-up fails: \(error)")
    }
  }

  private func answer() throws -> QueryResult {
    switch outcome {
    case .success(let result): return result
    case .failure(let error): throw Mismatch(description: "fails: \(error)")
    case nil: throw Mismatch(description: "nothing was asked")
    }
  }

  private func checkFailure(_ category: String, _ phase: String, _ detail: String) throws {
    guard case .failure(let error) = outcome else {
      throw Mismatch(description: "no \(category) \(detail)")
    }
    guard let failure = error.cause as? QueryFailure else {
      throw Mismatch(description: "\(error)")
    }
    let fits =
      failure.category == category && failure.detail == detail
      && (phase == "any time" || failure.phase.rawValue == phase)
    if !fits {
      throw Mismatch(
        description: "\(failure.category) \(failure.detail) at \(failure.phase.rawValue), not "
          + "\(category) \(detail) at \(phase)"
      )
    }
  }

  private func checkRows(
    _ table: [[String]],
    isOrdered: Bool,
    ignoringListOrder: Bool
  ) throws {
    let result = try answer()
    guard let columns = table.first, Set(columns) == Set(result.columns),
      columns.count == result.columns.count
    else {
      throw Mismatch(description: "columns \(result.columns), not \(table.first ?? [])")
    }
    let places = columns.map { name in result.columns.firstIndex(of: name) ?? 0 }
    var found = result.rows.map { row in
      places.map { KitValue(row[$0], graph).text(ignoringListOrder: ignoringListOrder) }
        .joined(separator: " | ")
    }
    var wanted = try table.dropFirst().map { row in
      try row.map { try KitValueReader.read($0).text(ignoringListOrder: ignoringListOrder) }
        .joined(separator: " | ")
    }
    if !isOrdered {
      found.sort()
      wanted.sort()
    }
    if found != wanted {
      throw Mismatch(
        description: "answers \(found.prefix(8)), not \(wanted.prefix(8))"
      )
    }
  }

  private func checkEffects(_ table: [[String]]) throws {
    let (old, new) = (KitState(before), KitState(graph))
    var found: [String: Int] = [:]
    func count<Item: Hashable>(_ name: String, _ items: KeyPath<KitState, Set<Item>>) {
      found["+" + name] = new[keyPath: items].subtracting(old[keyPath: items]).count
      found["-" + name] = old[keyPath: items].subtracting(new[keyPath: items]).count
    }
    count("nodes", \.nodes)
    count("relationships", \.relationships)
    count("labels", \.labels)
    count("properties", \.properties)
    let wanted = Dictionary(
      table.map { ($0[0], Int($0[1]) ?? 0) },
      uniquingKeysWith: { first, _ in first }
    )
    for (name, number) in found where number != wanted[name] ?? 0 {
      throw Mismatch(description: "\(name) \(number), not \(wanted[name] ?? 0)")
    }
  }
}

/// What of a graph can be seen, so that two states can be compared.
private struct KitState {
  var nodes: Set<Int> = []
  var relationships: Set<Int> = []
  var labels: Set<String> = []
  var properties: Set<String> = []

  init(_ graph: PropertyGraph) {
    for (index, node) in graph.nodes.enumerated() where !node.isDeleted {
      nodes.insert(index)
      labels.formUnion(node.labels.map { graph.labelNames[$0] })
      for pair in node.properties.pairs { properties.insert("n\(index) \(pair)") }
    }
    for (index, relationship) in graph.relationships.enumerated() where !relationship.isDeleted {
      relationships.insert(index)
      for pair in relationship.properties.pairs { properties.insert("r\(index) \(pair)") }
    }
  }
}

/// A procedure that the kit gives as a table.
private struct KitProcedure: Procedure {
  let name: String
  let inputs: [ProcedureField]
  let outputs: [ProcedureField]
  private let table: [[QueryValue]]

  init(_ text: String, _ table: [[String]]) throws {
    guard
      let match = text.firstMatch(
        of: /procedure ([\w.]+)\((.*?)\) :: \((.*?)\)/
      )
    else { throw KitRun.Mismatch(description: "no procedure: \(text)") }
    name = String(match.1)
    func fields(_ text: Substring) -> [ProcedureField] {
      text.split(separator: ",").map { field in
        let parts = field.components(separatedBy: "::").map {
          $0.trimmingCharacters(in: CharacterSet(charactersIn: " ?"))
        }
        return ProcedureField(
          parts[0],
          ProcedureField.Sort(rawValue: parts[1].lowercased()) ?? .any
        )
      }
    }
    inputs = fields(match.2)
    outputs = fields(match.3)
    self.table = try table.dropFirst().filter { !$0.isEmpty }.map { row in
      try row.map { try KitValueReader.read($0).value }
    }
  }

  func rows(for arguments: [QueryValue]) -> [[QueryValue]] {
    table.filter { row in zip(row, arguments).allSatisfy { $0 == $1 } }
      .map { Array($0.dropFirst(inputs.count)) }
  }
}
