/// Two coders and one concept, over the items that both saw: who said yes to it.
public struct ConceptAgreement: Hashable, Sendable {
  /// Both said yes; only the first; only the second; neither.
  public var both: Int
  public var onlyFirst: Int
  public var onlySecond: Int
  public var neither: Int

  /// Counts the four cases.
  public init(both: Int, onlyFirst: Int, onlySecond: Int, neither: Int) {
    self.both = both
    self.onlyFirst = onlyFirst
    self.onlySecond = onlySecond
    self.neither = neither
  }

  /// How many items both saw.
  public var count: Int { both + onlyFirst + onlySecond + neither }

  /// The share of items on which they agree, in 0…1; `nil` without items.
  public var observed: Double? {
    count == 0 ? nil : Double(both + neither) / Double(count)
  }

  /// The agreement that chance would bring, from how often each coder says yes.
  public var expected: Double? {
    guard count > 0 else { return nil }
    let (first, second) = (Double(both + onlyFirst), Double(both + onlySecond))
    let n = Double(count)
    return (first * second + (n - first) * (n - second)) / (n * n)
  }

  /// Cohen's kappa, in -1…1; `nil` where chance alone would bring full agreement, so that it is
  /// not defined.
  ///
  /// - Note: J. Cohen, "A coefficient of agreement for nominal scales", 1960.
  public var kappa: Double? {
    guard let observed, let expected, expected < 1 else { return nil }
    return (observed - expected) / (1 - expected)
  }

  /// The prevalence index, in -1…1: the difference of the shares of a common yes and a common no.
  /// Far from 0, kappa is low however well two coders agree.
  ///
  /// - Note: T. Byrt, J. Bishop, J. B. Carlin, "Bias, prevalence and kappa", 1993.
  public var prevalenceIndex: Double? {
    count == 0 ? nil : Double(both - neither) / Double(count)
  }

  /// The bias index, in -1…1: by how much the first coder says yes more often.
  ///
  /// - Note: T. Byrt, J. Bishop, J. B. Carlin, 1993.
  public var biasIndex: Double? {
    count == 0 ? nil : Double(onlyFirst - onlySecond) / Double(count)
  }

  /// Kappa, adjusted for prevalence and bias: twice the observed agreement less 1.
  ///
  /// - Note: T. Byrt, J. Bishop, J. B. Carlin, 1993.
  public var adjustedKappa: Double? { observed.map { 2 * $0 - 1 } }
}

/// How far two sets of codes lie apart, and how far two coders agree beyond chance on such sets.
public enum SetAgreement {
  /// The MASI distance of two sets, in 0…1: 1 − J · M, where J is the share of common codes, and M is
  /// 1 for equal sets, 2/3 where one holds the other, 1/3 where they only overlap, else 0. Two empty
  /// sets are equal.
  ///
  /// - Complexity: O(size of the sets).
  /// - Note: R. Passonneau, "Measuring Agreement on Set-valued Items (MASI) for Semantic and
  ///   Pragmatic Annotation", 2006.
  public static func masiDistance<Code: Hashable>(_ a: Set<Code>, _ b: Set<Code>) -> Double {
    if a == b { return 0 }
    let common = a.intersection(b).count
    guard common > 0 else { return 1 }
    let share = Double(common) / Double(a.union(b).count)
    let isNested = common == a.count || common == b.count
    return 1 - share * (isNested ? 2.0 / 3 : 1.0 / 3)
  }

  /// Krippendorff's alpha of two coders whose every unit has a set of codes from each, with the MASI
  /// distance.
  ///
  /// 1 − Do / De: the mean distance within the units, over the mean distance of all values that could
  /// have been paired.
  ///
  /// - Returns: 1 for full agreement, 0 for what chance brings, less for worse; `nil` without units,
  ///   and where all values are alike, so that nothing could differ.
  /// - Complexity: O(*u* + *d*²) for *u* units with *d* distinct sets.
  /// - Note: K. Krippendorff, "Content Analysis: An Introduction to Its Methodology", 2004.
  public static func alpha<Code: Hashable>(_ units: [(Set<Code>, Set<Code>)]) -> Double? {
    guard !units.isEmpty else { return nil }
    var counts: [Set<Code>: Int] = [:]
    var order: [Set<Code>] = []
    var within = 0.0
    for (a, b) in units {
      within += masiDistance(a, b)
      for value in [a, b] {
        if counts[value] == nil { order.append(value) }
        counts[value, default: 0] += 1
      }
    }
    // Each distance is of a fixed few values, and they are summed in the order of the units.
    var across = 0.0
    for (index, value) in order.enumerated() {
      for other in order[(index + 1)...] {
        let pairs = Double((counts[value] ?? 0) * (counts[other] ?? 0))
        across += 2 * pairs * masiDistance(value, other)
      }
    }
    guard across > 0 else { return nil }
    let n = Double(units.count * 2)
    return 1 - (within / Double(units.count)) / (across / (n * (n - 1)))
  }
}
