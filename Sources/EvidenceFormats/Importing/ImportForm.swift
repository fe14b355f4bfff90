import EvidenceCore
import Foundation

/// The forms of input, known by their content rather than their name.
enum ImportForm: String, CaseIterable {
  /// A `recipe.yaml`.
  case recipe
  /// A table of mappings between vocabularies.
  case sssom
  /// A property-graph table of nodes (`:ID`) or relationships (`:START_ID`).
  case bulk
  /// The canonical archive, `graph.jsonl`.
  case archive
  /// A seed page as plain text.
  case page
  /// Delimited text that needs a recipe.
  case table

  /// The form of a file.
  ///
  /// - Throws: `EvidenceError` if it is none of these.
  static func detect(_ source: FileBytes) throws(EvidenceError) -> ImportForm {
    let head = source.head().replacing("\u{FEFF}", with: "")
    let lines = head.split(separator: "\n", omittingEmptySubsequences: true).map {
      $0.hasSuffix("\r") ? $0.dropLast() : $0
    }
    let suffix = source.file.split(separator: ".").last.map(String.init) ?? ""
    guard let first = lines.first else {
      throw EvidenceError("empty-file", "the file is empty", at: Place(source.file))
    }
    if first.hasPrefix("{\"evidence\":") { return .archive }
    if ["yaml", "yml"].contains(suffix) {
      if lines.contains(where: { $0.hasPrefix("recipe:") }) { return .recipe }
      throw EvidenceError(
        "not-a-recipe",
        "YAML without a 'recipe:' line",
        at: Place(source.file, line: 1),
        hint: "a recipe begins with 'recipe: 1'; name collections of YAML in a recipe's sources"
      )
    }
    let header = lines.first { !$0.hasPrefix("#") } ?? ""
    let names = Set(header.split { "\t,".contains($0) }.map { $0.trimmingCharacters(in: quotes) })
    if names.contains(where: { $0 == ":START_ID" || $0.hasPrefix(":START_ID(") }) { return .bulk }
    if names.contains(where: { $0.hasSuffix(":ID") || $0.contains(":ID(") }) { return .bulk }
    if source.file.hasSuffix(".sssom.tsv") || names.isSuperset(of: ["subject_id", "predicate_id"]) {
      return .sssom
    }
    if ["csv", "tsv"].contains(suffix) { return .table }
    if lines.contains("Reasoning") { return .page }
    throw EvidenceError(
      "unknown-form",
      "'\(source.file)' is of no form that can be imported",
      at: Place(source.file, line: 1),
      hint: "known: a recipe, SSSOM tables, bulk CSV (':ID', ':START_ID'), graph.jsonl, seed pages"
    )
  }

  private static let quotes = CharacterSet(charactersIn: "\" ")
}
