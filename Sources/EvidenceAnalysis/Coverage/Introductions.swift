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
///
/// Eight cells that lie side by side are dated in one step, as ``CellNumbers`` counts them.
struct NewestYears {
  /// How many groups of eight a row has.
  private let stride: Int
  private var years: [SIMD8<Int32>]

  private static let noYear = Int32.min
  /// For each byte the lanes whose bits it has.
  private static let lanesOfByte: [SIMDMask<SIMD8<Int32>>] = (0..<256).map { byte in
    var lanes = SIMDMask<SIMD8<Int32>>(repeating: false)
    for lane in 0..<8 { lanes[lane] = byte >> lane & 1 == 1 }
    return lanes
  }

  /// Dates the cells of a sheet.
  ///
  /// - Complexity: O(nodes + introductions + Σ words of the cells of each witness).
  init(_ graph: EvidenceGraph, _ introductions: Introductions, _ sheet: WitnessSheet) {
    let stride = (sheet.columns.count + 8) / 8
    let newest = introductions.papers.greatest(graph.years(), none: Self.noYear)
    let lanes = Self.lanesOfByte
    var years = Array(
      repeating: SIMD8<Int32>(repeating: Self.noYear),
      count: (sheet.rows.count + 1) * stride
    )
    for number in sheet.witnesses.indices where newest[number] != Self.noYear {
      let year = SIMD8<Int32>(repeating: newest[number])
      for patch in sheet.cells(ofWitness: number) {
        patch.forEachWord(sheet.rows, sheet.columns) { row, word, bits in
          var left = bits
          var group = row * stride + word * 8
          while left != 0 {
            let isNewer = lanes[Int(left & 0xFF)] .& (year .> years[group])
            years[group].replace(with: year, where: isNewer)
            left >>= 8
            group += 1
          }
        }
      }
    }
    (self.stride, self.years) = (stride, years)
  }

  /// The year of a cell; `nil` where none is known. A total's row or column is the one for all.
  subscript(row: Int, column: Int) -> Int? {
    let year = years[row * stride + column >> 3][column & 7]
    return year == Self.noYear ? nil : Int(year)
  }
}
