import EvidenceCore

/// The forms of input, known by their content rather than their name.
enum ImportForm: String, CaseIterable {
  /// A `recipe.yaml`.
  case recipe
  /// A table of mappings between vocabularies.
  case sssom
  /// The metadata of such a table, in a file of their own.
  case metadata
  /// A property-graph table of nodes (`:ID`) or relationships (`:START_ID`).
  case bulk
  /// The canonical archive, `graph.jsonl`.
  case archive
  /// A form whose meaning is fixed: a catalogue, a vocabulary, a bibliography, GraphML.
  case fixed
  /// A workbook, whose sheets have forms of their own.
  case workbook
  /// A coding sheet, known by its first columns.
  case sheet
  /// A seed page as plain text.
  case page
  /// Delimited text that needs a recipe.
  case table

  /// The form of a file.
  ///
  /// - Throws: `EvidenceError` if it is none of these, saying which other form it is where that is
  ///   known.
  static func detect(_ source: FileBytes) throws(EvidenceError) -> ImportForm {
    if WorkbookFile.isWorkbook(source) { return .workbook }
    if beginsWithBulkHeader(source) { return .bulk }
    if fixedForm(of: source) != nil { return .fixed }
    try source.refuseForeignForm()
    let lines = source.head().split(whereSeparator: \.isNewline).map { withoutMark($0) }
    let suffix = source.file.split(separator: ".").last.map(String.init) ?? ""
    guard let first = lines.first(where: { !$0.isEmpty }) else {
      throw EvidenceError("empty-file", "the file is empty", at: Place(source.file))
    }
    if first.hasPrefix("{\"evidence\":") { return .archive }
    if ["yaml", "yml"].contains(suffix) {
      if lines.contains(where: { $0.hasPrefix("recipe:") }) { return .recipe }
      if MappingFiles.isMetadata(source) { return .metadata }
      throw EvidenceError(
        "not-a-recipe",
        "YAML without a 'recipe:' line",
        at: Place(source.file, line: 1),
        hint: "a recipe begins with 'recipe: 1'; name collections of YAML in a recipe's sources"
      )
    }
    let isBlock = { (line: Substring) in line.hasPrefix("#") || line.hasPrefix("\"#") }
    let isSheet = source.sheetNotes != nil
    let cells = cells(
      lines.first { !isBlock($0) } ?? "",
      separator: isSheet ? TableSeparator.comma : nil
    )
    if BulkHeader.isHeader(cells) || cells.contains(where: { $0.uppercased().hasPrefix(":TYPE") }) {
      return .bulk
    }
    let isNamedMapping = source.file.hasSuffix(".sssom.tsv") || source.file.hasSuffix(".sssom.csv")
    // A block of many prefixes may be longer than what is looked at.
    let isLongBlock = lines.allSatisfy(isBlock) && lines.contains { $0.contains("curie_map:") }
    if isNamedMapping || isLongBlock || Set(cells).isSuperset(of: ["subject_id", "predicate_id"]) {
      return .sssom
    }
    if SheetKind(header: cells) != nil { return .sheet }
    if isSheet || ["csv", "tsv", "tab", "psv"].contains(suffix) { return .table }
    if SeedPageParser.recognizes(Array(source.head().utf8)) { return .page }
    throw EvidenceError(
      "unknown-form",
      "cannot tell what format '\(source.file)' is in",
      at: Place(source.file, line: 1),
      hint:
        "known: a recipe, SSSOM tables, bulk CSV (':ID', ':START_ID'), graph.jsonl, coding sheets, "
        + "workbooks (.xlsx), STIX, OSCAL, ATLAS, layers of the ATT&CK Navigator, SKOS, GraphML, "
        + "RIS, BibTeX, CSL-JSON"
    )
  }

  /// Whether the first line is the header of a bulk table, which no other form begins with: what stands
  /// behind it need not be looked at then.
  private static func beginsWithBulkHeader(_ source: FileBytes) -> Bool {
    let head = source.head(4_096)
    guard let line = head.split(maxSplits: 1, whereSeparator: \.isNewline).first,
      line.endIndex < head.endIndex, !isYAML(source)
    else { return false }
    let isSheet = source.sheetNotes != nil
    return BulkHeader.isHeader(
      cells(withoutMark(line), separator: isSheet ? TableSeparator.comma : nil)
    )
  }

  private static func isYAML(_ source: FileBytes) -> Bool {
    source.file.hasSuffix(".yaml") || source.file.hasSuffix(".yml")
  }

  /// A line without a leading byte-order mark.
  private static func withoutMark(_ line: Substring) -> Substring {
    line.unicodeScalars.first == "\u{FEFF}" ? Substring(line.unicodeScalars.dropFirst()) : line
  }

  /// The form of a file whose meaning is fixed; `nil` for any other, and for the sheets of
  /// workbooks.
  static func fixedForm(of source: FileBytes) -> (any FixedForm)? {
    guard source.sheetNotes == nil else { return nil }
    let forms: [any FixedForm.Type] = [
      CatalogueForm.self, VocabularyForm.self, BibliographyForm.self, NetworkForm.self,
    ]
    return forms.lazy.compactMap { $0.detect(source) }.first
  }

  /// The cells of a header, by the separator that it shows.
  private static func cells(_ line: Substring, separator: UInt8?) -> [String] {
    Array(line.utf8).withUnsafeBufferPointer { bytes in
      var reader = DelimitedReader(
        bytes,
        file: "header",
        delimiter: separator ?? TableSeparator.detect(bytes)
      )
      var record = DelimitedRecord()
      guard (try? reader.next(&record)) == true else { return [] }
      return record.texts.map { $0.withoutInvisible.trimmedText }
    }
  }
}
