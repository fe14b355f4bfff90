import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

@Suite struct ResolvingTests {
  @Test(arguments: [
    ("Gipiškis 2024", "gipiskis-2024"), ("  AI, & Society!  ", "ai-society"),
    ("Ærø Ølstraße", "aero-olstrasse"),
    ("A > B", "a-b"), ("Naïve café", "naive-cafe"), ("G'sell2024", "g-sell2024"),
    ("１.１ Fullwidth", "1-1-fullwidth"),
  ]) func slugs(text: String, slug: String) {
    #expect(Slug.make(text) == slug)
    #expect(Slug.make(slug) == slug)
  }

  /// Letters of every script count, and marks where they are letters themselves.
  @Test func slugsOfOtherScripts() {
    let names = [
      "バスの安全", "ハスの安全", "कुल", "कूल", "предвзятость ИИ", "күч", "العدالة في الذكاء", "안전", "安全",
      "٣ مخاطر",
      "٤ مخاطر",
    ]
    let slugs = names.map { Slug.make($0) }
    #expect(Set(slugs.map { Array($0.utf8) }).count == names.count, "\(slugs)")
    #expect(names.allSatisfy { Slug($0).finding == nil })
    for slug in slugs { #expect(Slug.make(slug).utf8.elementsEqual(slug.utf8)) }
  }

  /// Texts of ASCII go a way of their own, which gives what the way of all others gives.
  @Test func textsOfASCIIAreFoldedAlike() {
    var random = SeededGenerator(seed: 3)
    for _ in 0..<500 {
      let bytes = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
        UInt8.random(in: 0..<0x80, using: &random)
      }
      let text = "a" + String(decoding: bytes, as: UTF8.self)
      #expect(Slug.make(text + " é") == Slug.make(text) + "-e", "\(bytes)")
      // A blank that nobody sees is no part of a title, and no text of ASCII.
      #expect(Title.areEqual(text, "\u{200B}" + text), "\(bytes)")
      #expect(Title.areEqual(text, text + "b") == false)
      #expect(("\u{200B} " + text).trimmedText.utf8.elementsEqual(text.trimmedText.utf8))
    }
  }

  @Test func namesThatMakeNoSlugAreToldApartAndSaid() {
    let names = ["🚨🚨", "???", "—", "!!"]
    #expect(Set(names.map { Slug.make($0) }).count == names.count)
    for name in names { #expect(Slug(name).finding?.code == "name-without-letters") }
    let long = String(repeating: "a very long abstract ", count: 10_000)
    #expect(Slug(long).text.utf8.count < 500)
    #expect(Slug(long).text != Slug(long + "x").text)
    #expect(Slug(long).finding?.code == "long-name")
  }

  @Test(arguments: [
    ("10.48550/arXiv.2306.06924", "10.48550/arxiv.2306.06924"),
    ("https://doi.org/10.48550/arXiv.2502.14143\n\n", "10.48550/arxiv.2502.14143"),
    ("http://dx.doi.org/10.2139/ssrn.5030173", "10.2139/ssrn.5030173"),
    (" doi: 10.1000/ABC.1 . ", "10.1000/abc.1"), ("10.1000/x(1)", "10.1000/x(1)"),
    ("https://dl.acm.org/doi/pdf/10.1145/3514094.3534131", "10.1145/3514094.3534131"),
    ("doi 10.5555/9.1", "10.5555/9.1"), ("info:doi/10.5555/99.1", "10.5555/99.1"),
    ("https://doi.org/10.5555/99.1?casa_token=abc#sec2", "10.5555/99.1"),
    ("10.5555/99.1;", "10.5555/99.1"), ("10.5555%2F99.1", "10.5555/99.1"),
    ("https://doi-org.proxy.example.edu/10.5555/99.1", "10.5555/99.1"),
    ("10.1000/b\u{2010}c", "10.1000/b-c"), ("10.1000/\u{200B}a", "10.1000/a"),
    (
      "10.1002/(SICI)1096-8644(199605)100:1<27::AID-AJPA3>3.0.CO;2-W",
      "10.1002/(sici)1096-8644(199605)100:1<27::aid-ajpa3>3.0.co;2-w"
    ),
  ]) func dois(text: String, doi: String?) {
    #expect(PaperIdentity.doi(text) == doi)
  }

  @Test(arguments: ["-", "- ", "", "https://example.org/a", "10.1", "Not indexed", "10.48550"])
  func whatIsNoDOI(text: String) {
    #expect(PaperIdentity.doi(text) == nil)
  }

  @Test func aDOIComesBeforeArXivAndThatBeforeTheTitle() {
    let both = PaperIdentity(
      doi: "10.1145/1",
      url: "https://arxiv.org/abs/2412.02145v2",
      title: "T"
    )
    #expect(both.key == "doi:10.1145/1" || both.key == "doi:10.48550/arxiv.2412.02145")
    let arXiv = PaperIdentity(doi: nil, url: "https://arxiv.org/pdf/2412.02145v2.pdf", title: "T")
    let same = PaperIdentity(doi: "10.48550/arXiv.2412.02145", url: nil, title: "T")
    #expect(arXiv == same)
    #expect(arXiv.sameAs == ["arxiv:2412.02145"])
    #expect(PaperIdentity(doi: "-", url: nil, title: "A Title").key == "paper:a-title")
  }

  @Test func authorAndYearNeverMergeTwoTitles() {
    let first = PaperIdentity(doi: nil, url: nil, title: "Uuk 2024: one work")
    let second = PaperIdentity(doi: nil, url: nil, title: "Uuk 2024: another work")
    #expect(first.key != second.key)
  }

  @Test(arguments: [
    ("hasDocumentation", "HAS_DOCUMENTATION"), ("broad_mappings", "BROAD_MAPPINGS"),
    ("isDetectedBy", "IS_DETECTED_BY"), ("has part", "HAS_PART"),
  ]) func relationNames(text: String, name: String) {
    #expect(Naming.screamingSnake(text) == name)
  }

  @Test func recordsOfOneKeyAreMergedAndNothingIsLost() throws {
    var collection = ImportCollection()
    let place = Place("t", line: 1)
    collection.add(
      Node("k", .paper, label: "One", sameAs: ["x"], properties: ["year": .integer(1)]),
      at: place
    )
    collection.add(
      Node(
        "k",
        .paper,
        label: "Two",
        sameAs: ["y"],
        notation: "1",
        properties: ["year": .integer(2)]
      ),
      at: place
    )
    let graph = try collection.build(file: "t").graph
    let node = graph.value(of: NodeID(0))
    #expect(node.label == "One" && node.notation == "1")
    #expect(node.sameAs == ["x", "y"])
    #expect(node.properties["altLabels"] == .strings(["Two"]))
    #expect(node.properties["year"] == .integer(1))
    #expect(node.properties["otherYears"] == .strings(["2"]))
  }
}
