import EvidenceCore

/// The two tables that the analyses in SQL ask, `nodes` and `statements`, with what loads them.
///
/// CSV by RFC 4180 in UTF-8, LF behind every line, a head line; an absent value is an empty cell without
/// quotes, an empty text a pair of quotes.
struct TwoTables {
  /// A column and its type.
  struct Column {
    enum Sort { case text, whole, number, truth }
    var name: String
    var sort: Sort
  }

  static let nodeColumns = columns(
    "key kind label notation scheme same_as year:whole deprecated:truth properties"
  )
  static let statementColumns = columns(
    "id from_key relation to_key source via locator stance evidence_type confidence:number "
      + "justification method rationale coder reviewer negated:truth disputed:truth properties"
  )

  private static func columns(_ text: String) -> [Column] {
    text.split(separator: " ").map { word in
      let parts = word.split(separator: ":")
      let sort: Column.Sort =
        switch parts.count > 1 ? parts[1] : "" {
        case "whole": .whole
        case "number": .number
        case "truth": .truth
        default: .text
        }
      return Column(name: String(parts[0]), sort: sort)
    }
  }

  /// The most lines of a part of a partitioned table.
  static let linesOfPart = 200_000

  /// Both tables, each one file, with the statements that make and fill them.
  static func plain(_ graph: EvidenceGraph, _ losses: inout LossReport) -> [GraphExport.File] {
    warn(graph, &losses)
    return [
      GraphExport.File(
        name: "nodes.csv",
        text: head(nodeColumns) + graph.nodes.map { line(of: $0, in: graph) }.joined()
      ),
      GraphExport.File(
        name: "statements.csv",
        text: head(statementColumns) + graph.edges.map { line(of: $0, in: graph) }.joined()
      ),
      GraphExport.File(name: "postgresql/load.sql", text: TableLoading.postgreSQL),
      GraphExport.File(name: "duckdb/load.sql", text: TableLoading.duckDB),
    ]
  }

  /// Both tables in parts: nodes by kind, statements by relation, none longer than
  /// ``linesOfPart``.
  static func partitioned(_ graph: EvidenceGraph, _ losses: inout LossReport) -> [GraphExport.File]
  {
    warn(graph, &losses)
    for node in graph.nodes {
      let value = graph.value(of: node)
      let texts = [value.label, value.notation]
      if texts.contains("") { losses.lose("empty texts, which are absent here", value.key.text) }
    }
    for edge in graph.edges {
      let value = graph.statement(edge)
      let texts = [
        value.via, value.locator, value.rationale, value.coder, value.reviewer,
      ]
      if texts.contains("") {
        losses.lose("empty texts, which are absent here", LossReport.words(value))
      }
    }
    var files: [GraphExport.File] = []
    func add(_ table: String, _ column: String, _ value: String, _ head: String, _ lines: [String])
    {
      var (first, number) = (0, 0)
      while first < lines.count {
        let last = min(first + linesOfPart, lines.count)
        let digits = String(number)
        files.append(
          GraphExport.File(
            name: "\(table)/\(column)=\(folder(value))/part-"
              + String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".csv",
            text: head + lines[first..<last].joined()
          )
        )
        (first, number) = (last, number + 1)
      }
    }
    for kind in graph.kinds {
      let lines = graph.nodes(of: kind).map { line(of: $0, in: graph, partitioned: true) }
      add("nodes", "kind", kind.name, head(nodeColumns, without: "kind"), lines)
    }
    let byRelation = Dictionary(grouping: graph.edges, by: { graph.relation(of: $0) })
    for (relation, edges) in byRelation.sorted(by: { $0.key < $1.key }) {
      let lines = edges.map { line(of: $0, in: graph, partitioned: true) }
      add(
        "statements",
        "relation",
        relation.name,
        head(statementColumns, without: "relation"),
        lines
      )
    }
    return files + [GraphExport.File(name: "load.sql", text: TableLoading.spark)]
  }

  private static func warn(_ graph: EvidenceGraph, _ losses: inout LossReport) {
    losses.loseHeader(graph.header)
    for node in graph.nodes where graph.key(of: node).text.contains("\0") {
      losses.warn("keys with a NUL character, which databases refuse", graph.key(of: node).text)
    }
  }

  /// A text as the name of a folder, as Spark and Hive write partitions.
  private static func folder(_ text: String) -> String {
    var name = ""
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        name.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        name += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return name
  }

  private static func head(_ columns: [Column], without left: String? = nil) -> String {
    columns.map(\.name).filter { $0 != left }.joined(separator: ",") + "\n"
  }

  private static func line(
    of node: NodeID,
    in graph: EvidenceGraph,
    partitioned: Bool = false
  ) -> String {
    let value = graph.value(of: node)
    let sameAs: String? =
      value.sameAs.isEmpty
      ? nil : JSONWriter.text(.array(value.sameAs.map { JSONValue.string($0) }))
    return row(
      [value.key.text] + (partitioned ? [] : [value.kind.name])
        + [
          value.label, value.notation, graph.scheme(of: node), sameAs,
          graph.year(of: node).map(String.init),
          String(isDeprecated(value)), properties(value.properties),
        ]
    )
  }

  private static func line(
    of edge: EdgeID,
    in graph: EvidenceGraph,
    partitioned: Bool = false
  ) -> String {
    let value = graph.statement(edge)
    return row(
      [graph.id(of: edge), value.from.text] + (partitioned ? [] : [value.relation.name])
        + [
          value.to.text, value.source?.text, value.via, value.locator, value.stance?.rawValue,
          value.evidenceType?.rawValue, value.confidence?.shortestText, value.justification?.name,
          value.method?.rawValue, value.rationale, value.coder, value.reviewer,
          String(graph.isNegated(edge)), String(graph.isDisputed(edge)),
          properties(value.properties),
        ]
    )
  }

  /// Whether a node says that it is out of use: `deprecated`, `revoked` or `obsolete` is true.
  private static func isDeprecated(_ node: Node) -> Bool {
    ["deprecated", "revoked", "obsolete"].contains { name in
      switch node.properties[name] {
      case .boolean(let flag): flag
      case .string(let text): text.lowercased() == "true"
      default: false
      }
    }
  }

  private static func properties(_ properties: [String: PropertyValue]) -> String? {
    guard !properties.isEmpty else { return nil }
    let members = properties.sorted { $0.key.precedesInUTF8($1.key) }.map { name, value in
      JSONMember(name, value.json)
    }
    return JSONWriter.text(.object(members))
  }

  private static func row(_ cells: [String?]) -> String {
    cells.map { $0.map(quoted) ?? "" }.joined(separator: ",") + "\n"
  }

  private static func quoted(_ cell: String) -> String {
    let isPlain =
      !cell.isEmpty
      && cell.utf8.allSatisfy { byte in
        byte > 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: ",")
          && byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "#")
      }
    if isPlain { return cell }
    var quoted = "\""
    // Scalar by scalar: a quote with a combining mark behind it is a quote to a reader.
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
