import EvidenceTestSupport

/// Queries made at random from a small grammar: the same seed gives the same query.
struct RandomQuery {
  private var random: SeededGenerator
  private var names: [String] = []
  private var lists: [String] = []
  private var fresh = 0

  static let kinds = ["Paper", "Mitigation", "Risk", "RiskDomain", "TaxonomyNode"]
  static let relations = [
    "PROPOSES", "IDENTIFIES", "ADDRESSES", "IN_DOMAIN", "BROADER", "CLASSIFIED_AS", "EXACT_MATCH",
  ]

  static func text(seed: UInt64) -> String {
    var query = RandomQuery(random: SeededGenerator(seed: seed))
    return query.text()
  }

  private init(random: SeededGenerator) { self.random = random }

  private mutating func chance(_ part: Int, of whole: Int) -> Bool {
    Int.random(in: 0..<whole, using: &random) < part
  }

  private mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int.random(in: 0..<items.count, using: &random)]
  }

  private mutating func newName(_ letter: String) -> String {
    fresh += 1
    return "\(letter)\(fresh)"
  }

  private mutating func text() -> String {
    var text = clause(isFirst: true)
    if chance(1, of: 2) { text += clause(isFirst: false) }
    if chance(1, of: 4) {
      let kept = names.filter { _ in chance(2, of: 3) }
      names = kept.isEmpty ? [names[0]] : kept
      lists = []
      text += "WITH \(pick(["DISTINCT ", ""]))\(names.joined(separator: ", "))"
      if chance(1, of: 2) { text += " WHERE \(condition())" }
      text += "\n" + clause(isFirst: false)
    }
    return text + result()
  }

  private mutating func clause(isFirst: Bool) -> String {
    let isOptional = !isFirst && chance(1, of: 3)
    let before = names
    var patterns = [pattern()]
    if chance(1, of: 4) { patterns.append(pattern()) }
    var text = (isOptional ? "OPTIONAL MATCH " : "MATCH ") + patterns.joined(separator: ", ")
    if chance(1, of: 2) {
      text += "\nWHERE \(condition())"
      if chance(1, of: 3) { text += " \(pick(["AND", "OR"])) \(condition())" }
    }
    if names == before { names = before }
    return text + "\n"
  }

  private mutating func node() -> String {
    if !names.isEmpty, chance(1, of: 3) { return "(\(pick(names)))" }
    let name = newName("n")
    names.append(name)
    var text = name
    if chance(1, of: 2) { text += ":\(pick(Self.kinds))" }
    if chance(1, of: 12) {
      text += " {year: 2016}"
    } else if chance(1, of: 12) {
      text += " {key: '\(pick(["risk-a@1:1", "paper:p1", "type@1:1.1"]))'}"
    }
    return "(\(text))"
  }

  private mutating func relationship() -> String {
    let types =
      chance(2, of: 3)
      ? ":"
        + Set([pick(Self.relations), pick(Self.relations)])
        .sorted().prefix(Int.random(in: 1...2, using: &random)).joined(separator: "|") : ""
    let length = types.isEmpty ? "" : pick(["", "", "", "*1..2", "*0..2"])
    let name = length.isEmpty && chance(1, of: 2) ? newName("r") : ""
    if !name.isEmpty { lists.append(name) }
    let inner = "[\(name)\(types)\(length)]"
    return pick(["-\(inner)->", "<-\(inner)-", "-\(inner)-"])
  }

  private mutating func pattern() -> String {
    var text = node()
    for _ in 0..<Int.random(in: 0...2, using: &random) { text += relationship() + node() }
    return text
  }

  private mutating func condition() -> String {
    let name = pick(names)
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return "\(name).year >= 2016"
    case 1: return "\(name):\(pick(Self.kinds))"
    case 2: return "\(name).notation STARTS WITH '1'"
    case 3: return "NOT \(name).key CONTAINS 'a'"
    case 4: return "(\(name))-[:\(pick(Self.relations))]->()"
    case 5: return "\(name).key = '\(pick(["risk-a@1:1.1", "paper:p0", "type@1:2"]))'"
    case 6: return "\(name) <> \(pick(names))"
    default: return "exists { (\(name))--(x\(fresh)) WHERE x\(fresh).year > 2015 }"
    }
  }

  private mutating func result() -> String {
    let shown = names.map { "\($0).key" }
    let one = pick(names)
    switch Int.random(in: 0..<14, using: &random) {
    case 4:
      let counted = pick(names) + pick(["", ".key", ".year"])
      return "RETURN \(pick(names)).key AS k, count(\(one)) AS n, count(DISTINCT \(counted))"
    case 5: return "RETURN labels(\(one)) AS l, \(pick(names)).year AS y, count(*) AS n"
    case 6:
      return "RETURN \(one), sum(\(pick(names)).year) AS s, min(\(pick(names)).key), "
        + "max(\(pick(names)).label), avg(\(pick(names)).year)"
    case 7:
      let columns = shown.prefix(3).joined(separator: ", ")
      return "RETURN \(columns), size(\(one).key) AS z ORDER BY \(columns), z "
        + pick(["", "SKIP 1 "]) + "LIMIT \(Int.random(in: 0...6, using: &random))"
    case 8: return "RETURN DISTINCT \(one).key"
    case 9:
      return "WITH \(one), count(*) AS n WHERE \(one).year >= 2016 AND n > 1 RETURN \(one).key, n"
    case 10:
      return "WITH \(one), collect(DISTINCT \(pick(names)).key) AS l\nRETURN \(one).key, size(l)"
    case 11:
      let keys = ["\(pick(names)).key AS a", "\(pick(names)).year AS b", "labels(\(one)) AS c"]
      let shown = keys.prefix(Int.random(in: 1...3, using: &random)).joined(separator: ", ")
      return "RETURN \(shown), count(*), count(DISTINCT \(pick(names))), "
        + "count(DISTINCT \(pick(names)).year), sum(\(pick(names)).year)"
    case 12:
      let found = lists.isEmpty ? one : pick(lists)
      return "RETURN count(DISTINCT \(found)), count(\(found)), count(DISTINCT \(one).label), "
        + "size(collect(\(pick(names))))"
    case 13:
      return "WITH \(one), \(pick(names)).year AS y, count(DISTINCT \(pick(names))) AS n\n"
        + "RETURN count(*), sum(n), max(n), max(\(one).key + toString(y))"
    case 0: return "RETURN count(*)"
    case 1: return "RETURN \(pick(names)).key AS k, count(*) AS n"
    case 2: return "RETURN DISTINCT \(shown.prefix(2).joined(separator: ", "))"
    default:
      let relationships = lists.map { "\($0).via, type(\($0))" }
      return "RETURN \((shown + relationships).joined(separator: ", "))"
    }
  }
}
