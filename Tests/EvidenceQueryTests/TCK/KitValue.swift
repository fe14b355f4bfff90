import EvidenceCore
import Foundation

@testable import EvidenceQuery

/// A value as the kit writes it, and as a text that two equal ones share.
indirect enum KitValue {
  case plain(QueryValue)
  case list([KitValue])
  case map([String: KitValue])
  case node(labels: Set<String>, properties: [String: KitValue])
  case relationship(type: String, properties: [String: KitValue])
  case path(KitValue, [(isForward: Bool, relationship: KitValue, node: KitValue)])

  func text(ignoringListOrder: Bool) -> String {
    func map(_ entries: [String: KitValue]) -> String {
      entries.sorted { $0.key < $1.key }
        .map { "\($0.key): \($0.value.text(ignoringListOrder: ignoringListOrder))" }
        .joined(separator: ", ")
    }
    switch self {
    case .plain(.null): return "null"
    case .plain(.boolean(let flag)): return "\(flag)"
    case .plain(.integer(let number)): return "\(number)"
    case .plain(.float(let number)): return number == 0 ? "0.0" : number.queryText
    case .plain(.string(let text)): return "'\(text)'"
    case .plain(.temporal(let value)): return "'\(value.text)'"
    case .plain(.duration(let value)): return "'\(value.text)'"
    case .plain(let value): return "\(value)"
    case .list(let items):
      let texts = items.map { $0.text(ignoringListOrder: ignoringListOrder) }
      return "[\((ignoringListOrder ? texts.sorted() : texts).joined(separator: ", "))]"
    case .map(let entries): return "{\(map(entries))}"
    case .node(let labels, let properties):
      return "(\(labels.sorted().map { ":" + $0 }.joined()) {\(map(properties))})"
    case .relationship(let type, let properties): return "[:\(type) {\(map(properties))}]"
    case .path(let start, let steps):
      return steps.reduce("<" + start.text(ignoringListOrder: ignoringListOrder)) {
        let inner = $1.relationship.text(ignoringListOrder: ignoringListOrder)
        return $0 + ($1.isForward ? "-\(inner)->" : "<-\(inner)-")
          + $1.node.text(ignoringListOrder: ignoringListOrder)
      } + ">"
    }
  }

  /// A value that a query can take as a parameter.
  var value: QueryValue {
    switch self {
    case .plain(let value): value
    case .list(let items): .list(items.map(\.value))
    case .map(let entries):
      .map(QueryMap(entries.sorted { $0.key < $1.key }.map { ($0.key, $0.value.value) }))
    default: .null
    }
  }

  /// A value that a query answered with, together with what the graph says of its elements.
  init(_ value: QueryValue, _ graph: PropertyGraph) {
    func properties(_ map: QueryMap) -> [String: KitValue] {
      Dictionary(
        map.pairs.map { ($0.name, KitValue($0.value, graph)) },
        uniquingKeysWith: { first, _ in first }
      )
    }
    switch value {
    case .list(let values): self = .list(values.map { KitValue($0, graph) })
    case .map(let map): self = .map(properties(map))
    case .node(let node):
      let record = graph.nodes[node.position]
      self = .node(
        labels: Set(record.labels.map { graph.labelNames[$0] }),
        properties: properties(record.properties)
      )
    case .relationship(let edge):
      let record = graph.relationships[edge.position]
      self = .relationship(
        type: graph.typeNames[record.type],
        properties: properties(record.properties)
      )
    case .path(let path):
      let steps = path.relationships.enumerated().map { index, edge in
        (
          isForward: graph.relationships[edge.position].start == path.nodes[index].index,
          relationship: KitValue(.relationship(edge), graph),
          node: KitValue(.node(path.nodes[index + 1]), graph)
        )
      }
      self = .path(KitValue(.node(path.nodes[0]), graph), steps)
    default: self = .plain(value)
    }
  }
}

/// Reads values as the kit writes them.
struct KitValueReader {
  private let characters: [Character]
  private var index = 0

  struct Unreadable: Error { var text: String }

