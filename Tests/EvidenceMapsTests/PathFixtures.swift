import EvidenceCore
import EvidenceMaps
import EvidenceTestSupport

@testable import EvidenceAnalysis

/// Made-up chains: one paper, its mitigations, and the risks that they bear on.
enum PathFixtures {
  static func graph(shuffled seed: UInt64? = nil) throws -> EvidenceGraph {
    var nodes: [Node] = [
      Node(
        "doi:10.1000/uuk",
        .paper,
        label: "Effective Mitigations for Systemic Risks from General-Purpose AI",
        properties: ["authors": .strings(["Risto Uuk", "Somebody Else"]), "year": .integer(2024)]
      ),
      Node(
        "doi:10.1000/src",
        .paper,
        label: "A made-up source",
        properties: ["authors": .string("Source"), "year": .integer(2022)]
      ),
      Node("mitigation:uuk/audits", .mitigation, label: "Third party pre-deployment model audits"),
      Node(
        "mitigation:uuk/assessment",
        .mitigation,
        label: "External assessment of testing procedure"
      ),
      Node("mitigation:uuk/curation", .mitigation, label: "Data curation"),
      Node("mitigation:src/testing", .mitigation, label: "Independent model testing"),
      Node("risk:src/9", .risk, label: "Models that help with cyberattacks"),
    ]
    var statements: [Statement] = [
      Statement(
        "doi:10.1000/uuk",
        .evaluates,
        "mitigation:uuk/audits",
        source: "doi:10.1000/uuk",
        via: "paper.csv",
        confidence: 0.95
      ),
      Statement(
        "doi:10.1000/uuk",
        .proposes,
        "mitigation:uuk/assessment",
        source: "doi:10.1000/uuk",
        via: "paper.csv",
        confidence: 0.95
      ),
      Statement(
        "doi:10.1000/uuk",
        .proposes,
        "mitigation:uuk/curation",
        source: "doi:10.1000/uuk",
        via: "paper.csv"
      ),
      Statement(
        "mitigation:uuk/audits",
        .addresses,
        "mit-risk@4:4.2",
        source: "doi:10.1000/uuk",
        via: "paper.csv",
        evidenceType: .experimental,
        confidence: 1
      ),
      Statement(
        "mitigation:uuk/audits",
        .addresses,
        "risk:src/9",
        source: "doi:10.1000/uuk",
        via: "paper.csv",
        evidenceType: .observational,
        confidence: 0.8
      ),
      Statement("risk:src/9", .inDomain, "mit-risk@4:4.2", via: "coding.csv"),
      Statement(
        "mitigation:uuk/assessment",
        .closeMatch,
        "mitigation:src/testing",
        via: "matches.csv",
        justification: .lexicalMatching
      ),
      Statement(
        "mitigation:src/testing",
        .addresses,
        "mit-risk@4:4.2",
        source: "doi:10.1000/src",
        via: "src.csv",
        confidence: 0.65
      ),
      Statement(
        "mitigation:uuk/curation",
        .addresses,
        "mit-risk@4:4.2",
        source: "doi:10.1000/uuk",
        via: "paper.csv"
      ),
      Statement(
        "mitigation:uuk/curation",
        .addresses,
        "mit-risk@4:4.2",
        source: "doi:10.1000/src",
        via: "src.csv",
        stance: .opposes,
        evidenceType: .experimental,
        confidence: 0.6
      ),
    ]
    if let seed {
      var random = SeededGenerator(seed: seed)
      nodes.shuffle(using: &random)
      statements.shuffle(using: &random)
    }
    var builder = GraphBuilder(header: Fixtures.header)
    for node in nodes { builder.add(node) }
    for statement in statements { builder.add(statement) }
    Fixtures.add("mit-risk@4", Fixtures.subdomains, kind: .riskDomain, to: &builder)
    return try builder.build()
  }

