internal import EvidenceCore

/// What is said in each cell of a matrix by any statement at all: facts that need no counting, as bits.
struct CellPlanes {
  /// A fact that holds of a cell where some statement in it makes it so.
  enum Fact: Int, CaseIterable {
    case supports, mixed, opposes
    /// A supporting claim.
    case claim
    /// A supporting claim on a plain chain.
    case plain
    /// A supporting claim that is no assertion.
    case tested
    /// A statement from a page that may change.
    case preliminary
    /// Both sides are present for one witness and one target.
    case within
    /// A supporting statement of each type.
    case assertion, expertJudgment, caseStudy, observational, synthesis, experimental

    init(_ type: EvidenceType) {
      switch type {
      case .assertion: self = .assertion
      case .expertJudgment: self = .expertJudgment
      case .caseStudy: self = .caseStudy
      case .observational: self = .observational
      case .synthesis: self = .synthesis
      case .experimental: self = .experimental
      }
    }
  }

  private let graph: EvidenceGraph
  private let words: Int
  /// The bits of each word of each row, fact by fact.
  private var facts: [UInt64]
  private let preliminary: PreliminaryNotices

  /// Notes what the carriers of a sheet say.
  init<Failure>(
    _ graph: EvidenceGraph,
    _ sheet: WitnessSheet,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    self.graph = graph
    words = sheet.columns.wordCount
    facts = [UInt64](repeating: 0, count: (sheet.rows.count + 1) * words * Self.factCount)
    preliminary = PreliminaryNotices(graph)
    for carrier in sheet.carriers {
      let side = Self.side(of: carrier.edge, in: graph)
      note(said(by: carrier, side), in: carrier.cells, of: sheet)
      if side == 0, carrier.isClaim { note(Self.bit(.plain), in: carrier.plain, of: sheet) }
      // A mixed statement stands on both sides.
      if side == 1 { note(Self.bit(.within), in: carrier.cells, of: sheet) }
      try meter.step()
    }
    noteDisagreements(sheet)
  }

  private static let factCount = Fact.allCases.count

  /// Whether a fact holds of a cell; a total's row or column is the one for all.
  func holds(_ fact: Fact, _ row: Int, _ column: Int) -> Bool {
    facts[place(row, column) + fact.rawValue] & 1 << UInt64(column & 63) != 0
  }

  private func place(_ row: Int, _ column: Int) -> Int {
    (row * words + column >> 6) * Self.factCount
  }

  /// 0 for a statement that supports, 1 for a mixed one, 2 for one that opposes.
  static func side(of edge: EdgeID, in graph: EvidenceGraph) -> Int {
    switch graph.stance(of: edge) ?? .supports {
    case .supports: 0
    case .mixed: 1
    case .opposes: 2
    }
  }

  /// A set of facts, a bit each.
  private static func bit(_ fact: Fact) -> UInt32 { 1 << UInt32(fact.rawValue) }

  private func said(by carrier: WitnessSheet.Carrier, _ side: Int) -> UInt32 {
    var said = preliminary.hold(carrier.edge) ? Self.bit(.preliminary) : 0
    guard side == 0 else { return said | Self.bit(side == 1 ? .mixed : .opposes) }
    let type = graph.evidenceType(of: carrier.edge)
    said |= Self.bit(.supports)
    if let type { said |= Self.bit(Fact(type)) }
    if carrier.isClaim {
      said |= Self.bit(.claim)
      if (type ?? .assertion) != .assertion { said |= Self.bit(.tested) }
    }
    return said
  }

  private mutating func note(_ said: UInt32, in patch: Patch, of sheet: WitnessSheet) {
    patch.forEachWord(sheet.rows, sheet.columns) { row, word, bits in
      let place = (row * words + word) * Self.factCount
      var rest = said
      while rest != 0 {
        facts[place + rest.trailingZeroBitCount] |= bits
        rest &= rest - 1
      }
    }
  }

  /// What both sides speak of: a witness and the target of a claim, or what is introduced.
  private struct Subject: Hashable {
    var witness: NodeID
    var target: NodeID

    init(_ carrier: WitnessSheet.Carrier, _ sheet: WitnessSheet, _ graph: EvidenceGraph) {
      target = graph.to(carrier.edge)
      witness = carrier.isClaim ? sheet.witnesses[Int(carrier.witness)] : target
    }
  }

  /// Notes the cells in which statements of both sides speak of one subject.
  private mutating func noteDisagreements(_ sheet: WitnessSheet) {
    var sides: [Subject: (against: [Int], pro: [Int])] = [:]
    for (number, carrier) in sheet.carriers.enumerated()
    where Self.side(of: carrier.edge, in: graph) == 2 {
      sides[Subject(carrier, sheet, graph), default: ([], [])].against.append(number)
    }
    guard !sides.isEmpty else { return }
    for (number, carrier) in sheet.carriers.enumerated()
    where Self.side(of: carrier.edge, in: graph) == 0 {
      sides[Subject(carrier, sheet, graph)]?.pro.append(number)
    }
    var bits = CellBits<SIMD4<UInt64>>(height: sheet.rows.count + 1, words: words)
    for (_, numbers) in sides where !numbers.pro.isEmpty {
      bits.begin()
      for number in numbers.against {
        let cells = sheet.carriers[number].cells
        bits.gather(cells, SIMD4(.max, 0, 0, 0), sheet.rows, sheet.columns)
      }
      for number in numbers.pro {
        let cells = sheet.carriers[number].cells
        bits.gather(cells, SIMD4(0, .max, 0, 0), sheet.rows, sheet.columns)
      }
      for index in 0..<bits.work {
        let (row, column, found) = bits[index]
        let place = place(row, column) + Fact.within.rawValue
        facts[place] |= found[0] & found[1]
      }
    }
  }
}
