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
    /// A paper whose year is known.
    case dated
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

  init(_ graph: EvidenceGraph, height: Int, width: Int) {
    self.graph = graph
    words = width / 64 + 1
    facts = [UInt64](repeating: 0, count: (height + 1) * words * Self.factCount)
    preliminary = PreliminaryNotices(graph)
  }

  private static let factCount = Fact.allCases.count

  /// Whether a fact holds of a cell; a total's row or column is the one for all.
  func holds(_ fact: Fact, _ row: Int, _ column: Int) -> Bool {
    facts[place(row, column) + fact.rawValue] & 1 << UInt64(column & 63) != 0
  }

  private func place(_ row: Int, _ column: Int) -> Int {
    (row * words + column >> 6) * Self.factCount
  }

  /// Notes the cells of a row's word that hold a paper with a year.
  ///
  /// - Returns: those that held none before.
  mutating func date(_ bits: UInt64, _ row: Int, _ column: Int) -> UInt64 {
    let place = place(row, column) + Fact.dated.rawValue
    let undated = bits & ~facts[place]
    facts[place] |= bits
    return undated
  }

  /// 0 for a statement that supports, 1 for a mixed one, 2 for one that opposes.
  static func side(of edge: EdgeID, in graph: EvidenceGraph) -> Int {
    switch graph.stance(of: edge) ?? .supports {
    case .supports: 0
    case .mixed: 1
    case .opposes: 2
    }
  }

  /// Notes what the carriers of a sheet say.
  mutating func fill<Failure>(
    from sheet: WitnessSheet,
    _ meter: inout WorkMeter<Failure>
  ) throws(Failure) {
    for carrier in sheet.carriers {
      let side = Self.side(of: carrier.edge, in: graph)
      note(said(by: carrier, side), in: carrier.cells, of: sheet)
      if side == 0, carrier.isClaim { note([.plain], in: carrier.plain, of: sheet) }
      // A mixed statement stands on both sides.
      if side == 1 { note([.within], in: carrier.cells, of: sheet) }
      try meter.step()
    }
    noteDisagreements(sheet)
  }

  private func said(by carrier: WitnessSheet.Carrier, _ side: Int) -> [Fact] {
    let isPreliminary = preliminary.hold(carrier.edge)
    guard side == 0 else {
      return (isPreliminary ? [.preliminary] : []) + [side == 1 ? .mixed : .opposes]
    }
    let type = graph.evidenceType(of: carrier.edge)
    var facts: [Fact] = isPreliminary ? [.supports, .preliminary] : [.supports]
    if let type { facts.append(Fact(type)) }
    if carrier.isClaim {
      facts.append(.claim)
      if (type ?? .assertion) != .assertion { facts.append(.tested) }
    }
    return facts
  }

  private mutating func note(_ said: [Fact], in patch: Patch, of sheet: WitnessSheet) {
    for rowWord in patch.rows.range {
      var left = sheet.rows.words[rowWord].bits
      let first = Int(sheet.rows.words[rowWord].index) * 64
      while left != 0 {
        let row = first + left.trailingZeroBitCount
        left &= left - 1
        for columnWord in patch.columns.range {
          let word = sheet.columns.words[columnWord]
          let place = (row * words + Int(word.index)) * Self.factCount
          for fact in said { facts[place + fact.rawValue] |= word.bits }
        }
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
    var bits = CellBits(height: sheet.rows.count + 1, words: words)
    for (_, numbers) in sides where !numbers.pro.isEmpty {
      bits.begin()
      for number in numbers.against {
        let cells = sheet.carriers[number].cells
        bits.gather(cells, CellBits.Facts(.max, 0, 0, 0), sheet.rows, sheet.columns)
      }
      for number in numbers.pro {
        let cells = sheet.carriers[number].cells
        bits.gather(cells, CellBits.Facts(0, .max, 0, 0), sheet.rows, sheet.columns)
      }
      for index in 0..<bits.work {
        let (row, column, found) = bits[index]
        let place = place(row, column) + Fact.within.rawValue
        facts[place] |= found[0] & found[1]
      }
    }
  }
}
