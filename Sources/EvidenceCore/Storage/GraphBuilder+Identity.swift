/// Which statements are one and the same, and by what ids the others are told apart.
struct StatementIdentities {
  /// Rows that say what another row says.
  var repeated: [UInt32] = []
  /// Rows that were given an id, since they share all parts of the derived one with another row.
  var numbered: [UInt32] = []
}

/// A statement among those of one pair.
private struct Candidate {
  var row: UInt32
  /// The id, given or derived.
  var id: String
  var isGiven: Bool
}

extension GraphBuilder {
  /// Orders the statements of each pair by id, drops repeats and reports ids that clash.
  ///
  /// Statements without an id of their own that share every part of the derived one are one if
  /// they say the same; else they are numbered in the order of their content, so that no id hangs
  /// on the order of lines or files.
  ///
  /// - Returns: the rows that are left, in their order; and what became of the others.
  /// - Complexity: O(*m* log *d*) for *m* statements of which at most *d* join one pair.
  mutating func identified(
    _ order: StatementOrder,
    _ diagnostics: inout [Diagnostic]
  ) -> (rows: [UInt32], identities: StatementIdentities) {
    WorkCounter.add(order.rows.count)
    var identities = StatementIdentities()
    let repeats = order.repeats
    guard !repeats.isEmpty else { return (withoutClashes(order.rows, &diagnostics), identities) }
    var result: [UInt32] = []
    result.reserveCapacity(order.rows.count)
    var (index, taken) = (0, 0)
    while index < repeats.count {
      let first = repeats[index] - 1
      var end = first + 1
      while index < repeats.count, repeats[index] == end {
        end += 1
        index += 1
      }
      result += order.rows[taken..<first]
      result += identified(pair: order.rows[first..<end], &identities)
      taken = end
    }
    result += order.rows[taken...]
    return (withoutClashes(result, &diagnostics), identities)
  }

  /// The distinct statements of one pair, by id.
  private mutating func identified(
    pair rows: ArraySlice<UInt32>,
    _ identities: inout StatementIdentities
  ) -> [UInt32] {
    var groups: [String: [Candidate]] = [:]
    for row in rows {
      var statement = statement(at: row)
      let given = statement.id
      statement.id = nil
      let derived = statement.derivedID
      groups[derived, default: []].append(
        Candidate(row: row, id: given ?? derived, isGiven: given != nil)
      )
    }
    var kept: [Candidate] = []
    for (derived, group) in groups {
      kept += group.count == 1 ? group : distinct(group, derived, &identities)
    }
    kept.sort { $0.id != $1.id ? $0.id.precedesInUTF8($1.id) : $0.row < $1.row }
    return kept.map(\.row)
  }

  /// The distinct statements among those that share a derived id.
  private mutating func distinct(
    _ group: [Candidate],
    _ derived: String,
    _ identities: inout StatementIdentities
  ) -> [Candidate] {
    var ofContent: [String: [Candidate]] = [:]
    for candidate in group {
      ofContent[statement(at: candidate.row).contentText, default: []].append(candidate)
    }
    var kept: [Candidate] = []
    var unnamed: [(content: String, candidate: Candidate)] = []
    for (content, twins) in ofContent {
      var ids: Set<String> = []
      for twin in twins where twin.isGiven {
        if ids.insert(twin.id).inserted {
          kept.append(twin)
        } else {
          identities.repeated.append(twin.row)
        }
      }
      var rest = twins.filter { !$0.isGiven }[...]
      if ids.isEmpty, let first = rest.popFirst() { unnamed.append((content, first)) }
      identities.repeated += rest.map(\.row)
    }
    let taken = Set(kept.map(\.id))
    unnamed.sort { $0.content.precedesInUTF8($1.content) }
    var number = 1
    for (_, candidate) in unnamed {
      var candidate = candidate
      var id = number == 1 ? derived : "\(derived)#\(number)"
      while taken.contains(id) {
        number += 1
        id = "\(derived)#\(number)"
      }
      if number > 1 {
        statements.ids.set(texts.intern(id), at: Int(candidate.row))
        identities.numbered.append(candidate.row)
      }
      candidate.id = id
      kept.append(candidate)
      number += 1
    }
    return kept
  }

