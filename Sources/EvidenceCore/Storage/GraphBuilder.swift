/// Collects nodes and statements, in any order, and makes a graph of them.
///
/// A builder is used up by ``build()``: there is no half-built graph to look at.
///
/// ```swift
/// var builder = GraphBuilder()
/// builder.add(Node("doi:10.1000/1", .paper, label: "A paper"))
/// builder.add(Node("mitigation:a/audit", .mitigation))
/// builder.add(Statement("doi:10.1000/1", .proposes, "mitigation:a/audit", via: "notes.csv"))
/// let graph = try builder.build()
/// ```
public struct GraphBuilder: ~Copyable {
  /// What the graph will say of itself.
  public var header: GraphHeader
  /// The input's name, for the places of findings.
  public var file: String

  var texts = StringTable()
  var nodes = NodeColumns()
  var statements = StatementColumns()
  var kinds = NumberedNames()
  var relations = NumberedNames()
  /// The inputs that the rows come from, each with its first rows; ascending.
  var inputs: [BuilderInput] = []
  /// Rows of nodes that another row has taken in.
  var withdrawn: Set<UInt32> = []

  /// Starts an empty graph.
  public init(header: GraphHeader = GraphHeader(), file: String = "graph") {
    self.header = header
    self.file = file
  }

  /// Adds a node; one that says the same as an earlier one counts once.
  ///
  /// Findings name the line where it stands in the input; 0 where there is none.
  /// - Complexity: O(size of the node), amortised.
  public mutating func add(_ node: Node, line: Int = 0) {
    let row = nodes.count
    nodes.keys.append(texts.intern(node.key.text))
    nodes.kinds.append(kinds.number(of: texts.intern(node.kind.name)))
    if let label = node.label { nodes.labels.append(texts.intern(label), at: row) }
    if let notation = node.notation { nodes.notations.append(texts.intern(notation), at: row) }
    if let scheme = node.scheme { nodes.schemes.append(texts.intern(scheme), at: row) }
    if !node.sameAs.isEmpty {
      let sorted = Set(node.sameAs).sorted { $0.precedesInUTF8($1) }
      nodes.sameAs.append(sorted.map { texts.intern($0) }, at: row)
    }
    nodes.lines.append(UInt32(clamping: line), at: row)
    for (name, value) in node.properties.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      let name = texts.intern(PropertyName.ofNode(name))
      nodes.properties.append(value, name: name, row: UInt32(row), texts: &texts)
    }
  }

  /// Adds a statement; its two nodes may come later.
  ///
  /// Findings name the line where it stands in the input; 0 where there is none.
  /// - Complexity: O(size of the statement), amortised.
  public mutating func add(_ statement: Statement, line: Int = 0) {
    let row = statements.count
    statements.from.append(texts.intern(statement.from.text))
    statements.to.append(texts.intern(statement.to.text))
    statements.relations.append(relations.number(of: texts.intern(statement.relation.name)))
    if var id = statement.id { id.withUTF8 { setID($0, at: row) } }
    if let source = statement.source {
      statements.sources.append(texts.intern(source.text), at: row)
    }
    if let via = statement.via { statements.vias.append(texts.intern(via), at: row) }
    if let locator = statement.locator {
      statements.locators.append(texts.intern(locator), at: row)
    }
    statements.stances.append(Self.code(statement.stance), at: row)
    statements.evidenceTypes.append(Self.code(statement.evidenceType), at: row)
    statements.methods.append(Self.code(statement.method), at: row)
    if let confidence = statement.confidence {
      statements.confidences.append(confidence.bitPattern, at: row)
    }
    if let justification = statement.justification {
      statements.justifications.append(texts.intern(justification.name), at: row)
    }
    if let rationale = statement.rationale {
      statements.rationales.append(texts.intern(rationale), at: row)
    }
    if let coder = statement.coder { statements.coders.append(texts.intern(coder), at: row) }
    if let reviewer = statement.reviewer {
      statements.reviewers.append(texts.intern(reviewer), at: row)
    }
    statements.lines.append(UInt32(clamping: line), at: row)
    guard !statement.properties.isEmpty else { return }
    statements.negated.append(statement.isNegated ? 1 : 0, at: row)
    for (name, value) in statement.properties.sorted(by: { $0.key.precedesInUTF8($1.key) }) {
      let name = texts.intern(PropertyName.ofStatement(name))
      statements.properties.append(value, name: name, row: UInt32(row), texts: &texts)
    }
  }

  /// Gives the statement of a row, the last one, an id.
  mutating func setID(_ id: UnsafeBufferPointer<UInt8>, at row: Int) {
    if let number = StatementDigest.number(id) {
      statements.digests.append(number, at: row)
    } else {
      statements.ids.append(texts.intern(id), at: row)
    }
  }

  private static func code<Value: CaseIterable & Equatable>(_ value: Value?) -> UInt8 {
    guard let value, let index = Array(Value.allCases).firstIndex(of: value) else { return 0 }
    return UInt8(index + 1)
  }
}
