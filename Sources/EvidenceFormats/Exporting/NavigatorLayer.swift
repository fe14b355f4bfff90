public import EvidenceCore

/// What a layer of the ATT&CK Navigator shows of the concepts of a scheme, or of risks.
///
/// The numbers are somebody else's answer: a layer only writes them down.
public struct NavigatorLayer: Hashable, Sendable {
  /// What is shown of one technique.
  public struct Technique: Hashable, Sendable {
    /// The node.
    public var key: Key
    /// The number of independent works; `nil` where nobody looked.
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

  /// The scheme that the techniques are of, or their kind.
  public var scheme: String
  /// What is shown, in its order.
  public var techniques: [Technique]
  /// What each colour says, in words, in the order of the legend.
  public var legend: [(color: String, label: String)] { Self.entries(techniques) }

  /// Makes a layer.
  ///
  /// - Parameters:
  ///   - scheme: a scheme with its version, or a kind.
  ///   - techniques: what is shown of each of its nodes.
  public init(scheme: String, techniques: [Technique]) {
    self.scheme = scheme
    self.techniques = techniques
  }

  private static func entries(_ techniques: [Technique]) -> [(color: String, label: String)] {
    var seen: Set<String> = []
    return techniques.compactMap { technique in
      guard !technique.color.isEmpty, seen.insert(technique.color).inserted else { return nil }
      let state = technique.comment.split(separator: ";").first.map(String.init) ?? ""
      return (technique.color, state)
    }
  }
}
