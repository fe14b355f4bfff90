internal import EvidenceCore

extension SearchIndex {
  /// The nodes that have every word of a query.
  ///
  /// - Parameters:
  ///   - query: what is looked for.
  ///   - limit: how many hits to list, the best; `nil` lists all.
  /// - Returns: the hits by score, equal ones by key. A query without a word finds nothing.
  /// - Complexity: O(*p* + *h* log *h*) for *p* places where one of the words stands and *h* hits; a
  ///   phrase reads the texts anew in which its words stand.
  public func search(_ query: SearchQuery, limit: Int? = nil) -> SearchAnswer {
    let found = query.parts.map { (part: $0, gains: gains(of: $0)) }
    var scores: [NodeID: Double] = [:]
    var words: [SearchWord] = []
    for (index, entry) in found.enumerated() {
      let sums = sums(of: entry.gains)
      words.append(
        SearchWord(
          text: entry.part.text,
          nodes: sums.count,
          suggestion: sums.isEmpty ? suggestion(for: entry.part) : nil
        )
      )
      let rarity = rarity(of: sums.count)
      var next: [NodeID: Double] = [:]
      for (node, gain) in sums where index == 0 || scores[node] != nil {
        next[node] = (scores[node] ?? 0) + rarity * gain / (Self.saturation + gain)
      }
      scores = next
    }
    let ranked = scores.filter { isWanted($0.key, query) }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let listed = limit.map { ranked.prefix($0) } ?? ranked[...]
    return SearchAnswer(
      hits: listed.map { hit($0.key, $0.value, found) },
      total: ranked.count,
      words: words
    )
  }

  /// BM25's *k₁* and *b*.
  private static let (saturation, dependence) = (1.2, 0.75)

  /// How much a part speaks for each text in which it stands, in the order of the texts.
  private func gains(of part: SearchQuery.Part) -> [(text: Int, gain: Double)] {
    var gains: [Int: Double] = [:]
    if part.words.count == 1 {
      for (place, share) in places(of: part.words[0], isOpen: part.isOpen) {
        for posting in postings[postingStarts[place]..<postingStarts[place + 1]] {
          gains[Int(posting.text), default: 0] += share * Double(posting.count)
        }
        WorkCounter.add(postingStarts[place + 1] - postingStarts[place])
      }
    } else {
      for text in textsWithAll(part) {
        let count = occurrences(of: part, in: value(of: texts[text])).count
        if count > 0 { gains[text] = Double(count) }
      }
    }
    return gains.map { (text: $0.key, gain: $0.value * weight(of: $0.key)) }
      .sorted { $0.text < $1.text }
  }

  /// What one occurrence counts for in a text: less in a long one.
  private func weight(of text: Int) -> Double {
    let entry = texts[text]
    let length = Double(entry.length) / meanLengths[entry.field]
    return weights[fields[entry.field]] / (1 - Self.dependence + Self.dependence * length)
  }

  private func sums(of gains: [(text: Int, gain: Double)]) -> [NodeID: Double] {
    var sums: [NodeID: Double] = [:]
    for (text, gain) in gains { sums[texts[text].node, default: 0] += gain }
    return sums
  }

  /// The inverse frequency of something that so many nodes have; never negative.
  private func rarity(of count: Int) -> Double {
    let ratio = (Double(graph.nodeCount - count) + 0.5) / (Double(count) + 0.5)
    return Self.logarithm(1 + ratio)
  }

  /// The natural logarithm of a number from 1 up, by the series of the inverse hyperbolic tangent:
  /// the same to the last digit on every machine.
  static func logarithm(_ value: Double) -> Double {
    let ratio = (value.significand - 1) / (value.significand + 1)
    var (sum, power, odd) = (0.0, ratio, 1.0)
    while odd < 41 {
      sum += power / odd
      power *= ratio * ratio
      odd += 2
    }
    return 2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3
  }

  /// Where a word stands among the words, with its share: itself, and those that it begins.
  private func places(of word: String, isOpen: Bool) -> [(place: Int, share: Double)] {
    var (low, high) = (0, words.count)
    while low < high {
      let middle = (low + high) / 2
      if words[middle].precedesInUTF8(word) { low = middle + 1 } else { high = middle }
    }
    var places: [(place: Int, share: Double)] = []
    while low < words.count, words[low].utf8.starts(with: word.utf8) {
      let isWhole = words[low].utf8.count == word.utf8.count
      guard isWhole || isOpen else { break }
      places.append((low, isWhole ? 1 : weights.prefix))
      low += 1
    }
    return places
  }

