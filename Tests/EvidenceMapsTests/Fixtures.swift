import EvidenceCore
import EvidenceMaps
import EvidenceTestSupport

@testable import EvidenceAnalysis

/// Made-up graphs and results: nothing in them was said by anybody.
enum Fixtures {
  static let subdomains: [(String, [String])] = [
    (
      "Discrimination & toxicity",
      [
        "Unfair discrimination and misrepresentation", "Exposure to toxic content",
        "Unequal performance across groups",
      ]
    ),
    (
      "Privacy & security",
      [
        "Compromise of privacy by leaking or correctly inferring sensitive information",
        "AI system security vulnerabilities and attacks",
      ]
    ),
    (
      "Misinformation",
      [
        "False or misleading information",
        "Pollution of information ecosystem and loss of consensus reality",
      ]
    ),
    (
      "Malicious actors & misuse",
      [
        "Disinformation, surveillance, and influence at scale",
        "Cyberattacks, weapon development or use, and mass harm",
        "Fraud, scams, and targeted manipulation",
      ]
    ),
    (
      "Human–computer interaction",
      [
        "Overreliance and unsafe use", "Loss of human agency and autonomy",
      ]
    ),
    (
      "Socioeconomic & environmental",
      [
        "Power centralization and unfair distribution of benefits",
        "Increased inequality and decline in employment quality",
        "Economic and cultural devaluation of human effort", "Competitive dynamics",
        "Governance failure", "Environmental harm",
      ]
    ),
    (
      "AI system safety, failures & limitations",
      [
        "AI pursuing its own goals in conflict with human goals or values",
        "AI possessing dangerous capabilities", "Lack of capability or robustness",
        "Lack of transparency or interpretability", "AI welfare and rights", "Multi-agent risks",
      ]
    ),
  ]

  /// Cause and timing: three groups of three short names.
  static let causes: [(String, [String])] = [
    ("Cause: Human", ["before", "after", "other"]), ("Cause: AI", ["before", "after", "other"]),
    ("Cause: Other", ["before", "after", "other"]),
  ]

  static let mitigationTypes: [(String, [String])] = [
    ("AI System", ["Model", "Non-Model", "Other"]),
    (
      "Organisation",
      [
        "Oversight & Accountability", "Risk & Assurance", "Operations & Security",
        "Engineering & Development", "Other",
      ]
    ),
    ("Ecosystem", ["Legal & Regulatory", "Shared Infrastructure", "Voluntary & Cooperative"]),
  ]

  static let header = GraphHeader(
    title: "Made-up evidence for tests",
    asOf: "2025-12-03",
    schemes: [
      Scheme(id: "mit-risk@4", title: "MIT AI Risk Repository, domains", licence: "CC BY 4.0"),
      Scheme(id: "causes@1", title: "Causes and timing", licence: "CC BY 4.0"),
      Scheme(id: "types@2", title: "Mitigation types"),
    ],
    notices: [
      Notice(
        "These figures are preliminary, may change, and are not to be shared or cited publicly",
        via: "seed pages"
      )
    ]
  )

  static func searched(_ header: GraphHeader) -> GraphHeader {
    var header = header
    header.searches = [
      SearchRecord(
        rows: ["mit-risk@4:1"],
        columns: ["causes@1:1"],
        relation: .addresses,
        date: "2025-11-02",
        by: "two reviewers"
      )
    ]
    return header
  }

  static func add(
    _ scheme: String,
    _ families: [(String, [String])],
    kind: Kind,
    codes: Bool = true,
    to builder: inout GraphBuilder
  ) {
    for (i, family) in families.enumerated() {
      let top = "\(i + 1)"
      builder.add(
        Node(
          Key(scheme: scheme, notation: top),
          kind,
          label: family.0,
          notation: codes ? top : nil,
          scheme: scheme
        )
      )
      for (j, name) in family.1.enumerated() {
        let code = "\(i + 1).\(j + 1)"
        builder.add(
          Node(
            Key(scheme: scheme, notation: code),
            kind,
            label: name,
            notation: codes ? code : nil,
            scheme: scheme
          )
        )
        builder.add(
          Statement(
            Key(scheme: scheme, notation: code),
            .broader,
            Key(scheme: scheme, notation: top),
            via: "scheme"
          )
        )
      }
    }
  }

  static func papers(_ count: Int, to builder: inout GraphBuilder) {
    let names = [
      "Uuk", "Gipiškis", "Schuett", "Eisenberg", "Bengio", "Campos", "Casper", "NIST",
      "Future of Life Institute", "Barrett", "UK Government", "EU AI Office", "Wiener", "李",
    ]
    for index in 0..<count {
      builder.add(
        Node(
          Key("doi:10.1000/\(100 + index)"),
          .paper,
          label: "A made-up paper, number \(index + 1)",
          properties: [
            "authors": .string(names[index % names.count]),
            "year": .integer(Int64(2023 + index % 3)),
          ]
        )
      )
      builder.add(
        Node(
          Key("mitigation:m\(100 + index)/a"),
          .mitigation,
          label: "Made-up mitigation \(index + 1)"
        )
      )
    }
  }

