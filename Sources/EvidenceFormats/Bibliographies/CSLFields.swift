/// The variables of CSL that stand for a property of a paper.
enum CSLFields {
  /// The property and the variable that holds it.
  static let fields: [(name: String, field: String)] = [
    ("container", "container-title"), ("volume", "volume"), ("issue", "issue"), ("pages", "page"),
    ("edition", "edition"), ("publisher", "publisher"), ("place", "publisher-place"),
    ("isbn", "ISBN"), ("issn", "ISSN"), ("language", "language"), ("abstract", "abstract"),
  ]
}
