internal import EvidenceAnalysis
internal import EvidenceCore

/// Nodes and statements as columns with one table of texts, small enough for a page.
struct ReportColumns {
  /// The place of each node that is taken along; places follow the order of keys.
  private(set) var position: [NodeID: Int] = [:]
  private let edgePlaces: [EdgeID: Int]
  /// The columns by name.
  private(set) var members: [JSONMember] = []

  private let graph: EvidenceGraph
  private var texts: [String] = []
  private var places: [String: Int] = [:]

  /// Takes statements, in their order in the graph, with all that they name, and further nodes.
  ///
  /// - Complexity: O(size of the texts).
  init(_ graph: EvidenceGraph, edges: [EdgeID], further: [NodeID]) {
    self.graph = graph
    edgePlaces = Dictionary(uniqueKeysWithValues: edges.enumerated().map { ($1, $0) })
    var taken = Set(further)
    for edge in edges {
      taken.insert(graph.from(edge))
      taken.insert(graph.to(edge))
      if let source = graph.sourceNode(of: edge) { taken.insert(source) }
    }
    let nodes = taken.sorted()
    for (place, node) in nodes.enumerated() { position[node] = place }
    let brokenKeys = nodes.indices.filter { Self.keyText(graph, nodes[$0]) == nil }
    let kinds = graph.kinds
    var last = ""
    let nodeRows = nodes.map { node in
      defer { last = legibleKey(node) }
      return row(node, kinds, after: last)
    }
    let statements = columns(edges)
    let works = Works(graph)
    let versions = nodes.compactMap { node -> JSONValue? in
      guard graph.kind(of: node) == .paper, case .paper(let first) = works.work(of: node),
        first != node, let version = position[node], let work = position[first]
      else { return nil }
      return .array([.integer(Int64(version)), .integer(Int64(work))])
    }
    let preliminary = PreliminaryNotices(graph)
    members = [
      JSONMember("kinds", Self.names(kinds.map(\.name), builtIn: Kind.builtIn.map(\.name))),
      JSONMember(
        "relations",
        Self.names(graph.relations.map(\.name), builtIn: Relation.builtIn.map(\.name))
      ),
      JSONMember("nodes", .array(nodeRows)),
      JSONMember("brokenKeys", .array(brokenKeys.map { .integer(Int64($0)) })),
      JSONMember("size", .integer(Int64(edges.count))),
      JSONMember("statements", .object(statements)),
      JSONMember("negated", Self.runs(edges.map(graph.isNegated))),
      JSONMember("disputed", Self.runs(edges.map(graph.isDisputed))),
      JSONMember("preliminary", Self.runs(edges.map(preliminary.hold))),
      JSONMember("versions", .array(versions)),
      JSONMember("texts", .array(texts.map { .string($0) })),
    ]
  }

  /// The place of a statement; −1 where it is not taken along.
  func place(of edge: EdgeID) -> Int { edgePlaces[edge] ?? -1 }

  /// How many are out, how many are in, and so on.
  static func runs(_ flags: [Bool]) -> JSONValue {
    var lengths: [Int64] = []
    var isIn = true
    for flag in flags {
      if flag != isIn || lengths.isEmpty {
        if lengths.isEmpty, flag { lengths.append(0) }
        lengths.append(0)
        isIn = flag
      }
      lengths[lengths.count - 1] += 1
    }
    if !isIn { lengths.removeLast() }
    return .array(lengths.map { .integer($0) })
  }

  /// Names fit to be read, so that none becomes the name of another or of one that is built in.
  private static func names(_ names: [String], builtIn: [String]) -> JSONValue {
    var taken = Set(names).union(builtIn)
    return .array(
      names.map { name in
        var text = LegibleText.clean(name, limit: 60)
        guard text != name else { return .string(text) }
        while !taken.insert(text).inserted { text += "′" }
        return .string(text)
      }
    )
  }

  /// The longest key that a page prints whole.
  private static let longestKey = 2_000

