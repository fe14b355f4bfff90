public import EvidenceCore

/// Turns pages into nodes and statements.
///
/// By default only facts are taken: names, codes, titles, years, authors and lines. Descriptions,
/// abstracts and reasons are the source's sentences and stay out, unless they are asked for.
public struct SeedPageRecords {
  /// What to do with the sentences of a page.
  public enum Texts: String, Sendable, CaseIterable {
    /// Leave them out.
    case omitted
    /// Keep them as properties and as the rationale of the page's own classification.
    case kept
  }

  /// The nodes with their lines; a node that several pages name stands here once.
  public private(set) var nodes: [(node: Node, file: String, line: Int)] = []
  public private(set) var statements: [(statement: Statement, file: String, line: Int)] = []
  public private(set) var notices: [Notice] = []
  public private(set) var diagnostics: [Diagnostic] = []

  private let taxonomy: PageTaxonomy
  private let texts: Texts
  private var keys: PageKeys
  private var index: [Key: Int] = [:]
  private var stated: Set<Statement> = []
  private var bannerText: String?

  /// Starts with nothing taken.
  ///
  /// - Parameters:
  ///   - taxonomy: what the codes of the pages are codes of.
  ///   - texts: what to do with sentences.
  ///   - papers: keys of papers by title, for papers whose DOI or arXiv number is known.
  public init(_ taxonomy: PageTaxonomy, texts: Texts = .omitted, papers: [String: Key] = [:]) {
    self.taxonomy = taxonomy
    self.texts = texts
    keys = PageKeys(papers: papers)
  }

  /// The schemes that the statements refer to, with the pages' notice.
  public var schemes: [Scheme] { taxonomy.schemes(notice: bannerText) }

  /// Takes one page.
  public mutating func add(_ page: SeedPage) {
    let paper = addPaper(page)
    if !page.banner.isEmpty {
      let text = page.banner.map(\.text).joined(separator: " ")
      bannerText = bannerText ?? text
      notices.append(Notice(text, via: page.file))
    }
    addTaxonomy(page)
    let own = addOwn(page, paper)
    for item in page.items { addItem(item, page, paper) }
    if let parent = page.parentMitigation {
      let key = named(SeedPage.Item.path(of: parent.text), at: parent.line, page, paper)
      state(own, .partOf, key, page, parent.line)
    }
  }

  private mutating func addPaper(_ page: SeedPage) -> Key {
    let paper = page.paper
    let key = keys.paper(paper)
    var node = Node(key, .paper, label: paper.title.text)
    let slug = "paper:" + PageKeys.paperSlug(paper)
    if key.text != slug { node.sameAs = [slug] }
    node.properties["year"] = .integer(Int64(paper.year))
    node.properties["authors"] = .strings(paper.authors)
    if let known = index[key].map({ nodes[$0].node }),
      known.properties["year"] != node.properties["year"]
        || known.properties["authors"] != node.properties["authors"]
    {
      diagnostics.append(
        Diagnostic(
          .warning,
          "unequal-paper",
          "'\(paper.title.text)' has other authors or another year on another page",
          at: Place(page.file, line: paper.authorsLine.line),
          hint: "the first were kept"
        )
      )
    }
    if texts == .kept { node.properties["abstract"] = .string(paper.abstract.text) }
    add(node, page, paper.title.line)
    return key
  }

