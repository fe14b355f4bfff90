internal import EvidenceCore

/// What carries witnesses into the cells of a matrix: every fact once, and never a list a cell.
///
/// What a cell holds is asked of it ("which witnesses lie in this row and column?"), and what all cells
/// count is found by walking over works, papers and claims once each.
struct WitnessSheet: Sendable {
  /// A statement that brings a witness into some cells, and is evidence there.
  struct Carrier: Sendable {
    var edge: EdgeID
    /// The number of the witness.
    var witness: UInt32
    /// Whether it is a claim, and not what introduces the witness.
    var isClaim: Bool
    var cells: Patch
    /// The cells to which some chain with it is plain; none for what introduces.
    var plain = Patch()
  }

  /// The places of both axes.
  fileprivate(set) var rows: PlaceSets
  fileprivate(set) var columns: PlaceSets
  /// The witnesses that reach anything on either axis, ascending.
  fileprivate(set) var witnesses: [NodeID] = []
  /// The cells of each witness, and where those of each end; patches may overlap.
  fileprivate(set) var cells: [Patch] = []
  fileprivate(set) var cellEnds: [Int] = []
  /// What carries each witness, and where its part ends.
  fileprivate(set) var carriers: [Carrier] = []
  fileprivate(set) var carrierEnds: [Int] = []
  /// The numbers of the witnesses that reach each row and each column, whether or not they lie in any of
  /// its cells; ascending.
  fileprivate(set) var rowReach: [[UInt32]]
  fileprivate(set) var columnReach: [[UInt32]]

  init(rows: PlaceSets, columns: PlaceSets) {
    self.rows = rows
    self.columns = columns
    rowReach = Array(repeating: [], count: rows.count)
    columnReach = Array(repeating: [], count: columns.count)
  }

  /// The cells of a witness, by its number.
  func cells(ofWitness number: Int) -> ArraySlice<Patch> {
    cells[(number == 0 ? 0 : cellEnds[number - 1])..<cellEnds[number]]
  }

  /// What carries a witness, by its number.
  func carriers(ofWitness number: Int) -> ArraySlice<Carrier> {
    carriers[(number == 0 ? 0 : carrierEnds[number - 1])..<carrierEnds[number]]
  }

  /// Some witnesses, by their numbers.
  func nodes(_ numbers: [UInt32]) -> [NodeID] { numbers.map { witnesses[Int($0)] } }

  /// Whether a cell lies in a patch; a total has the place for all.
  func contains(_ row: Int, _ column: Int, in patch: Patch) -> Bool {
    rows.contains(row, in: patch.rows) && columns.contains(column, in: patch.columns)
  }
}

extension WitnessSheet {
  /// A sheet of witnesses alone, for a matrix that is made by hand.
  ///
  /// - Parameter cells: the row, the column and the witnesses of each cell and total.
  init(height: Int, width: Int, _ cells: [(row: Int, column: Int, witnesses: [NodeID])]) {
    self.init(rows: PlaceSets(count: height), columns: PlaceSets(count: width))
    var patches: [NodeID: [Patch]] = [:]
    for cell in cells {
      rows.insert(cell.row)
      columns.insert(cell.column)
      let patch = Patch(rows: rows.take(withAll: false), columns: columns.take(withAll: false))
      for witness in cell.witnesses { patches[witness, default: []].append(patch) }
    }
    for witness in patches.keys.sorted() {
      self.cells += patches[witness] ?? []
      endWitness(witness)
    }
    let numbers = witnesses.indices.map { UInt32($0) }
    rowReach = Array(repeating: numbers, count: height)
    columnReach = Array(repeating: numbers, count: width)
  }

  /// Makes room for so many witnesses of a few statements.
  mutating func reserveCapacity(_ count: Int) {
    witnesses.reserveCapacity(count)
    cells.reserveCapacity(count)
    cellEnds.reserveCapacity(count)
    carriers.reserveCapacity(2 * count)
    carrierEnds.reserveCapacity(count)
  }

  /// Begins to note what sets of places mean: the tables are those of the axes.
  mutating func adopt(rows: PlaceSets, columns: PlaceSets) {
    self.rows = rows
    self.columns = columns
  }

  /// Takes over what another sheet notes of the same axes and of later witnesses.
  mutating func append(_ other: WitnessSheet) {
    let (inRows, inColumns) = (rows.append(other.rows), columns.append(other.columns))
    let (first, ends) = (UInt32(witnesses.count), (cells: cells.count, carriers: carriers.count))
    witnesses += other.witnesses
    cells += other.cells.lazy.map { $0.moved(rows: inRows, columns: inColumns) }
    cellEnds += other.cellEnds.lazy.map { $0 + ends.cells }
    carriers += other.carriers.lazy.map { carrier in
      var carrier = carrier
      carrier.witness += first
      carrier.cells = carrier.cells.moved(rows: inRows, columns: inColumns)
      carrier.plain = carrier.plain.moved(rows: inRows, columns: inColumns)
      return carrier
    }
    carrierEnds += other.carrierEnds.lazy.map { $0 + ends.carriers }
    for row in rowReach.indices { rowReach[row] += other.rowReach[row].lazy.map { $0 + first } }
    for column in columnReach.indices {
      columnReach[column] += other.columnReach[column].lazy.map { $0 + first }
    }
  }

  /// Notes cells of the witness that is being walked.
  mutating func add(cells patch: Patch) { if !patch.isEmpty { cells.append(patch) } }

  /// Notes what carries the witness that is being walked.
  mutating func add(_ edge: EdgeID, isClaim: Bool, cells: Patch, plain: Patch = Patch()) {
    guard !cells.isEmpty else { return }
    carriers.append(
      Carrier(
        edge: edge,
        witness: UInt32(witnesses.count),
        isClaim: isClaim,
        cells: cells,
        plain: plain
      )
    )
  }

  /// Notes that the witness that is being walked reaches some rows.
  mutating func reach(rows reached: PlaceSet, _ rows: PlaceSets) {
    let number = UInt32(witnesses.count)
    rows.forEach(in: reached) { if rowReach[$0].last != number { rowReach[$0].append(number) } }
  }

  /// Notes that the witness that is being walked reaches some columns.
  mutating func reach(columns reached: PlaceSet, _ columns: PlaceSets) {
    let number = UInt32(witnesses.count)
    columns.forEach(in: reached) {
      if columnReach[$0].last != number { columnReach[$0].append(number) }
    }
  }

  /// Ends the notes of a witness; the next one has the next number.
  mutating func endWitness(_ witness: NodeID) {
    witnesses.append(witness)
    cellEnds.append(cells.count)
    carrierEnds.append(carriers.count)
  }
}
