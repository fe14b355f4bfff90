import EvidenceCore

/// The papers of a graph as bibliographies take them: every form of bibliography writes these, and
/// counts the rest as lost.
struct Bibliography {
  /// One paper.
  struct Work {
    var key: Key
    /// The title; `nil` where the graph has none.
    var title: String?
    /// Its authors, each in one text, as the graph has them.
    var authors: [String] = []
    var year: Int64?
    /// A date beyond the year, `YYYY-MM` or `YYYY-MM-DD`.
    var date: String?
    /// The DOI of the key, or the first among the other identifiers.
    var doi: String?
    /// The other identifiers.
    var sameAs: [String] = []
    var url: [String] = []
    /// What it is, in the graph's own words.
    var itemType: String?
    /// Texts that bibliographies have fields for, by the graph's name of the property.
    var fields: [String: String] = [:]
    var keywords: [String] = []
    /// Its short name, such as `Tse2025`.
    var quickref: String?
  }

  /// The papers, in the order of their keys.
  private(set) var works: [Work] = []

  /// Collects the papers of a graph and counts what is none.
  ///
  /// - Throws: `EvidenceError` if the graph has no paper.
  init(_ graph: EvidenceGraph, _ losses: inout LossReport) throws(EvidenceError) {
    losses.loseHeader(graph.header)
    for node in graph.nodes {
      let value = graph.value(of: node)
      guard value.kind == .paper else {
        losses.lose("nodes that are no papers", value.key.text)
        continue
      }
      works.append(Self.work(value, &losses))
    }
    for edge in graph.edges { losses.lose(graph.statement(edge)) }
    guard !works.isEmpty else {
      throw EvidenceError(
        "nothing-to-export",
        "the graph has no papers, and \(losses.format.rawValue) holds nothing else",
        hint: "'evidence stats GRAPH' says what is in it"
      )
    }
  }

  private static func work(_ node: Node, _ losses: inout LossReport) -> Work {
    var work = Work(key: node.key, title: node.label)
    if node.label == nil { losses.lose("absent titles", node.key.text) }
    work.sameAs = node.sameAs
    let names = [node.key.text] + node.sameAs
    work.doi = names.first { name in
      name.hasPrefix("doi:") && DOI.read(name)?.plain == String(name.dropFirst(4))
    }.map { String($0.dropFirst(4)) }
    for (what, text) in [("notations", node.notation), ("schemes of papers", node.scheme)] {
      if let text { losses.lose(what, text) }
    }
    for (name, value) in node.properties.sorted(by: { $0.key.precedesInUTF8($1.key) })
    where !take(name, value, into: &work, &losses) {
      losses.lose("values of '\(name)'", "\(value.text) of \(node.key)")
    }
    return work
  }

  /// Takes a property over, if bibliographies have a field for it.
  private static func take(
    _ name: String,
    _ value: PropertyValue,
    into work: inout Work,
    _ losses: inout LossReport
  ) -> Bool {
    switch (name, value) {
    case ("authors", .strings(let names))
    where names.count > 1 && names.allSatisfy(PaperFields.isOneLine):
      work.authors = names
    case ("authors", .string(let name)) where PaperFields.isOneLine(name):
      work.authors = [name]
      if name.contains(where: { "&;".contains($0) }) || name.contains(" and ") {
        losses.warn("authors in one text, which are one name here", name)
      }
    case ("year", .integer(let year)) where (1000...9999).contains(year): work.year = year
    case ("date", .string(let date)) where PaperFields.isDate(date) && date.count > 4:
      work.date = date
    case ("url", .string(let url)) where PaperFields.isOneLine(url): work.url = [url]
    case ("url", .strings(let urls)) where urls.count > 1 && urls.allSatisfy(PaperFields.isOneLine):
      work.url = urls
    case ("itemType", .string(let type)) where PaperFields.isOneLine(type) && DOI.read(type) == nil:
      work.itemType = type
    case ("keywords", .strings(let words))
    where words.count > 1 && words.allSatisfy(PaperFields.isOneLine):
      work.keywords = words
    case ("keywords", .string(let word)) where PaperFields.isOneLine(word): work.keywords = [word]
    case ("isbn", .string(let text)) where PaperFields.isISSN(text): return false
    case ("issn", .string(let text)) where !PaperFields.isISSN(text): return false
    case (_, .string(let text))
    where PaperFields.fieldNames.contains(name) && PaperFields.isOneLine(text):
      work.fields[name] = text
    case ("quickref", .string(let text)) where losses.format == .bibtex: work.quickref = text
    default: return false
    }
    return true
  }
}
