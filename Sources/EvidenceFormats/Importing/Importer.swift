public import EvidenceCore
import Foundation

/// Brings outside data in: seed pages, tables with a recipe, property-graph tables, mapping tables
/// and archives, each known by its content.
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
  /// - Returns: the graph, and what became of every row of every input, in the order of reading.
  /// - Throws: `EvidenceError` with the findings of every file that could not be read.
  /// - Complexity: O(*n* log *n*) for *n* records; bulk tables take no object a record.
  public static func run(_ request: ImportRequest) throws(EvidenceError) -> ImportResult {
    var collection = ImportCollection()
    var diagnostics: [Diagnostic] = []
    var recipes: [String] = []
    var sources: [FileBytes] = []
    if let recipe = request.recipe { recipes.append(recipe) }
    for path in request.files {
      do throws(EvidenceError) {
        for member in try members(of: path) {
          let bytes = try FileBytes(path: member)
          let isRecipe = try ImportForm.detect(bytes) == .recipe
          if isRecipe { recipes.append(member) } else { sources.append(bytes) }
        }
      } catch {
        diagnostics += error.diagnostics
      }
    }
    var claimed: Set<String> = []
    for recipe in recipes where diagnostics.isEmpty {
      do throws(EvidenceError) {
        let files = RecipeFiles(
          recipe: recipe,
          sourcesDirectory: request.sourcesDirectory,
          given: sources
        )
        claimed.formUnion(try RecipeImport.run(files, into: &collection))
      } catch {
        diagnostics += error.diagnostics
      }
    }
    let loose = sources.filter { !claimed.contains($0.file) }
    var pages: [FileBytes] = []
    for source in loose where diagnostics.isEmpty {
      do throws(EvidenceError) {
        if try ImportForm.detect(source) == .page {
          pages.append(source)
        } else {
          try read(source, into: &collection)
        }
      } catch {
        diagnostics += error.diagnostics
      }
    }
    do throws(EvidenceError) {
      if diagnostics.isEmpty, !pages.isEmpty { try PageSource.read(pages, into: &collection) }
    } catch {
      diagnostics += error.diagnostics
    }
    if request.files.isEmpty, request.recipe == nil {
      diagnostics.append(Diagnostic(.error, "no-input", "nothing to import was named"))
    }
    guard diagnostics.isEmpty else { throw EvidenceError(diagnostics) }
    return collection.build(file: recipes.first ?? request.files.first ?? "import")
  }

  /// Reads one source that needs no recipe.
  private static func read(
    _ source: FileBytes,
    into collection: inout ImportCollection
  ) throws(EvidenceError) {
    switch try ImportForm.detect(source) {
    case .bulk: try BulkSource.read(source, into: &collection)
    case .sssom: try MappingSource.read(source, into: &collection)
    case .archive: try ArchiveSource.read(source, into: &collection)
    case .page: try PageSource.read([source], into: &collection)
    case .recipe: break
    case .table:
      throw EvidenceError(
        "recipe-needed",
        "a table whose columns mean nothing without a recipe",
        at: Place(source.file, line: 1),
        hint: "say what its columns are with '--recipe recipe.yaml'"
      )
    }
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
