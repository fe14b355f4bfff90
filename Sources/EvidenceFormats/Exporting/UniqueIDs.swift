/// Ids of which each stands once in a file: programs drop what repeats.
struct UniqueIDs {
  private var used: Set<String> = []

  /// Whether an id was given out before.
  func isTaken(_ id: String) -> Bool { used.contains(id) }

  /// The id itself, or with a number behind it where it is taken.
  ///
  /// - Parameters:
  ///   - id: the id that is wanted.
  ///   - mark: what stands between it and the number.
  mutating func unique(_ id: String, mark: String = "#") -> String {
    var free = id
    var number = 1
    while !used.insert(free).inserted {
      number += 1
      free = "\(id)\(mark)\(number)"
    }
    return free
  }
}
