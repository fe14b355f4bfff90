internal import EvidenceCore

/// The nodes that each paper proposes, evaluates or identifies.
struct IntroducedNodes: Sendable {
  /// Who proposes what, in the order of the statements.
  let proposals: [(NodeID, NodeID)]
  /// The nodes of each paper, by the positions of both.
  fileprivate let ofPapers: Grouping

  /// Finds what papers introduce.
  ///
  /// - Complexity: O(nodes + statements).
  init(_ graph: EvidenceGraph) {
    func pairs(_ relation: Relation) -> [(NodeID, NodeID)] {
      RelationWalk(graph, relation, outgoing: true).pairs()
    }
    proposals = pairs(.proposes)
    let others = [Relation.evaluates, .identifies].map(pairs)
    ofPapers = Grouping([proposals] + others, groups: graph.nodeCount)
  }
}

/// What each paper introduces, as cells: a group of them for each witness.
struct Introductions: Sendable {
  /// The witnesses are the groups, by their numbers.
  let papers: CellUnions<UInt64>

  /// Finds what papers introduce of the witnesses on a sheet.
  ///
  /// - Parameters:
  ///   - graph: where to look.
  ///   - sheet: the witnesses, all of one kind.
  ///   - nodes: what papers introduce.
  ///   - onTwoThreads: whether the cells are laid out on a second thread.
  /// - Complexity: O(nodes + statements).
  init(
    _ graph: EvidenceGraph,
    _ sheet: WitnessSheet,
    _ nodes: IntroducedNodes,
    onTwoThreads: Bool = false
  ) {
    let (witnesses, cells) = SideBySide.run(onTwoThreads: onTwoThreads) {
      Self.witnesses(graph, sheet, nodes)
    } _: {
      Self.cells(sheet)
    }
    papers = CellUnions(cells, of: witnesses)
  }

  /// The witnesses that each paper introduces, or is.
  private static func witnesses(
    _ graph: EvidenceGraph,
    _ sheet: WitnessSheet,
    _ nodes: IntroducedNodes
  ) -> Grouping {
    if let first = sheet.witnesses.first, graph.kind(of: first) == .paper {
      return Grouping([sheet.witnesses.map { ($0, $0) }], groups: graph.nodeCount)
        .numbered(by: NodeNumbers(numbering: sheet.witnesses))
    }
    return nodes.ofPapers.numbered(by: NodeNumbers(numbering: sheet.witnesses))
  }

  /// The cells of each witness.
  private static func cells(_ sheet: WitnessSheet) -> CellStencils<UInt64> {
    var stencils = CellStencils<UInt64>(rows: sheet.rows, columns: sheet.columns)
    stencils.reserveCapacity(groups: sheet.witnesses.count)
    var parts: [CellStencils<UInt64>.Part] = []
    for number in sheet.witnesses.indices {
      parts.removeAll(keepingCapacity: true)
      for cells in sheet.cells(ofWitness: number) {
        parts.append(CellStencils.Part(cells: cells, mask: .max))
      }
      stencils.add(parts)
    }
    return stencils
  }
}

/// The year of the newest paper of each cell and total: of the papers that introduce what stands there.
struct NewestYears {
  private var years: [Int32]
  private let stride: Int

  private static let noYear = Int32.min

  /// Dates the cells of a sheet.
  ///
  /// Witnesses come newest first, so that the first one in a cell dates it.
  /// - Complexity: O(nodes + introductions + *w* log *w* + words of the cells of *w* witnesses).
  init(_ graph: EvidenceGraph, _ introductions: Introductions, _ sheet: WitnessSheet) {
    let (height, words) = (sheet.rows.count, sheet.columns.wordCount)
    stride = sheet.columns.count + 1
    years = [Int32](repeating: Self.noYear, count: (height + 1) * stride)
    let newest = introductions.papers.greatest(graph.years(), none: Self.noYear)
    // The year and the number of each that has one.
    let order = newest.indices.lazy.filter { newest[$0] != Self.noYear }
      .map { Int(newest[$0]) << 32 | $0 }
      .sorted(by: >)
    var isDated = [UInt64](repeating: 0, count: (height + 1) * words)
    for entry in order {
      let number = entry & Int(UInt32.max)
      for patch in sheet.cells(ofWitness: number) {
        patch.forEachWord(sheet.rows, sheet.columns) { row, word, bits in
          let added = bits & ~isDated[row * words + word]
          guard added != 0 else { return }
          isDated[row * words + word] |= added
          set(newest[number], added, row, word * 64)
        }
      }
    }
  }

  /// Sets the year of each of some cells that lie side by side in a row.
  private mutating func set(_ year: Int32, _ bits: UInt64, _ row: Int, _ column: Int) {
    var left = bits
    while left != 0 {
      years[row * stride + column + left.trailingZeroBitCount] = year
      left &= left - 1
    }
  }

  /// The year of a cell; `nil` where none is known. A total's row or column is the one for all.
  subscript(row: Int, column: Int) -> Int? {
    let year = years[row * stride + column]
    return year == Self.noYear ? nil : Int(year)
  }
}
