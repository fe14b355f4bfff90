public import EvidenceCore

/// What to import, and where the raw sources stand.
public struct ImportRequest: Hashable, Sendable {
  /// The files, each of a form that ``Importer`` knows by its content; a recipe may be one.
  public var files: [String]
  /// A recipe that says how the files of its sources are to be read.
  public var recipe: String?
  /// The folder that a recipe's `path`s are relative to; none: the recipe's own folder.
  public var sourcesDirectory: String?
  /// Whether everything that would be dropped is an error.
  public var isStrict: Bool
  /// Kinds and relations of the user's own, which are not taken for slips of the pen.
  public var declared: Set<String>
  /// Who makes the claims of bulk tables that name no source; none: unknown.
  public var source: Key?
  /// Which of the files is a standing graph that the others are merged into: its title and date stay.
  public var into: String?

  /// Makes a request.
  public init(
    files: [String],
    recipe: String? = nil,
    sourcesDirectory: String? = nil,
    isStrict: Bool = false,
    declared: Set<String> = [],
    source: Key? = nil,
    into: String? = nil
  ) {
    self.files = files
    self.recipe = recipe
    self.sourcesDirectory = sourcesDirectory
    self.isStrict = isStrict
    self.declared = declared
    self.source = source
    self.into = into
  }
}