  /// The known scheme whole: a code with nothing under it is a blank worth seeing.
  private mutating func addTaxonomy(_ page: SeedPage) {
    let scheme = taxonomy.scheme
    for concept in taxonomy.concepts {
      let key = taxonomy.key(concept)
      var node = Node(
        key,
        .taxonomyNode,
        label: concept.title,
        notation: concept.code,
        scheme: scheme.id
      )
      if let gloss = concept.gloss { node.properties["gloss"] = .string(gloss) }
      let isNew = index[key] == nil
      add(node, page, 0)
      if isNew, let parent = concept.parentCode.flatMap({ taxonomy.concept($0) }) {
        let via = scheme.title ?? scheme.id
        statements.append(
          (Statement(key, .broader, taxonomy.key(parent), via: via), page.file, 0)
        )
      }
    }
    for (scheme, facet) in taxonomy.facets(of: page) {
      let key = PageKeys.facet(scheme, facet)
      var node = Node(key, .taxonomyNode, label: facet.name.text, scheme: scheme)
      if texts == .kept { node.properties["gloss"] = .string(facet.gloss.text) }
      add(node, page, facet.name.line)
    }
  }

  private mutating func addOwn(_ page: SeedPage, _ paper: Key) -> Key {
    let own = PageKeys.own(page)
    var node = Node(own, .mitigation, label: "(name not given)")
    if texts == .kept, !page.paragraphs.isEmpty {
      node.properties["description"] = .string(page.paragraphs.map(\.text).joined(separator: "\n"))
    }
    let line = page.definition.line
    add(node, page, line)
    state(paper, .proposes, own, page, line, source: paper)
    if let concept = page.code.flatMap({ taxonomy.concept($0) }) {
      state(
        own,
        .classifiedAs,
        taxonomy.key(concept),
        page,
        line,
        rationale: texts == .kept ? page.reasoning.text : nil
      )
    }
    for (scheme, facet) in taxonomy.facets(of: page) {
      state(own, .classifiedAs, PageKeys.facet(scheme, facet), page, facet.name.line)
    }
    return own
  }

  private mutating func addItem(_ item: SeedPage.Item, _ page: SeedPage, _ paper: Key) {
    let key = named(item.path, at: item.name.line, page, paper)
    guard let position = index[key] else { return }
    if item.path.count > 1 {
      nodes[position].node.properties["path"] = .string(item.name.text)
    }
    if texts == .kept, let description = item.description {
      let value = PropertyValue.string(description.text)
      let known = nodes[position].node.properties["description"]
      if let known, known != value {
        diagnostics.append(
          Diagnostic(
            .warning,
            "unequal-descriptions",
            "'\(item.leafName)' is described in other words on another page",
            at: Place(page.file, line: description.line),
            hint: "the first description was kept"
          )
        )
      } else {
        nodes[position].node.properties["description"] = value
      }
    }
    if let concept = taxonomy.concept(item.code.text) {
      state(key, .classifiedAs, taxonomy.key(concept), page, item.code.line)
    } else {
      nodes[position].node.properties["printedCode"] = .string(item.code.text)
    }
  }

  /// The node of `A > B`, with everything that it is part of.
  private mutating func named(
    _ path: [String],
    at line: Int,
    _ page: SeedPage,
    _ paper: Key
  ) -> Key {
    var whole: Key?
    var prefix: String?
    var key = paper
    for name in path {
      key = keys.mitigation(name, partOf: prefix, of: page.paper)
      add(Node(key, .mitigation, label: name), page, line)
      state(paper, .proposes, key, page, line, source: paper)
      if let whole { state(key, .partOf, whole, page, line) }
      whole = key
      prefix = name
    }
    return key
  }

  private mutating func add(_ node: Node, _ page: SeedPage, _ line: Int) {
    guard index[node.key] == nil else { return }
    index[node.key] = nodes.count
    nodes.append((node, page.file, line))
  }

  private mutating func state(
    _ from: Key,
    _ relation: Relation,
    _ to: Key,
    _ page: SeedPage,
    _ line: Int,
    source: Key? = nil,
    rationale: String? = nil
  ) {
    // A whole is named again beside each of its parts: once a page is enough.
    guard stated.insert(Statement(from, relation, to, via: page.file)).inserted else { return }
    let statement = Statement(
      from,
      relation,
      to,
      source: source,
      via: page.file,
      locator: "line \(line)",
      rationale: rationale
    )
    statements.append((statement, page.file, line))
  }
}
