public import EvidenceCore
import Foundation

/// Brings outside data in: seed pages, tables with a recipe, property-graph tables, mapping tables,
/// coding sheets and archives, each known by its content.
///
/// Importing the same inputs again gives the same graph, byte for byte. Nothing is written here;
/// an input that cannot be read is an error, and then there is no graph at all.
///
/// ```swift
/// let request = ImportRequest(files: ["recipe.yaml"], sourcesDirectory: "../shared/data")
/// let result = try Importer.run(request)
/// print(result.graph.nodeCount, result.report.entries.count)
/// ```
public enum Importer {
  /// Imports every file of a request into one graph.
  ///
  /// - Parameters:
  ///   - request: what to import, and how.
  ///   - workLimit: what may end the import before its time; none: nothing.
  /// - Returns: the graph, and what became of every row of every input, in the order of reading.
  /// - Throws: `EvidenceError` with the findings of every file that could not be read, with every
  ///   word that carries meaning and is not known, with every file of which nothing was taken, and,
  ///   where the request is strict, with everything that was dropped; or what the limit throws.
  /// - Complexity: O(*n* log *n*) for *n* records; bulk tables take no object a record.
  public static func run(
    _ request: ImportRequest,
    workLimit: WorkLimit<EvidenceError>? = nil
  ) throws(EvidenceError) -> ImportResult {
    var collection = try ImportCollection(limit: workLimit)
    collection.declared = request.declared
    collection.defaultSource = request.source
    var findings = Findings()
    var recipes: [FileBytes] = []
    if let recipe = request.recipe {
      findings.collect { () throws(EvidenceError) in recipes.append(try FileBytes(path: recipe)) }
    }
    let sources = read(request.files, &recipes, &findings)
    collection.opened(recipes + sources.map(\.bytes))
    var claimed: Set<String> = []
    for recipe in recipes where findings.all.isEmpty {
      findings.collect { () throws(EvidenceError) in
        let files = RecipeFiles(
          recipe: recipe,
          sourcesDirectory: request.sourcesDirectory,
          given: sources.map(\.bytes)
        )
        claimed.formUnion(try RecipeImport.run(files, into: &collection))
      }
    }
    let free = expanded(sources.filter { !claimed.contains($0.bytes.file) }, &findings)
    if findings.all.isEmpty {
      take(free.filter { $0.form != .sheet }, standing: request.into, into: &collection, &findings)
    }
    if request.files.isEmpty, request.recipe == nil {
      findings.all.append(Diagnostic(.error, "no-input", "nothing to import was named"))
    }
    if !findings.all.isEmpty {
      throw EvidenceError(findings.all + collection.errors)
    }
    let result = try collection.build(file: recipes.first?.file ?? request.files.first ?? "import")
    let refused = result.report.refusals(isStrict: request.isStrict)
    guard refused.isEmpty else { throw EvidenceError(refused) }
    let sheets = free.filter { $0.form == .sheet }.map(\.bytes)
    return sheets.isEmpty ? result : try merge(sheets, into: result, request)
  }

  /// Merges coding sheets into what the other sources make.
  private static func merge(
    _ sheets: [FileBytes],
    into result: consuming ImportResult,
    _ request: ImportRequest
  ) throws(EvidenceError) -> ImportResult {
    var merge = SheetMerge(into: result.graph, defaultSource: request.source)
    try merge.merge(sheets)
    result.graph = merge.graph
    result.report.inputs += merge.inputs
    let refused = ImportReport(inputs: merge.inputs).refusals(isStrict: request.isStrict)
    guard refused.isEmpty else { throw EvidenceError(refused) }
    return result
  }

  /// The findings of all files.
  private struct Findings {
    var all: [Diagnostic] = []

    mutating func collect(_ work: () throws(EvidenceError) -> Void) {
      do throws(EvidenceError) {
        try work()
      } catch {
        all += error.diagnostics
      }
    }
  }

  private typealias Source = (bytes: FileBytes, form: ImportForm)

  /// Opens the files, recipes apart from the others.
  private static func read(
    _ files: [String],
    _ recipes: inout [FileBytes],
    _ findings: inout Findings
  ) -> [Source] {
    var sources: [Source] = []
    for path in files {
      do throws(EvidenceError) {
        for member in try members(of: path) {
          let bytes = try FileBytes(path: member)
          let form = try ImportForm.detect(bytes)
          if form == .recipe { recipes.append(bytes) } else { sources.append((bytes, form)) }
        }
      } catch {
        findings.all += error.diagnostics
      }
    }
    return sources
  }

