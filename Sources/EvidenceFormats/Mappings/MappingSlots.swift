import EvidenceCore

/// The slots of the SSSOM model (1.0 and 1.1): which there are, which hold lists, and which pass
/// from a mapping set to its rows.
enum MappingSlots {
  /// The slots of a single mapping: the columns of a table.
  static let ofMappings: Set<String> = propagated.union([
    "record_id", "subject_id", "subject_label", "subject_category", "predicate_id",
    "predicate_label", "predicate_modifier", "object_id", "object_label", "object_category",
    "mapping_justification", "author_id", "author_label", "reviewer_id", "reviewer_label",
    "creator_id", "creator_label", "license", "mapping_source", "mapping_cardinality",
    "publication_date", "review_date", "confidence", "reviewer_agreement", "match_string",
    "similarity_score", "see_also", "issue_tracker_item", "other", "comment", "mapping_status",
  ])

  /// The slots of a mapping set that say the same of each of its mappings.
  static let propagated: Set<String> = [
    "subject_type", "subject_source", "subject_source_version", "object_type", "object_source",
    "object_source_version", "predicate_type", "mapping_provider", "cardinality_scope",
    "mapping_tool", "mapping_tool_id", "mapping_tool_version", "mapping_date",
    "subject_match_field", "object_match_field", "subject_preprocessing", "object_preprocessing",
    "similarity_measure", "curation_rule", "curation_rule_text",
  ]

  /// The slots that say something of a mapping set itself.
  static let ofSets: Set<String> = [
    "sssom_version", "mapping_set_id", "mapping_set_version", "mapping_set_source",
    "mapping_set_title", "mapping_set_description", "mapping_set_confidence", "mapping_set_group",
    "creator_id", "creator_label", "license", "publication_date", "see_also", "issue_tracker",
    "other", "comment", "mirror_from", "registry_confidence", "last_updated", "local_name",
  ]

  /// The slots whose cells hold lists.
  static let lists: Set<String> = [
    "author_id", "author_label", "reviewer_id", "reviewer_label", "creator_id", "creator_label",
    "mapping_set_source", "cardinality_scope", "subject_match_field", "object_match_field",
    "match_string", "subject_preprocessing", "object_preprocessing", "curation_rule",
    "curation_rule_text", "see_also", "other",
  ]

  /// The slots that name people and groups.
  static let people: Set<String> = ["author_id", "reviewer_id", "creator_id"]

  /// The known slot that a name is a slip of: the same letters, or a letter or two beside them.
  static func near(_ name: String, among slots: Set<String>) -> String? {
    let folded = fold(name)
    let known = slots.sorted()
    if let same = known.first(where: { fold($0) == folded }) { return same }
    return NearMiss.of(name, among: known)
  }

  private static func fold(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// The values of a list in one cell: `|` separates them, `\|` and `\\` stand for themselves.
  static func items(_ cell: String) -> [String] {
    var items: [String] = []
    var item = ""
    var isEscaped = false
    for scalar in cell.unicodeScalars {
      if isEscaped {
        if scalar != "|", scalar != "\\" { item.unicodeScalars.append("\\") }
        item.unicodeScalars.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "|" {
        items.append(item)
        item = ""
      } else {
        item.unicodeScalars.append(scalar)
      }
    }
    if isEscaped { item.unicodeScalars.append("\\") }
    items.append(item)
    return items.map(\.trimmedText).filter { !$0.isEmpty }
  }
}
