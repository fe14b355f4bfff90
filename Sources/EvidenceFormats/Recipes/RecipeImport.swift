import EvidenceCore

/// Makes a graph's content by a recipe.
enum RecipeImport {
  /// Reads every source of a recipe, in its order.
  ///
  /// - Returns: the files that the user named and that stood for sources.
  /// - Throws: `EvidenceError` with the findings of every source.
  static func run(
    _ files: RecipeFiles,
    into collection: inout ImportCollection
  ) throws(EvidenceError) -> Set<String> {
    let recipe = try RecipeReader.read(files.recipe)
    collection.adopt(recipe.header)
    collection.same += recipe.same
    var diagnostics: [Diagnostic] = []
    var used: Set<String> = []
    let isOnly = recipe.sources.flatMap(\.paths).count == 1
    for source in recipe.sources {
      do throws(EvidenceError) {
        var opened: [FileBytes] = []
        if let table = source.table { opened.append(try files.table(table, at: source.place)) }
        for path in source.paths {
          opened.append(try files.source(path, isOnly: isOnly, at: source.place))
        }
        used.formUnion(opened.map(\.file))
        collection.opened(opened)
        for (file, digest) in zip(opened, source.digests) {
          let found = try file.digest()
          guard found != digest else { continue }
          throw EvidenceError(
            "changed-source",
            "'\(file.file)' is not the file that the recipe was written for",
            at: source.place,
            hint: "its SHA-256 is \(found); look the changes over, then update the recipe"
          )
        }
        opened = try sheets(opened, source)
        if let notice = source.notice ?? source.licence.map({ "\(source.via ?? "source"), \($0)" })
        {
          collection.add(Notice(notice, via: source.via, licence: source.licence))
        }
        switch source.form {
        case .pages:
          let taxonomy = try taxonomy(of: source, files, into: &collection)
          try PageSource.read(opened, taxonomy, into: &collection)
        case .bulk: try readBulk(opened, into: &collection)
        case .sssom:
          for file in opened {
            let metadata = try files.metadata(source, of: file)
            collection.opened(metadata)
            var options = source.mappings
            options.metadata = metadata
            try MappingSource.read(file, into: &collection, options: options)
          }
        case .csv, .tsv, .xlsx, .yaml:
          for file in opened {
            collection.begin(file.file)
            let rows =
              source.form == .yaml
              ? RecipeRows.records(try RecipeCollections.rows(file, source, into: &collection))
              : RecipeRows.table(try RecipeTable(file, source, into: &collection))
            try RecipeRun(source).take(rows, into: &collection)
          }
        }
      } catch {
        diagnostics += error.diagnostics
      }
    }
    guard diagnostics.isEmpty else { throw EvidenceError(diagnostics) }
    return used
  }

  /// The schemes of a source's pages, with the titles that the recipe gives them.
  private static func taxonomy(
    of source: RecipeSource,
    _ files: RecipeFiles,
    into collection: inout ImportCollection
  ) throws(EvidenceError) -> PageTaxonomy {
    guard let pages = source.pages else { throw PageSource.recipeNeeded(source.place.file) }
    let table = try files.table(pages.concepts, at: source.place)
    collection.opened([table])
    let declared = collection.header.schemes
    func scheme(_ id: String) -> Scheme {
      declared.first { $0.id == id } ?? Scheme(id: id, kind: .taxonomyNode)
    }
    return PageTaxonomy(
      scheme(pages.scheme),
      concepts: try PageTaxonomy.concepts(table),
      facets: PageTaxonomy.Facets(
        stage: scheme(pages.facets[0]),
        actor: scheme(pages.facets[1]),
        function: scheme(pages.facets[2])
      )
    )
  }

  /// Puts the sheet that a source names in the place of each workbook.
  private static func sheets(
    _ files: [FileBytes],
    _ source: RecipeSource
  ) throws(EvidenceError) -> [FileBytes] {
    var result: [FileBytes] = []
    for file in files {
      if WorkbookFile.isWorkbook(file) {
        result.append(try WorkbookFile.sheet(source.sheet, of: file, at: source.place))
      } else if source.sheet != nil || source.form == .xlsx {
        throw EvidenceError(
          "no-sheet",
          "'\(file.file)' is no workbook that can be read here",
          at: source.place,
          hint: "leave 'sheet' out, or name an .xlsx file"
        )
      } else {
        result.append(file)
      }
    }
    return result
  }

  /// Reads bulk tables, of which one may be the header of those behind it.
  private static func readBulk(
    _ files: [FileBytes],
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    var header: BulkHeader?
    for file in files {
      let hasHeader = try BulkSource.hasHeader(file)
      let isPart = header != nil && !hasHeader
      let found = try BulkSource.read(file, under: isPart ? header : nil, into: &collection)
      if !isPart { header = found }
    }
  }
}
