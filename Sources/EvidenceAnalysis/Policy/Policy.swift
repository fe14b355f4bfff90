public import EvidenceCore

/// The numbers under which evidence is weighed: ours, not a standard, and stated with every result.
///
/// ```swift
/// var policy = Policy.standard
/// policy[.unknown] = 0.3
/// let answer = EvidencePaths(graph, policy: policy).chains(from: paper, to: domain)
/// ```
public struct Policy: Hashable, Sendable {
  public var name: String
  /// The numbers; one that is not there is unset, which only ``PolicyNumber/unknown`` may be.
  private var numbers: [PolicyNumber: Double]
  /// Within which range each number is varied to see what hangs on it.
  public var ranges: [PolicyNumber: ClosedRange<Double>]
  /// The kinds of match that may join the parts of a chain.
  public var bridges: Set<Relation>
  /// The lower limits of the classes 2, 3 and 4 that a map fills its cells by, in papers.
  public var classLimits: [Int]

  /// A number of the policy; `nil` where it is unset.
  public subscript(_ number: PolicyNumber) -> Double? {
    get { numbers[number] }
    set { numbers[number] = newValue }
  }

  /// The confidence that stands for an unknown one; `nil` leaves what needs it unknown.
  public var unknown: Double? { numbers[.unknown] }

  /// Fewer independent papers than this are thin.
  public var thinBelow: Int { count(.thinBelow) }

  /// Evidence older than this at the graph's as-of date is stale, in years.
  public var staleAfterYears: Int { count(.staleAfterYears) }

  /// From this many primary studies on, a missing synthesis is a gap.
  public var synthesisFrom: Int { count(.synthesisFrom) }

  private func count(_ number: PolicyNumber) -> Int { Int(min(max(0, numbers[number] ?? 0), 1e9)) }

  /// The first 12 hexadecimal digits of SHA-256 over the policy's text: equal for equal numbers,
  /// whatever the policy is called.
  public var digest: String {
    var text = ""
    for number in PolicyNumber.allCases {
      text += "\(number.rawValue)=\(numbers[number]?.shortestText ?? "unset")\n"
    }
    text += "bridge=" + bridges.map(\.name).sorted().joined(separator: ",")
    return String(ContentDigest.sha256(Array(text.utf8)).prefix(12))
  }

  /// The documented default.
  public static let standard = Policy(
    name: "default",
    numbers: [
      .unknown: 0.5, .exactMatch: 1, .closeMatch: 0.8, .broadMatch: 0.9, .assertion: 0.3,
      .expertJudgment: 0.5, .caseStudy: 0.5, .observational: 0.6, .experimental: 0.8,
      .synthesis: 0.8, .mixed: 0.5, .direct: 1, .borrowed: 1, .inferred: 1, .thinBelow: 2,
      .staleAfterYears: 5, .synthesisFrom: 3,
    ],
    ranges: [
      .unknown: 0.2...0.8, .exactMatch: 0.9...1, .closeMatch: 0.6...0.9, .broadMatch: 0.7...1,
      .assertion: 0.1...0.5, .expertJudgment: 0.3...0.7, .caseStudy: 0.3...0.7,
      .observational: 0.4...0.8, .experimental: 0.6...0.95, .synthesis: 0.6...0.95,
      .mixed: 0.25...0.75, .borrowed: 0.7...1, .inferred: 0.5...1, .thinBelow: 1...4,
      .staleAfterYears: 3...10, .synthesisFrom: 2...5,
    ],
    bridges: [.exactMatch, .closeMatch, .broadMatch],
    classLimits: [6, 11, 21]
  )
}
