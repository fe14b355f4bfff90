/// A form in which a graph can be given to other programs.
public enum ExportFormat: String, CaseIterable, Sendable {
  /// The bulk pair of tables, nodes and statements, that `import` reads back; separated by commas.
  case csv
  /// The bulk pair, separated by tabs.
  case tsv
  /// A table of mappings, SSSOM 1.1.
  case sssom
  /// A bibliography in RIS.
  case ris
  /// A bibliography in BibTeX.
  case bibtex
  /// A bibliography in CSL-JSON.
  case cslJSON = "csl-json"
  /// SKOS, PROV and SSSOM terms in Turtle.
  case turtle
  /// The same triples in JSON-LD.
  case jsonLD = "json-ld"
  /// GraphML, for Gephi, Cytoscape, networkx, igraph.
  case graphML = "graphml"
  /// GEXF 1.3, for Gephi.
  case gexf
  /// DOT, for Graphviz.
  case dot
  /// Statements of openCypher that make the graph.
  case cypher
  /// An OSCAL mapping collection in JSON.
  case oscal
  /// A layer of the ATT&CK Navigator.
  case navigator
  /// The two tables for analyses in SQL, with what loads them into PostgreSQL and DuckDB.
  case sql
  /// The two tables in parts, with what makes views of them in Spark.
  case spark

  /// How a file of this form is usually named, the longest ending first.
  public var endings: [String] {
    switch self {
    case .csv: ["csv"]
    case .tsv: ["tsv"]
    case .sssom: ["sssom.tsv"]
    case .ris: ["ris"]
    case .bibtex: ["bib", "bibtex"]
    case .cslJSON: ["csl.json", "csl"]
    case .turtle: ["ttl", "turtle"]
    case .jsonLD: ["jsonld"]
    case .graphML: ["graphml"]
    case .gexf: ["gexf"]
    case .dot: ["dot", "gv"]
    case .cypher: ["cypher", "cql"]
    case .oscal: ["oscal.json"]
    case .navigator: ["layer.json"]
    case .sql, .spark: []
    }
  }

  /// The form that the name of a file ends in; `nil` where it is none of these.
  public init?(fileName: String) {
    let name = fileName.lowercased()
    let found = Self.allCases.flatMap { form in form.endings.map { (form, ".\($0)") } }
      .filter { name.hasSuffix($0.1) }
      .max { $0.1.utf8.count < $1.1.utf8.count }
    guard let found else { return nil }
    self = found.0
  }

  /// Whether it takes more than one file, which are written to a folder.
  public var needsFolder: Bool {
    switch self {
    case .csv, .tsv, .sql, .spark: true
    default: false
    }
  }
}
