/// Ids of which each stands once in a file: programs drop what repeats.
struct UniqueIDs {
  private var used: Set<String> = []

  /// The id itself, or with a number behind it where it is taken.
  mutating func unique(_ id: String) -> String {
    var free = id
    var number = 1
    while !used.insert(free).inserted {
      number += 1
      free = "\(id)#\(number)"
    }
    return free
  }
}
