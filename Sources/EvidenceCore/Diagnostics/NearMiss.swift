/// Tells a slip of the pen from a name of its own.
package enum NearMiss {
  /// Names that others are compared with, ready for many of them.
  package struct Names: Sendable {
    private static let mostCompared = 1_000

    private let known: Set<String>
    private let compared: [String]
    private let byLowercase: [String: String]

    /// Takes the names in; the first thousand are compared letter by letter, the others by case.
    package init(_ names: [String]) {
      known = Set(names)
      compared = Array(names.prefix(Self.mostCompared))
      byLowercase = Dictionary(names.map { ($0.lowercased(), $0) }, uniquingKeysWith: min)
    }

    /// As ``NearMiss/of(_:among:)``.
    package func nearest(to text: String) -> String? {
      if known.contains(text) { return nil }
      return byLowercase[text.lowercased()] ?? NearMiss.of(text, among: compared)
    }
  }

  /// The known name that a text nearly is: it differs in case alone, in one letter, or, from six
  /// letters on, in two.
  ///
  /// - Returns: the nearest of these, the first in the order of bytes where several are as near;
  ///   `nil` where none is near, or the text is known itself.
  /// - Complexity: O(*c* · *n* · *m*) for *c* names of length *m*.
  package static func of(_ text: String, among known: some Sequence<String>) -> String? {
    let wanted = Array(text.lowercased().utf8)
    guard wanted.count <= 96 else { return nil }
    var best: (distance: Int, name: String)?
    for name in known {
      if name == text { return nil }
      let letters = Array(name.lowercased().utf8)
      let limit = min(wanted.count, letters.count) >= 6 ? 2 : 1
      guard abs(letters.count - wanted.count) <= limit else { continue }
      let distance = Suggestion.editDistance(wanted, letters)
      guard distance <= limit else { continue }
      if let best, (best.distance, best.name) <= (distance, name) { continue }
      best = (distance, name)
    }
    return best?.name
  }
}
