/// What sort of work a reference is, by the names that the formats of references have for it.
struct ItemType {
  /// The name that a graph has for it (`itemType`).
  let name: String
  /// The code of RIS, and others that stand for the same.
  let ris: [String]
  /// The entry type of BibTeX, and others.
  let bibTeX: [String]
  /// The type of CSL.
  let csl: [String]

  private init(_ name: String, _ ris: [String], _ bibTeX: [String], _ csl: [String]) {
    self.name = name
    self.ris = ris
    self.bibTeX = bibTeX
    self.csl = csl
  }

  /// The sorts, those that others are taken for first.
  static let all = [
    ItemType("Journal Article", ["JOUR", "EJOUR", "JFULL"], ["article"], ["article-journal"]),
    ItemType(
      "Conference Paper",
      ["CPAPER", "CONF"],
      ["inproceedings", "conference"],
      ["paper-conference"]
    ),
    ItemType(
      "Book",
      ["BOOK", "EBOOK"],
      ["book", "booklet", "mvbook", "proceedings", "collection"],
      ["book"]
    ),
    ItemType("Book Section", ["CHAP", "ECHAP"], ["incollection", "inbook"], ["chapter"]),
    ItemType("Edited Book", ["EDBOOK"], [], []),
    ItemType("Report", ["RPRT", "GOVDOC"], ["techreport", "report", "manual"], ["report"]),
    ItemType("Thesis", ["THES"], ["phdthesis", "thesis", "mastersthesis"], ["thesis"]),
    ItemType("Preprint", ["UNPB", "MANSCPT"], ["unpublished"], ["manuscript", "article"]),
    ItemType(
      "Web Page",
      ["ELEC", "WEB"],
      ["online", "www", "electronic"],
      ["webpage", "post-weblog", "post"]
    ),
    ItemType("Magazine Article", ["MGZN"], [], ["article-magazine"]),
    ItemType("Newspaper Article", ["NEWS"], [], ["article-newspaper"]),
    ItemType("Dataset", ["DATA", "AGGR"], ["dataset"], ["dataset"]),
    ItemType("Computer Program", ["COMP"], ["software"], ["software"]),
    ItemType("Standard", ["STAND"], ["standard"], ["standard"]),
    ItemType(
      "Statute",
      ["STAT", "LEGAL", "BILL", "CASE"],
      ["legislation"],
      ["legislation", "bill", "legal_case"]
    ),
    ItemType("Presentation", ["SLIDE"], [], ["speech"]),
    ItemType("Other", ["GEN", "MISC"], ["misc"], ["document"]),
  ]

  /// The sort that a graph's word means; `nil` where it is none of these.
  static func named(_ name: String) -> ItemType? {
    let wanted = name.lowercased()
    return all.first { $0.name.lowercased() == wanted }
  }

  static func of(ris code: String) -> ItemType? { all.first { $0.ris.contains(code.uppercased()) } }

  static func of(bibTeX type: String) -> ItemType? {
    all.first { $0.bibTeX.contains(type.lowercased()) }
  }

  static func of(csl type: String) -> ItemType? { all.first { $0.csl.contains(type.lowercased()) } }
}
