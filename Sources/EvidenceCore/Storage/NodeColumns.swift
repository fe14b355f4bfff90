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

  /// Puts rows in another order, a column after the other, so that no more than one is held twice: row
  /// *i* becomes what row `order[i]` was.
  mutating func permute(_ order: [UInt32]) {
    let count = count
    keys = keys.gathered(order)
    kinds = kinds.gathered(order)
    labels = labels.permuted(order, of: count)
    notations = notations.permuted(order, of: count)
    schemes = schemes.permuted(order, of: count)
    sameAs = sameAs.permuted(order)
    lines = lines.permuted(order, of: count)
    properties.permute(order, of: count)
  }
}
