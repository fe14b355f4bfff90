import EvidenceCore

/// The key of a paper and the other identifiers of it, made of what a source prints.
///
/// A DOI comes before an arXiv number, and that before the slug of the title. Author and year are
/// no identity: two works of one author in one year are two papers. A version of an arXiv preprint
/// is the preprint: one work, counted once.
struct PaperIdentity: Hashable {
  var key: Key
  var sameAs: [String]
  /// Whether the source states an identifier; else the title is all there is.
  var hasIdentifier: Bool
  /// What was read otherwise than it is written, or not at all.
  var findings: [Finding] = []

  /// Something to say of how an identifier was read.
  struct Finding: Hashable {
    /// Whether the identifier is taken all the same.
    var isTaken: Bool
    var code: Diagnostic.Code
    var message: String
  }

  /// Names a paper.
  ///
  /// - Parameters:
  ///   - doi: a DOI in any of its spellings, or nothing that is one.
  ///   - url: an address, which may name a DOI or an arXiv number.
  init(doi: String?, url: String?, title: String) {
    let stated = [doi, url].compactMap(\.self)
    let reading = stated.lazy.compactMap { DOI.read($0) }.first
    let arXiv =
      reading.flatMap { Self.arXiv(ofDOI: $0.plain) }
      ?? stated.lazy.compactMap { Self.arXiv($0) }.first
    if let reading, Self.arXiv(ofDOI: reading.plain) == nil {
      key = Key("doi:\(reading.plain)")
      sameAs = arXiv.map { ["arxiv:\($0)"] } ?? []
    } else if let arXiv {
      key = Key("doi:10.48550/arxiv.\(arXiv)")
      sameAs = ["arxiv:\(arXiv)"]
    } else if let reading {
      key = Key("doi:\(reading.plain)")
      sameAs = []
    } else {
      key = Key("paper:\(Slug.make(title))")
      sameAs = []
    }
    hasIdentifier = reading != nil || arXiv != nil
    if let doi { findings = Self.findings(doi, reading, arXiv) }
  }

  private static func findings(
    _ doi: String,
    _ reading: DOI.Reading?,
    _ arXiv: String?
  ) -> [Finding] {
    let own = DOI.read(doi)
    guard let own else {
      guard Self.arXiv(doi) == nil else { return [] }
      let isAbsent = ["", "-", "–", "—", "n/a", "na", "none"].contains(doi.lowercased())
      let message =
        isAbsent ? "the cell for the DOI holds '\(doi)'" : "'\(doi)' is not a DOI; it is not taken"
      return [Finding(isTaken: false, code: "no-doi", message: message)]
    }
    var result: [Finding] = []
    if !own.others.isEmpty {
      let others = own.others.joined(separator: ", ")
      let message = "'\(doi)' holds several DOIs; '\(own.plain)' is taken, and not \(others)"
      result.append(Finding(isTaken: false, code: "several-dois", message: message))
    } else if own.plain != doi.lowercased() {
      let message = "the DOI '\(doi)' is read as '\(own.plain)'"
      result.append(Finding(isTaken: true, code: "doi-spelling", message: message))
    }
    if let number = Self.arXiv(ofDOI: own.plain), own.plain != "10.48550/arxiv.\(number)" {
      let message = "'\(doi)' is a version of arXiv \(number); read as that work"
      result.append(Finding(isTaken: true, code: "arxiv-version", message: message))
    }
    return result
  }

  /// A DOI in its plain spelling: no resolver, no blanks or line breaks, lower case.
  ///
  /// - Returns: `nil` where the text holds none, as for `-` or another site's address.
  static func doi(_ text: String) -> String? { DOI.read(text)?.plain }

  /// The arXiv number in an address or an `arXiv:` identifier, without its version.
  static func arXiv(_ text: String) -> String? {
    let plain = text.withoutInvisible.filter { !$0.isWhitespace }.lowercased()
    for mark in ["arxiv.org/abs/", "arxiv.org/pdf/", "arxiv.org/html/", "arxiv.org/", "arxiv:"] {
      guard let range = plain.firstRange(of: mark) else { continue }
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
