public import EvidenceCore

/// What a layer of the ATT&CK Navigator shows of the concepts of a scheme, or of risks.
public struct NavigatorLayer: Hashable, Sendable {
  /// What is shown of one technique.
  public struct Technique: Hashable, Sendable {
    /// The node.
    public var key: Key
    /// The number of independent works, or `nil` where nobody looked.
    public var score: Int?
    /// Its state and marks, in words.
    public var comment: String
    /// The colour of its state, `#rrggbb`; empty: the Navigator's own.
    public var color: String

    /// Describes a technique.
    public init(key: Key, score: Int?, comment: String, color: String) {
      self.key = key
      self.score = score
      self.comment = comment
      self.color = color
    }
  }

  /// What is shown, in its order.
  public var techniques: [Technique]

  /// Makes a layer.
  public init(techniques: [Technique]) { self.techniques = techniques }
}
