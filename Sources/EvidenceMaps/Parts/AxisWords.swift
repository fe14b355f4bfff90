internal import EvidenceAnalysis

extension CoverageAxis {
  /// The title alone.
  var legibleTitle: String { LegibleText.clean(title, limit: 120) }

  /// The title, and what a user asks for it by.
  var words: String {
    selection == title
      ? legibleTitle : "\(legibleTitle) (\(LegibleText.clean(selection, limit: 60)))"
  }

  /// What a user asks for it by: short enough to stand above a column.
  var briefWords: String { LegibleText.clean(selection, limit: 60) }
}
