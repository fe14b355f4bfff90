extension Statement {
  /// What the statement says beyond its identity (from, relation, to, source, via and locator), as
  /// a text: equal for equal content, and in one order for all.
  ///
  /// - Complexity: O(size).
  var contentText: String {
    var parts = [
      stance?.rawValue, evidenceType?.rawValue, confidence?.shortestText, justification?.name,
      method?.rawValue, rationale, coder, reviewer,
    ].map { $0 ?? "" }
    for (name, value) in properties.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      parts.append(name)
      switch value {
      case .string(let text): parts.append("s" + text)
      case .integer(let number): parts.append("i\(number)")
      case .number(let number): parts.append("n\(number.shortestText)")
      case .boolean(let flag): parts.append(flag ? "t" : "f")
      case .strings(let texts): parts += ["l"] + texts + [""]
      }
    }
    return parts.joined(separator: "\u{1F}")
  }
}
