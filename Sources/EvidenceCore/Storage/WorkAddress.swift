/// Reads the identifier of a work off the ways in which people write it: an address of doi.org or
/// arxiv.org, `arXiv:2412.02145v2`, a DOI with capitals.
enum WorkAddress {
  /// The keys that a text may stand for, the nearest first; empty where it is no such identifier.
  static func keys(_ text: String) -> [String] {
    var rest = text.lowercased()[...]
    for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) {
      rest = rest.dropFirst(scheme.count)
    }
    for host in ["www.", "dx.", "export."] where rest.hasPrefix(host) {
      rest = rest.dropFirst(host.count)
    }
    if let end = rest.firstIndex(where: { $0 == "?" || $0 == "#" }) { rest = rest[..<end] }
    while let last = rest.last, "/.,;) ".contains(last) { rest = rest.dropLast() }
    for start in ["doi.org/", "doi:", ""] where rest.hasPrefix(start) {
      let name = rest.dropFirst(start.count)
      guard name.hasPrefix("10."), name.contains("/") else { continue }
      let number = name.hasPrefix("10.48550/arxiv.") ? name.dropFirst("10.48550/arxiv.".count) : ""
      return ["doi:\(name)"] + (number.isEmpty ? [] : arxiv(number))
    }
    for start in ["arxiv.org/abs/", "arxiv.org/pdf/", "arxiv.org/html/", "arxiv:"]
    where rest.hasPrefix(start) {
      var number = rest.dropFirst(start.count)
      if number.hasSuffix(".pdf") { number = number.dropLast(4) }
      return arxiv(number)
    }
    return []
  }

  /// A number as it is given, then without its version.
  private static func arxiv(_ number: Substring) -> [String] {
    var numbers = [String(number)]
    if let mark = number.lastIndex(of: "v") {
      let version = number[number.index(after: mark)...]
      if !version.isEmpty, version.allSatisfy(\.isNumber), mark != number.startIndex {
        numbers.append(String(number[..<mark]))
      }
    }
    return numbers.flatMap { ["arxiv:\($0)", "doi:10.48550/arxiv.\($0)"] }
  }
}
