public import EvidenceCore

/// A graph in a form of other programs, with a report of what that form cannot hold.
///
/// The same graph gives the same bytes: dates are those of the graph, and what needs a name that
/// the graph lacks has one made of its keys.
///
/// ```swift
/// let export = try GraphExport(graph, as: .ris)
/// print(export.files[0].text)
/// print(export.losses.text)
/// ```
public struct GraphExport: Sendable {
  /// One file of an export.
  public struct File: Hashable, Sendable {
    /// How it is called in a folder.
    public var name: String
    /// What stands in it, in UTF-8 with LF behind every line.
    public var text: String

    /// Names a text.
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The files; one, but for the forms that need a folder.
  public let files: [File]
  /// What the form cannot hold of the graph.
  public let losses: LossReport

  /// Writes a graph in a form.
  ///
  /// - Parameters:
  ///   - graph: what is written.
  ///   - format: the form.
  ///   - layer: what a layer of the Navigator shows; needed for that form, and for no other.
  /// - Throws: `EvidenceError` if the graph holds nothing that the form can hold.
  /// - Complexity: O(*n* log *n*) time and O(*n*) space for a graph of *n* records.
  public init(
    _ graph: EvidenceGraph,
    as format: ExportFormat,
    layer: NavigatorLayer? = nil
  ) throws(EvidenceError) {
    var losses = LossReport(format)
    switch format {
    case .csv, .tsv:
      let separator: Character = format == .csv ? "," : "\t"
      files = BulkTables(separator).files(of: graph, &losses)
    case .sql: files = TwoTables.plain(graph, &losses)
    case .spark: files = TwoTables.partitioned(graph, &losses)
    case .cypher: files = [File(name: "graph.cypher", text: CypherText.text(of: graph, &losses))]
    case .graphML:
      files = [File(name: "graph.graphml", text: GraphMLText.text(of: graph, &losses))]
    case .gexf: files = [File(name: "graph.gexf", text: GEXFText.text(of: graph, &losses))]
    case .dot: files = [File(name: "graph.dot", text: DOTText.text(of: graph, &losses))]
    case .sssom:
      files = [File(name: "matches.sssom.tsv", text: try MappingText.text(of: graph, &losses))]
    case .ris: files = [File(name: "papers.ris", text: try RISText.text(of: graph, &losses))]
    case .bibtex:
      files = [File(name: "papers.bib", text: try BibTeXText.text(of: graph, &losses))]
    case .cslJSON:
      files = [File(name: "papers.csl.json", text: try CSLText.text(of: graph, &losses))]
    case .turtle: files = [File(name: "graph.ttl", text: TurtleText.text(of: graph, &losses))]
    case .jsonLD: files = [File(name: "graph.jsonld", text: JSONLDText.text(of: graph, &losses))]
    case .oscal:
      files = [File(name: "mappings.oscal.json", text: try OSCALText.text(of: graph, &losses))]
    case .navigator:
      files = [
        File(
          name: "graph.layer.json",
          text: try NavigatorLayerText.text(of: graph, layer, &losses)
        )
      ]
    }
    self.losses = losses
  }

  /// The text of an export of one file.
  public var text: String { files.map(\.text).joined() }
}
