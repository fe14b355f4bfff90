/// Where ORDER BY has a LIMIT, columns that do not order are computed for the rows that are left.
enum LateColumns {
  static func applied(to steps: [QueryStep]) -> [QueryStep] {
    var steps = steps
    for index in steps.indices.dropFirst().reversed() {
      guard case .sort(let keys, let skip, let limit?) = steps[index],
        case .compute(let columns) = steps[index - 1]
      else { continue }
      let wanted = (keys.map(\.value) + [limit] + (skip.map { [$0] } ?? []))
        .reduce(into: Set<Int>()) { $0.formUnion($1.slots) }
      // A column that computes a slot which another one reads would change what that one reads.
      let read = columns.reduce(into: Set<Int>()) { $0.formUnion($1.value.slots) }
      guard columns.allSatisfy({ !read.contains($0.slot) && $0.value.isPure }) else { continue }
      let late = columns.filter { !wanted.contains($0.slot) }
      guard !late.isEmpty else { continue }
      let early = columns.filter { wanted.contains($0.slot) }
      var end = index + 1
      if case .skip = steps[safe: end] { end += 1 }
      guard case .limit = steps[safe: end] else { continue }
      steps.insert(.compute(late), at: end + 1)
      if early.isEmpty {
        steps.remove(at: index - 1)
      } else {
        steps[index - 1] = .compute(early)
      }
    }
    return steps
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { index < count ? self[index] : nil }
}
