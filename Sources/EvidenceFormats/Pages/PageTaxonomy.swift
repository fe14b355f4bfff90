public import EvidenceCore

/// The schemes that pages refer to: the taxonomy whose codes and titles stand on them, and those of
/// the facets at their end.
///
/// A page prints a code, its title and what follows without a sign between them, and of its own
/// node nothing but the definition. So the concepts must be known before a page can be read; whoever
/// reads pages supplies them, as a recipe does with `concepts`.
public struct PageTaxonomy: Sendable {
  /// One concept of the taxonomy.
  public struct Concept: Hashable, Sendable {
    /// The notation, as in `1.1.2`.
    public var code: String
    public var title: String
    /// What the concept means, in the words of whoever wrote the list.
    public var gloss: String?
    /// SHA-256, in hexadecimal digits, of the definition that a page prints for the concept.
    public var definitionDigest: String?

    /// Makes a concept.
    public init(
      _ code: String,
      _ title: String,
      gloss: String? = nil,
      definitionDigest: String? = nil
    ) {
      self.code = code
      self.title = title
      self.gloss = gloss
      self.definitionDigest = definitionDigest
    }

    /// The code of the concept above; `nil` at the top.
    var parentCode: String? {
      code.lastIndex(of: ".").map { String(code[..<$0]) }
    }
  }

  /// The three facets of a page's own mitigation, each with a scheme of its own.
  public struct Facets: Sendable {
    public var stage: Scheme
    public var actor: Scheme
    public var function: Scheme

    /// Names the schemes of the facets, in the order in which pages print them.
    public init(stage: Scheme, actor: Scheme, function: Scheme) {
      self.stage = stage
      self.actor = actor
      self.function = function
    }
  }

  /// The scheme of the concepts.
  public let scheme: Scheme
  /// The concepts, parents before their children. A code that is not here is not known to exist.
  public let concepts: [Concept]
  public let facets: Facets

  /// Every title once, the longest first.
  let titlesLongestFirst: [String]
  private let byCode: [String: Concept]

  /// Makes the schemes of pages.
  ///
  /// - Parameters:
  ///   - scheme: the scheme of the concepts.
  ///   - concepts: parents before their children; of concepts of one code the first is taken.
  ///   - facets: the schemes of the facets.
  public init(_ scheme: Scheme, concepts: [Concept], facets: Facets) {
    self.scheme = scheme
    self.concepts = concepts
    self.facets = facets
    titlesLongestFirst = Set(concepts.map(\.title)).sorted {
      ($1.utf8.count, $0) < ($0.utf8.count, $1)
    }
    byCode = Dictionary(concepts.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The concept with a code, if it is known.
  func concept(_ code: String) -> Concept? { byCode[code] }

  /// The concept whose definition a page prints.
  func concept(definition: String) -> Concept? {
    let digest = ContentDigest.sha256(Array(definition.utf8))
    return concepts.first { $0.definitionDigest == digest }
  }

  func key(_ concept: Concept) -> Key { Key(scheme: scheme.id, notation: concept.code) }

  /// The three facets of a page with the scheme of each.
  func facets(of page: SeedPage) -> [(scheme: String, facet: SeedPage.Facet)] {
    [
      (facets.stage.id, page.stage), (facets.actor.id, page.actor),
      (facets.function.id, page.function),
    ]
  }

  /// All its schemes, with the notice of the pages where they have none.
  func schemes(notice: String?) -> [Scheme] {
    [scheme, facets.stage, facets.actor, facets.function].map { scheme in
      var scheme = scheme
      scheme.notice = scheme.notice ?? notice
      return scheme
    }
  }
}
