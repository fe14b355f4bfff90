import EvidenceCore

/// Seed pages: the plain text of a mitigation's page.
///
/// Only facts are taken. A paper that the collection holds already, under the title that a page
/// prints, keeps its key: a table of papers read before the pages gives them their DOIs.
enum PageSource {
  /// Reads pages into a collection.
  ///
  /// - Throws: `EvidenceError` with every error of every page whose form is broken.
  static func read(
    _ pages: [FileBytes],
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    var records = SeedPageRecords(papers: papers(in: collection))
    var findings: [(file: String, list: [Diagnostic])] = []
    for source in pages {
      let (page, diagnostics) = try parse(source)
      findings.append((BulkSource.baseName(source.file), diagnostics))
      if let page { records.add(page) }
    }
    let errors = findings.flatMap(\.list).filter { $0.severity == .error }
    guard errors.isEmpty else { throw EvidenceError(errors) }
    let earlier = records.statements.isEmpty ? [] : collection.pairs
    var stated: Set<StatementPair> = []
    for scheme in records.schemes { collection.add(scheme) }
    for notice in records.notices { collection.add(notice) }
    for (file, list) in findings {
      collection.begin(file)
      collection.countRows()
      for finding in list + records.diagnostics.filter({ $0.place?.file == file }) {
        let hint = finding.hint.map { "; \($0)" } ?? ""
        collection.note(
          .kept,
          finding.code,
          finding.message + hint,
          at: finding.place ?? Place(file)
        )
      }
      for item in records.nodes where item.file == file {
        collection.add(item.node, at: Place(file, line: item.line))
      }
      for item in records.statements where item.file == file {
        let statement = item.statement
        // The scheme's own statements come with every page; once is enough.
        if statement.relation == .broader {
          let pair = StatementPair(statement.from, .broader, statement.to)
          if earlier.contains(pair) || !stated.insert(pair).inserted { continue }
        }
        collection.add(statement, at: Place(file, line: item.line))
      }
    }
  }

  private static func parse(
    _ source: FileBytes
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
    return SeedPageParser.parse(bytes, file: BulkSource.baseName(source.file))
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
