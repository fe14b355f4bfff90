/// Judgments and statuses stand on what is there, are dated in days, and each is one.
struct PlaceRecordRule: SchemaRule {
  func findings(in graph: EvidenceGraph, _ schema: EvidenceSchema) -> [Diagnostic] {
    var result: [Diagnostic] = []
    let place = Place(graph.file, line: 1)
    func check(_ what: String, _ keys: [Key], _ dates: [(String, String?)]) {
      for key in keys where graph.node(key) == nil {
        result.append(
          Diagnostic(
            .error,
            "place-record",
            "a \(what) names '\(key)', which is not in this graph",
            at: place,
            hint: Self.hint(for: key, in: graph)
          )
        )
      }
      if Set(keys).count < keys.count {
        result.append(
          Diagnostic(
            .error,
            "place-record",
            "a \(what) names '\(keys[0])' as row and as column",
            at: place,
            hint: "leave out 'column' to speak of one node"
          )
        )
      }
      for (name, date) in dates {
        guard let date, !DateText.isDay(date) else { continue }
        result.append(
          Diagnostic(
            .error,
            "bad-date",
            "'\(name)' of a \(what) of '\(keys[0])' is '\(date)', which is not a date",
            at: place,
            hint: "write it as YYYY-MM-DD"
          )
        )
      }
    }
    func repeated(_ what: String, _ keys: [Key]) {
      let words = keys.map { "'\($0)'" }.joined(separator: " and ")
      result.append(
        Diagnostic(
          .warning,
          "repeated-record",
          "\(words) have more than one \(what)",
          at: place,
          hint: "keep the one that holds; the first by its text is shown"
        )
      )
    }
    var judged: Set<Judgment.Identity> = []
    for judgment in graph.header.judgments {
      let keys = [judgment.row, judgment.column].compactMap { $0 }
      check("judgment", keys, [("date", judgment.date)])
      if !judged.insert(judgment.identity).inserted { repeated("judgment of one person", keys) }
      if judgment.by == nil {
        result.append(
          Diagnostic(
            .warning,
            "nameless-judgment",
            "a judgment of '\(judgment.row)' does not say whose it is",
            at: place,
            hint: "a certainty is a person's: add \"by\""
          )
        )
      }
    }
    var decided: Set<Set<Key>> = []
    for status in graph.header.statuses {
      let keys = [status.row, status.column].compactMap { $0 }
      check("status", keys, [("date", status.date), ("due", status.due)])
      if !decided.insert(status.place).inserted { repeated("status", keys) }
    }
    return result
  }

  /// The key that was meant, of those that begin alike; else where such keys come from.
  private static func hint(for key: Key, in graph: EvidenceGraph) -> String {
    let alike = graph.nodes.lazy.map { graph.key(of: $0) }
      .filter { $0.namespace == key.namespace }.prefix(5_000).map(\.text)
    return Suggestion.hint(for: key.text, among: alike)
      ?? "a key of another release? rows and columns are named in full, as mit-risk@4:7.3"
  }
}