  /// Puts in the place of each workbook those of its sheets whose form has a fixed meaning.
  private static func expanded(_ sources: [Source], _ findings: inout Findings) -> [Source] {
    var result: [Source] = []
    for source in sources {
      guard source.form == .workbook else {
        result.append(source)
        continue
      }
      findings.collect { () throws(EvidenceError) in
        let sheets = try WorkbookFile.sheets(of: source.bytes)
        let known = sheets.compactMap { sheet -> Source? in
          guard let form = try? ImportForm.detect(sheet), [.bulk, .sssom, .sheet].contains(form)
          else { return nil }
          return (sheet, form)
        }
        guard !known.isEmpty else { throw WorkbookFile.recipeNeeded(source.bytes, sheets) }
        result += known
      }
    }
    return result
  }

  /// Takes sources that no recipe has claimed.
  private static func take(
    _ sources: [Source],
    standing: String?,
    into collection: inout ImportCollection,
    _ findings: inout Findings
  ) {
    var metadata: [String: [FileBytes]] = [:]
    findings.collect { () throws(EvidenceError) in
      func files(_ form: ImportForm) -> [FileBytes] {
        sources.filter { $0.form == form }.map(\.bytes)
      }
      metadata = try MappingFiles.pair(files(.sssom), with: files(.metadata))
    }
    /// A header that stood alone in its file, for the parts behind it.
    var heading: (file: String, header: BulkHeader, hasParts: Bool)?
    func endHeading() {
      if let heading, !heading.hasParts { findings.all.append(headerAlone(heading.file)) }
      heading = nil
    }
    for (bytes, form) in sources where form != .page {
      if form != .table { endHeading() }
      do throws(EvidenceError) {
        switch form {
        case .bulk:
          heading = try BulkSource.read(bytes, into: &collection).map { (bytes.file, $0, false) }
        case .table:
          guard let above = heading?.header else { throw recipeNeeded(bytes.file) }
          heading?.hasParts = true
          try BulkSource.read(bytes, under: above, into: &collection)
        case .sssom:
          var options = MappingSource.Options()
          options.metadata = metadata[bytes.file] ?? []
          if options.metadata.isEmpty, let beside = try MappingFiles.metadata(beside: bytes) {
            collection.opened([beside])
            options.metadata = [beside]
          }
          try MappingSource.read(bytes, into: &collection, options: options)
        case .archive:
          try ArchiveSource.read(bytes, isStanding: bytes.file == standing, into: &collection)
        case .fixed: try ImportForm.fixedForm(of: bytes)?.read(bytes, into: &collection)
        case .metadata, .page, .recipe, .sheet, .workbook: break
        }
      } catch {
        findings.all += error.diagnostics
      }
    }
    endHeading()
    for (bytes, form) in sources where form == .page {
      findings.all += PageSource.recipeNeeded(bytes.file).diagnostics
    }
  }

  private static func recipeNeeded(_ file: String) -> EvidenceError {
    EvidenceError(
      "recipe-needed",
      "this table needs a recipe that says what its columns mean",
      at: Place(file, line: 1),
      hint:
        "name it with '--recipe recipe.yaml'; if it is a part of a bulk table, name the file with "
        + "the header (':ID', ':START_ID') before it"
    )
  }

  /// The finding about a header that heads nothing.
  private static func headerAlone(_ file: String) -> Diagnostic {
    Diagnostic(
      .error,
      "nothing-taken",
      "the table has a header and no row",
      at: Place(file),
      hint: "if its rows stand in other files, name those behind it"
    )
  }

  /// A file as itself; a folder as the property-graph tables in it, nodes before relationships.
  private static func members(of path: String) throws(EvidenceError) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
    else { return [path] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let tables = names.filter { $0.hasSuffix(".bulk.csv") || $0.hasSuffix(".bulk.tsv") }.sorted {
      ($0.hasPrefix("nodes") ? 0 : 1, $0) < ($1.hasPrefix("nodes") ? 0 : 1, $1)
    }
    guard !tables.isEmpty else {
      throw EvidenceError(
        "empty-folder",
        "no '*.bulk.csv' in the folder '\(path)'",
        at: Place(path),
        hint: "name the files themselves, or a recipe"
      )
    }
    return tables.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
  }
}
