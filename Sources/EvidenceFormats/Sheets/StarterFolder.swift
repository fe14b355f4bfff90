internal import EvidenceCore

/// The files with which a graph of one's own begins: a recipe, the concepts of two schemes, coding
/// sheets with an example row each, and a page that says how they make a graph.
///
/// ```swift
/// for file in StarterFolder(title: "Our risks").files { print(file.name) }
/// ```
public struct StarterFolder: Sendable {
  /// The title of the graph.
  public let title: String
  /// The day that it speaks of, as `2026-01-31`; `nil`: not stated.
  public let asOf: String?

  /// Names a graph.
  public init(title: String, asOf: String? = nil) {
    self.title = title
    self.asOf = asOf
  }

  /// The files, by the names that they have in the folder.
  public var files: [(name: String, text: String)] {
    [
      ("README.md", readme), ("recipe.yaml", recipe), ("concepts.csv", concepts),
      (
        "papers.csv",
        sheet(
          .paper,
          [
            "", "Example: a paper (replace this row)", "A. Example; B. Other", "2026", "", "",
            "Example2026",
          ]
        )
      ),
      ("measures.csv", measures),
      (
        "statements.csv",
        sheet(
          .statement,
          [
            "Example: a measure (replace this row)", "ADDRESSES", "risks@1:1.1", "Example2026",
            "p. 3", "supports", "case", "0.5",
          ]
        )
      ),
    ]
  }

  private func sheet(_ kind: SheetKind, _ example: [String]) -> String {
    let columns = kind.columns.map(\.name).filter { !["reason", "verdict", "via"].contains($0) }
    return columns.joined(separator: ",") + "\n" + example.joined(separator: ",") + "\n"
  }

  private var measures: String {
    let columns = SheetKind.mitigation.columns.map(\.name) + ["measures@1"]
    return columns.joined(separator: ",")
      + "\n,Example: a measure (replace this row),Example2026,,p. 2,,,1.1\n"
  }

  private var quotedTitle: String {
    "'" + title.replacingScalar("'", with: "''").replacingScalar("\n", with: " ") + "'"
  }

  private var recipe: String {
    """
    recipe: 1
    title: \(quotedTitle)
    \(asOf.map { "asOf: \($0)" } ?? "# asOf: 2026-01-31     # the day that the graph speaks of")
    schemes:
      - {id: risks@1, title: Our risks, kind: RiskDomain}
      - {id: measures@1, title: Our measures, kind: TaxonomyNode}
    sources:
      - table: concepts.csv
        form: csv
        via: concepts.csv
        rows:
          - when: {scheme: risks@1}
            node:
              {as: key, key: "risks@1:{code}", kind: RiskDomain, label: "{name}", notation: "{code}",
               scheme: risks@1, properties: {gloss: "{gloss}"}}
          - when: {scheme: measures@1}
            node:
              {as: key, key: "measures@1:{code}", kind: TaxonomyNode, label: "{name}", notation: "{code}",
               scheme: measures@1, properties: {gloss: "{gloss}"}}
          - when: {broader: "*"}
            statements:
              - {from: "{scheme}:{code}", relation: BROADER, to: "{scheme}:{broader}"}

    """
  }

  private var concepts: String {
    """
    scheme,code,name,broader,gloss
    risks@1,1,Example: a domain of risks,,replace these rows by the codes of your own schemes
    risks@1,1.1,Example: a subdomain,1,
    measures@1,1,Example: a class of measures,,
    measures@1,1.1,Example: a narrower class,1,

    """
  }

  private var readme: String {
    """
    # \(title.replacingScalar("\n", with: " "))

    A graph of evidence, made of the tables in this folder:

    * `recipe.yaml`: the title, the schemes, and how `concepts.csv` is read
    * `concepts.csv`: the codes of the schemes, with their names and what they mean
    * `papers.csv`, `measures.csv`, `statements.csv`: coding sheets, a row each. Keys may stay empty.

    The rows that begin with "Example" show the form. Put your own in their place, then:

    ```console
    $ evidence import recipe.yaml papers.csv measures.csv statements.csv -o graph.jsonl
    $ evidence validate graph.jsonl
    $ evidence coverage graph.jsonl --rows measures@1 --columns risks@1
    ```

    When a paper comes out, fill in new sheets and merge them; `--dry-run` says first what they would
    change:

    ```console
    $ evidence template graph.jsonl --kind mitigation -o new-measures.csv
    $ evidence import new-measures.csv --into graph.jsonl --dry-run
    $ evidence import new-measures.csv --into graph.jsonl
    ```

    """
  }
}
