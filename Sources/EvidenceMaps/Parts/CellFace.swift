internal import EvidenceAnalysis
internal import EvidenceCore

/// What is visible of a cell.
struct CellFace: Hashable, Sendable {
  var state: CellState
  /// What the map counts; in a conflicting cell, the works for it; in an unsourced one, the witnesses.
  var count: Int
  var against: Int
  /// The class of evidence, counted from 0.
  var fill: Int
  /// Drawn in the corners; at most two.
  var marks: [CellMark]
  /// Whether nothing is written in it: its outline, hatch and marks must do.
  var isBare = false
  /// Whether a gap bears its word.
  var showsWord = true
  /// What is written instead of the number.
  var caption: String?
  /// The strongest type of evidence, where it is stated, the state does not say it and the cell has
  /// a corner left for it.
  var strongest: EvidenceType?
  /// What holds nothing among the cells that were folded into it.
  var below: BlankCells?
  /// The least and the most certain of what people judged the evidence here to be.
  var certainty: ClosedRange<Certainty>?
  /// What was decided about the cell.
  var status: Status?
  /// Whether only a selection emptied it: drawn as a dash, and counted apart.
  var isFiltered = false

  init(
    _ cell: CoverageCell,
    policy: Policy,
    counting counted: CellCount = .works,
    showsWord: Bool = true,
    showsLetter: Bool = false,
    allPreliminary: Bool = false
  ) {
    state = cell.state
    count = cell.number(counted)
    against = 0
    if cell.state == .conflicting {
      count = cell.worksFor
      against = cell.worksAgainst
    } else if cell.state == .opposed {
      against = cell.worksAgainst
    } else if cell.state == .unsourced {
      count = cell.witnesses
    }
    fill = CellFace.fillClass(cell.number(counted), policy)
    marks = CellFace.corners(cell, allPreliminary: allPreliminary)
    switch cell.state {
    case .covered, .thin: strongest = showsLetter ? cell.strongestEvidence : nil
    default: strongest = nil
    }
    self.showsWord = showsWord
    isFiltered = cell.isFiltered
  }

  /// A sample for the legend.
  init(sample state: CellState, count: Int = 2, against: Int = 0, fill: Int = 0, marks: [CellMark])
  {
    self.state = state
    self.count = count
    self.against = against
    self.fill = fill
    self.marks = marks
  }

  static func fillClass(_ papers: Int, _ policy: Policy) -> Int {
    policy.classLimits.prefix(3).filter { papers >= $0 }.count
  }

  /// The marks that are drawn: one top left, one bottom left; the rest stands in the tooltip. A
  /// cell in conflict has no corner free, and where all is preliminary the head of the map says so.
  private static func corners(_ cell: CoverageCell, allPreliminary: Bool) -> [CellMark] {
    guard cell.state != .conflicting else { return [] }
    var result: [CellMark] = []
    if cell.marks.contains(.stale) {
      result.append(.stale)
    } else if cell.marks.contains(.preliminary), !allPreliminary {
      result.append(.preliminary)
    }
    if cell.marks.contains(.singleSource), cell.independentPapers > 1 {
      result.append(.singleSource)
    }
    return result
  }

  /// What is written in a cell that only a selection emptied.
  static let filteredText = "–"

  /// What is written in the cell.
  var text: String {
    if let caption { return caption }
    if isFiltered { return Self.filteredText }
    return switch state {
    case .searchedEmpty where !showsWord: ""
    // Their signs are drawn: a ring, an outline, a cut.
    case .unsourced, .assertedOnly, .thin, .conflicting: Figures.count(count)
    default: signedText
    }
  }

  /// The number with the sign of the state, where nothing can be drawn.
  var signedText: String {
    isFiltered
      ? Self.filteredText : state.text(count: Figures.count(count), against: Figures.count(against))
  }

  /// The width that a cell needs for what is written and recorded in it, in whichever font.
  var neededWidth: Double {
    let recorded = (status == nil ? 0 : 9.0) + (certainty != nil && state == .conflicting ? 6 : 0)
    return writtenWidth + recorded
  }

  private var writtenWidth: Double {
    let size = MapStyle.TypeSize.number
    switch state {
    case .assertedOnly, .unsourced:
      return TextMeasure.room(text, size: size, bold: true) + 8.4
    case .covered, .thin:
      return TextMeasure.room(text, size: size, bold: true) + (strongest == nil ? 3 : 9)
    case .conflicting:
      let small = MapStyle.TypeSize.footer
      var width = MapStyle.cellWidth
      let right = TextMeasure.room("−" + Figures.count(against), size: small, bold: true)
      let left = TextMeasure.room(text, size: small, bold: true)
      let height = MapStyle.cellHeight
      while width < 80 {
        let belowCut = height * (1 - (width - 1.6 - right) / width)
        let aboveCut = height * (1 - (1.6 + left) / width)
        if belowCut <= height - 6.6, aboveCut >= 6.6 { break }
        width += 1
      }
      return width
    default:
      return TextMeasure.room(text, size: size, bold: true) + 3
    }
  }
}

extension Sequence where Element == CoverageCell {
  /// Whether every cell that holds anything is preliminary.
  var isAllPreliminary: Bool {
    let held = filter { !$0.state.isEmpty }
    return !held.isEmpty && held.allSatisfy { $0.marks.contains(.preliminary) }
  }
}
