internal import EvidenceCore

extension RandomGraph.Parts {
  /// The parts with judgments and statuses of cells and nodes, made up.
  public func withRecords(seed: UInt64) -> RandomGraph.Parts {
    var random = SeededGenerator(seed: seed &+ 77)
    func some<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &random)] }
    let keys = nodes.map(\.key)
    var parts = self
    for person in ["ann", "ben", nil] {
      for _ in 0..<3 {
        parts.header.judgments.append(
          Judgment(
            row: some(keys),
            column: Bool.random(using: &random) ? some(keys) : nil,
            of: some([nil, .mitigation, .risk]),
            certainty: some(Certainty.allCases),
            reasons: some([nil, "few studies", "all of one lab"]),
            by: person,
            date: some([nil, "2026-01-02"])
          )
        )
      }
    }
    for _ in 0..<4 {
      parts.header.statuses.append(
        StatusRecord(
          row: some(keys),
          column: Bool.random(using: &random) ? some(keys) : nil,
          status: some(Status.allCases),
          owner: some([nil, "cara"]),
          due: some([nil, "2026-06-30"])
        )
      )
    }
    return parts
  }
}
