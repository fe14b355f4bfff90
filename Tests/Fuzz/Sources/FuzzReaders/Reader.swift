import EvidenceAnalysis

@testable import EvidenceCore
@testable import EvidenceFormats

/// The doors through which other people's bytes come in.
public enum Reader: String, CaseIterable, Sendable {
  case archive, json, bulk, sssom, recipe, records, configuration, pages, template
  case catalogue, bibliography, vocabulary, network, workbook, sheet, snapshot, query

  /// Separates the files of an input that has several.
  static let separator: UInt8 = 0x1E

  /// Hands some bytes to the reader.
  ///
  /// - Returns: what is wrong with what it made of them: neither a graph whose archive reads back
  ///   to the same bytes, nor an error that names a place; `nil` where nothing is.
  public func check(_ bytes: [UInt8]) -> String? {
    do throws(EvidenceError) {
      return try run(bytes)
    } catch {
      return Self.fault(of: error)
    }
  }

  private func run(_ bytes: [UInt8]) throws(EvidenceError) -> String? {
    switch self {
    case .archive:
      let text = Array(String(decoding: bytes, as: UTF8.self).utf8)
      let whole = ArchiveReader.readReporting(bytes: text, file: "fuzz")
      let parts = ArchiveReader.readReporting(bytes: text, file: "fuzz", part: 50)
      if whole.diagnostics != parts.diagnostics
        || ArchiveWriter.text(of: whole.graph) != ArchiveWriter.text(of: parts.graph)
      {
        return "another graph in small parts"
      }
      return try Self.fault(of: ArchiveReader.read(bytes: text, file: "fuzz"))
    case .json: return Self.json(bytes)
    case .query: return try Self.query(bytes)
    case .snapshot: return try Self.snapshot(bytes)
    case .bulk: return try Self.bulk(bytes)
    case .sssom:
      let files = Self.files(bytes)
      var options = MappingSource.Options()
      options.metadata = Array(files.dropFirst())
      return try Self.collect { collection throws(EvidenceError) in
        try MappingSource.read(files[0], into: &collection, options: options)
      }
    case .recipe: return try Self.recipe(bytes)
    case .records: return try Self.records(FileBytes(bytes: bytes, name: "fuzz"))
    case .configuration:
      let value = try ConfigurationReader.read(FileBytes(bytes: bytes, name: "fuzz"))
      var faults: [String] = []
      do throws(EvidenceError) {
        _ = try PolicyReader.policy(value)
      } catch {
        faults.append(contentsOf: [Self.fault(of: error)].compactMap(\.self))
      }
      do throws(EvidenceError) {
        _ = try CoverageGate(value)
      } catch {
        faults.append(contentsOf: [Self.fault(of: error)].compactMap(\.self))
      }
      return faults.first
    case .pages:
      let files = Self.files(bytes)
      return try Self.collect { collection throws(EvidenceError) in
        try PageSource.read(files, Self.pageTaxonomy, into: &collection)
      }
    case .catalogue:
      return try Self.form(bytes) { file, collection throws(EvidenceError) in
        try CatalogueForm.detect(file)?.read(file, into: &collection)
      }
    case .bibliography:
      return try Self.form(bytes) { file, collection throws(EvidenceError) in
        try BibliographyForm.detect(file)?.read(file, into: &collection)
      }
    case .vocabulary:
      return try Self.form(bytes) { file, collection throws(EvidenceError) in
        try VocabularyForm.detect(file)?.read(file, into: &collection)
      }
    case .network:
      return try Self.form(bytes) { file, collection throws(EvidenceError) in
        try NetworkForm.detect(file)?.read(file, into: &collection)
      }
    case .workbook: return try Self.workbook(bytes)
    case .sheet:
      let graph = try ArchiveReader.read(text: Corpus.sheetGraph, file: "graph")
      var merge = SheetMerge(into: graph, defaultSource: nil)
      try merge.merge(Self.files(bytes))
      return Self.fault(of: merge.graph)
    case .template:
      let text = String(decoding: bytes, as: UTF8.self)
      let template = try Template(text, at: Place("fuzz", line: 1, column: 1))
      let row = RecipeRow(
        place: Place("fuzz", line: 1),
        values: RowValues(["a": ["x > y"], "b": ["1.0", "\u{0301}ß"], "c": [""]]),
        named: ["it": "z"],
        maps: ["m": ["x > y": "q"]]
      )
      _ = template.text(row)
      return nil
    }
  }

  // MARK: Readers

  /// A file whose form is known by its content; one of no such form is left alone.
  private static func form(
    _ bytes: [UInt8],
    _ read: (FileBytes, inout ImportCollection) throws(EvidenceError) -> Void
  ) throws(EvidenceError) -> String? {
    let file = FileBytes(bytes: bytes, name: "fuzz")
    return try collect { collection throws(EvidenceError) in
      collection.begin(file.file)
      try read(file, &collection)
    }
  }

