/// The statements of a graph, a column a field, one row a statement.
struct StatementColumns: Sendable {
  /// While building: the text ids of the keys. In a snapshot: the positions of the nodes.
  var from: Column<UInt32> = []
  var to: Column<UInt32> = []
  var relations: Column<UInt32> = []
  var ids = SparseColumn<UInt32>(absent: StringTable.none)
  /// Given ids that have the form of derived ones, as numbers; where there is one, ``ids`` has none.
  var digests = SparseColumn<UInt64>(absent: 0)
  var sources = SparseColumn<UInt32>(absent: StringTable.none)
  var vias = SparseColumn<UInt32>(absent: StringTable.none)
  var locators = SparseColumn<UInt32>(absent: StringTable.none)
  /// Position in `Stance.allCases` + 1; 0 for none. The next two likewise.
  var stances = SparseColumn<UInt8>(absent: 0)
  var evidenceTypes = SparseColumn<UInt8>(absent: 0)
  var methods = SparseColumn<UInt8>(absent: 0)
  /// `NaN` has a bit pattern of its own for "unknown", so that equality works.
  var confidences = SparseColumn<UInt64>(absent: StatementColumns.unknown)
  var justifications = SparseColumn<UInt32>(absent: StringTable.none)
  var rationales = SparseColumn<UInt32>(absent: StringTable.none)
  var coders = SparseColumn<UInt32>(absent: StringTable.none)
  var reviewers = SparseColumn<UInt32>(absent: StringTable.none)
  /// 1 for matches that are denied (`predicateModifier: "Not"`).
  var negated = SparseColumn<UInt8>(absent: 0)
  var lines = SparseColumn<UInt32>(absent: 0)
  var properties = PropertyColumns()

  /// The bits that stand for an unknown confidence.
  static let unknown = Double.nan.bitPattern

  var count: Int { from.count }

  /// Puts rows in another order: row *i* becomes what row `order.rows[i]` was.
  ///
  /// - Complexity: O(*m*) for *m* rows; where they stand in order already, nothing is copied.
  mutating func permute(_ order: StatementOrder) {
    let count = count
    if order.isIdentity(count) { return }
    order.fill(&from)
    to = order.targets
    relations = order.relations
    let fields = self
    let rows = order.rows
    let (permuted, others) = SideBySide.run(
      onTwoThreads: count > StatementOrder.mostOnOneThread,
      { fields.permuted(rows, of: count) },
      {
        var properties = fields.properties
        properties.permute(rows, of: count)
        return (properties, fields.lines.permuted(rows, of: count))
      }
    )
    self = permuted
    (properties, lines) = others
  }

  /// All but the ends, the relations, the lines and the properties in another order.
  private func permuted(_ order: [UInt32], of count: Int) -> StatementColumns {
    var columns = self
    columns.properties = PropertyColumns()
    columns.lines = SparseColumn(absent: 0)
    columns.ids = ids.permuted(order, of: count)
    columns.digests = digests.permuted(order, of: count)
    columns.sources = sources.permuted(order, of: count)
    columns.vias = vias.permuted(order, of: count)
    columns.locators = locators.permuted(order, of: count)
    columns.stances = stances.permuted(order, of: count)
    columns.evidenceTypes = evidenceTypes.permuted(order, of: count)
    columns.methods = methods.permuted(order, of: count)
    columns.confidences = confidences.permuted(order, of: count)
    columns.justifications = justifications.permuted(order, of: count)
    columns.rationales = rationales.permuted(order, of: count)
    columns.coders = coders.permuted(order, of: count)
    columns.reviewers = reviewers.permuted(order, of: count)
    columns.negated = negated.permuted(order, of: count)
    return columns
  }
}
