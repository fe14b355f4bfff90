internal import EvidenceCore

extension PathQuery {
  /// The same question in openCypher; it returns the paths.
  ///
  /// ```swift
  /// let query = PathQuery(from: Paper.self).where(\.year >= 2024).outgoing(.proposes)
  /// print(query.text)
  /// // MATCH path = (n0:Paper WHERE n0.year >= 2024)-[:PROPOSES]->(:Mitigation) RETURN path
  /// ```
  public var text: String { pattern.text(.paths) }
}

extension WalkedPattern {
  /// A question in the language.
  func text(_ question: Question) -> String {
    var text = start.text(0)
    for (index, step) in steps.enumerated() { text += step.text(index + 1) }
    return switch question {
    case .paths: "MATCH path = \(text) RETURN path"
    case .count: "MATCH \(text) RETURN count(*)"
    }
  }
}

extension WalkedPattern.Stop {
  fileprivate func text(_ number: Int) -> String {
    let label = PathText.name(kind.name)
    guard !conditions.isEmpty else { return "(:\(label))" }
    let name = "n\(number)"
    return "(\(name):\(label)\(PathText.filter(conditions, on: name)))"
  }
}

extension WalkedPattern.Step {
  fileprivate func text(_ number: Int) -> String {
    let name = "s\(number)"
    let type = ":" + PathText.name(relation.name)
    let inner =
      conditions.isEmpty ? type : "\(name)\(type)\(PathText.filter(conditions, on: name))"
    let line = isOutgoing ? "-[\(inner)]->" : "<-[\(inner)]-"
    guard repetitions != 1...1 else { return line + stop.text(number) }
    // Every node between is of the kind, which `*` does not ask.
    let kind = "(:\(PathText.name(stop.kind.name)))"
    let times = "{\(repetitions.lowerBound),\(repetitions.upperBound)}"
    return "(\(kind)\(line)\(kind))\(times)\(stop.text(number))"
  }
}

/// Pieces of the language.
private enum PathText {
  /// A name, in backticks where it would not be read as one.
  static func name(_ text: String) -> String {
    let isPlain =
      text.utf8.first.map { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
    return isPlain ? text : "`\(text.replacingScalars("`", with: "``"))`"
  }

  static func filter(_ conditions: [ConditionTerm], on owner: String) -> String {
    " WHERE " + conditions.map { $0.text(owner) }.joined(separator: " AND ")
  }

  static func literal(_ value: PropertyValue) -> String {
    switch value {
    case .string(let text): quoted(text)
    case .integer(let number): number == .min ? "(\(number + 1) - 1)" : String(number)
    case .number(let number): float(number)
    case .boolean(let flag): flag ? "true" : "false"
    case .strings(let texts): "[\(texts.map(quoted).joined(separator: ", "))]"
    }
  }

  private static func float(_ number: Double) -> String {
    if number.isNaN { return "(0.0 / 0.0)" }
    if number.isInfinite { return number < 0 ? "(-1.0 / 0.0)" : "(1.0 / 0.0)" }
    return "\(number)"
  }

  static func quoted(_ text: String) -> String {
    var result = "'"
    for scalar in text.unicodeScalars {
      switch scalar {
      case "'": result += "\\'"
      case "\\": result += "\\\\"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "'"
  }
}

extension ConditionTerm {
  fileprivate func text(_ owner: String) -> String {
    switch self {
    case .compare(let name, let sign, let value):
      "\(name.text(owner)) \(sign.rawValue) \(PathText.literal(value))"
    case .oneOf(let name, let values):
      "\(name.text(owner)) IN [\(values.map(PathText.literal).joined(separator: ", "))]"
    case .has(let name): "\(name.text(owner)) IS NOT NULL"
    case .contains(let name, let text): "\(PathText.quoted(text)) IN \(name.text(owner))"
    case .not(let term): "NOT (\(term.text(owner)))"
    case .both(let a, let b): "(\(a.text(owner)) AND \(b.text(owner)))"
    case .either(let a, let b): "(\(a.text(owner)) OR \(b.text(owner)))"
    }
  }
}

extension ConditionTerm.Name {
  fileprivate func text(_ owner: String) -> String {
    let property = "\(owner).\(PathText.name(text))"
    guard let unstated else { return property }
    return "coalesce(\(property), \(PathText.literal(unstated)))"
  }
}

extension String {
  fileprivate func replacingScalars(_ wanted: Unicode.Scalar, with text: String) -> String {
    var result = ""
    for scalar in unicodeScalars {
      if scalar == wanted { result += text } else { result.unicodeScalars.append(scalar) }
    }
    return result
  }
}
