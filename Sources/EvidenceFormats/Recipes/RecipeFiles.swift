import EvidenceCore
import Foundation
import SystemPackage

/// A recipe and where its sources are to be found.
struct RecipeFiles {
  let recipe: FileBytes
  /// The folder of the raw sources; none: the recipe's own.
  let sourcesDirectory: String?
  /// Files that the user named besides the recipe; one of the same name stands for a source.
  let given: [FileBytes]

  private var ownFolder: String {
    let folder = (recipe.file as NSString).deletingLastPathComponent
    return folder.isEmpty ? "." : folder
  }

  /// Opens a raw source: one that the user named, else the one under the folder of the sources.
  ///
  /// - Parameters:
  ///   - isOnly: whether the recipe has no other raw source, so that a single file stands for it
  ///     whatever its name.
  ///   - place: where the recipe names it.
  func source(_ path: String, isOnly: Bool, at place: Place) throws(EvidenceError) -> FileBytes {
    if isOnly, given.count == 1 { return given[0] }
    let name = (path as NSString).lastPathComponent
    if let match = given.first(where: { ($0.file as NSString).lastPathComponent == name }) {
      return match
    }
    do throws(EvidenceError) {
      return try open(path, below: sourcesDirectory ?? ownFolder, at: place)
    } catch {
      guard sourcesDirectory == nil, error.diagnostics[0].code == "no-such-file" else {
        throw error
      }
      var diagnostics = error.diagnostics
      diagnostics[0].hint = "name the folder of the sources with '--sources DIR'"
      throw EvidenceError(diagnostics)
    }
  }

  /// Opens a table of our own, beside the recipe.
  ///
  /// - Parameter place: where the recipe names it.
  func table(_ path: String, at place: Place) throws(EvidenceError) -> FileBytes {
    try open(path, below: ownFolder, at: place)
  }

  /// The metadata of a mapping table: those that the recipe names, else those beside it.
  func metadata(_ source: RecipeSource, of table: FileBytes) throws(EvidenceError) -> [FileBytes] {
    var result: [FileBytes] = []
    for path in source.metadata {
      result.append(try self.source(path, isOnly: false, at: source.place))
    }
    guard result.isEmpty else { return result }
    if given.contains(where: { $0.file == table.file }) {
      return try MappingFiles.metadata(beside: table).map { [$0] } ?? []
    }
    let folder = source.table == nil ? sourcesDirectory ?? ownFolder : ownFolder
    for name in MappingFiles.names(besides: table.file) {
      do throws(EvidenceError) {
        let file = try open(name, below: folder, at: source.place)
        if MappingFiles.isMetadata(file) { return [file] }
      } catch {
        guard error.diagnostics[0].code == "no-such-file" else { throw error }
      }
    }
    return []
  }

  /// Opens a file that a recipe names: one below a folder, links followed, and no pipe or device.
  /// A recipe may be anybody's; it reads nothing that is not its own.
  private func open(
    _ path: String,
    below folder: String,
    at place: Place
  ) throws(EvidenceError) -> FileBytes {
    let whole = FilePath("\(folder)/\(path)")
    let leadsOut = EvidenceError(
      "source-outside",
      "'\(path)' does not lie below '\(folder)'",
      at: place,
      hint: "a recipe reads only below its own folder or that of '--sources'; "
        + "name the file itself on the command line"
    )
    let parts = FilePath(path).components
    guard !path.hasPrefix("/"), !parts.contains(where: { $0.kind == .parentDirectory }) else {
      throw leadsOut
    }
    guard let stat = try? Stat(whole) else {
      return try opened(whole, as: path, at: place)
    }
    guard let root = Self.resolved(FilePath(folder)), let resolved = Self.resolved(whole),
      resolved.starts(with: root)
    else { throw leadsOut }
    guard [.regular, .directory].contains(stat.type) else {
      throw EvidenceError("source-no-file", "'\(path)' is a pipe or device", at: place)
    }
    return try opened(resolved, as: path, at: place)
  }

  private func opened(
    _ path: FilePath,
    as name: String,
    at place: Place
  ) throws(EvidenceError) -> FileBytes {
    do throws(EvidenceError) {
      return try FileBytes(path: path.string, name: name)
    } catch {
      var diagnostics = error.diagnostics
      for index in diagnostics.indices { diagnostics[index].place = place }
      throw EvidenceError(diagnostics)
    }
  }

  /// The path without links and detours.
  private static func resolved(_ path: FilePath) -> FilePath? {
    guard let text = realpath(path.string, nil) else { return nil }
    defer { free(text) }
    return FilePath(platformString: text)
  }
}
