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
  /// What has nothing to say and is no part of the picture.
  let silent: Set<Int>
  /// The positions of those that were left out for want of room.
  let leftOut: [Int]

  /// - Parameters:
  ///   - silent: positions that are no part of the picture.
  ///   - kept: the positions that are drawn at most; `nil` is all.
  init(
    _ axis: CoverageAxis,
    level: Int? = nil,
    dropping silent: Set<Int> = [],
    keeping kept: Set<Int>? = nil
  ) {
    self.silent = silent
    self.axis = axis
    let entries = axis.entries
    let deepest = entries.map(\.level).max() ?? 1
    let folds = level.map { $0 < deepest } ?? false
    self.level = folds ? level : nil
    let limit = folds ? level ?? deepest : deepest
    var tops: [Int] = []
    var depths: [Int] = []
    var items: [Item] = []
    var leftOut: [Int] = []
    for (index, entry) in entries.enumerated() {
      let parent = entry.parent.flatMap { $0 < index && $0 >= 0 ? $0 : nil }
      tops.append(parent.map { tops[$0] } ?? index)
      depths.append(parent.map { depths[$0] + 1 } ?? 0)
      let shown = entry.level <= limit || parent == nil
      guard shown, !silent.contains(index) else { continue }
      guard kept?.contains(index) ?? true else {
        leftOut.append(index)
        continue
      }
      let isLeaf = !entry.hasChildren || entry.level >= limit
      items.append(Item(entry: index, isLeaf: isLeaf, depth: depths[index], top: tops[index]))
    }
    self.items = items
    self.leftOut = leftOut
  }

  var leaves: [Item] { items.filter(\.isLeaf) }

  /// The items in families: each top concept with what stands under it.
  var families: [[Item]] { AxisPlan.families(of: items) }

  /// Items in families: each top concept with what stands under it.
  static func families(of items: [Item]) -> [[Item]] {
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

  /// Parts of some items that fit a sheet, each as large as it may be: whole families where it can,
  /// else a family is continued with the concepts above repeated.
  func parts(of items: [Item], fits: ([Item]) -> Bool) -> [[Item]] {
    var parts: [[Item]] = []
    var part: [Item] = []
    for family in AxisPlan.families(of: items) {
      if fits(part + family) {
        part += family
        continue
      }
      if !part.isEmpty { parts.append(part) }
      part = []
      for item in family {
        if !part.isEmpty, !fits(part + [item]) {
          parts.append(part)
          part = family.filter { isBelow(item.entry, $0.entry) }
        }
        part.append(item)
      }
    }
    if !part.isEmpty { parts.append(part) }
    return parts
  }

  /// From which item to which, in short: `4–7`.
  func span(_ items: [Item], _ naming: Naming) -> String {
    func name(_ item: Item?) -> String {
      guard let item else { return "" }
      let node = axis.entries[item.entry].node
      return naming.code(node) ?? LegibleText.cut(naming.title(node), to: 32)
    }
    let (first, last) = (name(items.first), name(items.last))
    return first == last ? first : "\(first)–\(last)"
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
  var folded: Int { axis.entries.count - items.count - silent.count - leftOut.count }

  /// The levels that the axis can be shown down to, the deepest first.
  static func levels(of axis: CoverageAxis) -> [Int] {
    Set(axis.entries.map(\.level)).sorted(by: >)
  }
}
