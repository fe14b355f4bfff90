/// Goes through the columns of a graph in a fixed order, to write or to read them: what is written under a
/// name is read under it.
protocol SnapshotSections {
  /// Takes a column that has a value for each of some things.
  ///
  /// - Parameter count: how many values it has; `nil`: any number, up to `most`.
  mutating func column<Element>(
    _ name: String,
    _ column: inout Column<Element>,
    count: Int?,
    most: Int?,
    _ limits: Column<Element>.Limits
  ) throws(EvidenceError)

  /// Takes the typed columns of properties.
  mutating func properties(
    _ name: String,
    _ properties: inout PropertyColumns,
    rows: Int,
    texts: Int
  ) throws(EvidenceError)
}

/// The columns of a graph, apart from what is derived of names.
struct SnapshotColumns {
  var texts = TextColumns()
  var nodes = NodeColumns()
  var statements = StatementColumns()
  var nodeOfText: Column<UInt32> = []
  var adjacency = Adjacency(outgoingStarts: [], incomingStarts: [], incoming: [], sources: [])
  var keys: Column<UInt64> = []

  init() {}

  init(_ storage: GraphStorage) {
    texts = storage.texts
    nodes = storage.nodes
    statements = storage.statements
    nodeOfText = storage.nodeOfText
    adjacency = storage.adjacency
    keys = storage.keys.slots
  }

  /// How many of everything there are.
  struct Counts {
    var texts: Int
    var bytes: Int
    var nodes: Int
    var statements: Int
    var kinds: Int
    var relations: Int

    init(texts: Int, bytes: Int, nodes: Int, statements: Int, kinds: Int, relations: Int) {
      self.texts = texts
      self.bytes = bytes
      self.nodes = nodes
      self.statements = statements
      self.kinds = kinds
      self.relations = relations
    }

    init(_ storage: GraphStorage) {
      self.init(
        texts: storage.texts.count,
        bytes: storage.texts.bytes.count,
        nodes: storage.nodes.count,
        statements: storage.statements.count,
        kinds: storage.kinds.count,
        relations: storage.relations.count
      )
    }
  }

