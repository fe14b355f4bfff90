/// A page of a mitigation site, read into its parts; each part knows its line.
///
/// The page prints neither its own name nor its own code. Its node follows from the definition
/// and the parent's title; its name stays unknown.
///
/// ```swift
/// let (page, findings) = SeedPageParser.parse(bytes, file: "page.txt", taxonomy)
/// print(page?.items.map(\.name.text) ?? [], findings)
/// ```
public struct SeedPage: Hashable, Sendable {
  /// A text and the line that it stands on, counted from 1.
  public struct Part: Hashable, Sendable {
    public var text: String
    public var line: Int
  }

  /// One mitigation of the page's lists.
  public struct Item: Hashable, Sendable {
    /// The whole name as printed: `A > B` says that B is part of A.
    public var name: Part
    public var description: Part?
    /// The code and the line that prints it.
    public var code: Part
    /// The title of the code; of an unknown code what seems to be its title.
    public var codeTitle: String

    /// The names of `A > B`, the whole before the part; one name where nothing is said of parts.
    public var path: [String] { Item.path(of: name.text) }

    /// The item's own name, without what it is part of.
    public var leafName: String { path.last ?? name.text }

    /// What the item is part of, as printed.
    public var parentPrefix: String? {
      path.count > 1 ? path.dropLast().joined(separator: " > ") : nil
    }

    static func path(of name: String) -> [String] {
      var result: [String] = []
      var part = ""
      var rest = name[...]
      while let next = rest.first {
        if rest.hasPrefix(" > ") {
          result.append(part)
          part = ""
          rest = rest.dropFirst(3)
        } else {
          part.append(next)
          rest = rest.dropFirst()
        }
      }
      result.append(part)
      let named = result.filter { !$0.isEmpty }
      return named.isEmpty ? [name] : named
    }
  }

  /// The paper that the page's mitigations come from.
  public struct Paper: Hashable, Sendable {
    public var title: Part
    /// `Last, First`, in the order printed.
    public var authors: [String]
    public var authorsLine: Part
    public var year: Int
    public var abstract: Part
  }

  /// A facet of the page's own mitigation.
  public struct Facet: Hashable, Sendable {
    public var name: Part
    public var gloss: Part
  }

  /// The page's file name.
  public var file: String
  /// SHA-256 of the page's bytes, in hexadecimal.
  public var sha256: String
  /// How many lines the page has.
  public var lineCount: Int
  /// What the source asks of everybody who uses the page.
  public var banner: [Part]
  public var definition: Part
  public var parentTitle: Part?
  /// The code that follows from the definition and the parent's title, if it is known.
  public var code: String?
  /// The page's own text.
  public var paragraphs: [Part]
  /// Why the page's mitigation is classified as it is.
  public var reasoning: Part
  /// The mitigation that the page's own is part of, if it is named.
  public var parentMitigation: Part?
  public var items: [Item]
  public var paper: Paper
  public var stage: Facet
  public var actor: Facet
  public var function: Facet
}
