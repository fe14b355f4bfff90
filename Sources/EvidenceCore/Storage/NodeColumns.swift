/// The nodes of a graph, a column a field, one row a node.
struct NodeColumns: Sendable {
  var keys: Column<UInt32> = []
  var kinds: Column<UInt32> = []
  var labels = SparseColumn<UInt32>(absent: StringTable.none)
  var notations = SparseColumn<UInt32>(absent: StringTable.none)
  var schemes = SparseColumn<UInt32>(absent: StringTable.none)
  var sameAs = ListColumn()
  /// The line of the input where each node stands; 0 where it is not known.
  var lines = SparseColumn<UInt32>(absent: 0)
  var properties = PropertyColumns()

  var count: Int { keys.count }

  func permuted(_ order: [UInt32]) -> NodeColumns {
    var result = NodeColumns()
    result.keys = Column(order.lazy.map { keys[Int($0)] })
    result.kinds = Column(order.lazy.map { kinds[Int($0)] })
    result.labels = labels.permuted(order)
    result.notations = notations.permuted(order)
    result.schemes = schemes.permuted(order)
    result.sameAs = sameAs.permuted(order)
    result.lines = lines.permuted(order)
    result.properties = properties.permuted(order)
    return result
  }
}
