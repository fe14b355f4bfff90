#if Gzip
  import EvidenceCore
  import EvidenceTestSupport
  import Testing

  @testable import EvidenceFormats

  /// Files that gzip has compressed are read as what is in them.
  struct GzipTests {
    private let table = Array("id:ID,:LABEL,name\nrisk:a,Risk,One\n".utf8)

    @Test("any form is read through gzip, by itself and by a recipe") func forms() throws {
      let folder = try Sandbox()
      try folder.write(ZipWriter.gzip(table), to: "nodes.csv.gz")
      let nodes = try Importer.run(ImportRequest(files: [folder.path("nodes.csv.gz")]))
      #expect(nodes.graph.nodeCount == 1)
      try folder.write(ZipWriter.gzip(Array("TY  - JOUR\nTI  - T\nER  - \n".utf8)), to: "a.ris.gz")
      let papers = try Importer.run(ImportRequest(files: [folder.path("a.ris.gz")]))
      #expect(papers.graph.nodes(of: .paper).count == 1)
      try folder.write(ZipWriter.gzip(Array("Id,Name\n1,First\n".utf8)), to: "own.csv.gz")
      try folder.write(
        "recipe: 1\nsources:\n  - path: own.csv.gz\n    rows:\n"
          + "      - node: {key: \"risk:own/{Id}\", kind: Risk, label: \"{Name}\"}\n",
        to: "recipe.yaml"
      )
      let own = try Importer.run(ImportRequest(files: [folder.path("recipe.yaml")]))
      #expect(own.graph.nodes.map { own.graph.title(of: $0) } == ["First"])
    }

    @Test("several members are one file; noughts behind them are none") func members() throws {
      let bytes =
        ZipWriter.gzip(table) + ZipWriter.gzip(Array("risk:b,Risk,Two\n".utf8)) + [0, 0, 0]
      #expect(
        try GzipBytes.unpacked(bytes, file: "a") == table + Array("risk:b,Risk,Two\n".utf8)
      )
    }

    @Test("what is cut off, broken or too much is refused")
    func hostile() throws {
      let whole = ZipWriter.gzip(table)
      for bytes in [Array(whole.dropLast(6)), Array(whole.prefix(20)), whole + [1, 2, 3]] {
        let error = #expect(throws: EvidenceError.self) { try GzipBytes.unpacked(bytes, file: "a") }
        #expect(error?.diagnostics.first?.code == "broken-archive")
      }
      var wrong = whole
      wrong[wrong.count - 5] ^= 1
      #expect(throws: EvidenceError.self) { try GzipBytes.unpacked(wrong, file: "a") }
      let large = #expect(throws: EvidenceError.self) {
        try GzipBytes.unpacked(whole, file: "a", limit: 10)
      }
      #expect(large?.diagnostics.first?.code == "file-too-large")
    }
  }
#endif
