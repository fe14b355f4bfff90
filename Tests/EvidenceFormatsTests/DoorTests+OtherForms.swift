import EvidenceCore
import EvidenceTestSupport
import Testing

@testable import EvidenceFormats

extension DoorTests {
  /// Forms that are not read are named, whatever the file is called and whoever opens it.
  @Test(arguments: [
    ("<!DOCTYPE html>\n<html><title>Sign in</title></html>\n", "web page"),
    ("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "LFS"),
    ("<?xml version=\"1.0\"?><graphml/>", "GraphML"),
    ("%PDF-1.7\n", "PDF"),
  ]) func foreignFormsAreNamed(text: String, name: String) throws {
    for file in ["a.csv", "a.jsonl", "a.tsv", "a.bin"] {
      let error = #expect(throws: EvidenceError.self) { try imported([file: text], naming: [file]) }
      #expect(error?.diagnostics.count == 1)
      #expect(error?.diagnostics.first?.code == "foreign-form")
      #expect(
        error?.diagnostics.first?.message.contains(name) == true,
        "\(String(describing: error))"
      )
    }
    let recipe = #expect(throws: EvidenceError.self) {
      try imported(["recipe.yaml": Self.recipe(), "papers.csv": text])
    }
    #expect(recipe?.diagnostics.first?.code == "foreign-form")
    let archive = #expect(throws: EvidenceError.self) { try ArchiveReader.read(text: text) }
    #expect(archive?.diagnostics.map(\.code) == ["foreign-form"])
  }

  /// Forms that `import` reads are named by every other door, with what to do.
  @Test(arguments: [
    ("TY  - JOUR\nTI  - A title\nER  - \n", "RIS"),
    ("% comment\n@article{a, title={T}}\n", "BibTeX"),
    ("@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n", "Turtle"),
    ("{\n \"type\": \"bundle\",\n \"objects\": []\n}\n", "STIX"),
    ("{\"catalog\": {\"metadata\": {\"oscal-version\": \"1.1\"}}}\n", "OSCAL"),
    ("{\"@context\": {}, \"@graph\": []}\n", "JSON-LD"),
    ("[{\"id\": \"a\", \"container-title\": \"J\"}]", "CSL"),
  ]) func importedFormsAreNamedElsewhere(text: String, name: String) throws {
    let recipe = #expect(throws: EvidenceError.self) {
      try imported(["recipe.yaml": Self.recipe(), "papers.csv": text])
    }
    #expect(recipe?.diagnostics.first?.code == "foreign-form")
    let archive = #expect(throws: EvidenceError.self) { try ArchiveReader.read(text: text) }
    #expect(archive?.diagnostics.map(\.code) == ["foreign-form"])
    #expect(archive?.diagnostics.first?.message.contains(name) == true)
    #expect(archive?.diagnostics.first?.hint?.contains("evidence import") == true)
  }

  @Test(
    arguments: [[0x42, 0x5A, 0x68, 0x39], [0xD0, 0xCF, 0x11, 0xE0], [0xFF, 0xFE, 0x41, 0]]
      as [[UInt8]]
  )
  func foreignBytesAreNamed(bytes: [UInt8]) {
    let error = #expect(throws: EvidenceError.self) {
      try imported(bytes: ["a.csv": bytes + [UInt8](repeating: 0, count: 40)], naming: ["a.csv"])
    }
    #expect(error?.diagnostics.first?.code == "foreign-form")
  }
}
