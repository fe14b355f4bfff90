import EvidenceAnalysis
import EvidenceCore

/// Small graphs made up for the tests; nothing in them is real.
enum SyntheticCases {
  /// Two versions of a scheme with every fate, a measure under each older concept, and one domain.
  static func twoVersions(_ further: [Statement] = []) throws -> EvidenceGraph {
    var builder = GraphBuilder(
      header: GraphHeader(
        title: "synthetic: two versions of a scheme",
        asOf: "2026-01-01",
        schemes: [
          Scheme(id: "type@1", kind: .taxonomyNode), Scheme(id: "type@2", kind: .taxonomyNode),
          Scheme(id: "mid@1", kind: .taxonomyNode), Scheme(id: "risk@1", kind: .riskDomain),
        ]
      )
    )
    let olds = ["1", "2", "3", "4", "5", "6", "6.1", "7"]
    let news = ["A", "B1", "B2", "C", "E", "F", "G1"]
    for code in olds { builder.add(Node(Key("type@1:\(code)"), .taxonomyNode, notation: code)) }
    for code in news { builder.add(Node(Key("type@2:\(code)"), .taxonomyNode, notation: code)) }
    builder.add(Node("mid@1:m", .taxonomyNode, notation: "m"))
    builder.add(Node("risk@1:1", .riskDomain, notation: "1"))
    builder.add(Node("paper:p", .paper))
    builder.add(Node("paper:q", .paper))
    // 1 moves over a third scheme, 2 splits, 3 and 4 merge, 5 is broadened, 6 is lost, and with it
    // 6.1; 7 has only something narrower.
    let matches: [(Key, Relation, Key, String)] = [
      ("type@1:1", .exactMatch, "mid@1:m", "e1"),
      ("type@2:A", .exactMatch, "mid@1:m", "e2"),
      ("type@1:2", .closeMatch, "type@2:B1", "s1"),
      ("type@1:2", .closeMatch, "type@2:B2", "s2"),
      ("type@1:3", .exactMatch, "type@2:C", "m1"),
      ("type@1:4", .closeMatch, "type@2:C", "m2"),
      ("type@2:E", .narrowMatch, "type@1:5", "b1"),
      ("type@1:7", .narrowMatch, "type@2:G1", "n1"),
    ]
    for (from, relation, to, id) in matches {
      builder.add(Statement(from, relation, to, id: id, via: "mapping"))
    }
    builder.add(Statement("type@1:6.1", .broader, "type@1:6", via: "scheme"))
    for code in ["1", "2", "3", "4", "5", "6.1", "7"] {
      let measure = Key("mitigation:p/\(code)")
      builder.add(Node(measure, .mitigation, label: "Measure \(code)"))
      builder.add(Statement("paper:p", .proposes, measure, source: "paper:p"))
      builder.add(
        Statement(measure, .classifiedAs, Key("type@1:\(code)"), id: "code \(code)", via: "sheet")
      )
      builder.add(
        Statement(
          measure,
          .addresses,
          "risk@1:1",
          source: "paper:p",
          evidenceType: .experimental
        )
      )
    }
    // Two works for what 4 holds, so that the merged cell is covered and not thin.
    builder.add(
      Statement(
        "mitigation:p/4",
        .addresses,
        "risk@1:1",
        source: "paper:q",
        evidenceType: .synthesis
      )
    )
    for statement in further { builder.add(statement) }
    return try builder.build()
  }

  /// Two coders of the same ten items and a scheme of two levels; the second did not see the last.
  static func twoCoders() throws -> EvidenceGraph {
    var builder = GraphBuilder(
      header: GraphHeader(asOf: "2026-01-01", schemes: [Scheme(id: "t@1", kind: .taxonomyNode)])
    )
    for code in ["1", "1.1", "1.2", "2"] {
      builder.add(Node(Key("t@1:\(code)"), .taxonomyNode, notation: code))
    }
    for code in ["1.1", "1.2"] {
      builder.add(Statement(Key("t@1:\(code)"), .broader, "t@1:1", via: "scheme"))
    }
    let codes: [(ann: [String], ben: [String])] = [
      (["1.1"], ["1.1"]), (["1.1"], ["1.2"]), (["1.1", "2"], ["1.1"]), (["2"], ["2"]),
      (["1.2"], ["1.2"]), (["1.2", "2"], ["1.1", "2"]),
    ]
    for (index, item) in codes.enumerated() {
      let key = Key("mitigation:a/\(index)")
      builder.add(Node(key, .mitigation))
      for (coder, given) in [("ann", item.ann), ("ben", item.ben)] {
        for code in given {
          builder.add(
            Statement(
              key,
              .classifiedAs,
              Key("t@1:\(code)"),
              via: "sheet",
              locator: coder,
              coder: coder
            )
          )
        }
      }
    }
    builder.add(Node("mitigation:a/last", .mitigation))
    builder.add(
      Statement("mitigation:a/last", .classifiedAs, "t@1:2", via: "sheet", coder: "ann")
    )
    return try builder.build()
  }
}