  static func read(_ text: String) throws -> KitValue {
    var reader = KitValueReader(characters: Array(text))
    let value = try reader.value()
    reader.skip()
    guard reader.index == reader.characters.count else { throw Unreadable(text: text) }
    return value
  }

  private init(characters: [Character]) { self.characters = characters }

  private var next: Character? { index < characters.count ? characters[index] : nil }

  private mutating func skip() { while next?.isWhitespace == true { index += 1 } }

  private mutating func takes(_ text: String) -> Bool {
    skip()
    guard characters[index...].starts(with: Array(text)) else { return false }
    index += text.count
    return true
  }

  private mutating func need(_ text: String) throws {
    guard takes(text) else { throw Unreadable(text: String(characters)) }
  }

  private mutating func word() -> String {
    skip()
    var word = ""
    if takes("`") {
      while let character = next, character != "`" {
        word.append(character)
        index += 1
      }
      index += 1
      return word
    }
    while let character = next, character.isLetter || character.isNumber || character == "_" {
      word.append(character)
      index += 1
    }
    return word
  }

  private mutating func value() throws -> KitValue {
    skip()
    switch next {
    case "(": return try node()
    case "<": return try path()
    case "{": return .map(try map())
    case "'": return .plain(.string(try string()))
    case "[":
      index += 1
      skip()
      if next == ":" { return try relationship() }
      var items: [KitValue] = []
      if takes("]") { return .list([]) }
      repeat { items.append(try value()) } while takes(",")
      try need("]")
      return .list(items)
    default: return try plain()
    }
  }

  private mutating func plain() throws -> KitValue {
    var text = ""
    while let character = next, !",]})".contains(character), !character.isWhitespace {
      text.append(character)
      index += 1
    }
    switch text {
    case "null": return .plain(.null)
    case "true": return .plain(.boolean(true))
    case "false": return .plain(.boolean(false))
    case "NaN": return .plain(.float(.nan))
    case "Inf", "Infinity": return .plain(.float(.infinity))
    case "-Inf", "-Infinity": return .plain(.float(-.infinity))
    default:
      if let number = Int64(text) { return .plain(.integer(number)) }
      guard let number = Double(text) else { throw Unreadable(text: text) }
      return .plain(.float(number))
    }
  }

  private mutating func string() throws -> String {
    index += 1
    var text = ""
    while let character = next, character != "'" {
      index += 1
      if character == "\\", let escaped = next {
        index += 1
        switch escaped {
        case "n": text.append("\n")
        case "t": text.append("\t")
        case "\\", "'", "\"": text.append(escaped)
        default: text += "\\\(escaped)"
        }
      } else {
        text.append(character)
      }
    }
    guard next == "'" else { throw Unreadable(text: String(characters)) }
    index += 1
    return text
  }

  private mutating func map() throws -> [String: KitValue] {
    try need("{")
    var entries: [String: KitValue] = [:]
    if takes("}") { return entries }
    repeat {
      let name = word()
      try need(":")
      entries[name] = try value()
    } while takes(",")
    try need("}")
    return entries
  }

  private mutating func node() throws -> KitValue {
    try need("(")
    var labels: Set<String> = []
    while takes(":") { labels.insert(word()) }
    skip()
    let properties = next == "{" ? try map() : [:]
    try need(")")
    return .node(labels: labels, properties: properties)
  }

  /// Behind its bracket.
  private mutating func relationship() throws -> KitValue {
    try need(":")
    let type = word()
    skip()
    let properties = next == "{" ? try map() : [:]
    try need("]")
    return .relationship(type: type, properties: properties)
  }

  private mutating func path() throws -> KitValue {
    try need("<")
    let start = try node()
    var steps: [(isForward: Bool, relationship: KitValue, node: KitValue)] = []
    while !takes(">") {
      let isBackward = takes("<")
      try need("-")
      try need("[")
      let relationship = try relationship()
      try need("-")
      if !isBackward { try need(">") }
      steps.append((!isBackward, relationship, try node()))
    }
    return .path(start, steps)
  }
}
