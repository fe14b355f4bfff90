public import EvidenceCore

extension Inventory {
  /// A data set, page or file where statements were read.
  public struct ViaCount: Hashable, Sendable {
    /// What it is called; `nil` where a statement does not say where it was read.
    public let via: String?
    /// How many statements were read there.
    public let statements: Int
    /// How many different nodes these join.
    public let nodes: Int
    /// Its licence, if the header says so.
    public let licence: String?
    /// What its notice says.
    public let notice: String?
  }

  /// Somebody who coded or reviewed.
  public struct CoderCount: Hashable, Sendable {
    /// Whoever it is; `nil` stands for statements that do not name a coder.
    public let name: String?
    /// How many statements they coded.
    public let coded: Int
    /// How many they reviewed.
    public let reviewed: Int
    /// How many of those they disagree with.
    public let disputed: Int
  }

  /// A licence, and what is under it.
  public struct LicenceCount: Hashable, Sendable {
    /// The licence; `nil` stands for what has none stated.
    public let licence: String?
    /// The data sets under it, in the order of their names.
    public let vias: [String]
    /// The schemes under it, by id.
    public let schemes: [String]
    /// How many statements were read in these data sets.
    public let statements: Int
  }

  /// Where statements were read: the most statements first, then by name; the unknown last.
  public func vias() -> [ViaCount] {
    var found: [String?: (statements: Int, nodes: Set<NodeID>)] = [:]
    for edge in graph.edges {
      let via = graph.via(of: edge)
      found[via, default: (0, [])].statements += 1
      found[via]?.nodes.formUnion([graph.from(edge), graph.to(edge)])
    }
    return found.map { via, count in
      let notice = via.flatMap { via in graph.header.notices.first { $0.via == via } }
      return ViaCount(
        via: via,
        statements: count.statements,
        nodes: count.nodes.count,
        licence: notice?.licence,
        notice: notice?.text
      )
    }
    .sorted { a, b in
      guard let x = a.via, let y = b.via else { return a.via != nil }
      return a.statements != b.statements ? a.statements > b.statements : x.precedesInUTF8(y)
    }
  }

  /// Everybody who coded or reviewed, in the order of their names; what nobody is named for last.
  public func coders() -> [CoderCount] {
    var coded: [String?: Int] = [:]
    var reviewed: [String: (all: Int, disputed: Int)] = [:]
    for edge in graph.edges {
      let coders = graph.coders(of: edge)
      if coders.isEmpty { coded[nil, default: 0] += 1 }
      for name in Set(coders) { coded[name, default: 0] += 1 }
      for name in Set(graph.reviewers(of: edge)) {
        reviewed[name, default: (0, 0)].all += 1
        if graph.isDisputed(edge) { reviewed[name]?.disputed += 1 }
      }
    }
    let names = Set(coded.keys).union(reviewed.keys.map { Optional($0) })
    return names.map { name in
      let reviews = name.flatMap { reviewed[$0] } ?? (0, 0)
      return CoderCount(
        name: name,
        coded: coded[name] ?? 0,
        reviewed: reviews.all,
        disputed: reviews.disputed
      )
    }
    .sorted { a, b in
      guard let x = a.name, let y = b.name else { return a.name != nil }
      return x.precedesInUTF8(y)
    }
  }

  /// What somebody looked for, in the order of the header.
  public func searches() -> [SearchRecord] { graph.header.searches }

  /// The licences of data sets and schemes, by name; what has none stated last.
  public func licences() -> [LicenceCount] {
    let vias = Dictionary(grouping: self.vias()) { $0.licence }
    let schemes = Dictionary(grouping: self.schemes()) { $0.licence }
    return Set(vias.keys).union(schemes.keys).map { licence in
      let read = vias[licence] ?? []
      return LicenceCount(
        licence: licence,
        vias: read.compactMap(\.via).sorted { $0.precedesInUTF8($1) },
        schemes: (schemes[licence] ?? []).map(\.id),
        statements: read.reduce(0) { $0 + $1.statements }
      )
    }
    .sorted { a, b in
      guard let x = a.licence, let y = b.licence else { return a.licence != nil }
      return x.precedesInUTF8(y)
    }
  }
}