  /// Leaves out statements whose given id stands for another one too.
  private func withoutClashes(
    _ order: [UInt32],
    _ diagnostics: inout [Diagnostic]
  ) -> [UInt32] {
    var clashes: Set<UInt32> = []
    var rows: [UInt32: [UInt32]] = [:]
    for row in statements.ids.values.isEmpty ? [] : order
    where statements.ids[Int(row)] != StringTable.none {
      rows[statements.ids[Int(row)], default: []].append(row)
    }
    for (text, rows) in rows where rows.count > 1 {
      let rows = rows.sorted()
      for row in rows.dropFirst() {
        report(texts[text], rows[0], row, &diagnostics)
        clashes.insert(row)
      }
    }
    for (number, rows) in rowsOfSharedDigests(order) {
      let id = StatementDigest.id(number)
      // The statement that the id is the digest of keeps it.
      let owner = rows.first { statement(at: $0).effectiveID == id && statement(at: $0).id == nil }
      let given = rows.filter { $0 != owner }.sorted()
      if let owner, let first = given.first {
        report(id, owner, first, &diagnostics)
        clashes.insert(first)
      }
      for row in given.dropFirst() {
        report(id, given[0], row, &diagnostics)
        clashes.insert(row)
      }
    }
    return clashes.isEmpty ? order : order.filter { !clashes.contains($0) }
  }

  /// The rows of each digest that several statements have as their id, given or derived.
  ///
  /// - Complexity: O(*m*) for *m* statements: a table of eight bits a statement tells nearly all digests
  ///   that occur once, and only the others are sorted.
  private func rowsOfSharedDigests(_ order: [UInt32]) -> [UInt64: [UInt32]] {
    guard !statements.digests.values.isEmpty else { return [:] }
    var digests = order.map { statements.digests[Int($0)] }
    for (index, row) in order.enumerated()
    where digests[index] == 0 && statements.ids[Int(row)] == StringTable.none {
      digests[index] = StatementDigest.number(statement(at: row).derivedID.utf8) ?? 0
    }
    var (seen, twice) = (DigestFilter(order.count), DigestFilter(order.count))
    for digest in digests where digest != 0 {
      if !seen.insert(digest) { _ = twice.insert(digest) }
    }
    var suspects: [(digest: UInt64, row: UInt32)] = []
    for (index, row) in order.enumerated() where twice.mayHold(digests[index]) {
      if digests[index] != 0 { suspects.append((digests[index], row)) }
    }
    let rows = Dictionary(grouping: suspects, by: \.digest).filter { $0.value.count > 1 }
    return rows.mapValues { $0.map(\.row) }
  }

  private func report(
    _ id: String,
    _ first: UInt32,
    _ second: UInt32,
    _ diagnostics: inout [Diagnostic]
  ) {
    let other = place(ofStatement: Int(first))
    diagnostics.append(
      Diagnostic(
        .error,
        "statement-id-clash",
        "statement id '\(id)' stands for two different statements"
          + (other.line > 0 ? "; the other is at \(other)" : ""),
        at: place(ofStatement: Int(second)),
        hint: "give them ids of their own, or make the two records say the same"
      )
    )
  }
}

/// Digests, of which it is known that some are not among them.
///
/// - Note: three bits of one word for each, as in the blocked filters of Putze, Sanders and Singler, "Cache-,
///   Hash- and Space-Efficient Bloom Filters" (2007).
private struct DigestFilter {
  private var words: [UInt64]

  /// Makes an empty one.
  ///
  /// - Parameter count: how many digests it is for.
  init(_ count: Int) {
    var size = 1
    while size * 8 < count { size *= 2 }
    words = [UInt64](repeating: 0, count: size)
  }

  private static func bits(_ digest: UInt64) -> UInt64 {
    1 << (digest & 63) | 1 << (digest >> 6 & 63) | 1 << (digest >> 12 & 63)
  }

  private func place(_ digest: UInt64) -> Int {
    Int(truncatingIfNeeded: digest >> 18) & (words.count - 1)
  }

  /// Whether a digest may be there.
  func mayHold(_ digest: UInt64) -> Bool {
    let bits = Self.bits(digest)
    return words[place(digest)] & bits == bits
  }

  /// Adds a digest.
  ///
  /// - Returns: whether it certainly was not there before.
  mutating func insert(_ digest: UInt64) -> Bool {
    let (place, bits) = (place(digest), Self.bits(digest))
    defer { words[place] |= bits }
    return words[place] & bits != bits
  }
}
