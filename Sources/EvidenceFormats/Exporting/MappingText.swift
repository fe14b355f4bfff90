import EvidenceCore

/// The matches of a graph as an SSSOM table, version 1.1, tab-separated, in canonical order.
struct MappingText {
  private var prefixes: [String: String] = [:]
  private var namespaces: [String: String] = [:]

  /// What the columns beyond the standard's are called, and the field that each holds.
  static let extensions = [
    ("ext_locator", "locator"), ("ext_method", "method"), ("ext_source", "source"),
    ("ext_via", "via"),
  ]

  /// The columns in the order of the standard, those of ours behind them.
  private static let order =
    [
      "record_id", "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id",
      "object_label", "mapping_justification", "author_id", "author_label", "reviewer_id",
      "reviewer_label", "creator_id", "creator_label", "license", "subject_category",
      "object_category", "subject_source", "subject_source_version", "object_source",
      "object_source_version", "mapping_provider", "mapping_source", "mapping_cardinality",
      "cardinality_scope", "mapping_tool", "mapping_tool_id", "mapping_tool_version",
      "mapping_date", "publication_date", "review_date", "confidence", "reviewer_agreement",
      "curation_rule", "curation_rule_text", "subject_match_field", "object_match_field",
      "match_string", "subject_preprocessing", "object_preprocessing", "similarity_score",
      "similarity_measure", "see_also", "issue_tracker_item", "other", "comment",
    ] + extensions.map(\.0)

  /// The text of a graph.
  ///
  /// - Throws: `EvidenceError` if the graph has no match.
  static func text(
    of graph: EvidenceGraph,
    _ losses: inout LossReport
  ) throws(EvidenceError) -> String {
    var table = MappingText()
    return try table.text(graph, &losses)
  }

  private mutating func text(
    _ graph: EvidenceGraph,
    _ losses: inout LossReport
  ) throws(EvidenceError) -> String {
    losses.loseHeader(graph.header)
    var rows: [[String: String]] = []
    var matched: Set<NodeID> = []
    for edge in graph.edges {
      let statement = graph.statement(edge)
      guard statement.relation.isMatch else {
        losses.lose(statement, "statements that are no matches")
        continue
      }
      matched.formUnion([graph.from(edge), graph.to(edge)])
      rows.append(row(statement, (graph.from(edge), graph.to(edge)), graph, &losses))
    }
    for node in graph.nodes { take(node, isMatched: matched.contains(node), graph, &rows, &losses) }
    guard !rows.isEmpty else {
      throw EvidenceError(
        "nothing-to-export",
        "the graph has no matches, and an SSSOM table holds nothing else",
        hint: "'evidence stats GRAPH' says what is in it"
      )
    }
    let used = Self.order.filter { name in rows.contains { $0[name] != nil } }
    let lines = rows.map { row in used.map { Self.cell(row[$0] ?? "") }.joined(separator: "\t") }
    return block(used, graph) + used.joined(separator: "\t") + "\n"
      + lines.map { $0 + "\n" }.joined()
  }

