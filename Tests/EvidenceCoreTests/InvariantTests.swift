import EvidenceTestSupport
import Testing

@testable import EvidenceCore

/// The promises of the storage hold of what is built, and a broken one is seen.
@Suite struct InvariantTests {
  @Test("what is built keeps its promises", arguments: 0..<40 as Range<UInt64>)
  func builtGraphsAreSound(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    #expect(graph.storage.brokenInvariants().isEmpty)
  }

  @Test(arguments: GrowingInput.allCases) func growingInputsAreSound(shape: GrowingInput) {
    #expect(shape.graph(100).storage.brokenInvariants().isEmpty)
  }

  enum Breach: CaseIterable {
    case keys, kinds, unknownKind, relations, order, ends, length, nodeOfText, sparse, words, rows
  }

  @Test("a broken promise is seen", arguments: Breach.allCases)
  func breachesAreSeen(breach: Breach) throws {
    let sound = try RandomGraph.parts(seed: 3).build().storage
    var texts = StringTable()
    var (nodes, statements) = (sound.nodes, sound.statements)
    var (nodeOfText, kinds, relations) = (sound.nodeOfText, sound.kinds, sound.relations)
    switch breach {
    case .keys: nodes.keys.swapAt(0, 1)
    case .kinds: kinds.swapAt(0, 1)
    case .unknownKind: nodes.kinds[0] = 99
    case .relations: relations.swapAt(0, 1)
    case .order:
      statements.from.swapAt(0, statements.count - 1)
    case .ends: statements.to[0] = UInt32(nodes.count)
    case .length: statements.relations.removeLast()
    case .nodeOfText: nodeOfText[Int(nodes.keys[0])] = .max
    case .sparse: nodes.labels.set(0, at: nodes.count + 5)
    case .words: statements.stances.set(9, at: 0)
    case .rows:
      nodes.properties.append(
        .string("x"),
        name: 0,
        row: UInt32(nodes.count + 1),
        texts: &texts
      )
    }
    let broken =
      breach == .ends || breach == .length
      ? statements.brokenInvariants(
        texts: sound.texts.count,
        nodes: nodes.count,
        relations: relations.count
      )
      : GraphStorage(
        header: sound.header,
        file: sound.file,
        texts: sound.texts,
        nodes: nodes,
        statements: statements,
        nodeOfText: nodeOfText,
        kinds: kinds,
        relations: relations,
        keys: KeyIndex(nodes.keys, sound.texts)
      ).brokenInvariants()
    #expect(!broken.isEmpty)
  }

  @Test("the ends of each relation lie between the first and the last", arguments: 0..<20)
  func endsOfRelations(seed: UInt64) throws {
    let graph = try RandomGraph.parts(seed: seed).build()
    func range(_ ends: [Int]) -> Range<Int> {
      ends.min().map { $0..<(ends.max() ?? $0) + 1 } ?? 0..<0
    }
    for relation in graph.relations.indices {
      let edges = graph.edges.filter { graph.relationNumber(of: $0) == relation }
      #expect(graph.counts.relations[relation] == edges.count)
      #expect(graph.counts.subjects[relation] == range(edges.map { graph.from($0).position }))
      #expect(graph.counts.objects[relation] == range(edges.map { graph.to($0).position }))
      for kind in graph.kinds.indices {
        let starts = edges.count { graph.kindNumber(of: graph.from($0)) == kind }
        let ends = edges.count { graph.kindNumber(of: graph.to($0)) == kind }
        #expect(graph.counts.statements(relation, from: kind) == starts)
        #expect(graph.counts.statements(relation, to: kind) == ends)
      }
    }
  }

  /// Rows of a forged snapshot may be out of order.
  @Test(arguments: [[5, 6, 7, 8], [5, 7, 6, 8], [5, 8, 8, 8], [3, 9, 1, 6]] as [[UInt32]])
  func noRowHasTheValueOfAnother(rows: [UInt32]) {
    for row in 0..<10 as Range<UInt32> {
      let found = Column(rows).position(ofAscending: row)
      #expect(found.map { rows[$0] == row } ?? true)
    }
  }
}
