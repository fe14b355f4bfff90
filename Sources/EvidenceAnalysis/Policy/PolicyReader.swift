public import EvidenceCore

/// Reads a policy from a configuration, and writes one as a file.
public enum PolicyReader {
  /// The policy of a configuration; what it leaves out is as in the default.
  ///
  /// - Throws: `EvidenceError` with every unknown name and every impossible value, each with its
  ///   place.
  public static func policy(_ configuration: ConfigurationValue) throws(EvidenceError) -> Policy {
    var reading = Reading()
    reading.top(configuration)
    guard reading.diagnostics.isEmpty else { throw EvidenceError(reading.diagnostics) }
    return reading.policy
  }

  /// A policy as the text of a policy file, with a comment behind each number.
  public static func text(of policy: Policy) -> String {
    var text = """
      # A policy: the numbers under which evidence is weighed. They are ours, not a standard.
      # A number may stand alone, or with the range that --sensitivity varies it in.
      name: \(policy.name)

      """
    var section = ""
    for number in PolicyNumber.allCases {
      let parts = number.rawValue.split(separator: ".").map(String.init)
      var indent = ""
      if parts.count == 2 {
        if parts[0] != section { text += "\(parts[0]):\n" }
        section = parts[0]
        indent = "  "
      }
      let value = policy[number]?.shortestText ?? "unset"
      let range = policy.ranges[number].map {
        ", range: [\($0.lowerBound.shortestText), \($0.upperBound.shortestText)]"
      }
      text += indent + (parts.last ?? "") + ": "
      text += range.map { "{value: \(value)\($0)}" } ?? value
      text += "\n"
    }
    let bridges = policy.bridges.map(\.name).sorted().joined(separator: ", ")
    text += "# The matches that may join the parts of a chain.\nbridge: [\(bridges)]\n"
    text += "# The least number of papers in the fill classes 2, 3 and 4 of a map.\n"
    return text + "classes: [\(policy.classLimits.map(String.init).joined(separator: ", "))]\n"
  }

  private struct Reading {
    var policy = Policy.standard
    var diagnostics: [Diagnostic] = []

    private static let sections = Set(
      PolicyNumber.allCases.compactMap { number -> String? in
        let parts = number.rawValue.split(separator: ".")
        return parts.count == 2 ? String(parts[0]) : nil
      }
    )

    mutating func top(_ configuration: ConfigurationValue) {
      guard let entries = configuration.entries else {
        report("policy-value", "a policy must be a map of names and numbers", configuration.place)
        return
      }
      policy.name = "unnamed"
      for entry in entries {
        switch entry.name {
        case "name":
          if let name = entry.value.text {
            policy.name = name
          } else {
            report("policy-value", "'name' must be a text", entry.value.place)
          }
        case "bridge": bridges(entry.value)
        case "classes": classes(entry.value)
        case let name where Self.sections.contains(name): section(name, entry.value)
        default: number(entry.name, entry.value, entry.place)
        }
      }
    }

    private mutating func section(_ name: String, _ value: ConfigurationValue) {
      guard let entries = value.entries else {
        report("policy-value", "'\(name)' must be a map of names and numbers", value.place)
        return
      }
      for entry in entries { number("\(name).\(entry.name)", entry.value, entry.place) }
    }

    private mutating func number(_ name: String, _ value: ConfigurationValue, _ place: Place) {
      guard let number = PolicyNumber(rawValue: name) else {
        let known = PolicyNumber.allCases.map(\.rawValue) + ["name", "bridge", "classes"]
        report(
          "policy-name",
          "a policy has no '\(name)'",
          place,
          hint: Suggestion.hint(for: name, among: known)
            ?? "print the default with 'evidence policy'"
        )
        return
      }
      var plain: ConfigurationValue? = value
      if let entries = value.entries {
        plain = value["value"]
        for entry in entries where entry.name != "value" && entry.name != "range" {
          report(
            "policy-name",
            "'\(name)' has no '\(entry.name)'",
            entry.place,
            hint: "value, range"
          )
        }
        if let range = value["range"] { self.range(number, range) }
      }
      guard let plain else { return }
      if number == .unknown, plain.text == "unset" || plain.content == .null {
        policy[.unknown] = nil
        return
      }
      if let found = checked(plain, number) { policy[number] = found }
    }

    private mutating func range(_ number: PolicyNumber, _ value: ConfigurationValue) {
      let limits = (value.items ?? []).compactMap { checked($0, number) }
      guard limits.count == 2, limits[0] <= limits[1] else {
        report(
          "policy-value",
          "the range of '\(number.rawValue)' must be two numbers in increasing order",
          value.place,
          hint: "write it as [0.2, 0.8]"
        )
        return
      }
      policy.ranges[number] = limits[0]...limits[1]
    }

    private mutating func checked(_ value: ConfigurationValue, _ number: PolicyNumber) -> Double? {
      let written = value.text ?? "a list or a map"
      guard let found = value.number else {
        report(
          "policy-value",
          "'\(number.rawValue)' must be a number, not '\(written)'",
          value.place
        )
        return nil
      }
      if number.isCount {
        do {
          return Double(
            try value.integer(in: 0...1000, named: number.rawValue, code: "policy-value")
          )
        } catch {
          diagnostics += error.diagnostics
          return nil
        }
      }
      guard (0...1).contains(found) else {
        report("policy-value", "'\(number.rawValue)' is \(written), outside 0…1", value.place)
        return nil
      }
      return found
    }

    private mutating func bridges(_ value: ConfigurationValue) {
      policy.bridges = []
      for item in value.oneOrMore {
        let relation = Relation(item.text ?? "")
        if Policy.standard.bridges.contains(relation) {
          policy.bridges.insert(relation)
        } else {
          report(
            "policy-value",
            "'\(relation)' cannot join the parts of a chain",
            item.place,
            hint: "EXACT_MATCH, CLOSE_MATCH and BROAD_MATCH can; related things carry no evidence"
          )
        }
      }
    }

    private mutating func classes(_ value: ConfigurationValue) {
      let limits = (value.items ?? []).compactMap { item in
        try? item.integer(in: 1...Int.max, named: "classes", code: "policy-value")
      }
      guard limits.count == 3, value.items?.count == 3, limits[0] < limits[1],
        limits[1] < limits[2]
      else {
        report(
          "policy-value",
          "'classes' must list three increasing whole numbers of 1 or more",
          value.place
        )
        return
      }
      policy.classLimits = limits
    }

    private mutating func report(
      _ code: Diagnostic.Code,
      _ message: String,
      _ place: Place,
      hint: String? = nil
    ) {
      diagnostics.append(Diagnostic(.error, code, message, at: place, hint: hint))
    }
  }
}