  /// The texts in which all words of a phrase stand, in whatever order.
  private func textsWithAll(_ part: SearchQuery.Part) -> [Int] {
    var common: Set<UInt32>?
    for (index, word) in part.words.enumerated() {
      let isLast = index == part.words.count - 1
      var texts: Set<UInt32> = []
      for (place, _) in places(of: word, isOpen: part.isOpen && isLast) {
        let range = postingStarts[place]..<postingStarts[place + 1]
        for posting in postings[range] where common?.contains(posting.text) ?? true {
          texts.insert(posting.text)
        }
        WorkCounter.add(range.count)
      }
      common = texts
      if texts.isEmpty { break }
    }
    return (common ?? []).map { Int($0) }.sorted()
  }

  /// The bytes of each place in a text where a part stands.
  private func occurrences(of part: SearchQuery.Part, in text: String) -> [Range<Int>] {
    var found: [Range<Int>] = []
    // The last words, as many as the part has.
    var window: [(word: String, range: Range<Int>)] = []
    let last = part.words.count - 1
    WordScanner.forEachWord(in: text) { word, range in
      window.append((word, range))
      if window.count > last + 1 { window.removeFirst() }
      guard window.count == last + 1 else { return }
      for (index, wanted) in part.words.enumerated() {
        let word = window[index].word
        let fits =
          index == last && part.isOpen
          ? word.utf8.starts(with: wanted.utf8) : word.utf8.elementsEqual(wanted.utf8)
        guard fits else { return }
      }
      found.append(window[0].range.lowerBound..<range.upperBound)
    }
    WorkCounter.add(text.utf8.count)
    return found
  }

  private func value(of entry: Entry) -> String {
    let values = values(of: fields[entry.field], entry.node, entry.statement)
    return entry.item < values.count ? values[entry.item] : ""
  }

  private func isWanted(_ node: NodeID, _ query: SearchQuery) -> Bool {
    (query.kinds.isEmpty || query.kinds.contains(graph.kind(of: node)))
      && (query.scheme == nil || graph.scheme(of: node) == query.scheme)
  }

  private func hit(
    _ node: NodeID,
    _ score: Double,
    _ found: [(part: SearchQuery.Part, gains: [(text: Int, gain: Double)])]
  ) -> SearchHit {
    // The best text of each field, with the part that stands in it.
    var best: [Int: (text: Int, gain: Double, part: SearchQuery.Part)] = [:]
    for (part, gains) in found {
      var index = Self.first(in: gains, from: textStarts[node.position])
      while index < gains.count, gains[index].text < textStarts[node.position + 1] {
        let (text, gain) = gains[index]
        let field = texts[text].field
        if gain > best[field]?.gain ?? 0 { best[field] = (text, gain, part) }
        index += 1
      }
    }
    let matches = best.values.sorted { ($1.gain, $0.text) < ($0.gain, $1.text) }.map { match in
      let entry = texts[match.text]
      let value = value(of: entry)
      let word = occurrences(of: match.part, in: value).first ?? 0..<0
      return SearchMatch(
        field: fields[entry.field],
        statement: entry.statement,
        snippet: Snippet.text(of: value, about: word)
      )
    }
    let edges = Array(graph.outgoing(node)) + Array(graph.incoming(node))
    return SearchHit(
      node: node,
      score: score,
      matches: matches,
      statements: edges.count,
      evidence: edges.count { graph.relation(of: $0).bearsEvidence && !graph.isNegated($0) }
    )
  }

  /// The first gain of a text that is not before another.
  private static func first(in gains: [(text: Int, gain: Double)], from text: Int) -> Int {
    var (low, high) = (0, gains.count)
    while low < high {
      let middle = (low + high) / 2
      if gains[middle].text < text { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A part with each word that does not occur replaced by the nearest that does.
  private func suggestion(for part: SearchQuery.Part) -> String? {
    var isChanged = false
    let words = part.words.map { word in
      guard places(of: word, isOpen: part.isOpen).isEmpty else { return word }
      let length = word.utf8.count
      let near = self.words.lazy.filter { abs($0.utf8.count - length) <= max(1, length / 3) }
      guard let nearest = Suggestion.nearest(to: word, among: near) else { return word }
      isChanged = true
      return nearest
    }
    return isChanged ? words.joined(separator: " ") : nil
  }
}