  static func edge(
    _ graph: EvidenceGraph,
    _ from: Key,
    _ relation: Relation,
    _ to: Key,
    _ stance: Stance? = nil
  ) throws -> EdgeID {
    let (from, to) = (try graph.resolve(from.text), try graph.resolve(to.text))
    let found = graph.outgoing(from, relation).first {
      graph.to($0) == to && graph.stance(of: $0) == stance
    }
    guard let found else { throw EvidenceError("test", "no such statement") }
    return found
  }

  static func chain(
    _ graph: EvidenceGraph,
    _ keys: [Key],
    _ relations: [Relation],
    stance: Stance = .supports,
    _ directness: EvidenceChain.Directness = .direct,
    strength: Double?
  ) throws -> EvidenceChain {
    var steps: [EvidenceChain.Step] = []
    var claim: EdgeID?
    for (index, relation) in relations.enumerated() {
      let edge = try edge(
        graph,
        keys[index],
        relation,
        keys[index + 1],
        relation == .addresses && stance == .opposes ? .opposes : nil
      )
      if relation == .addresses { claim = edge }
      steps.append(EvidenceChain.Step(edge: edge, relation: relation, forward: true))
    }
    return EvidenceChain(
      nodes: try keys.map { try graph.resolve($0.text) },
      steps: steps,
      about: .mitigation,
      stance: stance,
      directness: directness,
      strength: strength,
      claim: claim
    )
  }

  static func map(shuffled seed: UInt64? = nil, options: MapOptions = MapOptions()) throws
    -> PathsMap
  {
    let graph = try graph(shuffled: seed)
    let (paper, domain, top): (Key, Key, Key) = (
      "doi:10.1000/uuk", "mit-risk@4:4.2", "mit-risk@4:4"
    )
    let audits: Key = "mitigation:uuk/audits"
    let chains = [
      try chain(
        graph,
        [paper, audits, domain, top],
        [.evaluates, .addresses, .broader],
        strength: 0.76
      ),
      try chain(
        graph,
        [paper, audits, "risk:src/9", domain, top],
        [.evaluates, .addresses, .inDomain, .broader],
        strength: 0.456
      ),
      try chain(
        graph,
        [paper, "mitigation:uuk/curation", domain, top],
        [.proposes, .addresses, .broader],
        stance: .opposes,
        .borrowed,
        strength: 0.48
      ),
      try chain(
        graph,
        [paper, "mitigation:uuk/curation", domain, top],
        [.proposes, .addresses, .broader],
        strength: 0.15
      ),
      try chain(
        graph,
        [paper, "mitigation:uuk/assessment", "mitigation:src/testing", domain, top],
        [.proposes, .closeMatch, .addresses, .broader],
        .inferred,
        strength: 0.148
      ),
    ]
    return PathsMap(
      answer: PathAnswer(
        chains: chains,
        total: 5,
        supporting: .exact(0.82),
        opposing: .exact(0.48),
        named: nil,
        nearestMiss: nil,
        stoppedAt: nil,
        from: try graph.resolve(paper.text),
        to: try graph.resolve(top.text),
        policy: .standard
      ),
      graph: graph,
      options: options
    )
  }

  static func miss() throws -> PathsMap {
    let graph = try graph()
    let (paper, curation) = (
      try graph.resolve("doi:10.1000/uuk"), try graph.resolve("mitigation:uuk/curation")
    )
    let target = try graph.resolve("mit-risk@4:1.2")
    return PathsMap(
      answer: PathAnswer(
        chains: [],
        total: 0,
        supporting: nil,
        opposing: nil,
        named: nil,
        nearestMiss: NearestMiss(
          nodes: [paper, curation],
          relation: .addresses,
          from: curation,
          to: target,
          cause: .addressesOthers
        ),
        stoppedAt: nil,
        from: paper,
        to: target,
        policy: .standard
      ),
      graph: graph
    )
  }
}

