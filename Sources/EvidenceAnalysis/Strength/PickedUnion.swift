internal import EvidenceCore

/// The greatest probability, over picks of one chain for each work, that some picked chain holds.
///
/// A chain holds when all its events do; events are independent, and an event that two chains share
/// is one. Certain events are dropped, chains that another chain of the same work makes superfluous
/// too, and works that share no event with others stand for themselves. What remains is exact
/// while the picks are few; beyond, it is the interval of two bounds:
/// below, the chains of a greedy pick that share no event, together (noisy-OR); above,
/// 1 − ∏(1 − best chain of each work), which is one by Harris's inequality (T. E. Harris 1960),
/// since "some chain fails" events that share causes are positively associated.
enum PickedUnion {
  /// The most union terms, over all picks, that are computed exactly.
  static let exactLimit = 1 << 18

  /// The strength of the chains of some works.
  ///
  /// - Parameter limit: the most union terms that are computed exactly.
  static func strength(
    _ works: [[[EventFactor]]],
    exactLimit limit: Int = exactLimit
  ) -> Strength {
    let reduced = works.map(reduce).filter { !$0.isEmpty }
    if reduced.isEmpty { return .exact(0) }
    if reduced.contains(where: { $0.contains(where: \.isEmpty) }) { return .exact(1) }
    var low = 1.0
    var high = 1.0
    var isExact = true
    for component in components(reduced) {
      switch strength(ofComponent: component, limit) {
      case .exact(let value):
        low *= 1 - value
        high *= 1 - value
      case .interval(let least, let most):
        isExact = false
        low *= 1 - least
        high *= 1 - (most ?? 1)
      }
    }
    return isExact ? .exact(1 - low) : .interval(low: 1 - low, high: 1 - high)
  }

  /// A work's chains without certain events, impossible chains and superfluous chains.
  private static func reduce(_ chains: [[EventFactor]]) -> [[EventFactor]] {
    let possible = chains.filter { $0.allSatisfy { $0.probability > 0 } }
      .map { $0.filter { $0.probability < 1 }.sorted { $0.event < $1.event } }
      .sorted {
        $0.count == $1.count
          ? $0.lexicographicallyPrecedes($1, by: { $0.event < $1.event }) : $0.count < $1.count
      }
    guard possible.count > 1 else { return possible }
    if possible[0].isEmpty { return [possible[0]] }
    var frequency: [UInt64: Int] = [:]
    for factor in possible.joined() { frequency[factor.event, default: 0] += 1 }
    // A kept chain stands under its rarest event, so that a chain is compared with few others.
    var kept: [[EventFactor]] = []
    var byEvent: [UInt64: [Set<UInt64>]] = [:]
    var steps = 0
    for chain in possible {
      let ids = Set(chain.map(\.event))
      let isSuperfluous = chain.contains { factor in
        steps += 1
        return byEvent[factor.event]?.contains {
          steps += 1
          return $0.isSubset(of: ids)
        } ?? false
      }
      if isSuperfluous { continue }
      kept.append(chain)
      let rarest = chain.min { (frequency[$0.event] ?? 0) < (frequency[$1.event] ?? 0) }
      if let rarest { byEvent[rarest.event, default: []].append(ids) }
    }
    WorkCounter.add(steps)
    return kept
  }

  /// Works grouped so that two of different groups share no event.
  private static func components(_ works: [[[EventFactor]]]) -> [[[[EventFactor]]]] {
    var group = Array(works.indices)
    var owner: [UInt64: Int] = [:]
    func root(_ work: Int) -> Int {
      var work = work
      while group[work] != work {
        group[work] = group[group[work]]
        work = group[work]
      }
      return work
    }
    for (work, chains) in works.enumerated() {
      for factor in chains.joined() {
        if let other = owner[factor.event] {
          let (a, b) = (root(work), root(other))
          if a != b { group[max(a, b)] = min(a, b) }
        } else {
          owner[factor.event] = work
        }
      }
    }
    var members: [Int: [[[EventFactor]]]] = [:]
    for work in works.indices { members[root(work), default: []].append(works[work]) }
    return members.sorted { $0.key < $1.key }.map(\.value)
  }

  private static func strength(ofComponent works: [[[EventFactor]]], _ limit: Int) -> Strength {
    if works.count == 1 { return .exact(works[0].map(product).max() ?? 0) }
    var terms = 1
    for chains in works {
      let (next, overflow) = terms.multipliedReportingOverflow(by: chains.count * 2)
      if overflow || next > limit { return bounds(works) }
      terms = next
    }
    var best = 0.0
    var pick: [[EventFactor]] = []
    func choose(_ work: Int) {
      guard work < works.count else {
        best = max(best, union(pick))
        return
      }
      for chain in works[work] {
        pick.append(chain)
        choose(work + 1)
        pick.removeLast()
      }
    }
    choose(0)
    return .exact(best)
  }

  private static func product(_ chain: [EventFactor]) -> Double {
    chain.reduce(1) { $0 * $1.probability }
  }

  /// Inclusion and exclusion over the picked chains.
  private static func union(_ chains: [[EventFactor]]) -> Double {
    var total = 0.0
    var held: Set<UInt64> = []
    func extend(_ index: Int, _ probability: Double, _ size: Int) {
      guard index < chains.count else {
        if size > 0 { total += size % 2 == 1 ? probability : -probability }
        return
      }
      extend(index + 1, probability, size)
      let fresh = chains[index].filter { !held.contains($0.event) }
      for factor in fresh { held.insert(factor.event) }
      extend(index + 1, probability * product(fresh), size + 1)
      for factor in fresh { held.remove(factor.event) }
    }
    extend(0, 1, 0)
    return min(1, max(0, total))
  }

  private static func bounds(_ works: [[[EventFactor]]]) -> Strength {
    var candidates: [(work: Int, chain: [EventFactor], strength: Double)] = []
    var above = 1.0
    for (work, chains) in works.enumerated() {
      for chain in chains { candidates.append((work, chain, product(chain))) }
      above *= 1 - (chains.map(product).max() ?? 0)
    }
    candidates.sort {
      $0.strength != $1.strength
        ? $0.strength > $1.strength
        : $0.chain.lexicographicallyPrecedes($1.chain) { $0.event < $1.event }
    }
    var used: Set<UInt64> = []
    var served: Set<Int> = []
    var below = 1.0
    for candidate in candidates
    where !served.contains(candidate.work)
      && !candidate.chain.contains(where: { used.contains($0.event) })
    {
      served.insert(candidate.work)
      used.formUnion(candidate.chain.map(\.event))
      below *= 1 - candidate.strength
    }
    return .interval(low: 1 - below, high: max(1 - below, 1 - above))
  }
}
