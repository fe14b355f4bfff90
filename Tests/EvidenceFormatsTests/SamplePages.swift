import EvidenceCore
import EvidenceFormats
import EvidenceTestSupport
import Foundation

/// What the pages of the tests refer to: the concepts that the shipped recipe lists.
enum SamplePages {
  static let concepts = SharedData.packageRoot.appendingPathComponent(
    "Graphs/frontier-mitigations/sources/mitigation-types.csv"
  )

  static let taxonomy: PageTaxonomy = {
    let text = (try? String(contentsOf: concepts, encoding: .utf8)) ?? ""
    func scheme(_ id: String, _ title: String) -> Scheme {
      Scheme(id: id, title: title, kind: .taxonomyNode)
    }
    return PageTaxonomy(
      scheme("mit-mitigation@2", "MIT AI Risk Mitigation Taxonomy, version 2"),
      concepts: DelimitedText.rows(text).dropFirst().map { row in
        PageTaxonomy.Concept(
          row[0],
          row[1],
          gloss: row[2].isEmpty ? nil : row[2],
          definitionDigest: row[3].isEmpty ? nil : row[3]
        )
      },
      facets: PageTaxonomy.Facets(
        stage: scheme("airi-lifecycle@2", "AI lifecycle stage"),
        actor: scheme("airi-actor@2", "Actor"),
        function: scheme("airi-function@2", "Risk-management function")
      )
    )
  }()

  /// Writes a recipe of pages, with a list of concepts, into a folder.
  ///
  /// - Returns: the recipe's path.
  static func recipe(
    of pages: [String],
    in sandbox: Sandbox,
    concepts list: String? = nil
  ) throws -> String {
    try sandbox.write(
      try list ?? String(contentsOf: concepts, encoding: .utf8),
      to: "concepts.csv"
    )
    let paths = pages.map { "      - \($0)\n" }.joined()
    try sandbox.write(
      """
      recipe: 1
      sources:
        - form: pages
          scheme: mit-mitigation@2
          concepts: concepts.csv
          facets: [airi-lifecycle@2, airi-actor@2, airi-function@2]
          path:
      \(paths)
      """,
      to: "recipe.yaml"
    )
    return sandbox.path("recipe.yaml")
  }
}