extension Fixtures {
  /// A scheme with three levels, and a count for each concept.
  static func taxonomy(searched: Bool = true, options: MapOptions = MapOptions()) throws
    -> TaxonomyMap
  {
    var builder = GraphBuilder(header: searched ? Fixtures.searched(header) : header)
    add("types@2", mitigationTypes, kind: .taxonomyNode, to: &builder)
    let third: [String: [String?]] = [
      "1.1": ["Training Data", "Learning Objectives", "Capability Modification", nil, "Other"],
      "1.2": [
        "Guardrails & Filtering", nil, "Monitoring & Detection", "Provenance & Watermarking",
      ],
      "2.2": ["Risk Assessment", "Testing & Evaluation", "Auditing & Compliance"],
      "3.2": ["Benchmarks & Evaluation"],
    ]
    for (code, names) in third.sorted(by: { $0.key < $1.key }) {
      for (index, name) in names.enumerated() {
        let notation = "\(code).\(index + 1)"
        builder.add(
          Node(
            Key(scheme: "types@2", notation: notation),
            .taxonomyNode,
            label: name,
            notation: notation,
            scheme: "types@2"
          )
        )
      }
    }
    papers(30, to: &builder)
    let graph = try builder.build()
    var entries: [CoverageAxisEntry] = []
    func stand(_ code: String, _ level: Int, _ parent: Int?, hasChildren: Bool) -> Int? {
      guard let node = graph.node(Key(scheme: "types@2", notation: code)) else { return nil }
      entries.append(
        CoverageAxisEntry(node: node, level: level, parent: parent, hasChildren: hasChildren)
      )
      return entries.count - 1
    }
    for (i, family) in mitigationTypes.enumerated() {
      let top = stand("\(i + 1)", 1, nil, hasChildren: true)
      for j in family.1.indices {
        let code = "\(i + 1).\(j + 1)"
        let middle = stand(code, 2, top, hasChildren: third[code] != nil)
        for k in (third[code] ?? []).indices {
          _ = stand("\(code).\(k + 1)", 3, middle, hasChildren: false)
        }
      }
    }
    var random = SeededGenerator(seed: 3)
    let cells = entries.indices.map { index -> CoverageCell in
      if entries[index].hasChildren, index < 12 {
        return cell(index, -1, .covered, papers: 4 + index * 3)
      }
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<2: return cell(index, -1, searched ? .searchedEmpty : .notSearched)
      case 2: return cell(index, -1, .notSearched)
      case 3..<5: return cell(index, -1, .thin, papers: 1)
      case 5: return cell(index, -1, .assertedOnly, papers: 3)
      case 6: return cell(index, -1, .conflicting, papers: 3, against: 1)
      default: return cell(index, -1, .covered, papers: 2 + index)
      }
    }
    return TaxonomyMap(
      coverage: SchemeCoverage(
        axis: CoverageAxis(
          selection: "types@2",
          level: nil,
          title: "Mitigation types",
          entries: entries,
          relations: [.classifiedAs]
        ),
        witnessKind: .mitigation,
        cells: cells,
        total: cell(-1, -1, .covered, papers: 60),
        isAboutRisk: true,
        policy: .standard,
        holdings: CellHoldings(graph, height: 0, width: 0, witnesses: [])
      ),
      graph: graph,
      options: options
    )
  }

  /// A hub: one mitigation with many papers, and what it addresses.
  static func hub(_ papers: Int, shuffled seed: UInt64? = nil) throws -> AroundMap {
    let base = try PathFixtures.graph(shuffled: seed)
    var builder = GraphBuilder(header: header)
    for node in base.nodes { builder.add(base.value(of: node)) }
    for edge in base.edges { builder.add(base.statement(edge)) }
    for index in 0..<papers {
      let key = Key("doi:10.1000/hub\(100 + index)")
      builder.add(
        Node(
          key,
          .paper,
          label: "Paper \(index)",
          properties: ["authors": .string("Author\(index)"), "year": .integer(2020)]
        )
      )
      builder.add(Statement(key, .proposes, "mitigation:uuk/curation", source: key))
    }
    let graph = try builder.build()
    return AroundMap(
      node: try graph.resolve("mitigation:uuk/curation"),
      hops: 2,
      graph: graph
    )
  }
}