  private func block(_ used: [String], _ graph: EvidenceGraph) -> String {
    let id = KeyIRI.base + "mapping-set:" + Slug.make(graph.header.title ?? "graph")
    var lines = ["#sssom_version: \"1.1\"", "#curie_map:"]
    for (prefix, iri) in prefixes.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      lines.append("#  \(prefix): \"\(iri)\"")
    }
    lines.append("#mapping_set_id: \"\(id)\"")
    lines.append("#license: \"https://w3id.org/sssom/license/unspecified\"")
    let extra = Self.extensions.filter { used.contains($0.0) }
    if !extra.isEmpty { lines.append("#extension_definitions:") }
    for (name, field) in extra {
      lines.append("#  - slot_name: \(name)")
      lines.append("#    property: \"\(KeyIRI.term(field))\"")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: Nodes

  /// Counts what a table does not say of a node, and adds a row for each vocabulary that has no
  /// term for it.
  private mutating func take(
    _ node: NodeID,
    isMatched: Bool,
    _ graph: EvidenceGraph,
    _ rows: inout [[String: String]],
    _ losses: inout LossReport
  ) {
    var value = graph.value(of: node)
    var isNamed = isMatched
    if let found = value.properties.removeValue(forKey: "noTermFound") {
      for vocabulary in found.heldTexts {
        var row = [
          "subject_id": curie(value.key), "predicate_id": "skos:exactMatch",
          "object_id": "sssom:NoTermFound",
          "mapping_justification": "semapv:UnspecifiedMatching",
          "object_source": curie(Key(vocabulary)),
        ]
        row["subject_label"] = value.label
        rows.append(row)
        losses.lose("names of vocabularies without a term, which are IRIs here", vocabulary)
      }
      isNamed = true
    }
    guard isNamed else { return losses.lose("nodes that no match names", value.key.text) }
    if value.kind != .taxonomyNode {
      losses.lose("kinds of matched nodes, which are concepts here", "\(value.kind) \(value.key)")
    }
    if value.label == "" || value.label != value.label?.trimmedText {
      losses.lose("empty labels, and blanks at their ends", value.key.text)
    }
    if value.notation != nil { losses.lose("notations of matched nodes", value.key.text) }
    if !value.sameAs.isEmpty { losses.lose("other identifiers of matched nodes", value.key.text) }
    if let scheme = value.scheme, !scheme.isEmpty {
      losses.lose("schemes as fields of matched nodes; their keys say them", value.key.text)
    }
    for name in value.properties.keys.sorted() {
      losses.lose("properties of matched nodes", "'\(name)' of \(value.key)")
    }
  }

  // MARK: Rows

  private mutating func row(
    _ statement: Statement,
    _ ends: (from: NodeID, to: NodeID),
    _ graph: EvidenceGraph,
    _ losses: inout LossReport
  ) -> [String: String] {
    var row: [String: String] = [:]
    row["record_id"] = statement.effectiveID
    row["subject_id"] = curie(statement.from)
    row["object_id"] = curie(statement.to)
    row["subject_label"] = graph.label(of: ends.from)
    row["object_label"] = graph.label(of: ends.to)
    row["predicate_id"] = RDFPredicates.name(of: statement.relation)
    if statement.isNegated { row["predicate_modifier"] = "Not" }
    row["mapping_justification"] = justification(statement, &losses)
    if let confidence = statement.confidence {
      let rounded = (confidence * 1000).rounded() / 1000
      if rounded != confidence { losses.lose(statement, "confidences finer than three decimals") }
      row["confidence"] = rounded.shortestText
    }
    Self.take(statement.coders, "author", into: &row)
    Self.take(statement.reviewers, "reviewer", into: &row)
    row["comment"] = statement.rationale
    if let rationale = statement.rationale, rationale != rationale.trimmedText || rationale.isEmpty
    {
      losses.lose(statement, "empty texts, and blanks at the ends of texts")
    }
    row["ext_source"] = statement.source?.text
    row["ext_via"] = statement.via
    if statement.via == nil {
      losses.lose(statement, "matches without 'via', which have the set's name when read")
    }
    row["ext_locator"] = statement.locator
    row["ext_method"] = statement.method?.rawValue
    if statement.stance != nil { losses.lose(statement, "stances") }
    if statement.evidenceType != nil { losses.lose(statement, "types of evidence") }
    takeProperties(statement, &row, &losses)
    return row
  }

  private func justification(_ statement: Statement, _ losses: inout LossReport) -> String {
    guard let justification = statement.justification else {
      losses.lose(statement, "absent justifications, which are unspecified ones here")
      return "semapv:UnspecifiedMatching"
    }
    if Justification.vocabulary.contains(justification.name) {
      return "semapv:\(justification.name)"
    }
    losses.lose(statement, "justifications that SEMAPV does not have")
    return "semapv:UnspecifiedMatching"
  }

  private static func take(_ people: [String], _ slot: String, into row: inout [String: String]) {
    guard !people.isEmpty else { return }
    let areIDs = people.allSatisfy { $0.hasPrefix("orcid:") && !$0.contains(" ") }
    row[areIDs ? "\(slot)_id" : "\(slot)_label"] = people.map { item($0) }.joined(separator: "|")
  }

  private static func item(_ text: String) -> String {
    text.replacingScalar("\\", with: "\\\\").replacingScalar("|", with: "\\|")
  }

  private func takeProperties(
    _ statement: Statement,
    _ row: inout [String: String],
    _ losses: inout LossReport
  ) {
    let own: Set<String> = ["predicateModifier", "coders", "reviewers"]
    for (name, value) in statement.properties.sorted(by: { $0.key.precedesInUTF8($1.key) })
    where !own.contains(name) {
      let slot = Naming.screamingSnake(name).lowercased()
      let isList = MappingSlots.lists.contains(slot)
      let isNumber = ["similarity_score", "reviewer_agreement"].contains(slot)
      let isHeld: Bool
      switch value {
      case .string(let text):
        isHeld = !isList && !isNumber && text == text.trimmedText && !text.isEmpty
      case .strings(let items):
        isHeld =
          isList && items.count > 1 && items.allSatisfy { $0 == $0.trimmedText && !$0.isEmpty }
      case .number: isHeld = isNumber
      default: isHeld = false
      }
      guard isHeld, Self.order.contains(slot), row[slot] == nil,
        Naming.camelCase(slot) == name
      else {
        losses.lose("properties of matches", "'\(name)' of \(statement.effectiveID)")
        continue
      }
      let items: [String] = value.heldTexts.map { Self.item($0) }
      row[slot] = isList ? items.joined(separator: "|") : value.text
    }
  }

  // MARK: Ids

  /// The CURIE of a key: its namespace as letters, digits and `_`, since readers drop others.
  private mutating func curie(_ key: Key) -> String {
    let namespace = key.namespace
    let prefix = namespaces[namespace] ?? newPrefix(namespace)
    return "\(prefix):\(KeyIRI.encoded(namespace.isEmpty ? key.text : key.local))"
  }

  private mutating func newPrefix(_ namespace: String) -> String {
    let clean = String(
      namespace.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    )
    let base = clean.first?.isLetter == true ? clean : "n_\(clean)"
    var free = base
    var number = 1
    while prefixes[free] != nil || MappingPrefixes.standard[free] != nil {
      number += 1
      free = "\(base)_\(number)"
    }
    let iri = KeyIRI.base + (namespace.isEmpty ? "" : KeyIRI.encoded(namespace) + ":")
    prefixes[free] = iri
    namespaces[namespace] = free
    return free
  }

  /// A cell, in quotes where it holds a tab, a quote or a line break.
  private static func cell(_ text: String) -> String {
    guard text.containsScalar(where: { $0 == "\"" || $0 == "\t" || $0.isNewline }) else {
      return text
    }
    return "\"" + text.replacingScalar("\"", with: "\"\"") + "\""
  }
}
