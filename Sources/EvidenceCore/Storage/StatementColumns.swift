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

  func permuted(_ order: [UInt32]) -> StatementColumns {
    var result = StatementColumns()
    result.from = Column(order.lazy.map { from[Int($0)] })
    result.to = Column(order.lazy.map { to[Int($0)] })
    result.relations = Column(order.lazy.map { relations[Int($0)] })
    result.ids = ids.permuted(order)
    result.digests = digests.permuted(order)
    result.sources = sources.permuted(order)
    result.vias = vias.permuted(order)
    result.locators = locators.permuted(order)
    result.stances = stances.permuted(order)
    result.evidenceTypes = evidenceTypes.permuted(order)
    result.methods = methods.permuted(order)
    result.confidences = confidences.permuted(order)
    result.justifications = justifications.permuted(order)
    result.rationales = rationales.permuted(order)
    result.coders = coders.permuted(order)
    result.reviewers = reviewers.permuted(order)
    result.negated = negated.permuted(order)
    result.lines = lines.permuted(order)
    result.properties = properties.permuted(order)
    return result
  }
}
