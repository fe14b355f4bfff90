public import EvidenceCore

/// Reads a page of a mitigation site from its text.
///
/// It reads from the bottom, which is unambiguous: six lines of facets, the abstract, the authors,
/// then the lines that begin with a code, each of which ends one item and names the next.
public enum SeedPageParser {
  /// Whether some bytes look like a page: it begins with a page's notice, or holds its landmarks.
  public static func recognizes(_ bytes: [UInt8]) -> Bool {
    var start = bytes.prefix(1 << 16)
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
    if start.starts(with: Array("This page is ".utf8)) { return true }
    if start.starts(with: Array("Data on this page is ".utf8)) { return true }
    return PageLines.split(start).prefix(64).contains { $0.elementsEqual("Reasoning".utf8) }
  }

  /// Reads a page.
  ///
  /// - Parameters:
  ///   - bytes: the page's text.
  ///   - file: what findings and statements name it.
  ///   - taxonomy: what the codes of the page are codes of.
  /// - Returns: the page, or none where its form is broken; and every finding in the order of
  ///   lines: errors where it is broken, warnings for codes and definitions that the scheme does
  ///   not know, notes for what scraping left in the texts, which stay as they are.
  /// - Complexity: O(*n*) for *n* bytes.
  public static func parse(
    _ bytes: [UInt8],
    file: String,
    _ taxonomy: PageTaxonomy
  ) -> (page: SeedPage?, diagnostics: [Diagnostic]) {
    let lines = PageLines(bytes, file: file)
    var reader = PageReader(
      file: file,
      lines: lines.lines,
      taxonomy: taxonomy,
      diagnostics: lines.diagnostics
    )
    let page = lines.failed ? nil : reader.read(bytes, lineCount: lines.lineCount)
    reader.diagnostics.sort {
      ($0.place?.line ?? 0, $0.place?.column ?? 0) < ($1.place?.line ?? 0, $1.place?.column ?? 0)
    }
    return (page, reader.diagnostics)
  }
}

/// One reading of one page.
struct PageReader {
  let file: String
  let lines: [SeedPage.Part]
  let taxonomy: PageTaxonomy
  var diagnostics: [Diagnostic]

  mutating func read(_ bytes: [UInt8], lineCount: Int) -> SeedPage? {
    guard let reasoning = lines.firstIndex(where: { $0.text == "Reasoning" }) else {
      return fail(
        "missing-reasoning",
        "no line says 'Reasoning'",
        lines.last,
        "the text of a page holds it between the page's own text and its list"
      )
    }
    guard let authors = authorsIndex(behind: reasoning),
      let head = head(reasoning), let byline = byline(authors)
    else { return nil }
    let codes = codeLines(between: reasoning + 2, and: authors - 1)
    guard let last = codes.last else {
      return fail(
        "missing-code",
        "the line before the authors does not begin with a code",
        lines[authors - 1],
        "the last item's code and the paper's title stand on one line"
      )
    }
    guard let (parent, items) = items(codes, behind: reasoning + 1) else { return nil }
    let page = SeedPage(
      file: file,
      sha256: ContentDigest.sha256(bytes),
      lineCount: lineCount,
      banner: head.banner,
      definition: head.definition,
      parentTitle: head.parentTitle,
      code: code(of: head.definition, parentTitle: head.parentTitle),
      paragraphs: head.paragraphs,
      reasoning: lines[reasoning + 1],
      parentMitigation: parent,
      items: items,
      paper: SeedPage.Paper(
        title: SeedPage.Part(text: last.line.rest, line: lines[authors - 1].line),
        authors: byline.authors,
        authorsLine: lines[authors],
        year: byline.year,
        abstract: lines[authors + 1]
      ),
      stage: facet(authors + 2),
      actor: facet(authors + 4),
      function: facet(authors + 6)
    )
    reportNoise(page)
    return page
  }

  mutating func fail<Value>(
    _ code: Diagnostic.Code,
    _ message: String,
    _ part: SeedPage.Part?,
    _ hint: String
  ) -> Value? {
    diagnostics.append(
      Diagnostic(.error, code, message, at: Place(file, line: part?.line ?? 0), hint: hint)
    )
    return nil
  }

  mutating func warn(_ code: Diagnostic.Code, _ message: String, _ line: Int, _ hint: String) {
    diagnostics.append(Diagnostic(.warning, code, message, at: Place(file, line: line), hint: hint))
  }

  /// The authors stand seven lines above the end.
  private mutating func authorsIndex(behind reasoning: Int) -> Int? {
    let index = lines.count - 8
    if index > reasoning + 1, Byline(lines[index].text) != nil { return index }
    let found = lines.indices.last { $0 > reasoning && Byline(lines[$0].text) != nil }
    guard let found else {
      return fail(
        "missing-authors",
        "no line names the authors and the year",
        lines.last,
        "a page ends with authors, abstract and six lines of facets; this one may be cut off"
      )
    }
    let count = lines.count - found - 1
    return fail(
      "missing-facets",
      count < 7
        ? "\(count) lines stand behind the authors, where there are 7"
        : "the authors do not stand before the last 7 lines",
      lines[found],
      "abstract, stage, actor and function with a gloss each stand behind the authors"
    )
  }

  private func facet(_ index: Int) -> SeedPage.Facet {
    SeedPage.Facet(name: lines[index], gloss: lines[index + 1])
  }

  private mutating func byline(_ index: Int) -> Byline? { Byline(lines[index].text) }

  /// The code of the page's node: by its definition, checked against the parent's title.
  private mutating func code(of definition: SeedPage.Part, parentTitle: SeedPage.Part?) -> String? {
    guard let concept = taxonomy.concept(definition: definition.text) else {
      warn(
        "unknown-definition",
        "the definition belongs to no attested concept of \(taxonomy.scheme.id)",
        definition.line,
        "the page's own mitigation stays unclassified"
      )
      return nil
    }
    let expected = concept.parentCode.flatMap { taxonomy.concept($0)?.title }
    guard expected == parentTitle?.text else {
      warn(
        "parent-title-mismatch",
        "the definition is that of \(concept.code) \(concept.title), which stands in "
          + "'\(expected ?? "no other")', not in '\(parentTitle?.text ?? "no other")'",
        parentTitle?.line ?? definition.line,
        "the page's own mitigation stays unclassified"
      )
      return nil
    }
    return concept.code
  }

  private mutating func reportNoise(_ page: SeedPage) {
    var parts = page.paragraphs + [page.reasoning, page.paper.title, page.paper.abstract]
    for item in page.items { parts += [item.name] + [item.description].compactMap { $0 } }
    let found = parts.flatMap { PageNoise.findings(in: $0, file: file) }
    diagnostics += found.prefix(200)
    if found.count > 200 {
      diagnostics.append(
        Diagnostic(
          .note,
          "more-noise",
          "\(found.count - 200) more findings of this sort are not listed",
          at: Place(file)
        )
      )
    }
  }
}

/// `Last, First; Last, First (2025)`.
struct Byline {
  var authors: [String]
  var year: Int

  init?(_ line: String) {
    guard line.hasSuffix(")"), let open = line.lastIndex(of: "("),
      line[..<open].hasSuffix(" ")
    else { return nil }
    let digits = line[line.index(after: open)...].dropLast()
    guard digits.utf8.count == 4, let year = Int(digits), (1000...9999).contains(year) else {
      return nil
    }
    let names = line[..<open].dropLast().split(separator: ";")
      .map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
    guard !names.isEmpty, names.allSatisfy({ $0.contains(", ") }) else { return nil }
    self.year = year
    authors = names
  }
}
