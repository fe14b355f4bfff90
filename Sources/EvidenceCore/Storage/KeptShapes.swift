internal import Synchronization

/// What is known of the shapes of a graph's relations.
final class KeptShapes: Sendable {
  private let loops = Mutex<[Int: Bool]>([:])
  private let acyclic = Mutex<[Int: Bool]>([:])
  private let circles = Mutex<[Int: Bool]>([:])
  private let relations = Mutex<[RelationShape]?>(nil)
  private let schemes = Mutex<[SchemeKinds]?>(nil)

  func hasLoop(_ relation: Int, _ find: () -> Bool) -> Bool {
    Self.known(relation, in: loops, find)
  }

  func isAcyclic(_ relation: Int, _ find: () -> Bool) -> Bool {
    Self.known(relation, in: acyclic, find)
  }

  /// Whether statements of a relation that are not denied go in circles.
  func goesInCircles(_ relation: Int, _ find: () -> Bool) -> Bool {
    Self.known(relation, in: circles, find)
  }

  /// Where the statements of each relation are, by its number.
  ///
  /// - Complexity: O(*m*) for *m* statements the first time, O(1) from then on.
  func relations(in storage: GraphStorage) -> [RelationShape] {
    relations.withLock { kept in
      if let kept { return kept }
      let found = Self.findRelations(in: storage)
      kept = found
      return found
    }
  }

  private static func findRelations(in storage: GraphStorage) -> [RelationShape] {
    let count = storage.relations.count
    var first = [UInt32](repeating: .max, count: count)
    var last = [UInt32](repeating: 0, count: count)
    var counts = [Int](repeating: 0, count: count)
    var statements = [[UInt32]](repeating: [], count: count)
    let most = storage.statements.count / 64
    var isRare = [Bool](repeating: true, count: count)
    storage.statements.relations.withValues { relations in
      storage.statements.to.withValues { to in
        for edge in relations.indices {
          let relation = Int(relations[edge])
          first[relation] = min(first[relation], to[edge])
          last[relation] = max(last[relation], to[edge])
          counts[relation] += 1
          guard isRare[relation] else { continue }
          statements[relation].append(UInt32(edge))
          if statements[relation].count > most {
            isRare[relation] = false
            statements[relation] = []
          }
        }
      }
    }
    return (0..<count).map { relation in
      RelationShape(
        objects: first[relation] <= last[relation]
          ? Int(first[relation])..<Int(last[relation]) + 1 : 0..<0,
        count: counts[relation],
        statements: isRare[relation] ? statements[relation] : nil
      )
    }
  }

  /// The schemes of nodes.
  func schemes(_ find: () -> [SchemeKinds]) -> [SchemeKinds] {
    schemes.withLock { kept in
      if let kept { return kept }
      let found = find()
      kept = found
      return found
    }
  }

  private static func known(
    _ relation: Int,
    in kept: borrowing Mutex<[Int: Bool]>,
    _ find: () -> Bool
  ) -> Bool {
    if let known = kept.withLock({ $0[relation] }) { return known }
    let found = find()
    kept.withLock { $0[relation] = found }
    return found
  }
}

/// Where the statements of a relation are.
struct RelationShape: Sendable {
  /// Between which nodes all objects are.
  var objects: Range<Int>
  /// How many statements there are.
  var count: Int
  /// All of them, ascending, where they are few among the statements of the graph.
  var statements: [UInt32]?
}

/// A scheme in which nodes stand.
package struct SchemeKinds: Sendable {
  package var id: String
  /// The kinds of its nodes, each in the order of the first of them.
  package var kinds: [Kind]
}

extension EvidenceGraph {
  /// The schemes in which any node stands, in the order of their first nodes.
  ///
  /// - Complexity: O(*n*) for *n* nodes the first time, O(1) from then on.
  package var schemesOfNodes: [SchemeKinds] {
    storage.keptShapes.schemes {
      var result: [SchemeKinds] = []
      var places: [String: Int] = [:]
      for node in nodes {
        guard let scheme = scheme(of: node) else { continue }
        let kind = kind(of: node)
        if let place = places[scheme] {
          if !result[place].kinds.contains(kind) { result[place].kinds.append(kind) }
        } else {
          places[scheme] = result.count
          result.append(SchemeKinds(id: scheme, kinds: [kind]))
        }
      }
      return result
    }
  }
}
