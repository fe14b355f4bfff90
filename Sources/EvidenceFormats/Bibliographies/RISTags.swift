/// The tags of RIS that stand for a property of a paper.
enum RISTags {
  /// The property and the tag that it is written with, in the order of writing.
  static let fields: [(name: String, tag: String)] = [
    ("container", "T2"), ("volume", "VL"), ("issue", "IS"), ("pages", "SP"), ("edition", "ET"),
    ("publisher", "PB"), ("place", "CY"), ("isbn", "SN"), ("issn", "SN"), ("language", "LA"),
    ("abstract", "AB"),
  ]
}
