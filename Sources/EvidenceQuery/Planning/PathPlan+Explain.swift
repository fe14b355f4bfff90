internal import EvidenceCore

extension PathPlan {
  /// The plan as a person reads it, one step a line.
  public var explanation: String {
    var lines = ["start  \(start.text)"]
    for step in steps {
      let times =
        step.repetitions == 1...1
        ? "" : "*\(step.repetitions.lowerBound)..\(step.repetitions.upperBound)"
      let arrow =
        step.isOutgoing ? "-\(step.relation)\(times)->" : "<-\(step.relation)\(times)-"
      let conditions = step.statementConditions.map(\.text)
      let filter = conditions.isEmpty ? "" : " [\(conditions.joined(separator: " and "))]"
      lines.append("step   \(arrow)\(filter) \(step.node.text)")
    }
    lines.append("paths  no node twice; depth first, in the order of keys")
    return lines.joined(separator: "\n")
  }
}

extension PathPlan.NodeTest {
  var text: String {
    let name = kind?.name ?? "any node"
    return conditions.isEmpty
      ? name : "\(name) where \(conditions.map(\.text).joined(separator: " and "))"
  }
}

extension NodeCondition {
  var text: String {
    switch self {
    case .key(let key): "key = '\(key)'"
    case .label(let label): "label = '\(label)'"
    case .notation(let code): "notation = '\(code)'"
    case .scheme(let scheme): "scheme = '\(scheme)'"
    case .property(let name, let comparison, let value):
      "\(name) \(comparison.rawValue) \(value.literal)"
    case .not(let other): "not (\(other.text))"
    case .all(let list): "(\(list.map(\.text).joined(separator: " and ")))"
    case .any(let list): "(\(list.map(\.text).joined(separator: " or ")))"
    }
  }
}

extension StatementCondition {
  var text: String {
    switch self {
    case .source(let key): "source = '\(key)'"
    case .via(let via): "via = '\(via)'"
    case .stance(let stance): "stance = \(stance.rawValue)"
    case .evidenceType(let type): "evidenceType = \(type.rawValue)"
    case .confidence(let least): "confidence >= \(PropertyValue.number(least).text)"
    case .negated: "negated"
    case .property(let name, let comparison, let value):
      "\(name) \(comparison.rawValue) \(value.literal)"
    case .not(let other): "not (\(other.text))"
    case .all(let list): "(\(list.map(\.text).joined(separator: " and ")))"
    case .any(let list): "(\(list.map(\.text).joined(separator: " or ")))"
    }
  }
}

extension PropertyValue {
  /// The value as it stands in an explanation; texts are quoted.
  fileprivate var literal: String {
    switch self {
    case .string(let text): "'\(text)'"
    default: text
    }
  }
}