  static func axis(
    _ scheme: String,
    _ families: [(String, [String])],
    title: String,
    graph: EvidenceGraph
  ) -> CoverageAxis {
    var entries: [CoverageAxisEntry] = []
    for (i, family) in families.enumerated() {
      guard let top = graph.node(Key(scheme: scheme, notation: "\(i + 1)")) else { continue }
      let parent = entries.count
      entries.append(
        CoverageAxisEntry(node: top, level: 1, parent: nil, hasChildren: !family.1.isEmpty)
      )
      for j in family.1.indices {
        guard let node = graph.node(Key(scheme: scheme, notation: "\(i + 1).\(j + 1)")) else {
          continue
        }
        entries.append(CoverageAxisEntry(node: node, level: 2, parent: parent, hasChildren: false))
      }
    }
    return CoverageAxis(
      selection: scheme,
      level: nil,
      title: title,
      entries: entries,
      relations: [.addresses]
    )
  }

  static func cell(
    _ row: Int,
    _ column: Int,
    _ state: CellState,
    papers: Int = 0,
    against: Int = 0,
    marks: [CellMark] = [],
    unresolved: Int = 0,
    nodes: Int = 0,
    witnesses: Int = 0
  ) -> CoverageCell {
    CoverageCell(
      row: row,
      column: column,
      witnesses: witnesses,
      here: papers,
      below: 0,
      unresolved: unresolved,
      papers: nodes,
      independentPapers: papers,
      supporting: state == .opposed ? 0 : papers,
      mixed: 0,
      opposing: against,
      worksFor: state == .opposed ? 0 : papers,
      worksAgainst: against,
      conflict: state == .conflicting ? .between : nil,
      statesTypes: true,
      state: state,
      marks: marks,
      strongestEvidence: strongest(state, papers, row + column),
      newestYear: papers > 0 ? 2024 : nil,
      isSearched: state != .notSearched
    )
  }

  /// A type of evidence for every other cell; where all is asserted, that.
  private static func strongest(_ state: CellState, _ papers: Int, _ place: Int) -> EvidenceType? {
    if state == .assertedOnly { return .assertion }
    guard papers > 0, place.isMultiple(of: 2) else { return nil }
    let types = EvidenceType.allCases.filter { $0 != .assertion }
    return types[papers % types.count]
  }

  /// Every state and mark, spread by a seeded generator.
  static func matrix(
    rows: CoverageAxis,
    columns: CoverageAxis,
    graph: EvidenceGraph,
    seed: UInt64 = 7,
    gapShare: Int = 20,
    notSearched: Bool = true,
    witnessKind: Kind = .mitigation
  ) -> CoverageMatrix {
    var random = SeededGenerator(seed: seed)
    let papers = graph.nodes(of: .paper)
    let mitigations = graph.nodes(of: .mitigation).count
    func one(_ row: Int, _ column: Int, total: Bool) -> CoverageCell {
      let dice = Int.random(in: 0..<100, using: &random)
      let many = total ? 20 + Int.random(in: 0..<30, using: &random) : 0
      let parent = row >= 0 ? rows.entries[row].parent : nil
      let unresolved = parent.map { 3 + $0 % 5 } ?? 0
      func make(_ state: CellState, _ count: Int, _ against: Int = 0, _ marks: [CellMark] = [])
        -> CoverageCell
      {
        cell(
          row,
          column,
          state,
          papers: count,
          against: against,
          marks: marks,
          unresolved: total ? unresolved : 0,
          nodes: min(count, papers.count),
          witnesses: min(count * 2, mitigations)
        )
      }
      if total { return make(.covered, many) }
      if dice < gapShare { return make(.searchedEmpty, 0) }
      if dice < gapShare + (notSearched ? 5 : 0) { return make(.notSearched, 0) }
      switch Int.random(in: 0..<100, using: &random) {
      case 0..<25: return make(.thin, 1)
      case 25..<30: return make(.assertedOnly, 4, 0, [.thin])
      case 30..<34: return make(.conflicting, 6, 2)
      case 34..<37: return make(.opposed, 0, 2)
      case 37..<42: return make(.inferredOnly, 2)
      case 42..<46: return make(.covered, 7, 0, [.stale, .singleSource])
      case 46..<49: return make(.covered, 3, 0, [.preliminary])
      case 49..<51: return make(.assertedOnly, 12, 0, [.stale])
      default: return make(.covered, Int.random(in: 2..<32, using: &random))
      }
    }
    var cells: [CoverageCell] = []
    for row in rows.entries.indices {
      for column in columns.entries.indices {
        let isSum = rows.entries[row].hasChildren || columns.entries[column].hasChildren
        var cell = one(row, column, total: isSum)
        if isSum, Int.random(in: 0..<9, using: &random) == 0 {
          cell = Fixtures.cell(row, column, .searchedEmpty)
        }
        cells.append(cell)
      }
    }
    let rowTotals = rows.entries.indices.map { one($0, -1, total: true) }
    let columnTotals = columns.entries.indices.map { one(-1, $0, total: true) }
    let total = one(-1, -1, total: true)
    return CoverageMatrix(
      rows: rows,
      columns: columns,
      witnessKind: witnessKind,
      cells: cells,
      rowTotals: rowTotals,
      columnTotals: columnTotals,
      total: total,
      rowReach: rows.entries.map { _ in [] },
      columnReach: columns.entries.map { _ in [] },
      reasonEmpty: nil,
      isAboutRisk: true,
      policy: .standard,
      // Each cell names as many papers as it counts.
      holdings: CellHoldings(
        graph,
        height: rows.entries.count,
        width: columns.entries.count,
        witnesses: (cells + rowTotals + columnTotals + [total]).map {
          Array(papers.prefix($0.papers))
        }
      )
    )
  }

