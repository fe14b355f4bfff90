import EvidenceCore

/// The matches of a graph as an OSCAL mapping collection (1.2.1) in JSON.
///
/// Each pair of schemes is a mapping; concepts without a scheme are told apart by the work that
/// their keys name. The UUIDs follow from the keys, and the time of modification is midnight (UTC)
/// of the graph's as-of date.
struct OSCALText {
  /// The namespace of the properties that OSCAL has no field for.
  static let namespace = "urn:evidence:vocabulary"

  /// The text of a graph.
  ///
  /// - Throws: `EvidenceError` if the graph has no match, or no as-of date.
  static func text(
    of graph: EvidenceGraph,
    _ losses: inout LossReport
  ) throws(EvidenceError) -> String {
    losses.loseHeader(graph.header, holding: [.title, .asOf])
    guard let asOf = graph.header.asOf, asOf.utf8.count == 10, PaperFields.isDate(asOf) else {
      throw EvidenceError(
        "no-date",
        "an OSCAL document says when it was modified, and this graph has no as-of date",
        hint: "give its header a date: \"asOf\": \"2026-01-31\""
      )
    }
    var maps: [String: (source: String, target: String, items: [JSONValue])] = [:]
    var matched: Set<NodeID> = []
    for edge in graph.edges {
      let statement = graph.statement(edge)
      guard statement.relation.isMatch else {
        losses.lose(statement, "statements that are no matches")
        continue
      }
      guard !statement.isNegated || statement.relation == .relatedMatch else {
        losses.lose(statement, "denied matches other than related ones")
        continue
      }
      let (from, to) = (graph.from(edge), graph.to(edge))
      let (source, target) = (scheme(of: from, graph), scheme(of: to, graph))
      matched.formUnion([from, to])
      maps["\(source)\u{1F}\(target)", default: (source, target, [])].items.append(
        map(
          statement,
          called: graph.id(of: edge),
          (item(from, graph, &losses), item(to, graph, &losses)),
          &losses
        )
      )
    }
    guard !maps.isEmpty else {
      throw EvidenceError(
        "nothing-to-export",
        "the graph has no matches, and an OSCAL mapping collection holds nothing else",
        hint: "'evidence stats GRAPH' says what is in it"
      )
    }
    for node in graph.nodes where !matched.contains(node) {
      losses.lose("nodes that no match names", graph.key(of: node).text)
    }
    for node in graph.nodes where matched.contains(node) {
      let value = graph.value(of: node)
      if !value.properties.isEmpty || !value.sameAs.isEmpty {
        losses.lose("properties and other identifiers of matched nodes", value.key.text)
      }
    }
    let mappings = maps.sorted { $0.key.precedesInUTF8($1.key) }.map { mapping($0.value) }
    return JSONWriter.text(document(mappings, graph, asOf)) + "\n"
  }

  private static func document(
    _ mappings: [JSONValue],
    _ graph: EvidenceGraph,
    _ asOf: String
  ) -> JSONValue {
    let title = graph.header.title ?? "Mappings"
    return object([
      (
        "mapping-collection",
        object([
          ("uuid", .string(NameUUID.make("mapping-collection:\(title):\(asOf)"))),
          (
            "metadata",
            object([
              ("title", .string(title)),
              ("last-modified", .string("\(asOf)T00:00:00Z")),
              ("version", .string(asOf)),
              ("oscal-version", .string("1.2.1")),
            ])
          ),
          (
            "provenance",
            object([
              ("method", .string(method(of: graph))),
              ("matching-rationale", .string(rationale(of: graph))),
              ("status", .string(notStated)),
              (
                "mapping-description",
                .string("Matches of the evidence graph '\(title)' as of \(asOf).")
              ),
            ])
          ),
          ("mappings", .array(mappings)),
        ])
      )
    ])
  }

  /// The word for what a graph does not say; the standard's lists may be added to.
  private static let notStated = "not-stated"

  /// How the matches were made, where all say it: by people, by machines, or both.
  private static func method(of graph: EvidenceGraph) -> String {
    var (people, machines) = (false, false)
    for edge in graph.edges where graph.relation(of: edge).isMatch {
      let (method, justification) = (graph.method(of: edge), graph.justification(of: edge))
      if method == .model || justification?.isInference == true {
        machines = true
      } else if method == .modelThenPerson {
        (people, machines) = (true, true)
      } else if method != nil || justification == .manualMappingCuration {
        people = true
      } else {
        return notStated
      }
    }
    return people && machines ? "hybrid" : people ? "human" : "automation"
  }

