import EvidenceCore
import Foundation

/// The key of a paper and the other identifiers of it, made of what a source prints.
///
/// A DOI comes before an arXiv number, and that before the slug of the title. Author and year are
/// no identity: two works of one author in one year are two papers.
struct PaperIdentity: Hashable {
  var key: Key
  var sameAs: [String]

  /// Names a paper.
  ///
  /// - Parameters:
  ///   - doi: a DOI in any of its spellings, or nothing that is one.
  ///   - url: an address, which may name a DOI or an arXiv number.
  init(doi: String?, url: String?, title: String) {
    let stated = [doi, url].compactMap(\.self)
    let found = stated.lazy.compactMap { Self.doi($0) }.first
    let arXiv =
      found.flatMap { Self.arXiv(ofDOI: $0) }
      ?? stated.lazy.compactMap { Self.arXiv($0) }.first
    switch (found, arXiv) {
    case (.some(let doi), let arXiv):
      key = Key("doi:\(doi)")
      sameAs = arXiv.map { ["arxiv:\($0)"] } ?? []
    case (.none, .some(let arXiv)):
      key = Key("doi:10.48550/arxiv.\(arXiv)")
      sameAs = ["arxiv:\(arXiv)"]
    case (.none, .none):
      key = Key("paper:\(Slug.make(title))")
      sameAs = []
    }
  }

  /// A DOI in its plain spelling: no resolver, no blanks or line breaks, lower case.
  ///
  /// - Returns: `nil` where the text holds none, as for `-` or another site's address.
  static func doi(_ text: String) -> String? {
    var plain = text.filter { !$0.isWhitespace }.lowercased()
    guard let start = plain.range(of: "10.")?.lowerBound else { return nil }
    let before = plain[..<start]
    let isStated =
      before.isEmpty || before.hasSuffix("doi.org/") || before.hasSuffix("doi:")
      || before.hasSuffix("/doi/") || before.hasSuffix("/doi/pdf/")
      || before.hasSuffix("/doi/abs/") || before.hasSuffix("/doi/full/")
    guard isStated else { return nil }
    plain = String(plain[start...])
    while let last = plain.last, ".,;:)]}>\"'/".contains(last) {
      if last == ")", plain.contains("(") { break }
      plain.removeLast()
    }
    let parts = plain.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count >= 7, !parts[1].isEmpty,
      parts[0].dropFirst(3).allSatisfy({ $0.isNumber || $0 == "." })
    else { return nil }
    return plain
  }

  /// The arXiv number in an address or an `arXiv:` identifier, without its version.
  static func arXiv(_ text: String) -> String? {
    let plain = text.filter { !$0.isWhitespace }.lowercased()
    for mark in ["arxiv.org/abs/", "arxiv.org/pdf/", "arxiv.org/html/", "arxiv.org/", "arxiv:"] {
      guard let range = plain.range(of: mark) else { continue }
      return number(plain[range.upperBound...])
    }
    return nil
  }

  /// The arXiv number that a DOI of arXiv's stands for.
  static func arXiv(ofDOI doi: String) -> String? {
    guard doi.hasPrefix("10.48550/arxiv.") else { return nil }
    return number(doi.dropFirst("10.48550/arxiv.".count))
  }

  /// `2412.02145` of `2412.02145v2.pdf`.
  private static func number(_ text: Substring) -> String? {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let parts = digits.split(separator: ".")
    guard parts.count >= 2, parts[0].count == 4, (4...5).contains(parts[1].count) else {
      return nil
    }
    return "\(parts[0]).\(parts[1])"
  }
}