  static func coverage(
    seed: UInt64 = 7,
    gapShare: Int = 20,
    notSearched: Bool = true,
    options: MapOptions = MapOptions()
  ) throws -> CoverageMap {
    var builder = GraphBuilder(header: notSearched ? searched(header) : searched(header))
    add("mit-risk@4", subdomains, kind: .riskDomain, to: &builder)
    add("causes@1", causes, kind: .taxonomyNode, codes: false, to: &builder)
    papers(30, to: &builder)
    let graph = try builder.build()
    let matrix = matrix(
      rows: axis("mit-risk@4", subdomains, title: "MIT risk domains", graph: graph),
      columns: axis("causes@1", causes, title: "cause and timing", graph: graph),
      graph: graph,
      seed: seed,
      gapShare: gapShare,
      notSearched: notSearched
    )
    return CoverageMap(matrix: matrix, graph: graph, options: options)
  }

  /// Turned heads: mitigation types with codes.
  static func turned(
    seed: UInt64 = 7,
    gapShare: Int = 20,
    options: MapOptions = MapOptions()
  ) throws -> CoverageMap {
    var builder = GraphBuilder(header: header)
    add("mit-risk@4", subdomains, kind: .riskDomain, to: &builder)
    add("types@2", mitigationTypes, kind: .taxonomyNode, to: &builder)
    papers(30, to: &builder)
    let graph = try builder.build()
    let matrix = matrix(
      rows: axis("mit-risk@4", subdomains, title: "MIT risk domains", graph: graph),
      columns: axis("types@2", mitigationTypes, title: "types of mitigation", graph: graph),
      graph: graph,
      seed: seed,
      gapShare: gapShare
    )
    return CoverageMap(matrix: matrix, graph: graph, options: options)
  }

  /// Columns that are single sources.
  static func sources(options: MapOptions = MapOptions()) throws -> CoverageMap {
    var builder = GraphBuilder(header: header)
    add("mit-risk@4", subdomains, kind: .riskDomain, to: &builder)
    papers(13, to: &builder)
    let graph = try builder.build()
    let columns = CoverageAxis(
      selection: "Paper",
      level: nil,
      title: "Paper",
      entries: graph.nodes(of: .paper).map {
        CoverageAxisEntry(node: $0, level: 1, parent: nil, hasChildren: false)
      },
      relations: [.proposes]
    )
    var matrix = matrix(
      rows: axis("mit-risk@4", subdomains, title: "MIT risk domains", graph: graph),
      columns: columns,
      graph: graph,
      gapShare: 45
    )
    matrix.rowTotals = matrix.rows.entries.indices.map { row in
      let stated = columns.entries.indices.filter { matrix[row, $0].independentPapers > 0 }.count
      return cell(
        row,
        -1,
        stated < 1 ? .notSearched : stated < 2 ? .thin : .covered,
        papers: stated,
        nodes: stated
      )
    }
    return CoverageMap(matrix: matrix, graph: graph, options: options)
  }

  /// Two versions with more changes than a page holds.
  static func largeDifference() throws -> DiffMap {
    let (old, new) = (try turned(seed: 7), try turned(seed: 11))
    return DiffMap(
      before: DiffMap.Side(matrix: old.matrix, graph: old.graph, name: "version 3"),
      after: DiffMap.Side(matrix: new.matrix, graph: new.graph, name: "version 4")
    )
  }

  /// Two versions in which every change occurs.
  static func difference(options: MapOptions = MapOptions()) throws -> DiffMap {
    let (old, new) = (try coverage(seed: 7), try coverage(seed: 11))
    return DiffMap(
      before: DiffMap.Side(matrix: old.matrix, graph: old.graph, name: "version 3"),
      after: DiffMap.Side(matrix: new.matrix, graph: new.graph, name: "version 4"),
      options: options
    )
  }
}
