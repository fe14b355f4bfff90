/// What sorts of works are called in bibliographies; the words that graphs use are people's own.
enum WorkTypes {
  private static let all: [(words: [String], ris: String, bibtex: String, csl: String)] = [
    (["journal article", "article"], "JOUR", "article", "article-journal"),
    (["conference paper", "proceedings paper"], "CPAPER", "inproceedings", "paper-conference"),
    (["preprint"], "UNPB", "misc", "article"),
    (["report", "technical report", "working paper"], "RPRT", "techreport", "report"),
    (["book"], "BOOK", "book", "book"),
    (["book section", "book chapter", "chapter"], "CHAP", "incollection", "chapter"),
    (["thesis", "dissertation"], "THES", "phdthesis", "thesis"),
    (["web page", "webpage", "website", "blog post"], "ELEC", "misc", "webpage"),
    (["standard"], "STAND", "misc", "standard"),
    (["dataset", "data set"], "DATA", "misc", "dataset"),
  ]

  private static func entry(
    of word: String?
  ) -> (words: [String], ris: String, bibtex: String, csl: String)? {
    guard let word = word?.lowercased() else { return nil }
    return all.first { $0.words.contains(word) }
  }

  /// The type of a word in RIS; `GEN` where the word is not known.
  static func ris(of word: String?) -> String { entry(of: word)?.ris ?? "GEN" }

  /// The type of a word in BibTeX; `misc` where the word is not known.
  static func bibtex(of word: String?) -> String { entry(of: word)?.bibtex ?? "misc" }

  /// The type of a word in CSL; `document` where the word is not known.
  static func csl(of word: String?) -> String { entry(of: word)?.csl ?? "document" }

  /// The word for a type of RIS, as `Journal Article`; `nil` for one that says nothing.
  static func word(ofRIS type: String) -> String? { word { $0.ris == type } }

  /// The word for a type of BibTeX; `nil` for one that says nothing.
  static func word(ofBibTeX type: String) -> String? {
    let type = ["conference": "inproceedings", "inbook": "incollection"][type] ?? type
    return type == "misc" ? nil : word { $0.bibtex == type }
  }

  /// The word for a type of CSL; `nil` for one that says nothing.
  static func word(ofCSL type: String) -> String? { word { $0.csl == type } }

  private static func word(
    _ isMeant: ((words: [String], ris: String, bibtex: String, csl: String)) -> Bool
  ) -> String? {
    all.first(where: isMeant).map { entry in
      entry.words[0].split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }
        .joined(separator: " ")
    }
  }
}