  /// The key of a node as a command may name it; `nil` where a page cannot print it whole, since it is
  /// too long or has characters that no reader sees.
  private static func keyText(_ graph: EvidenceGraph, _ node: NodeID) -> String? {
    let key = graph.key(of: node).text
    return LegibleText.clean(key, limit: longestKey) == key ? key : nil
  }

  private func legibleKey(_ node: NodeID) -> String {
    LegibleText.clean(graph.key(of: node).text, limit: Self.longestKey)
  }

  /// A node: how much of its key is that of the one before, in UTF-16, the rest of the key, and what
  /// is known of it.
  private func row(_ node: NodeID, _ kinds: [Kind], after last: String) -> JSONValue {
    let naming = Naming(graph: graph)
    let kind = graph.kind(of: node)
    let isPaper = kind == .paper
    func text(_ text: String?, _ limit: Int = 300) -> JSONValue {
      text.map { .string(LegibleText.clean($0, limit: limit)) } ?? .null
    }
    // Cut between letters that no mark can join, so that both parts stay texts.
    let key = legibleKey(node)
    let shared = zip(key.utf8, last.utf8).prefix { $0 == $1 && $0 < 0x80 }.count
    let isCut = key.utf8.dropFirst(shared).first.map { $0 < 0x80 } ?? true
    let length = isCut ? shared : 0
    var fields: [JSONValue] = [
      .integer(Int64(length)), .string(String(decoding: key.utf8.dropFirst(length), as: UTF8.self)),
      .integer(Int64(kinds.firstIndex(of: kind) ?? 0)),
      naming.code(node).map { text($0) } ?? .integer(0), text(naming.name(node)),
      isPaper ? text(naming.citation(node, limit: 60)) : .null,
      graph.year(of: node).map { .integer(Int64($0)) } ?? .null,
      text(naming.link(node), 800), text(graph.scheme(of: node), 120),
    ]
    if isPaper { fields.append(bibliography(node)) }
    while fields.last == .null { fields.removeLast() }
    return .array(fields)
  }

  /// What a reference manager asks for.
  private func bibliography(_ paper: NodeID) -> JSONValue {
    func first(_ names: [String]) -> PropertyValue? {
      names.lazy.compactMap { graph.property($0, of: paper) }.first
    }
    var authors: [String] = []
    switch first(["authors", "author", "creator", "organisation"]) {
    case .strings(let all): authors = all
    case let value?: authors = value.text.split(separator: ";").map { String($0) }
    case nil: break
    }
    let keys = [graph.key(of: paper).text] + graph.sameAs(of: paper)
    let doi = keys.first { $0.hasPrefix("doi:") }.map { String($0.dropFirst(4)) }
    func text(_ text: String?) -> JSONValue {
      text.map { .string(LegibleText.clean($0, limit: 300)) } ?? .null
    }
    let appraisal = graph.appraisal(of: paper).map { [JSONMember("appraisal", text($0.text))] }
    let members = [
      JSONMember("authors", .array(authors.prefix(40).map { text($0) })),
      JSONMember("type", text(first(["itemType", "type"])?.text)),
      JSONMember("doi", text(doi)),
      JSONMember("publisher", text(first(["publisher", "publicationTitle", "journal"])?.text)),
    ]
    return .object(members + (appraisal ?? []))
  }

  private mutating func place(_ text: String?, limit: Int = 120) -> JSONValue {
    guard let text else { return .integer(-1) }
    // Texts that differ stay apart, even where a reader could not tell them apart.
    if let known = places[text] { return .integer(Int64(known)) }
    places[text] = texts.count
    texts.append(LegibleText.clean(text, limit: limit))
    return .integer(Int64(texts.count - 1))
  }

