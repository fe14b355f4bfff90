internal import EvidenceCore

/// Which column of ``IDRows`` holds which slot.
struct IDLayout {
  /// Where the ids of a slot stand, and whether they are nodes or relationships.
  struct Place {
    var column: Int
    var isNode: Bool
  }

  private(set) var places: [Int: Place] = [:]

  /// Gives a slot a column, unless it has one.
  mutating func add(_ slot: Int, isNode: Bool) {
    if places[slot] == nil { places[slot] = Place(column: places.count, isNode: isNode) }
  }

  subscript(slot: Int) -> Place? { places[slot] }
}

/// Rows of nodes and relationships by their positions: a column for each slot, which is empty once
/// nothing asks of the slot any more.
struct IDRows {
  /// How many rows are handed on together.
  static let most = 1024

  let layout: IDLayout
  var columns: [[UInt32]]
  /// How many rows each row stands for; empty where each stands for itself.
  var weights: [Int64] = []
  private(set) var count: Int

  /// Rows of which only one column is known.
  init(_ layout: IDLayout, _ slot: Int, _ ids: [UInt32]) {
    self.layout = layout
    columns = [[UInt32]](repeating: [], count: layout.places.count)
    count = ids.count
    if let place = layout[slot] { columns[place.column] = ids }
  }

  /// The nodes of a slot; `nil` where it holds none.
  func nodes(_ slot: Int) -> [UInt32]? {
    guard let place = layout[slot], place.isNode else { return nil }
    return columns[place.column]
  }

  /// The ids of a slot that a step before has given.
  func ids(_ slot: Int) -> [UInt32] { layout[slot].map { columns[$0.column] } ?? [] }

  /// How many rows a row stands for.
  func weight(_ row: Int) -> Int64 { weights.isEmpty ? 1 : weights[row] }

  /// Some of the rows, in the order given, a row as often as it is named.
  ///
  /// - Parameter slots: those that are still wanted.
  func rows(_ rows: [Int32], keeping slots: [Int]) -> IDRows {
    var result = self
    for column in columns.indices { result.columns[column] = [] }
    for slot in slots {
      guard let column = layout[slot]?.column, !columns[column].isEmpty else { continue }
      let ids = columns[column]
      result.columns[column] = rows.map { ids[Int($0)] }
    }
    if !weights.isEmpty { result.weights = rows.map { weights[Int($0)] } }
    result.count = rows.count
    return result
  }

  /// Puts what a row holds in some slots into a run.
  ///
  /// - Precondition: the slots that the rows have are still wanted.
  func load(_ row: Int, _ slots: [Int], _ run: QueryRun) {
    for slot in slots {
      guard let place = layout[slot] else { continue }
      let id = columns[place.column][row]
      run.slots[slot] = place.isNode ? .node(NodeID(id)) : .relationship(EdgeID(id))
    }
  }
}
