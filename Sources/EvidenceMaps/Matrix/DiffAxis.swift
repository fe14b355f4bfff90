internal import EvidenceAnalysis
internal import EvidenceCore

/// One axis of a difference map: what stands on it in either version, in the order of the later one.
struct DiffAxis {
  /// Every row or column of either version, by the nodes of ``DiffAxes/names``.
  let axis: CoverageAxis
  /// The position of each in the earlier version, and in the later; `nil` where it has none.
  let before: [Int?]
  let after: [Int?]

  /// The positions of what has nothing below it in either version.
  let finest: Set<Int>

  fileprivate init(_ axis: CoverageAxis, before: [Int?], after: [Int?]) {
    self.axis = axis
    self.before = before
    self.after = after
    finest = Set(axis.finest)
  }

  /// What is above an entry, and the entry itself.
  func above(_ entry: Int) -> [Int] {
    var result = [entry]
    while let parent = axis.entries[result[result.count - 1]].parent, parent < result.last ?? 0 {
      result.append(parent)
    }
    return result
  }
}

/// Both axes of a difference map, with what their entries are called.
struct DiffAxes {
  let rows: DiffAxis
  let columns: DiffAxis
  /// What stands on the axes, of either version.
  let names: EvidenceGraph

  init(_ before: DiffMap.Side, _ after: DiffMap.Side) {
    let rows = Union(before.matrix.rows, before.graph, after.matrix.rows, after.graph)
    let columns = Union(before.matrix.columns, before.graph, after.matrix.columns, after.graph)
    var builder = GraphBuilder(header: after.graph.header)
    var seen: Set<Key> = []
    for key in rows.order + columns.order where seen.insert(key).inserted {
      for graph in [after.graph, before.graph] {
        guard let node = graph.node(key) else { continue }
        builder.add(graph.value(of: node))
        break
      }
    }
    // What stands in two graphs stands in one of both; if not, only the later one is drawn.
    let names = try? builder.build()
    self.names = names ?? after.graph
    self.rows = rows.axis(in: self.names)
    self.columns = columns.axis(in: self.names)
  }
}

/// The entries of two axes by their keys, each below what it stands below.
private struct Union {
  private let new: CoverageAxis
  private var old: [Key: (place: Int, entry: CoverageAxisEntry)] = [:]
  private var later: [Key: (place: Int, entry: CoverageAxisEntry)] = [:]
  private var parents: [Key: Key] = [:]
  private var children: [Key?: [Key]] = [:]
  /// Parents before what is below them.
  private(set) var order: [Key] = []

  init(
    _ oldAxis: CoverageAxis,
    _ oldGraph: EvidenceGraph,
    _ newAxis: CoverageAxis,
    _ newGraph: EvidenceGraph
  ) {
    new = newAxis
    func key(_ axis: CoverageAxis, _ graph: EvidenceGraph, _ place: Int) -> Key {
      graph.key(of: axis.entries[place].node)
    }
    func parent(_ axis: CoverageAxis, _ graph: EvidenceGraph, _ place: Int) -> Key? {
      axis.entries[place].parent.flatMap { $0 < place ? key(axis, graph, $0) : nil }
    }
    for (place, entry) in newAxis.entries.enumerated() {
      let key = key(newAxis, newGraph, place)
      guard later[key] == nil else { continue }
      later[key] = (place, entry)
      parents[key] = parent(newAxis, newGraph, place)
      children[parents[key], default: []].append(key)
    }
    var last: [Key?: Key] = [:]
    for (place, entry) in oldAxis.entries.enumerated() {
      let key = key(oldAxis, oldGraph, place)
      guard old[key] == nil else { continue }
      old[key] = (place, entry)
      if later[key] == nil {
        // What is gone stands behind what it stood behind.
        parents[key] = parent(oldAxis, oldGraph, place)
        let sister = last[parents[key]].flatMap { children[parents[key]]?.firstIndex(of: $0) }
        children[parents[key], default: []].insert(key, at: sister.map { $0 + 1 } ?? 0)
      }
      last[parents[key]] = key
    }
    var stack = Array((children[nil] ?? []).reversed())
    while let key = stack.popLast() {
      order.append(key)
      stack += (children[key] ?? []).reversed()
    }
  }

  func axis(in graph: EvidenceGraph) -> DiffAxis {
    let kept = order.filter { graph.node($0) != nil }
    let places = Dictionary(zip(kept, kept.indices), uniquingKeysWith: { first, _ in first })
    var axis = new
    axis.entries = kept.compactMap { key in
      guard var entry = later[key]?.entry ?? old[key]?.entry, let node = graph.node(key) else {
        return nil
      }
      entry.node = node
      entry.parent = parents[key].flatMap { places[$0] }
      entry.hasChildren = !(children[key] ?? []).isEmpty
      return entry
    }
    return DiffAxis(
      axis,
      before: kept.map { old[$0]?.place },
      after: kept.map { later[$0]?.place }
    )
  }
}