  /// Goes through all columns.
  mutating func visit(
    _ sections: inout some SnapshotSections,
    _ counts: Counts
  ) throws(EvidenceError) {
    let (n, m, t) = (counts.nodes, counts.statements, UInt64(counts.texts))
    typealias Index = Column<UInt32>.Limits
    let text = Index(bound: t)
    let textOrNone = Index(bound: t, exception: UInt64(StringTable.none))
    let node = Index(bound: UInt64(n))
    try sections.column(
      "text-bytes",
      &texts.bytes,
      count: counts.bytes,
      most: nil,
      Column<UInt8>.Limits()
    )
    try sections.column(
      "text-offsets",
      &texts.offsets,
      count: counts.texts + 1,
      most: nil,
      Column<UInt64>.Limits(bound: UInt64(counts.bytes) + 1, rises: true)
    )
    try sections.column("node-keys", &nodes.keys, count: n, most: nil, text)
    try sections.column(
      "node-kinds",
      &nodes.kinds,
      count: n,
      most: nil,
      Index(bound: UInt64(counts.kinds))
    )
    try sparse("node-labels", &nodes.labels, n, textOrNone, &sections)
    try sparse("node-notations", &nodes.notations, n, textOrNone, &sections)
    try sparse("node-schemes", &nodes.schemes, n, textOrNone, &sections)
    try sparse("node-lines", &nodes.lines, n, Index(), &sections)
    try lists("node-same-as", &nodes.sameAs, most: n, text, &sections)
    try sections.properties("node-properties", &nodes.properties, rows: n, texts: counts.texts)
    try sections.column("key-slots", &keys, count: nil, most: nil, Column<UInt64>.Limits())
    try sections.column(
      "text-nodes",
      &nodeOfText,
      count: counts.texts,
      most: nil,
      Index(bound: UInt64(n), exception: UInt64(UInt32.max))
    )
    try sections.column("from", &statements.from, count: m, most: nil, node)
    try sections.column("to", &statements.to, count: m, most: nil, node)
    try sections.column(
      "relations",
      &statements.relations,
      count: m,
      most: nil,
      Index(bound: UInt64(counts.relations))
    )
    let starts = Index(bound: UInt64(m) + 1, rises: true)
    try sections.column(
      "outgoing-starts",
      &adjacency.outgoingStarts,
      count: n + 1,
      most: nil,
      starts
    )
    try sections.column(
      "incoming-starts",
      &adjacency.incomingStarts,
      count: n + 1,
      most: nil,
      starts
    )
    try sections.column(
      "incoming",
      &adjacency.incoming,
      count: m,
      most: nil,
      Index(bound: UInt64(m))
    )
    try sections.column("incoming-sources", &adjacency.sources, count: m, most: nil, node)
    try sparse("ids", &statements.ids, m, textOrNone, &sections)
    try sparse("digests", &statements.digests, m, Column<UInt64>.Limits(), &sections)
    try sparse("sources", &statements.sources, m, textOrNone, &sections)
    try sparse("vias", &statements.vias, m, textOrNone, &sections)
    try sparse("locators", &statements.locators, m, textOrNone, &sections)
    try words("stances", &statements.stances, m, Stance.allCases.count, &sections)
    try words(
      "evidence-types",
      &statements.evidenceTypes,
      m,
      EvidenceType.allCases.count,
      &sections
    )
    try words("methods", &statements.methods, m, Method.allCases.count, &sections)
    // Numbers in 0…1 have bits no greater than those of 1.
    let confidence = Column<UInt64>.Limits(
      bound: (1.0).bitPattern + 1,
      exception: StatementColumns.unknown
    )
    try sparse("confidences", &statements.confidences, m, confidence, &sections)
    try sparse("justifications", &statements.justifications, m, textOrNone, &sections)
    try sparse("rationales", &statements.rationales, m, textOrNone, &sections)
    try sparse("coders", &statements.coders, m, textOrNone, &sections)
    try sparse("reviewers", &statements.reviewers, m, textOrNone, &sections)
    try words("negated", &statements.negated, m, 1, &sections)
    try sparse("lines", &statements.lines, m, Index(), &sections)
    try sections.properties(
      "statement-properties",
      &statements.properties,
      rows: m,
      texts: counts.texts
    )
  }

  private func sparse<Value>(
    _ name: String,
    _ sparse: inout SparseColumn<Value>,
    _ most: Int,
    _ limits: Column<Value>.Limits,
    _ sections: inout some SnapshotSections
  ) throws(EvidenceError) {
    var values = sparse.values
    try sections.column(name, &values, count: nil, most: most, limits)
    sparse = SparseColumn(absent: sparse.absent, values: values)
  }

  private func words(
    _ name: String,
    _ words: inout SparseColumn<UInt8>,
    _ most: Int,
    _ count: Int,
    _ sections: inout some SnapshotSections
  ) throws(EvidenceError) {
    let limits = Column<UInt8>.Limits(bound: UInt64(count) + 1)
    try sparse(name, &words, most, limits, &sections)
  }

  private func lists(
    _ name: String,
    _ lists: inout ListColumn,
    most: Int,
    _ limits: Column<UInt32>.Limits,
    _ sections: inout some SnapshotSections
  ) throws(EvidenceError) {
    try sections.lists(name, &lists, count: nil, most: most, limits)
  }
}

extension SnapshotSections {
  /// Goes through the columns that there are.
  mutating func properties(
    _ name: String,
    _ properties: inout PropertyColumns,
    rows: Int,
    texts: Int
  ) throws(EvidenceError) {
    try properties.visit(
      name,
      properties.sections,
      isIndexed: properties.index != nil,
      rows: rows,
      texts: texts,
      &self
    )
  }

  /// Takes lists, one a row.
  mutating func lists(
    _ name: String,
    _ lists: inout ListColumn,
    count: Int?,
    most: Int?,
    _ limits: Column<UInt32>.Limits
  ) throws(EvidenceError) {
    // The items come first: where a list starts is held to their number.
    try column(name + "-items", &lists.items, count: nil, most: nil, limits)
    try column(
      name + "-starts",
      &lists.starts,
      count: count.map { $0 + 1 },
      most: most.map { $0 + 1 },
      Column<UInt32>.Limits(bound: UInt64(lists.items.count) + 1, rises: true)
    )
  }
}
