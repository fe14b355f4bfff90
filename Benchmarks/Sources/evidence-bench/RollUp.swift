import EvidenceCore

/// Counts distinct papers and mitigations for every pair of a taxonomy node and a risk domain,
/// each counted at its own concept and at everything above it.
///
/// The domains of a mitigation are bits of words. For each row the words of a row's mitigations
/// are joined per paper, so that a paper counts once a cell however many of its mitigations meet
/// there: O(statements below the row) a row and 64 columns.
struct RollUp {
  /// A concept of an axis.
  struct Entry {
    var node: NodeID
    /// 1 at the top.
    var level: Int
  }

  let rows: [Entry]
  let columns: [Entry]
  private let papers: [[UInt32]]
  /// For each row the mitigations at it or below it, each once.
  private var mitigationsOfRow: [[UInt32]]
  /// For each mitigation the positions of the columns that it reaches, each once.
  private var columnsOfMitigation: [[UInt32]]
  private let paperCount: Int

  init(_ graph: EvidenceGraph) {
    let taxonomy = Concepts(graph, .taxonomyNode)
    let domains = Concepts(graph, .riskDomain)
    rows = taxonomy.entries
    columns = domains.entries
    let allPapers = graph.nodes(of: .paper)
    paperCount = allPapers.count
    var paperNumber = [UInt32](repeating: 0, count: graph.nodeCount)
    for (number, paper) in allPapers.enumerated() { paperNumber[paper.position] = UInt32(number) }

    let domainsOfRisk = Self.reach(
      graph.nodes(of: .risk),
      of: graph,
      .inDomain,
      upTo: domains
    )
    var papers: [[UInt32]] = []
    var columnsOfMitigation: [[UInt32]] = []
    var mitigationsOfRow = [[UInt32]](repeating: [], count: rows.count)
    var lastRow = [UInt32](repeating: .max, count: rows.count)
    var lastColumn = [UInt32](repeating: .max, count: columns.count)
    for mitigation in graph.nodes(of: .mitigation) {
      let proposed = graph.incoming(mitigation, .proposes)
      if proposed.isEmpty { continue }
      let number = UInt32(papers.count)
      papers.append(proposed.map { paperNumber[graph.from($0).position] })
      for edge in graph.outgoing(mitigation, .classifiedAs) {
        for row in taxonomy.upwards(from: graph.to(edge)) where lastRow[Int(row)] != number {
          lastRow[Int(row)] = number
          mitigationsOfRow[Int(row)].append(number)
        }
      }
      var reached: [UInt32] = []
      for edge in graph.outgoing(mitigation, .addresses) {
        let found = domainsOfRisk[graph.to(edge)] ?? domains.upwards(from: graph.to(edge))
        for column in found where lastColumn[Int(column)] != number {
          lastColumn[Int(column)] = number
          reached.append(column)
        }
      }
      columnsOfMitigation.append(reached)
    }
    self.papers = papers
    self.columnsOfMitigation = columnsOfMitigation
    self.mitigationsOfRow = mitigationsOfRow
  }

  private static func reach(
    _ nodes: [NodeID],
    of graph: EvidenceGraph,
    _ relation: Relation,
    upTo concepts: Concepts
  ) -> [NodeID: [UInt32]] {
    var result: [NodeID: [UInt32]] = [:]
    result.reserveCapacity(nodes.count)
    for node in nodes {
      var reached: [UInt32] = []
      for edge in graph.outgoing(node, relation) {
        for concept in concepts.upwards(from: graph.to(edge)) where !reached.contains(concept) {
          reached.append(concept)
        }
      }
      result[node] = reached
    }
    return result
  }

  /// Calls a function with each of some rows and the counts at each of some columns.
  func forEachRow(
    _ rows: some Sequence<Int>,
    columns wanted: some Sequence<Int>,
    _ body: (Int, [(papers: Int, mitigations: Int)]) -> Void
  ) {
    let wanted = Array(wanted)
    var place = [Int](repeating: -1, count: columns.count)
    for (index, column) in wanted.enumerated() { place[column] = index }
    let wordCount = (wanted.count + 63) / 64
    var words = [UInt64](repeating: 0, count: papers.count * wordCount)
    for (mitigation, reached) in columnsOfMitigation.enumerated() {
      for column in reached where place[Int(column)] >= 0 {
        let bit = place[Int(column)]
        words[mitigation * wordCount + bit / 64] |= 1 << UInt64(bit % 64)
      }
    }
    var joined = [UInt64](repeating: 0, count: paperCount)
    var touched: [UInt32] = []
    for row in rows {
      var counts = [(papers: Int, mitigations: Int)](repeating: (0, 0), count: wanted.count)
      for word in 0..<wordCount {
        for mitigation in mitigationsOfRow[row] {
          let bits = words[Int(mitigation) * wordCount + word]
          if bits == 0 { continue }
          Self.forEachBit(bits) { counts[word * 64 + $0].mitigations += 1 }
          for paper in papers[Int(mitigation)] {
            if joined[Int(paper)] == 0 { touched.append(paper) }
            joined[Int(paper)] |= bits
          }
        }
        for paper in touched {
          Self.forEachBit(joined[Int(paper)]) { counts[word * 64 + $0].papers += 1 }
          joined[Int(paper)] = 0
        }
        touched.removeAll(keepingCapacity: true)
      }
      body(row, counts)
    }
  }

  @inline(__always)
  private static func forEachBit(_ bits: UInt64, _ body: (Int) -> Void) {
    var rest = bits
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }
}

/// The concepts of one kind with everything above each.
struct Concepts {
  let entries: [RollUp.Entry]
  private let number: [NodeID: UInt32]
  private let above: [[UInt32]]

  init(_ graph: EvidenceGraph, _ kind: Kind) {
    let nodes = graph.nodes(of: kind)
    var number: [NodeID: UInt32] = [:]
    for (index, node) in nodes.enumerated() { number[node] = UInt32(index) }
    let parents = nodes.map { node in
      graph.outgoing(node, .broader).compactMap { number[graph.to($0)] }
    }
    var above: [[UInt32]] = []
    var levels: [Int] = []
    for index in nodes.indices {
      var reached = [UInt32(index)]
      var ring = reached
      var depth = 1
      var level: Int?
      while !ring.isEmpty {
        if level == nil, ring.contains(where: { parents[Int($0)].isEmpty }) { level = depth }
        var next: [UInt32] = []
        for node in ring {
          for parent in parents[Int(node)] where !reached.contains(parent) {
            reached.append(parent)
            next.append(parent)
          }
        }
        ring = next
        depth += 1
      }
      above.append(reached)
      levels.append(level ?? 1)
    }
    entries = zip(nodes, levels).map { RollUp.Entry(node: $0, level: $1) }
    self.number = number
    self.above = above
  }

  /// A concept and everything above it, by position; nothing for a node of another kind.
  func upwards(from node: NodeID) -> [UInt32] { number[node].map { above[Int($0)] } ?? [] }
}