  /// What the matches rest on, where all say it: the words of the concepts, or their meaning.
  private static func rationale(of graph: EvidenceGraph) -> String {
    let words = Set(
      graph.edges.filter { graph.relation(of: $0).isMatch }
        .map { graph.justification(of: $0)?.name ?? "" }
    )
    if words.isSubset(of: ["LexicalMatching", "LexicalSimilarityThresholdMatching"]) {
      return "syntactic"
    }
    return words == ["SemanticSimilarityThresholdMatching"] ? "semantic" : notStated
  }

  private static func mapping(
    _ pair: (source: String, target: String, items: [JSONValue])
  ) -> JSONValue {
    func resource(_ scheme: String) -> JSONValue {
      object([
        ("type", .string("catalog")), ("href", .string(KeyIRI.iri(of: scheme))),
      ])
    }
    return object([
      ("uuid", .string(NameUUID.make("mapping:\(pair.source):\(pair.target)"))),
      ("source-resource", resource(pair.source)),
      ("target-resource", resource(pair.target)),
      ("maps", .array(pair.items)),
    ])
  }

  private static func map(
    _ statement: Statement,
    called id: String,
    _ ends: (source: JSONValue, target: JSONValue),
    _ losses: inout LossReport
  ) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("uuid", .string(NameUUID.isUUID(id) ? id : NameUUID.make("statement:\(id)")))
    ]
    let word: String
    switch statement.relation {
    case .exactMatch: word = "equal-to"
    case .broadMatch: word = "subset-of"
    case .narrowMatch: word = "superset-of"
    case .relatedMatch: word = statement.isNegated ? "no-relationship" : "intersects-with"
    default:
      members.append(
        ("ns", .string(RDFNames.iri("skos:")))
      )
      word = "closeMatch"
    }
    members.append(("relationship", .string(word)))
    members.append(("sources", .array([ends.source])))
    members.append(("targets", .array([ends.target])))
    if let confidence = statement.confidence {
      members.append(("confidence-score", object([("percentage", .number(confidence))])))
    }
    if statement.stance != nil { losses.lose(statement, "stances") }
    for name in statement.properties.keys.sorted() where name != "predicateModifier" {
      losses.lose("properties of matches", "'\(name)' of \(id)")
    }
    let props = [
      ("statement-id", id), ("stated-by", statement.source?.text), ("via", statement.via),
      ("locator", statement.locator), ("justification", statement.justification?.name),
      ("method", statement.method?.rawValue), ("coder", statement.coder),
      ("reviewer", statement.reviewer), ("evidence-type", statement.evidenceType?.rawValue),
    ]
    var written: [JSONValue] = []
    for case (let name, let value?) in props {
      if let one = property(name, value, &losses) { written.append(one) }
    }
    members.append(("props", .array(written)))
    if let rationale = statement.rationale { members.append(("remarks", .string(rationale))) }
    return object(members)
  }

  private static func item(
    _ node: NodeID,
    _ graph: EvidenceGraph,
    _ losses: inout LossReport
  ) -> JSONValue {
    let key = graph.key(of: node)
    let value = graph.value(of: node)
    var props: [JSONValue?] = []
    for (name, text) in [
      ("key", key.text), ("kind", value.kind.name), ("label", value.label),
      ("notation", value.notation), ("scheme", value.scheme),
    ] {
      if let text { props.append(property(name, text, &losses)) }
    }
    let local = graph.notation(of: node) ?? key.local
    return object([
      ("type", .string("control")),
      ("id-ref", .string(oneLine(local) ?? key.text)),
      ("props", .array(props.compactMap(\.self))),
    ])
  }

  /// The scheme of a node, or what its key names of the work that it is from.
  private static func scheme(of node: NodeID, _ graph: EvidenceGraph) -> String {
    if let scheme = graph.scheme(of: node) { return scheme }
    let key = graph.key(of: node).text
    return key.lastIndex(of: "/").map { String(key[..<$0]) } ?? graph.key(of: node).namespace
  }

  /// A property under our own namespace; `nil` for a text of blanks.
  private static func property(
    _ name: String,
    _ value: String,
    _ losses: inout LossReport
  ) -> JSONValue? {
    let line = oneLine(value)
    if line != value {
      losses.lose("blanks and line ends of texts that stand in one line", "'\(value)'")
    }
    return line.map {
      object([
        ("name", .string(name)), ("ns", .string(namespace)), ("value", .string($0)),
      ])
    }
  }

  private static func oneLine(_ text: String) -> String? {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return words.isEmpty ? nil : words
  }

  private static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { JSONMember($0.0, $0.1) })
  }
}
