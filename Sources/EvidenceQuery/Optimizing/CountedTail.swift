/// Where the last relationship of a pattern is only counted, it is not walked: the rows that it would
/// make are a weight of the row before it.
enum CountedTail {
  static func applied(to steps: [QueryStep]) -> [QueryStep] {
    var steps = steps
    for index in steps.indices.dropFirst() {
      guard case .aggregate(let grouping) = steps[index],
        case .expand(let expansion) = steps[index - 1], !expansion.isInto,
        let counted = counted(grouping, expansion)
      else { continue }
      steps[index - 1] = .weigh(expansion)
      steps[index] = .aggregate(counted)
    }
    return steps
  }

  /// The grouping with rows counted, where nothing else is asked of what the relationship leads to.
  private static func counted(
    _ grouping: BoundProjection.Grouping,
    _ expansion: Expansion
  ) -> BoundProjection.Grouping? {
    let own: Set = [expansion.relationship, expansion.to]
    for key in grouping.keys {
      if !own.isDisjoint(with: key.value?.slots ?? [key.slot]) { return nil }
    }
    var result = grouping
    for (index, aggregate) in grouping.aggregates.enumerated() where aggregate.kind != .countAll {
      // Neither end of a relationship that matched is null.
      guard aggregate.kind == .count, !aggregate.isDistinct,
        case .slot(let slot) = aggregate.arguments[0], own.contains(slot)
      else { return nil }
      result.aggregates[index].kind = .countAll
      result.aggregates[index].arguments = []
    }
    return result
  }
}
