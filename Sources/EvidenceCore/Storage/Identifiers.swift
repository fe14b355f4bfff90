/// The position of a node in one snapshot: dense from 0, in the order of keys.
///
/// It means nothing in another snapshot; ``Key`` is the stable name.
public struct NodeID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let index: UInt32

  /// Names the node at a position.
  public init(_ index: UInt32) { self.index = index }

  /// Names the node at a position.
  public init(_ index: Int) { self.index = UInt32(index) }

  /// The position, for use with arrays.
  public var position: Int { Int(index) }

  public var description: String { "node \(index)" }

  public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
}

/// The position of a statement in one snapshot: dense from 0, in the order of
/// (from, relation, to, id).
public struct EdgeID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let index: UInt32

  /// Names the statement at a position.
  public init(_ index: UInt32) { self.index = index }

  /// Names the statement at a position.
  public init(_ index: Int) { self.index = UInt32(index) }

  /// The position, for use with arrays.
  public var position: Int { Int(index) }

  public var description: String { "edge \(index)" }

  public static func < (a: EdgeID, b: EdgeID) -> Bool { a.index < b.index }
}
