/// A plan as a person reads it.
struct PlanText {
  private let names: [String]
  /// A counter for each step of each part, with its text.
  let counters: [[StepCounter]]
  private let isUnion: Bool
  private let inner: [[[String]]]

  init(_ plan: QueryPlan, _ names: [String]) {
    self.names = names
    isUnion = plan.parts.count > 1
    let writer = StepText(names: names)
    counters = plan.parts.map { part in
      part.steps.map { StepCounter(writer.text($0), depth: 0) }
    }
    inner = plan.parts.map { part in part.steps.map { writer.inner($0) } }
  }

  /// One step a line.
  var lines: [String] { written { _ in nil } }

  /// The steps with the rows that each handed on.
  func profile(work: Int) -> String {
    let lines = written { counter in counter.rows }
    return (lines + ["\(work) nodes and relationships looked at"]).joined(separator: "\n")
  }

  private func written(_ rows: (StepCounter) -> Int?) -> [String] {
    var result: [String] = []
    for (index, part) in counters.enumerated() {
      if isUnion { result.append(index == 0 ? "first part" : "union") }
      for (place, counter) in part.enumerated() {
        let count = rows(counter).map { "  [\($0) rows]" } ?? ""
        result.append((isUnion ? "  " : "") + counter.text + count)
        result += inner[index][place].map { (isUnion ? "    " : "  ") + $0 }
      }
    }
    return result
  }
}

/// Steps as a person reads them.
private struct StepText {
  let names: [String]

  private func name(_ slot: Int) -> String {
    let name = slot < names.count ? names[slot] : ""
    return name.isEmpty ? "_\(slot)" : name
  }

  private func labels(_ names: [String]) -> String { names.map { ":" + $0 }.joined() }

  private func arrow(_ expansion: Expansion, _ length: PathLength? = nil) -> String {
    let types = expansion.types.isEmpty ? "" : ":" + expansion.types.joined(separator: "|")
    let hops = length.map { "*\($0.least)..\($0.most.map(String.init) ?? "")" } ?? ""
    let inner = "[\(name(expansion.relationship))\(types)\(hops)]"
    let line =
      switch expansion.arrow {
      case .left: "<-\(inner)-"
      case .right: "-\(inner)->"
      case .either: "-\(inner)-"
      }
    return "(\(name(expansion.from)))\(line)(\(name(expansion.to))\(labels(expansion.labels)))"
  }

  /// What hangs on a node, each branch in brackets where there are several.
  private func ways(_ branches: [CountedBranch]) -> String {
    let texts = branches.map { branch in
      let types = branch.relationship.types
      let inner = "[\(types.isEmpty ? "" : ":" + types.joined(separator: "|"))]"
      let line =
        switch branch.relationship.arrow {
        case .left: "<-\(inner)-"
        case .right: "-\(inner)->"
        case .either: "-\(inner)-"
        }
      let conditions = branch.nodeConditions.count + branch.relationshipConditions.count
      let filter = conditions == 0 ? "" : " if \(conditions)"
      return line + "(\(labels(branch.node.labels))\(filter))" + ways(branch.branches)
    }
    return texts.count == 1 ? texts[0] : texts.map { "{\($0)}" }.joined()
  }

  func text(_ step: QueryStep) -> String {
    switch step {
    case .scan(let scan):
      switch scan.source {
      case .all: "every node    (\(name(scan.slot))\(labels(scan.labels)))"
      case .label(let label):
        "every \(label)   (\(name(scan.slot))\(labels([label] + scan.labels)))"
      case .properties(let property, _):
        "nodes by \(property)  (\(name(scan.slot))\(labels(scan.labels)))"
      case .property(let property, _):
        "node by \(property)   (\(name(scan.slot))\(labels(scan.labels)))"
      }
    case .check(let slot, let names): "known node    (\(name(slot))\(labels(names)))"
    case .expand(let expansion):
      "\(expansion.isInto ? "join" : "walk")          \(arrow(expansion))"
    case .weigh(let expansion): "count         \(arrow(expansion))"
    case .tally(let slot, let branches): "count         (\(name(slot)))\(ways(branches))"
    case .ends(let expansion): "known         \(arrow(expansion))"
    case .walk(let walk): "walk          \(arrow(walk.expansion, walk.length))"
    case .shortest(let walk, let isAll):
      "\(isAll ? "all shortest" : "shortest")  \(arrow(walk.expansion, walk.length))"
    case .filter(let conditions):
      "filter        \(conditions.count) \(conditions.count == 1 ? "condition" : "conditions") on "
        + slots(conditions)
    case .repeating(let walk, let group, _):
      "repeat        \(arrow(walk.expansion, walk.length)) over "
        + "(\(name(group.start)))…(\(name(group.end)))"
    case .path(let path): "path          \(name(path.slot))"
    case .optional(_, let nulls): "optional      \(nulls.map(name).joined(separator: ", "))"
    case .unwind(_, let slot): "unwind        \(name(slot))"
    case .compute(let columns):
      "compute       \(columns.map { name($0.slot) }.joined(separator: ", "))"
    case .aggregate(let grouping):
      "aggregate     \(grouping.aggregates.map { name($0.slot) }.joined(separator: ", "))"
        + (grouping.keys.isEmpty
          ? "" : " by \(grouping.keys.map { name($0.slot) }.joined(separator: ", "))")
    case .distinct(let slots): "distinct      \(slots.map(name).joined(separator: ", "))"
    case .sort(let keys, _, let limit):
      "\(limit == nil ? "sort" : "top ")          \(keys.count) \(keys.count == 1 ? "key" : "keys")"
    case .skip: "skip"
    case .limit: "limit"
    case .call(let call): "call          \(call.procedure.name)"
    case .create: "create"
    case .merge: "merge"
    case .change: "set"
    case .delete: "delete"
    }
  }

  private func slots(_ conditions: [BoundExpression]) -> String {
    let slots = conditions.reduce(into: Set<Int>()) { $0.formUnion($1.slots) }
    return slots.sorted().map(name).joined(separator: ", ")
  }

  /// The lines of the steps within a step.
  func inner(_ step: QueryStep) -> [String] {
    switch step {
    case .optional(let steps, _), .merge(_, let steps), .repeating(_, _, let steps):
      steps.flatMap { [text($0)] + inner($0).map { "  " + $0 } }
    default: []
    }
  }
}
