import EvidenceCore

/// A graph in GraphML, as this toolkit writes it and as graph programs do.
///
/// A node's id is its key, unless an attribute `key` says otherwise; its kind stands in an
/// attribute `kind`, `labels` or `labelV`, a statement's relation in `relation`, `label` or
/// `labelE`. Fields of statements are attributes of their names (the work that states one:
/// `statedBy`); every other attribute is a property, with the type that its key declares.
/// Hyperedges and ports are refused.
struct GraphMLFile {
  /// An attribute that the file declares.
  struct Attribute {
    var name: String
    var type: BulkColumn.ValueType
    var owner: String
    var fallback: String?
  }

  /// A node or an edge.
  struct Record {
    var place: Place
    /// The id of a node or an edge.
    var id: String?
    /// The ends of an edge.
    var ends: (from: String, to: String)?
    var isUndirected = false
    /// The texts of its attributes, by their names.
    var texts: [String: String] = [:]
  }

  let file: String
  private(set) var attributes: [String: Attribute] = [:]
  private(set) var nodes: [Record] = []
  private(set) var edges: [Record] = []
  /// How many graphs lie within nodes.
  private(set) var nested = 0

  /// The declared types of an owner's attributes, by their names.
  func types(of owner: String) -> [String: BulkColumn.ValueType] {
    Dictionary(
      attributes.values.filter { [owner, "all"].contains($0.owner) }.map { ($0.name, $0.type) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// The values that stand where a record has none, by the names of attributes.
  func fallbacks(of owner: String) -> [String: String] {
    Dictionary(
      attributes.values.compactMap { attribute in
        guard [owner, "all"].contains(attribute.owner), let fallback = attribute.fallback else {
          return nil
        }
        return (attribute.name, fallback)
      },
      uniquingKeysWith: { first, _ in first }
    )
  }
}

#if XML
  extension GraphMLFile {
    /// Takes the records of a file in.
    ///
    /// - Throws: `EvidenceError` if it is no GraphML, or holds what cannot be read.
    /// - Complexity: O(bytes).
    static func read(
      _ source: FileBytes,
      into collection: inout ImportCollection
    ) throws(EvidenceError) {
      let parser = GraphMLParser(source.file)
      try XMLEvents.read(
        source.withBytes { Array($0) },
        file: source.file,
        start: { name, attributes, place throws(EvidenceError) in
          try parser.begin(name, attributes, place())
        },
        end: { name in parser.end(name) },
        text: { text in parser.text += parser.isInText ? text : "" }
      )
      try GraphMLRecords(parser.graph).add(to: &collection)
    }

    /// Where reading stands.
    private final class GraphMLParser {
      var graph: GraphMLFile
      var text = ""
      private(set) var isInText = false
      private var edgesAreUndirected: [Bool] = []
      private var open: [Record] = []
      private var key = ""

      init(_ file: String) { graph = GraphMLFile(file: file) }

      func begin(
        _ name: String,
        _ attributes: [String: String],
        _ place: Place
      ) throws(EvidenceError) {
        func needed(_ attribute: String) throws(EvidenceError) -> String {
          if let value = attributes[attribute] { return value }
          throw EvidenceError("broken-graphml", "<\(name)> without '\(attribute)'", at: place)
        }
        switch name {
        case "key":
          key = try needed("id")
          graph.attributes[key] = Attribute(
            name: attributes["attr.name"] ?? attributes["yfiles.type"] ?? key,
            type: Self.type(attributes["attr.type"]),
            owner: attributes["for"] ?? "all",
            fallback: nil
          )
        case "default", "data":
          (isInText, text) = (true, "")
          if name == "data" { key = try needed("key") }
        case "graph":
          if !open.isEmpty { graph.nested += 1 }
          edgesAreUndirected.append(attributes["edgedefault"] == "undirected")
        case "node":
          open.append(Record(place: place, id: try needed("id")))
        case "edge":
          var record = Record(place: place, id: attributes["id"])
          record.ends = (try needed("source"), try needed("target"))
          let isDirected = attributes["directed"].map { $0 == "true" || $0 == "1" }
          record.isUndirected = !(isDirected ?? !(edgesAreUndirected.last ?? false))
          open.append(record)
        case "hyperedge", "port":
          throw EvidenceError(
            "unread-graphml",
            "<\(name)>: an edge between more than two nodes, or at a part of one, is no statement",
            at: place,
            hint: "write one edge for each pair of nodes"
          )
        default: break
        }
      }

      func end(_ name: String) {
        switch name {
        case "default":
          graph.attributes[key]?.fallback = text
          isInText = false
        case "data":
          isInText = false
          guard !open.isEmpty else { return }
          open[open.count - 1].texts[graph.attributes[key]?.name ?? key] = text
        case "node": if let record = open.popLast() { graph.nodes.append(record) }
        case "edge": if let record = open.popLast() { graph.edges.append(record) }
        case "graph": _ = edgesAreUndirected.popLast()
        default: break
        }
      }

      private static func type(_ name: String?) -> BulkColumn.ValueType {
        switch name {
        case "int", "long": .integer
        case "float", "double": .number
        case "boolean": .boolean
        default: .string
        }
      }
    }
  }
#endif
