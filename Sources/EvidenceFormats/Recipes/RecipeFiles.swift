import EvidenceCore
import Foundation

/// A recipe and where its sources are to be found.
struct RecipeFiles {
  /// The recipe's path.
  let recipe: String
  /// The folder of the raw sources; none: the recipe's own.
  let sourcesDirectory: String?
  /// Files that the user named besides the recipe; one of the same name stands for a source.
  let given: [FileBytes]

  private var ownFolder: String {
    let folder = (recipe as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  /// Opens a raw source: one that the user named, else the one under the folder of the sources.
  ///
  /// - Parameter isOnly: whether the recipe has no other raw source, so that a single file stands
  ///   for it whatever its name.
  func source(_ path: String, isOnly: Bool) throws(EvidenceError) -> FileBytes {
    if isOnly, given.count == 1 { return given[0] }
    let name = (path as NSString).lastPathComponent
    if let match = given.first(where: { ($0.file as NSString).lastPathComponent == name }) {
      return match
    }
    let whole = "\(sourcesDirectory ?? ownFolder)/\(path)"
    do throws(EvidenceError) {
      return try FileBytes(path: whole, name: path)
    } catch {
      guard sourcesDirectory == nil else { throw error }
      var diagnostics = error.diagnostics
      diagnostics[0].hint = "name the folder of the sources with '--sources DIR'"
      throw EvidenceError(diagnostics)
    }
  }

  /// Opens a table of our own, beside the recipe.
  func table(_ path: String) throws(EvidenceError) -> FileBytes {
    try FileBytes(path: "\(ownFolder)/\(path)", name: path)
  }
}
