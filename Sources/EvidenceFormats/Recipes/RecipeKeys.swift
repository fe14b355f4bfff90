import EvidenceCore

/// The keys that each part of a recipe knows; the reference page has a table of each.
enum RecipeKeys {
  static let recipe = [
    "recipe", "title", "asOf", "schemes", "notices", "kinds", "relations", "searches", "judgments",
    "statuses", "lint", "same", "sources",
  ]
  static let notice = ["text", "via", "licence"]
  static let kind = ["name", "description"]
  static let relation = ["name", "from", "to", "description", "acyclic"]
  static let search = ["rows", "columns", "relation", "date", "by", "method", "result"]
  static let judgment = ["row", "column", "of", "certainty", "reasons", "by", "date"]
  static let status = ["row", "column", "status", "owner", "due", "by", "date", "note"]
  static let lint = ["rule", "of", "reason"]
  static let source = [
    "path", "table", "form", "sheet", "url", "licence", "notice", "sha256", "via", "header",
    "separator",
    "constants", "maps", "repairs", "rows", "references", "names", "source", "leaveOut", "tree",
    "metadata", "scheme", "concepts", "facets",
  ]
  static let repair = ["column", "from", "to", "why", "when"]
  static let rule = ["when", "drop", "let", "node", "nodes", "statements"]
  static let node = [
    "when", "as", "known", "key", "paper", "repeated", "kind", "label", "notation", "scheme",
    "sameAs", "properties", "names", "rest",
  ]
  static let paper = ["doi", "url", "title"]
  static let statement =
    ["when", "each", "split", "from", "relation", "to", "source", "properties"] + statementFields
  /// The fields of a statement that a template fills.
  static let statementFields = Statement.fieldNames.filter { $0 != "source" }
  static let find = ["find", "optional"]
  static let references = [
    "names", "except", "always", "relations", "source", "others", "unlessStated",
  ]
  static let reference = ["field", "from", "to", "relation", "reversed"]
}
