import EvidenceCore
import Testing

@testable import EvidenceAnalysis

/// Works as they are cited.
@Suite struct CitationTests {
  @Test(
    "an author's field, and how it is cited",
    arguments: [
      ("Cunha & Estima", "Cunha & Estima"),
      ("SAIL & Concordia AI", "SAIL & Concordia AI"),
      ("Paes, Silveira & Akkari", "Paes et al."),
      ("Zhang et al.", "Zhang et al."),
      ("Ann Zhang et al.", "Zhang et al."),
      ("Sharma", "Sharma"),
      ("Laura Weidinger", "Weidinger"),
      ("Ludwig van Beethoven", "van Beethoven"),
      ("Weidinger, Laura", "Weidinger"),
      ("Weidinger, Laura and Mellor, John", "Weidinger & Mellor"),
      ("Ann Lee and Bo Ray", "Lee & Ray"),
      ("Lee, A., Ray, B., Xu, C.", "Lee et al."),
      ("Ann Lee; Bo Ray", "Lee & Ray"),
      ("Lee, Ann; Ray, Bo; Xu, Cy", "Lee et al."),
      ("Lee, Ann & Ray, Bo", "Lee & Ray"),
      ("National Institute of Standards and Technology", nil),
      ("Government Office for Science", nil),
      ("Allianz Global Corporate and Specialty", nil),
      ("National Technical Committee 260 on Cybersecurity (TC260)", nil),
      ("InfoComm Media Development Authority & AI Verify Foundation", nil),
      ("Electronic Privacy Information Centre", nil),
      ("AI Verify Foundation", nil), ("DSIT", nil), ("IBM Research", nil),
    ] as [(String, String?)]
  )
  func authorsAreCited(field: String, cited: String?) throws {
    #expect(AuthorNames(.string(field)).cited == cited ?? field)
    #expect(AuthorNames(.strings([field])).cited == cited ?? field)
  }

  @Test("a work is named as it is printed, and several works of one citation are listed")
  func worksAreNamedByCitations() throws {
    var builder = GraphBuilder()
    let works: [(Key, [String], Int64)] = [
      ("paper:uuk", ["Risto Uuk", "Bo Ray", "Cy Xu"], 2024),
      ("paper:lee-1", ["Ann Lee", "Bo Ray"], 2020), ("paper:lee-2", ["Ann Lee", "Cy Xu"], 2020),
    ]
    for (key, authors, year) in works {
      let properties: [String: PropertyValue] = [
        "authors": .strings(authors), "year": .integer(year),
      ]
      builder.add(Node(key, .paper, label: "On \(key.local)", properties: properties))
    }
    builder.add(Node("rk@1:4.2", .riskDomain, label: "Cyberattacks", notation: "4.2"))
    let graph = try builder.build()
    for name in ["Uuk et al. 2024", "Uuk 2024", "Uuk2024", "uuk et al. (2024)", "Uuk et al."] {
      #expect(graph.key(of: try graph.named(name, as: [.paper])) == "paper:uuk", "\(name)")
    }
    #expect(graph.key(of: try graph.named("Lee & Xu 2020")) == "paper:lee-2")
    #expect(graph.key(of: try graph.named("4.2 Cyberattacks", as: [.risk])) == "rk@1:4.2")
    let error = #expect(throws: EvidenceError.self) { try graph.named("Lee 2020") }
    #expect(error?.diagnostics.first?.code == "ambiguous-node")
    #expect(error?.diagnostics.first?.hint?.contains("paper:lee-2") == true)
    let unknown = #expect(throws: EvidenceError.self) { try graph.named("Nobody 1999") }
    #expect(unknown?.diagnostics.first?.code == "unknown-node")
  }

  @Test func aListIsCitedByItsFirst() {
    #expect(AuthorNames(.strings(["Uuk, Risto", "Brouwer, Annemieke"])).cited == "Uuk & Brouwer")
    #expect(AuthorNames(.strings(["Risto Uuk", "Bo Ray", "Cy Xu"])).cited == "Uuk et al.")
    #expect(AuthorNames(.strings([])).cited == nil && AuthorNames(.string("  ")).cited == nil)
  }

  @Test(
    "the source's own reference comes first",
    arguments: [
      (PropertyValue.string("Tse2025"), "Tse 2025"), (.string("G'sell2024"), "G'sell 2024"),
      (.strings(["Clarke2022", "Clarke2023"]), "Clarke 2022"),
      (.string("UK Government2023"), "UK Government 2023"), (.string("TC2602024"), "TC260 2024"),
      (.string("2024"), "2024 2019"), (.string("Lee"), "Lee 2019"), (.string(" "), "SAIL 2019"),
    ]
  )
  func quickReference(value: PropertyValue, text: String) throws {
    var builder = GraphBuilder()
    builder.add(
      Node(
        "paper:p",
        .paper,
        properties: [
          "quickref": value, "authors": .string("SAIL"), "published": .string("2019-03-01"),
        ]
      )
    )
    let graph = try builder.build()
    #expect(Citation(of: try graph.resolve("paper:p"), in: graph)?.text == text)
  }
}
