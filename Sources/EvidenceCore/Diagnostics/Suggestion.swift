/// Finds what a user probably meant.
package enum Suggestion {
  /// The candidate nearest to a text by edit distance, if it is near enough to be worth saying.
  ///
  /// - Complexity: O(*c* · *n* · *m*) for *c* candidates of length *m*.
  package static func nearest(to text: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(text.lowercased().utf8)
    guard wanted.count <= 64 else { return nil }
    var best: (distance: Int, candidate: String)?
    for candidate in candidates where candidate.utf8.count <= 96 {
      let distance = editDistance(wanted, Array(candidate.lowercased().utf8))
      if distance < best?.distance ?? Int.max { best = (distance, candidate) }
    }
    guard let best, best.distance <= max(1, wanted.count / 3) else { return nil }
    return best.candidate
  }

  /// A hint of the form `did you mean 'x'?`, if there is anything near.
  package static func hint(for text: String, among candidates: some Sequence<String>) -> String? {
    nearest(to: text, among: candidates).map { "did you mean '\($0)'?" }
  }

  /// Levenshtein's distance, counted in bytes.
  static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for i in a.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in b.indices {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
        diagonal = above
      }
    }
    return row[b.count]
  }
}
