internal import EvidenceCore

/// The keys of what pages name. One table serves all pages of an import, so that the same item of
/// one paper is one node wherever it stands.
struct PageKeys {
  /// Given keys of papers, by title: a DOI or an arXiv number that the page does not print.
  var papers: [String: Key] = [:]
  private var taken: [String: (name: String, prefix: String?)] = [:]

  init(papers: [String: Key] = [:]) { self.papers = papers }

  static func paperSlug(_ paper: SeedPage.Paper) -> String { slug(paper.title.text) }

  func paper(_ paper: SeedPage.Paper) -> Key {
    papers[paper.title.text] ?? Key("paper:" + Self.paperSlug(paper))
  }

  /// The key of a page's own mitigation, whose name is not printed.
  static func own(_ page: SeedPage) -> Key {
    Key("mitigation:\(paperSlug(page.paper))/page-\(page.sha256.prefix(8))")
  }

  /// The key of a mitigation that a page names. Two of one name are one, unless the pages say
  /// that they are parts of different things.
  mutating func mitigation(_ name: String, partOf prefix: String?, of paper: SeedPage.Paper) -> Key
  {
    let base = "mitigation:\(Self.paperSlug(paper))/\(Self.slug(name))"
    var key = base
    var number = 1
    while let other = taken[key] {
      let agree = other.prefix == nil || prefix == nil || other.prefix == prefix
      if other.name == name, agree {
        if other.prefix == nil { taken[key] = (name, prefix) }
        return Key(key)
      }
      number += 1
      key = "\(base)-\(number)"
    }
    taken[key] = (name, prefix)
    return Key(key)
  }

  static func facet(_ scheme: String, _ facet: SeedPage.Facet) -> Key {
    Key(scheme: scheme, notation: slug(facet.name.text))
  }

  static func slug(_ text: String) -> String { Slug.make(text) }
}
