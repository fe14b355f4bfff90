import EvidenceCore

/// A made-up graph: papers that cite and propose, measures that address risks, two schemes. The same for
/// the same sizes.
struct SampleGraph {
  var papers: Int
  var mitigations: Int
  var risks: Int

  static let concepts = "concept@1"
  static let domains = "domain@1"
  private static let conceptCount = 60
  private static let domainCount = 24

  static func domain(_ number: Int) -> Key { Key("\(domains):\(number + 1)") }

  private static func concept(_ number: Int) -> Key { Key("\(concepts):\(number + 1)") }

  var paperKeys: [Key] { (0..<papers).map { Key("paper:\($0)") } }

  func graph() throws(EvidenceError) -> EvidenceGraph {
    var builder = GraphBuilder(header: GraphHeader(title: "A sample", asOf: "2026-01-01"))
    var random = SplitMix(state: 11)
    func measure(_ number: Int) -> Key { Key("mitigation:\(number)") }
    func risk(_ number: Int) -> Key { Key("risk:\(number)") }
    let keys = paperKeys
    for number in 0..<Self.conceptCount {
      let key = Self.concept(number)
      builder.add(Node(key, .taxonomyNode, label: "Concept \(number)", scheme: Self.concepts))
      // Every tenth concept holds the nine behind it.
      if number % 10 > 0 {
        builder.add(Statement(key, .broader, Self.concept(number / 10 * 10), via: "scheme"))
      }
    }
    for number in 0..<Self.domainCount {
      let key = Self.domain(number)
      builder.add(Node(key, .riskDomain, label: "Domain \(number)", scheme: Self.domains))
      if number % 6 > 0 {
        builder.add(Statement(key, .broader, Self.domain(number / 6 * 6), via: "scheme"))
      }
    }
    for number in 0..<risks {
      builder.add(Node(risk(number), .risk, label: "Risk \(number)"))
      let domain = random.next(below: Self.domainCount)
      builder.add(Statement(risk(number), .inDomain, Self.domain(domain), via: "coding"))
    }
    for number in 0..<mitigations {
      builder.add(Node(measure(number), .mitigation, label: "Measure \(number)"))
      let concept = random.next(below: Self.conceptCount)
      builder.add(Statement(measure(number), .classifiedAs, Self.concept(concept), via: "coding"))
      for _ in 0..<2 {
        let target = risk(random.next(below: risks))
        let source = keys[random.next(below: papers)]
        builder.add(Statement(measure(number), .addresses, target, source: source))
      }
    }
    for number in 0..<papers {
      let year = PropertyValue.integer(2010 + Int64(number * 15 / papers))
      builder.add(Node(keys[number], .paper, label: "Paper \(number)", properties: ["year": year]))
      let proposed = measure(random.next(below: mitigations))
      builder.add(Statement(keys[number], .proposes, proposed, source: keys[number]))
      guard number > 0 else { continue }
      for _ in 0..<3 {
        let earlier = keys[random.next(below: number)]
        builder.add(Statement(keys[number], .cites, earlier, source: keys[number]))
      }
    }
    return try builder.build()
  }
}

/// The generator SplitMix64 (Steele, Lea and Flood, 2014).
struct SplitMix {
  var state: UInt64

  mutating func next(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }
}
