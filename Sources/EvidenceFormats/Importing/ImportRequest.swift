/// What to import, and where the raw sources stand.
public struct ImportRequest: Hashable, Sendable {
  /// The files, each of a form that ``Importer`` knows by its content; a recipe may be one.
  public var files: [String]
  /// A recipe that says how the files of its sources are to be read.
  public var recipe: String?
  /// The folder that a recipe's `path`s are relative to; none: the recipe's own folder.
  public var sourcesDirectory: String?

  /// Makes a request.
  public init(files: [String], recipe: String? = nil, sourcesDirectory: String? = nil) {
    self.files = files
    self.recipe = recipe
    self.sourcesDirectory = sourcesDirectory
  }
}
