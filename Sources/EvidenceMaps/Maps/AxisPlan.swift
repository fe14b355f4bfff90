internal import EvidenceAnalysis

/// Which concepts of an axis are drawn, and as what, when it is shown down to a level.
struct AxisPlan {
  /// One concept of the axis.
  struct Item: Hashable {
    /// Its position on the axis.
    var entry: Int
    /// Whether it is drawn as cells of its own, not as the sum of others.
    var isLeaf: Bool
    /// 0 for the top of the axis.
    var depth: Int
    /// The position of the concept at the top above it, or its own.
    var top: Int
  }

  let axis: CoverageAxis
  /// The level it is folded to; `nil` where everything is shown.
  let level: Int?
  let items: [Item]
  /// What was left out.
  let dropped: Set<Int>

  /// - Parameter dropping: positions that are left out.
  init(_ axis: CoverageAxis, level: Int? = nil, dropping dropped: Set<Int> = []) {
    self.dropped = dropped
    self.axis = axis
    let entries = axis.entries
    let deepest = entries.map(\.level).max() ?? 1
    let folds = level.map { $0 < deepest } ?? false
    self.level = folds ? level : nil
    let limit = folds ? level ?? deepest : deepest
    var tops: [Int] = []
    var depths: [Int] = []
    var items: [Item] = []
    for (index, entry) in entries.enumerated() {
      let parent = entry.parent.flatMap { $0 < index && $0 >= 0 ? $0 : nil }
      tops.append(parent.map { tops[$0] } ?? index)
      depths.append(parent.map { depths[$0] + 1 } ?? 0)
      let shown = entry.level <= limit || parent == nil
      guard shown, !dropped.contains(index) else { continue }
      let isLeaf = !entry.hasChildren || entry.level >= limit
      items.append(Item(entry: index, isLeaf: isLeaf, depth: depths[index], top: tops[index]))
    }
    self.items = items
  }

  var leaves: [Item] { items.filter(\.isLeaf) }

  /// The items in families: each top concept with what stands under it.
  var families: [[Item]] {
    var result: [[Item]] = []
    for item in items {
      if let last = result.last?.first, last.top == item.top {
        result[result.count - 1].append(item)
      } else {
        result.append([item])
      }
    }
    return result
  }

  /// Whether one concept of the axis stands below another.
  func isBelow(_ entry: Int, _ ancestor: Int) -> Bool {
    var next = axis.entries[entry].parent
    while let current = next, current < axis.entries.count {
      if current == ancestor { return true }
      let parent = axis.entries[current].parent
      next = parent.flatMap { $0 < current ? $0 : nil }
    }
    return false
  }

  /// How many concepts of the axis are folded into those that are shown.
  var folded: Int { axis.entries.count - items.count - dropped.count }

  /// The levels that the axis can be shown down to, the deepest first.
  static func levels(of axis: CoverageAxis) -> [Int] {
    Set(axis.entries.map(\.level)).sorted(by: >)
  }
}