  private mutating func columns(_ edges: [EdgeID]) -> [JSONMember] {
    let names = [
      "from", "relation", "to", "source", "via", "locator", "stance", "type", "confidence",
      "method", "justification", "rationale", "coder", "reviewer", "id",
    ]
    var columns = [[JSONValue]](repeating: [], count: names.count)
    var numbers: [Relation: Int] = [:]
    for (number, relation) in graph.relations.enumerated() { numbers[relation] = number }
    for edge in edges {
      let fields: [JSONValue] = [
        .integer(Int64(position[graph.from(edge)] ?? 0)),
        .integer(Int64(numbers[graph.relation(of: edge)] ?? 0)),
        .integer(Int64(position[graph.to(edge)] ?? 0)), source(of: edge),
        place(graph.via(of: edge), limit: 200), place(graph.locator(of: edge)),
        place(graph.stance(of: edge)?.rawValue), place(graph.evidenceType(of: edge)?.rawValue),
        graph.confidence(of: edge).map { .number($0) } ?? .null,
        place(graph.method(of: edge)?.rawValue),
        place(graph.justification(of: edge)?.name), place(graph.rationale(of: edge), limit: 600),
        place(graph.coder(of: edge)), place(graph.reviewer(of: edge)),
        idText(of: edge),
      ]
      for (column, field) in fields.enumerated() { columns[column].append(field) }
    }
    return zip(names, columns).map { JSONMember($0, Self.packed($1)) }
  }

  /// Values as they are, or where that is shorter as runs (each value with how often it comes), or as
  /// digits (whole numbers from the least one on, each with as many digits to the base 62).
  static func packed(_ values: [JSONValue]) -> JSONValue {
    var runs: [(value: JSONValue, count: Int)] = []
    var numbers: [Int] = []
    for value in values {
      if case .integer(let number) = value { numbers.append(Int(number)) }
      if let last = runs.last, last.value == value {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((value, 1))
      }
    }
    // A run takes about as much room as two values with their commas.
    let isOfNumbers = numbers.count == values.count
    let width = isOfNumbers ? Self.width(of: numbers) : 4
    guard runs.count * 7 < values.count * width || values.isEmpty else {
      return isOfNumbers ? digits(of: numbers, width) : .array(values)
    }
    return .object([
      JSONMember("runs", .array(runs.flatMap { [$0.value, .integer(Int64($0.count))] }))
    ])
  }

  /// How many digits to the base 62 tell numbers apart.
  private static func width(of numbers: [Int]) -> Int {
    let span = (numbers.max() ?? 0) - (numbers.min() ?? 0)
    var (width, bound) = (1, digits.count)
    while span >= bound {
      width += 1
      bound *= digits.count
    }
    return width
  }

  private static func digits(of numbers: [Int], _ width: Int) -> JSONValue {
    let least = numbers.min() ?? 0
    var text = [UInt8](repeating: digits[0], count: numbers.count * width)
    for (index, number) in numbers.enumerated() {
      var rest = number - least
      for place in (index * width..<(index + 1) * width).reversed() where rest > 0 {
        text[place] = digits[rest % digits.count]
        rest /= digits.count
      }
    }
    return .object([
      JSONMember("least", .integer(Int64(least))), JSONMember("width", .integer(Int64(width))),
      JSONMember("digits", .string(String(decoding: text, as: UTF8.self))),
    ])
  }

  private static let digits = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8
  )

  /// The id of a statement that has been given one; one that is a digest of the statement is left out.
  private func idText(of edge: EdgeID) -> JSONValue {
    graph.statedID(of: edge).map { .string(LegibleText.clean($0, limit: 80)) } ?? .null
  }

  /// A node's place; −1 where the source is unknown; −2 and below for a text of its own.
  private mutating func source(of edge: EdgeID) -> JSONValue {
    if let node = graph.sourceNode(of: edge), let place = position[node] {
      return .integer(Int64(place))
    }
    guard let key = graph.source(of: edge) else { return .integer(-1) }
    guard case .integer(let place) = place(key.text, limit: 300) else { return .integer(-1) }
    return .integer(-2 - place)
  }
}
