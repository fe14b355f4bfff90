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

  /// Puts rows in another order, a column after the other, so that no more than one is held twice: row
  /// *i* becomes what row `order[i]` was.
  mutating func permute(_ order: [UInt32]) {
    from = from.gathered(order)
    to = to.gathered(order)
    relations = relations.gathered(order)
    ids = ids.permuted(order)
    digests = digests.permuted(order)
    sources = sources.permuted(order)
    vias = vias.permuted(order)
    locators = locators.permuted(order)
    stances = stances.permuted(order)
    evidenceTypes = evidenceTypes.permuted(order)
    methods = methods.permuted(order)
    confidences = confidences.permuted(order)
    justifications = justifications.permuted(order)
    rationales = rationales.permuted(order)
    coders = coders.permuted(order)
    reviewers = reviewers.permuted(order)
    negated = negated.permuted(order)
    lines = lines.permuted(order)
    properties.permute(order)
  }
}
