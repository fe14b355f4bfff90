internal import EvidenceCore

/// The facets of a page's own mitigation, as schemes of their own.
enum SeedPageFacets {
  static let lifecycle = "airi-lifecycle@2"
  static let actor = "airi-actor@2"
  static let function = "airi-function@2"

  static func schemes(notice: String?) -> [Scheme] {
    [
      (MitigationTaxonomy.id, MitigationTaxonomy.title),
      (lifecycle, "AI lifecycle stage"),
      (actor, "Actor"),
      (function, "Risk-management function"),
    ].map { Scheme(id: $0.0, title: $0.1, kind: .taxonomyNode, notice: notice) }
  }

  /// The three facets of a page with the scheme of each.
  static func facets(of page: SeedPage) -> [(scheme: String, facet: SeedPage.Facet)] {
    [(lifecycle, page.stage), (actor, page.actor), (function, page.function)]
  }
}
