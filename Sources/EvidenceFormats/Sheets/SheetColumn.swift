internal import EvidenceCore

/// A column of a coding sheet.
public struct SheetColumn: Hashable, Sendable {
  /// The word in the header.
  public let name: String
  /// What is written in it, as the template and the reference page say it.
  public let meaning: String
  /// The only words that may stand in it; empty: any.
  public let words: [String]

  init(_ name: String, _ meaning: String, words: [String] = []) {
    self.name = name
    self.meaning = meaning
    self.words = words
  }

  static let ofPapers = [
    SheetColumn(
      "paper",
      "its key; leave it empty for a new paper: DOI, address or title make the key"
    ),
    SheetColumn("title", "its title"),
    SheetColumn("authors", "its authors, separated by ;"),
    SheetColumn("year", "the year in which it came out"),
    SheetColumn("doi", "its DOI, in any of the usual spellings"),
    SheetColumn("url", "its address"),
    SheetColumn("quickref", "its short name, such as Tse2025"),
    SheetColumn("itemType", "what it is, such as Journal Article or Report"),
    SheetColumn("appraisalTool", "the tool by which its quality was judged"),
    SheetColumn("appraisal", "the rating that the tool gave"),
    SheetColumn("retracted", "true if it was retracted", words: ["true", "false"]),
  ]

  static let ofMeasures =
    [
      SheetColumn(
        "mitigation",
        "its key; leave it empty for a new measure: paper and name make the key"
      ),
      SheetColumn("name", "its name, in the words of the paper"),
      SheetColumn("paper", "the paper that proposes it: a key, DOI, short name or title"),
    ] + coding

  static let ofRisks =
    [
      SheetColumn("risk", "its key; leave it empty for a new risk: paper and name make the key"),
      SheetColumn("name", "its name, in the words of the paper"),
      SheetColumn("paper", "the paper that names it: a key, DOI, short name or title"),
    ] + coding

  private static let coding = [
    SheetColumn("description", "what it is, in the coder's own words"),
    SheetColumn("locator", "where in the paper it stands, such as p. 12 or table 2"),
    SheetColumn("coder", "who codes it"),
    SheetColumn("method", "how it was coded", words: Method.allCases.map(\.rawValue)),
  ]

  static let ofStatements = [
    SheetColumn("from", "where the statement starts: a key, code, short name or name"),
    SheetColumn("relation", "its relation, such as ADDRESSES"),
    SheetColumn("to", "where it ends: a key, code, short name or name"),
    SheetColumn("reason", "why it is asked; of suggestions, and never taken over"),
    SheetColumn(
      "verdict",
      "accept or reject, where the sheet holds suggestions",
      words: ["accept", "reject"]
    ),
    SheetColumn("source", "the work that states it"),
    SheetColumn("locator", "where in the source it stands"),
    SheetColumn("stance", "for, against or both", words: Stance.allCases.map(\.rawValue)),
    SheetColumn(
      "evidenceType",
      "the type of the evidence",
      words: EvidenceType.allCases.map(\.rawValue)
    ),
    SheetColumn("confidence", "a number from 0 to 1; empty: unknown"),
    SheetColumn("justification", "of a match: why, such as ManualMappingCuration"),
    SheetColumn("method", "how it was coded", words: Method.allCases.map(\.rawValue)),
    SheetColumn("rationale", "why it is so coded, in one's own words"),
    SheetColumn("coder", "who codes it"),
    SheetColumn("reviewer", "the second person who checked it"),
    SheetColumn("via", "where it was read, if not in this sheet"),
  ]

  static let ofJudgments = [
    SheetColumn("row", "the row of the cell, or one concept: a key, code or name"),
    SheetColumn("column", "the column of the cell; empty: the row's concept by itself"),
    SheetColumn(
      "certainty",
      "how certain the evidence there is held to be, by a person",
      words: Certainty.allCases.map(\.rawValue)
    ),
    SheetColumn("of", "the kind whose evidence is judged, such as Mitigation; empty: any"),
    SheetColumn("reasons", "why, in the person's own words"),
    SheetColumn("by", "who judges; several people may judge one cell, a row each"),
    SheetColumn("date", "the day of the judgment, as 2026-01-31"),
  ]

  static let ofStatuses = [
    SheetColumn("row", "the row of the cell, or one node: a key, code or name"),
    SheetColumn("column", "the column of the cell; empty: the node by itself"),
    SheetColumn(
      "status",
      "what was decided about it",
      words: Status.allCases.map(\.rawValue)
    ),
    SheetColumn("owner", "who sees to it"),
    SheetColumn("due", "the day until which, as 2026-06-30"),
    SheetColumn("by", "who says so"),
    SheetColumn("date", "the day on which it was said, as 2026-01-31"),
    SheetColumn("note", "what else is to be known"),
  ]
}
