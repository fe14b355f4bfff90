internal import Synchronization

/// What is known of the shapes of a graph's relations.
final class KeptShapes: Sendable {
  private let loops = Mutex<[Int: Bool]>([:])
  private let acyclic = Mutex<[Int: Bool]>([:])
  private let objects = Mutex<[Range<Int>]?>(nil)
  private let schemes = Mutex<[SchemeKinds]?>(nil)

  func hasLoop(_ relation: Int, _ find: () -> Bool) -> Bool {
    Self.known(relation, in: loops, find)
  }

  func isAcyclic(_ relation: Int, _ find: () -> Bool) -> Bool {
    Self.known(relation, in: acyclic, find)
  }

  /// Between which nodes all objects of each relation's statements are, by its number.
  ///
  /// - Complexity: O(*m*) for *m* statements the first time, O(1) from then on.
  func objects(in storage: GraphStorage) -> [Range<Int>] {
    objects.withLock { kept in
      if let kept { return kept }
      let found = Self.findObjects(in: storage)
      kept = found
      return found
    }
  }

  private static func findObjects(in storage: GraphStorage) -> [Range<Int>] {
    var first = [UInt32](repeating: .max, count: storage.relations.count)
    var last = [UInt32](repeating: 0, count: storage.relations.count)
    storage.statements.relations.withValues { relations in
      storage.statements.to.withValues { to in
        for edge in relations.indices {
          let relation = Int(relations[edge])
          first[relation] = min(first[relation], to[edge])
          last[relation] = max(last[relation], to[edge])
        }
      }
    }
    return zip(first, last).map { $0 <= $1 ? Int($0)..<Int($1) + 1 : 0..<0 }
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
