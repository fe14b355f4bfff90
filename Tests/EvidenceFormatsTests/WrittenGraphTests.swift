import EvidenceCore
import Testing

@testable import EvidenceFormats

/// Whatever a reader lets in, the archive that is written of it is let in too: what fuzzing found.
@Suite struct WrittenGraphTests {
  private func archive(
    _ body: (inout ImportCollection) throws(EvidenceError) -> Void
  ) throws -> String {
    var collection = ImportCollection()
    try body(&collection)
    let graph = try collection.build(file: "test").graph
    let text = ArchiveWriter.text(of: graph)
    let again = try ArchiveReader.read(text: text, file: "written")
    #expect(ArchiveWriter.text(of: again) == text)
    return text
  }

  @Test(arguments: [";", ";Risk", ";;", "Risk;;Control;", ""])
  func emptyLabelsAmongOthersMakeNoEmptyKind(labels: String) throws {
    let source = FileBytes(text: "id:ID,:LABEL\nn:1,\(labels)\n", name: "nodes.csv")
    let text = try archive { collection throws(EvidenceError) in
      _ = try BulkSource.read(source, into: &collection)
    }
    #expect(!text.contains("\"kind\":\"\""))
  }

  @Test(arguments: ["Contrl", "control", "Mitigaton"])
  func kindsThatARecipesDeclarationsNameAreChecked(kind: String) {
    for line in [
      "relations: [{name: DOES, from: \(kind), to: Paper}]",
      "relations: [{name: DOES, to: [Risk, \(kind)]}]", "schemes: [{id: s@1, kind: \(kind)}]",
    ] {
      let recipe = "recipe: 1\nkinds: [{name: Control}]\n\(line)\nsources: [{path: a.csv}]\n"
      #expect {
        try RecipeReader.read(FileBytes(text: recipe, name: "recipe.yaml"))
      } throws: { error in
        let finding = (error as? EvidenceError)?.diagnostics.first
        return finding?.code == "unknown-kind" && finding?.place?.line == 3
      }
    }
  }

  @Test(arguments: [
    "kinds: [{name: ''}]", "relations: [{name: ''}]", "schemes: [{id: ''}]",
    "notices: [{text: ''}]",
  ])
  func aDeclarationWithoutANameIsRefused(line: String) {
    let recipe = "recipe: 1\n\(line)\nsources: [{path: a.csv}]\n"
    #expect {
      try RecipeReader.read(FileBytes(text: recipe, name: "recipe.yaml"))
    } throws: { error in
      (error as? EvidenceError)?.diagnostics.first?.code == "missing-name"
    }
  }

  @Test(arguments: ["A:LexicalMatching", "A:MappingReview"])
  func aTermOfAnotherVocabularyThatIsNearlyOneOfSEMAPVIsRefused(term: String) throws {
    let findings = try MappingTables.findings {
      try MappingTables.read(["A:1,skos:exactMatch,B:1,\(term)"])
    }
    #expect(findings.map(\.code) == ["unknown-justification"])
  }
}
