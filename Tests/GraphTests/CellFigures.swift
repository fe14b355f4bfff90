import EvidenceAnalysis
import EvidenceCore
import Testing

@testable import EvidenceMaps

/// What an answer says of a cell, and how a drawing of it must look: written down once more, apart
/// from the code that draws.
struct CellFigures {
  var state: CellState
  var independent: Int
  var papers: Int
  var witnesses: Int
  var sides: (supporting: Int, mixed: Int, opposing: Int)
  var worksFor: Int
  var against: Int
  var places: (here: Int, below: Int, unresolved: Int)
  var marks: Set<String>
  var isFiltered: Bool

  init(_ cell: CoverageCell) {
    state = cell.state
    independent = cell.independentPapers
    papers = cell.papers.count
    witnesses = cell.witnesses.count
    sides = (cell.supporting, cell.mixed, cell.opposing)
    (worksFor, against) = (cell.worksFor, cell.worksAgainst)
    places = (cell.here, cell.below, cell.unresolved)
    marks = Set(cell.marks.map(\.rawValue))
    isFiltered = cell.isFiltered
  }

  init(json: [String: Any]) throws {
    func number(_ key: String) throws -> Int { try #require(json[key] as? Int, "\(key)") }
    state = try #require((json["state"] as? String).flatMap { CellState(rawValue: $0) })
    independent = try number("independentPapers")
    papers = try number("papers")
    witnesses = try number("witnesses")
    sides = (try number("supporting"), try number("mixed"), try number("opposing"))
    (worksFor, against) = (try number("for"), try number("against"))
    places = (try number("here"), try number("below"), try number("unresolved"))
    marks = Set(try #require(json["marks"] as? [String]))
    isFiltered = try #require(json["filtered"] as? Bool)
  }

  /// `1,265`.
  static func grouped(_ value: Int) -> String {
    var text = String(value)
    var place = text.count - 3
    while place > 0 {
      text.insert(",", at: text.index(text.startIndex, offsetBy: place))
      place -= 3
    }
    return text
  }

  /// The texts that a cell may bear; of a gap the word, or none where gaps are many.
  private var wanted: [[String]] {
    let number = Self.grouped(independent)
    if isFiltered { return [["–"]] }
    return switch state {
    case .covered, .thin, .assertedOnly: [[number]]
    case .unsourced: [[Self.grouped(witnesses)]]
    case .inferredOnly: [["≈ " + number]]
    case .opposed: [["−" + Self.grouped(against)]]
    case .conflicting: [[Self.grouped(worksFor), "−" + Self.grouped(against)]]
    case .searchedEmpty: [["gap"], []]
    case .notSearched: [["?"]]
    }
  }

  /// The class of the shape that only this state has, and those that it must not have.
  private static let outlines: [CellState: String] = [
    .inferredOnly: "inf", .opposed: "oppl", .conflicting: "oppl", .searchedEmpty: "gap",
    .notSearched: "unk", .thin: "st", .assertedOnly: "st",
  ]

  /// Holds the drawn cell to the answer: words, numbers, signs, outline and marks.
  func expect(_ part: DrawnPart, _ place: String) {
    var texts = part.words
    if let last = texts.last, last.count == 1, last.first?.isLetter == true { texts.removeLast() }
    #expect(wanted.contains(texts), "\(place): \(texts), not \(wanted), for \(state)")
    let outline = isFiltered ? nil : Self.outlines[state]
    for other in Set(Self.outlines.values) {
      #expect(part.shapes.contains(other) == (other == outline), "\(place): \(part.shapes)")
    }
    #expect(part.isHatched == (state == .assertedOnly && !isFiltered), "\(place)")
    #expect(!part.isDashed, "\(place): a dash of its own")
    if state == .covered, !isFiltered {
      let limits = Policy.standard.classLimits.prefix(3)
      #expect(part.shapes.first == "f\(limits.filter { independent >= $0 }.count)", "\(place)")
    }
    // The answer's JSON has the marks that are states; what is drawn in a corner is named aloud.
    if part.shapes.contains("clock") {
      #expect(part.tooltip.contains(/also: .*(stale|preliminary)/), "\(place)")
    }
    expectTooltip(part, place)
  }

  /// Holds what is said of the cell to the answer.
  func expectTooltip(_ part: DrawnPart, _ place: String) {
    let word = isFiltered ? "filtered out" : state.words
    let count = "\(Self.grouped(independent)) \(independent == 1 ? "paper" : "papers")"
    #expect(part.name.hasSuffix(": \(word), \(count)"), "\(place): \(part.name)")
    if !state.isEmpty || places.unresolved > 0 {
      let independents = "independent \(independent == 1 ? "paper" : "papers")"
      let first = "\(Self.grouped(independent)) \(independents) of \(Self.grouped(papers)); "
      #expect(part.tooltip.contains("\n" + first + Self.grouped(witnesses) + " "), "\(place)")
      let second =
        "\nfor \(sides.supporting), mixed \(sides.mixed), against \(sides.opposing); "
        + "here \(places.here), below \(places.below), unresolved \(places.unresolved)"
      #expect(part.tooltip.contains(second), "\(place): \(part.tooltip)")
    }
    for mark in marks { #expect(part.tooltip.contains(mark), "\(place): \(mark)") }
  }
}
