/// Bibliographies of the tests' own, with what real ones hold.
enum BibliographyFixtures {
  static let ris = """
    \u{FEFF}Provider: nobody
    TY  - JOUR
    ID  - 12
    T1  - A title that
    goes on
    A1  - Doe, Jane, Jr
    AU  - An Organisation
    Y1  - 2024/05/06/spring
    M3  - https://doi.org/10.1000/ABC
    JF  - Journal of Things
    SP  - 3
    EP  - 9
    SN  - 1234-567X
    KW  - one
    KW  - two
    N1  - addresses everything
    C1  - kept
    C1  - twice
    UR  - https://example.org/a
    ER  -
    TY - RPRT
    TI - No end
    PY - 2020
    TY  - GEN
    AB  - nothing but this
    ER  - 

    """

  static let bibtex = """
    What stands here is comment @ nothing.
    @string{jot = "Journal of " # {Things}}
    @comment{@article{no, title={No}}}
    @article(child,
      author = "Ludwig van Beethoven and {Barnes and Noble} and de la Cruz, Jr, Juan and others",
      title = {The {\\"O}sterreich \\'{\\i} \\c{c} \\v{s} \\ss \\~n -- $x^2$ \\foo 50\\% {"quoted"}},
      journal = jot, month = mar, year = 2021, pages = "1--10",
      url = {https://doi.org/10.1000/Child\\_1}, note = {a note},
    )
    @inproceedings{talk, title = {A talk}, crossref = {Proc}, eprint = {2401.00001},
      archiveprefix = {arXiv}, keywords = {a, b}}
    @inproceedings{talk, title = {Another talk}, crossref = {absent}}
    @proceedings{proc, title = {Proceedings of Things}, year = {2024}, publisher = {Press}}

    """

  static let csl = """
    [{"id": 7, "type": "article-journal", "title": "A title", "DOI": "10.1000/csl",
      "author": [{"family": "Berg", "given": "Ann", "non-dropping-particle": "van den"},
                 {"literal": "A Group"}],
      "issued": {"date-parts": [["2024", 5]]}, "container-title": "Journal", "page": "3-9",
      "note": "one line\\nPMID: 3"},
     {"id": "b", "type": "book", "title": "Another", "issued": {"raw": "in 1999"}}, 3]
    """
}
