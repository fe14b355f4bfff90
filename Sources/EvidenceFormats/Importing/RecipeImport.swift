import EvidenceCore

enum RecipeImport {
  /// - Returns: the given files that stood for sources.
  static func run(
    _ files: RecipeFiles,
    into collection: inout ImportCollection
  ) throws(EvidenceError) -> Set<String> { [] }
}
