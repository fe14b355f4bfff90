import EvidenceCore

/// Seed pages: the plain text of a mitigation's page.
///
/// Only facts are taken. A paper that the collection holds already, under the title that a page
/// prints, keeps its key: a table of papers read before the pages gives them their DOIs.
enum PageSource {
  /// Reads pages into a collection.
  ///
  /// - Parameter taxonomy: what their codes are codes of.
  /// - Throws: `EvidenceError` with every error of every page whose form is broken.
  static func read(
    _ pages: [FileBytes],
    _ taxonomy: PageTaxonomy,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    var records = SeedPageRecords(taxonomy, papers: papers(in: collection))
    var findings: [(page: String, source: String, list: [Diagnostic])] = []
    var names: Set<String> = []
    for source in pages {
      // Statements name a page by its file's name; a second one of that name by its whole path.
      let base = BulkSource.baseName(source.file)
      let name = names.insert(base).inserted ? base : source.file
      let (page, diagnostics) = try parse(source, as: name, taxonomy)
      findings.append((name, source.file, diagnostics))
      if let page { records.add(page) }
    }
    let errors = findings.flatMap { Self.placed($0.list, in: $0.source) }
      .filter { $0.severity == .error }
    guard errors.isEmpty else { throw EvidenceError(errors) }
    let earlier = records.statements.isEmpty ? [] : collection.pairs
    var stated: Set<StatementPair> = []
    for scheme in records.schemes { collection.complete(scheme) }
    for notice in records.notices { collection.add(notice) }
    let nodes = Dictionary(grouping: records.nodes, by: \.file)
    let statements = Dictionary(grouping: records.statements, by: \.file)
    let others = Dictionary(grouping: records.diagnostics) { $0.place?.file ?? "" }
    for (file, source, list) in findings {
      collection.begin(source)
      collection.countRows()
      for finding in Self.placed(list + (others[file] ?? []), in: source) {
        let hint = finding.hint.map { "; \($0)" } ?? ""
        collection.note(
          .kept,
          finding.code,
          finding.message + hint,
          at: finding.place ?? Place(source)
        )
      }
      for item in nodes[file] ?? [] {
        collection.add(item.node, at: Place(source, line: item.line))
      }
      for item in statements[file] ?? [] {
        let statement = item.statement
        // The scheme's own statements come with every page; once is enough.
        if statement.relation == .broader {
          let pair = StatementPair(statement.from, .broader, statement.to)
          if earlier.contains(pair) || !stated.insert(pair).inserted { continue }
        }
        collection.add(statement, at: Place(source, line: item.line))
      }
    }
  }

  /// What is said where pages stand without the list of their concepts.
  static func recipeNeeded(_ file: String) -> EvidenceError {
    EvidenceError(
      "recipe-needed",
      "a page prints codes and titles without a sign between them; it is read with a recipe that "
        + "lists the concepts",
      at: Place(file, line: 1),
      hint: "name one with '--recipe recipe.yaml'; its source has 'form: pages' with 'scheme', "
        + "'concepts' and 'facets', as the reference of recipes says"
    )
  }

  /// Findings with the file as the user named it.
  private static func placed(_ findings: [Diagnostic], in file: String) -> [Diagnostic] {
    findings.map { finding in
      var finding = finding
      finding.place = Place(
        file,
        line: finding.place?.line ?? 0,
        column: finding.place?.column ?? 0
      )
      return finding
    }
  }

  private static func parse(
    _ source: FileBytes,
    as name: String,
    _ taxonomy: PageTaxonomy
  ) throws(EvidenceError) -> (page: SeedPage?, diagnostics: [Diagnostic]) {
    guard source.count <= PageLines.byteLimit else {
      throw EvidenceError(
        "page-too-large",
        "the page has \(source.count) bytes",
        at: Place(source.file),
        hint: "a page has at most \(PageLines.byteLimit) bytes"
      )
    }
    var bytes: [UInt8] = []
    try source.withBytes { bytes = Array($0) }
    return SeedPageParser.parse(bytes, file: name, taxonomy)
  }

  private static func papers(in collection: borrowing ImportCollection) -> [String: Key] {
    var result: [String: Key] = [:]
    for key in collection.keys {
      guard let node = collection.node(key), node.kind == .paper, let title = node.label else {
        continue
      }
      result[title] = result[title] ?? key
    }
    return result
  }
}
