import Foundation

/// A scenario of the kit: what is given, what is asked, what has to come of it.
struct KitScenario {
  struct Step {
    var text: String
    var document: String?
    var table: [[String]] = []
  }

  /// `Match4 [3] #2`: the feature, the scenario's number, and of an outline the example's.
  var key: String
  var file: String
  var steps: [Step]

  enum Sort: String, CaseIterable { case read, error, write, temporal }

  var sort: Sort {
    let queries = steps.compactMap(\.document).joined(separator: "\n")
    let words = /\b(date|datetime|localdatetime|localtime|time|duration)(\.\w+)*\(/
    if file.contains("/temporal/") || queries.contains(words) { return .temporal }
    if steps.contains(where: { $0.text.contains(" should be raised at ") }) { return .error }
    if let asked = steps.first(where: { $0.text.hasPrefix("executing query") })?.document,
      asked.uppercased().contains(/\b(CREATE|MERGE|SET|DELETE|REMOVE)\b/)
    {
      return .write
    }
    return .read
  }
}

/// Reads the kit's feature files.
struct KitFeature {
  private var lines: [Substring]
  private var index = 0
  private let file: String
  private var name = ""

  static func scenarios(of url: URL, below root: URL) throws -> [KitScenario] {
    let text = try String(contentsOf: url, encoding: .utf8)
    var feature = KitFeature(
      lines: text.split(separator: "\n", omittingEmptySubsequences: false),
      file: String(url.path.dropFirst(root.path.count))
    )
    return feature.read()
  }

  private init(lines: [Substring], file: String) {
    self.lines = lines
    self.file = file
  }

  private var line: String { lines[index].trimmingCharacters(in: .whitespaces) }

  private mutating func read() -> [KitScenario] {
    var result: [KitScenario] = []
    var background: [KitScenario.Step] = []
    while index < lines.count {
      let line = line
      index += 1
      if line.hasPrefix("Feature:") {
        name = String(line.dropFirst(8).trimmingCharacters(in: .whitespaces).prefix { $0 != " " })
      } else if line.hasPrefix("Background:") {
        background = steps()
      } else if line.hasPrefix("Scenario Outline:") || line.hasPrefix("Scenario:") {
        let title = line.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)
        let number = title.prefix { $0 != " " }
        let steps = background + steps()
        var examples: [[String: String]] = []
        skipBlanks()
        while index < lines.count, self.line.hasPrefix("Examples:") {
          index += 1
          let table = table()
          for row in table.dropFirst() {
            examples.append(
              Dictionary(zip(table[0], row), uniquingKeysWith: { first, _ in first })
            )
          }
          skipBlanks()
        }
        if line.hasPrefix("Scenario:") {
          result.append(KitScenario(key: "\(name) \(number)", file: file, steps: steps))
        }
        for (place, example) in examples.enumerated() where !line.hasPrefix("Scenario:") {
          result.append(
            KitScenario(
              key: "\(name) \(number) #\(place + 1)",
              file: file,
              steps: steps.map { Self.filled($0, example) }
            )
          )
        }
      }
    }
    return result
  }

  private mutating func skipBlanks() {
    while index < lines.count, line.isEmpty || line.hasPrefix("#") { index += 1 }
  }

  private mutating func steps() -> [KitScenario.Step] {
    var steps: [KitScenario.Step] = []
    while true {
      skipBlanks()
      guard index < lines.count else { return steps }
      let line = line
      guard let word = ["Given ", "And ", "When ", "Then ", "But "].first(where: line.hasPrefix)
      else { return steps }
      index += 1
      var step = KitScenario.Step(text: String(line.dropFirst(word.count)))
      skipBlanks()
      if index < lines.count, self.line == "\"\"\"" { step.document = document() }
      step.table = table()
      steps.append(step)
    }
  }

  private mutating func document() -> String {
    index += 1
    var text: [Substring] = []
    while index < lines.count, line != "\"\"\"" {
      text.append(lines[index])
      index += 1
    }
    index += 1
    let blanks =
      text.filter { !$0.allSatisfy(\.isWhitespace) }
      .map { $0.prefix { $0 == " " }.count }.min() ?? 0
    return text.map { $0.dropFirst(min(blanks, $0.count)) }.joined(separator: "\n")
  }

  private mutating func table() -> [[String]] {
    var rows: [[String]] = []
    while true {
      skipBlanks()
      guard index < lines.count, line.hasPrefix("|") else { return rows }
      rows.append(Self.cells(line))
      index += 1
    }
  }

  private static func cells(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in line.dropFirst() {
      if isEscaped {
        switch character {
        case "|": cell += "|"
        case "n": cell += "\n"
        case "\\": cell += "\\"
        default: cell += "\\\(character)"
        }
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character == "|" {
        cells.append(cell.trimmingCharacters(in: .whitespaces))
        cell = ""
      } else {
        cell.append(character)
      }
    }
    return cells
  }

  private static func filled(
    _ step: KitScenario.Step,
    _ example: [String: String]
  ) -> KitScenario.Step {
    func fill(_ text: String) -> String {
      example.reduce(text) { $0.replacingOccurrences(of: "<\($1.key)>", with: $1.value) }
    }
    return KitScenario.Step(
      text: fill(step.text),
      document: step.document.map(fill),
      table: step.table.map { $0.map(fill) }
    )
  }
}
