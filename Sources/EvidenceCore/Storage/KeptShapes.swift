internal import Synchronization

/// What is known of the shapes of a graph's relations.
final class KeptShapes: Sendable {
  private let loops = Mutex<[Int: Bool]>([:])
  private let acyclic = Mutex<[Int: Bool]>([:])

  func hasLoop(_ relation: Int, _ find: () -> Bool) -> Bool {
    Self.known(relation, in: loops, find)
  }

  func isAcyclic(_ relation: Int, _ find: () -> Bool) -> Bool {
    Self.known(relation, in: acyclic, find)
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
