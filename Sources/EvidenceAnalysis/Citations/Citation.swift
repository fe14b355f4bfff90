public import EvidenceCore

/// How a work is cited: `Uuk 2024`, `Cunha & Estima 2023`, `Zhang et al. 2022`.
///
/// The source's own short reference comes first, then the *first* of its authors. Organisations are
/// named whole: `Government Office for Science 2023`.
///
/// ```swift
/// Citation(of: paper, in: graph)?.text
/// ```
public struct Citation: Hashable, Sendable {
  /// The authors as they are cited.
  public let authors: String
  /// The year of the work, where it is known.
  public let year: Int?

  /// `Uuk 2024`.
  public var text: String { authors + (year.map { " \($0)" } ?? "") }

  /// The citation of a work; `nil` where neither a short reference nor an author is stated.
  ///
  /// - Complexity: O(length of the author's field).
  public init?(of paper: NodeID, in graph: EvidenceGraph) {
    let known = graph.year(of: paper)
    if let reference = graph.property("quickref", of: paper).flatMap(Self.first) {
      let digits = reference.suffix(4)
      guard reference.count > 4, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
        self.init(authors: reference, year: known)
        return
      }
      self.init(authors: String(reference.dropLast(4).trimmed), year: Int(digits))
      return
    }
    for name in Self.properties {
      guard let value = graph.property(name, of: paper) else { continue }
      guard let authors = AuthorNames(value).cited else { continue }
      self.init(authors: authors, year: known)
      return
    }
    return nil
  }

  private init(authors: String, year: Int?) {
    self.authors = authors
    self.year = year
  }

  /// Where authors are looked for, the nearest first.
  private static let properties = ["authors", "author", "creator", "organisation", "publisher"]

  private static func first(_ value: PropertyValue) -> String? {
    let texts = if case .strings(let all) = value { all } else { [value.text] }
    return texts.lazy.map { String($0.trimmed) }.first { !$0.isEmpty }
  }
}
