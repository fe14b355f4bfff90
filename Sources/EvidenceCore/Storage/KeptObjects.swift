internal import Synchronization

/// What engines keep with a graph: one object of a type.
final class KeptObjects: Sendable {
  private let objects = Mutex<[ObjectIdentifier: any AnyObject & Sendable]>([:])

  func object<Kept: AnyObject & Sendable>(_ make: () -> Kept) -> Kept {
    objects.withLock { kept in
      if let object = kept[ObjectIdentifier(Kept.self)] as? Kept { return object }
      let made = make()
      kept[ObjectIdentifier(Kept.self)] = made
      return made
    }
  }
}

extension EvidenceGraph {
  /// The object of a type that is kept as long as the graph, made when first asked for.
  ///
  /// - Precondition: nothing that it holds holds the graph.
  /// - Complexity: O(1).
  package func kept<Kept: AnyObject & Sendable>(_ make: () -> Kept) -> Kept {
    storage.keptObjects.object(make)
  }
}
