internal import EvidenceCore

/// The parts above `Reasoning`, and the items below it.
extension PageReader {
  struct Head {
    var banner: [SeedPage.Part]
    var definition: SeedPage.Part
    var parentTitle: SeedPage.Part?
    var paragraphs: [SeedPage.Part]
  }

  /// What stands above `Reasoning`: notices, definition, the parent's title, the page's own text.
  mutating func head(_ reasoning: Int) -> Head? {
    var rest = lines[..<reasoning]
    let banner = rest.prefix {
      $0.text.hasPrefix("This page is ") || $0.text.hasPrefix("Data on this page is ")
    }
    rest = rest.dropFirst(banner.count)
    if banner.isEmpty {
      warn(
        "missing-notice",
        "the page bears no notice",
        lines[0].line,
        "two lines of notice stand above the definition"
      )
    }
    guard let definition = rest.popFirst() else {
      return fail(
        "missing-definition",
        "no definition stands above 'Reasoning'",
        lines[reasoning],
        "the page's definition stands behind its notice; the parts may be in another order"
      )
    }
    var parentTitle: SeedPage.Part?
    if let first = rest.first, first.text.hasPrefix("Also in ") {
      parentTitle = SeedPage.Part(text: String(first.text.dropFirst(8)), line: first.line)
      rest = rest.dropFirst()
    }
    if rest.count > 2 {
      warn(
        "long-own-text",
        "\(rest.count) lines of own text stand above 'Reasoning'",
        rest.first?.line ?? 0,
        "a page has at most two; they were all taken as its text"
      )
    }
    return Head(
      banner: Array(banner),
      definition: definition,
      parentTitle: parentTitle,
      paragraphs: Array(rest)
    )
  }

  /// The lines that begin with a code, from `last` upwards: between two of them stands one line of
  /// description or none.
  mutating func codeLines(
    between first: Int,
    and last: Int
  ) -> [(index: Int, line: CodeLine)] {
    guard last > first, let lowest = CodeLine(lines[last].text, taxonomy) else { return [] }
    var result = [(last, lowest)]
    var next = candidate(above: last, notBelow: first + 1)
    while let found = next {
      result.append(found)
      next = candidate(above: found.0, notBelow: first + 1)
    }
    return result.reversed()
  }

  /// The nearest code line above: an attested code with its own title first, then anything else
  /// that has the form of one.
  private func candidate(above index: Int, notBelow limit: Int) -> (Int, CodeLine)? {
    let near = [index - 1, index - 2].filter { $0 >= limit }
      .compactMap { index in CodeLine(lines[index].text, taxonomy).map { (index, $0) } }
    return near.first { $0.1.certainty == .known } ?? near.first
  }

  /// The items, and the parent mitigation if one is named before them.
  mutating func items(
    _ codes: [(index: Int, line: CodeLine)],
    behind reasoning: Int
  ) -> (parent: SeedPage.Part?, items: [SeedPage.Item])? {
    guard let firstCode = codes.first else { return nil }
    let opening = Array(lines[(reasoning + 1)..<firstCode.index])
    guard (1...3).contains(opening.count) else {
      return fail(
        "unexpected-lines",
        "\(opening.count) lines stand before the code on line \(lines[firstCode.index].line)",
        opening.first ?? lines[firstCode.index],
        "an item has a name, perhaps a description, and a code; one may lack its code"
      )
    }
    let names = Set(
      codes.dropLast().flatMap { SeedPage.Item.path(of: $0.line.rest) }
    )
    var parent: SeedPage.Part?
    var own = opening[...]
    if opening.count == 3 || (opening.count == 2 && isParent(opening, names)) {
      parent = own.removeFirst()
    }
    var items: [SeedPage.Item] = []
    var name = own[own.startIndex]
    var description = own.dropFirst().first
    for (position, code) in codes.enumerated() {
      let line = lines[code.index].line
      report(code.line, line)
      items.append(
        SeedPage.Item(
          name: name,
          description: description,
          code: SeedPage.Part(text: code.line.code, line: line),
          codeTitle: code.line.title
        )
      )
      guard position + 1 < codes.count else { break }
      name = SeedPage.Part(text: code.line.rest, line: line)
      description = codes[position + 1].index - code.index == 2 ? lines[code.index + 1] : nil
    }
    return (parent, items)
  }

  /// Whether the first of two lines names the parent mitigation and the second the first item:
  /// so where the page's other items name the first as a mitigation, or the second as a whole.
  private mutating func isParent(_ opening: [SeedPage.Part], _ names: Set<String>) -> Bool {
    if names.contains(opening[0].text) || names.contains(opening[1].text) { return true }
    let second = opening[1].text
    let isSentence = second.last.map { ".!?:;)".contains($0) } ?? false
    if !isSentence, second.split(separator: " ").count <= 6 {
      warn(
        "ambiguous-parent",
        "'\(opening[0].text)' was taken as an item and '\(second)' as its description",
        opening[0].line,
        "they might be the parent mitigation and the first item"
      )
    }
    return false
  }

  private mutating func report(_ line: CodeLine, _ number: Int) {
    switch line.certainty {
    case .known: return
    case .otherTitle:
      let own = taxonomy.concept(line.code)?.title ?? ""
      warn(
        "code-title-mismatch",
        "code \(line.code) is '\(own)' in \(taxonomy.scheme.id); here it reads '\(line.title)'",
        number,
        "the item was kept under its code"
      )
    case .unknownCode:
      warn(
        "unknown-code",
        "code \(line.code) '\(line.title)' is not attested in "
          + taxonomy.scheme.id,
        number,
        "the item was kept, without a class"
      )
    case .unknownTitle where taxonomy.concept(line.code) == nil:
      warn(
        "unknown-code",
        "code \(line.code) '\(line.title)' is not attested in "
          + taxonomy.scheme.id,
        number,
        "the item was kept, without a class; the line was cut where a small letter meets a capital"
      )
    case .unknownTitle:
      warn(
        "code-title-mismatch",
        "code \(line.code) has another title in \(taxonomy.scheme.id) than '\(line.title)'",
        number,
        "the line was cut where a small letter meets a capital"
      )
    }
  }
}