  /// A workbook, or the part of one that holds a sheet.
  private static func workbook(_ bytes: [UInt8]) throws(EvidenceError) -> String? {
    let sheets: [FileBytes]
    if bytes.starts(with: [0x50, 0x4B]) {
      sheets = try WorkbookFile.sheets(of: FileBytes(bytes: bytes, name: "fuzz"))
    } else {
      let table = try SheetTable.read(
        bytes,
        name: "fuzz!sheet",
        texts: ["key:ID", ":LABEL", "name", "P1", "Paper"],
        formats: CellFormats(),
        countsFrom1904: bytes.count.isMultiple(of: 2)
      )
      sheets = [table.file]
    }
    return try collect { collection throws(EvidenceError) in
      for sheet in sheets where (try? ImportForm.detect(sheet)) == .bulk {
        try BulkSource.read(sheet, into: &collection)
      }
    }
  }

  private static func json(_ bytes: [UInt8]) -> String? {
    bytes.withUnsafeBufferPointer { buffer in
      guard let value = try? JSONParser.parse(buffer) else { return nil }
      let text = JSONWriter.text(value)
      let again = Array(text.utf8).withUnsafeBufferPointer { try? JSONParser.parse($0) }
      return again == value ? nil : "the written value reads back to another one"
    }
  }

  /// What the pages of the corpus refer to.
  private static let pageTaxonomy = PageTaxonomy(
    Scheme(id: "types@1", kind: .taxonomyNode),
    concepts: [
      PageTaxonomy.Concept("1", "AI System"), PageTaxonomy.Concept("1.1", "Model"),
      PageTaxonomy.Concept("1.1.9", "Other"), PageTaxonomy.Concept("99", "Other"),
    ],
    facets: PageTaxonomy.Facets(
      stage: Scheme(id: "stage@1"),
      actor: Scheme(id: "actor@1"),
      function: Scheme(id: "function@1")
    )
  )

  private static func recipe(_ bytes: [UInt8]) throws(EvidenceError) -> String? {
    let files = files(bytes)
    let recipe = try RecipeReader.read(files[0])
    let table = files.count > 1 ? files[1] : FileBytes(bytes: [], name: "fuzz-2")
    return try collect { collection throws(EvidenceError) in
      collection.adopt(recipe.header)
      for source in recipe.sources {
        collection.begin(table.file)
        switch source.form {
        case .yaml:
          let rows = try RecipeCollections.rows(table, source, into: &collection)
          try RecipeRun(source).take(.records(rows), into: &collection)
        case .sssom: try MappingSource.read(table, into: &collection, options: source.mappings)
        case .bulk: try BulkSource.read(table, into: &collection)
        case .pages: try PageSource.read([table], Self.pageTaxonomy, into: &collection)
        case .csv, .tsv:
          let rows = try RecipeTable(table, source, into: &collection)
          try RecipeRun(source).take(.table(rows), into: &collection)
        default: break
        }
      }
    }
  }

  private static func records(_ file: FileBytes) throws(EvidenceError) -> String? {
    let recipe = try RecipeReader.read(FileBytes(text: Corpus.recordsRecipe, name: "recipe"))
    return try collect { collection throws(EvidenceError) in
      for source in recipe.sources {
        collection.begin(file.file)
        let rows = try RecipeCollections.rows(file, source, into: &collection)
        try RecipeRun(source).take(.records(rows), into: &collection)
      }
    }
  }

  // MARK: What must hold

  /// The files of an input.
  static func files(_ bytes: [UInt8]) -> [FileBytes] {
    bytes.split(separator: separator, maxSplits: 3, omittingEmptySubsequences: false).enumerated()
      .map { FileBytes(bytes: Array($1), name: "fuzz-\($0 + 1)") }
  }

  private static func collect(
    _ body: (inout ImportCollection) throws(EvidenceError) -> Void
  ) throws(EvidenceError) -> String? {
    var collection = ImportCollection()
    try body(&collection)
    let result = try collection.build(file: "fuzz")
    return fault(of: result.graph)
  }

  /// What is wrong with a graph: its archive does not read back to the same bytes.
  static func fault(of graph: EvidenceGraph) -> String? {
    let text = ArchiveWriter.text(of: graph)
    do throws(EvidenceError) {
      let again = try ArchiveReader.read(text: text, file: "written")
      let second = ArchiveWriter.text(of: again)
      return text == second ? nil : "the archive reads back to other bytes"
    } catch {
      return "the archive that was written is refused: \(error)"
    }
  }

  /// What is wrong with an error: it holds no finding that is an error, or one without a place.
  private static func fault(of error: EvidenceError) -> String? {
    guard error.diagnostics.contains(where: { $0.severity == .error }) else {
      return "an error without a finding that is one"
    }
    let homeless = error.diagnostics.first { $0.place == nil }
    return homeless.map { "a finding without a place: \($0)" }
  }
}
