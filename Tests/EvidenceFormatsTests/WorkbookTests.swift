#if XLSX
  import EvidenceCore
  import EvidenceTestSupport
  import Foundation
  import Testing

  @testable import EvidenceFormats

  /// Workbooks as programs write them, and as nobody should.
  struct WorkbookTests {
    /// A workbook of one sheet.
    static func book(
      sheet: String = "",
      shared: String = "",
      styles: String = "",
      properties: String = "",
      state: String = "visible",
      prefix: String = "",
      types: String = "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      target: String = "worksheets/sheet1.xml",
      more: [(name: String, content: String)] = []
    ) -> [UInt8] {
      let p = prefix
      return ZipWriter.archive(
        [
          ("[Content_Types].xml", "<Types/>"),
          (
            "_rels/.rels",
            "<Relationships><Relationship Id=\"r\" Type=\"\(types)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
          ),
          (
            "xl/workbook.xml",
            "<\(p)workbook><\(p)workbookPr \(properties)/><\(p)sheets><\(p)sheet name=\"Data\" sheetId=\"7\" state=\"\(state)\" r:id=\"s\"/></\(p)sheets></\(p)workbook>"
          ),
          (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"s\" Type=\"\(types)/worksheet\" Target=\"\(target)\"/>"
              + "<Relationship Id=\"t\" Type=\"\(types)/sharedStrings\" Target=\"sharedStrings.xml\"/>"
              + "<Relationship Id=\"u\" Type=\"\(types)/styles\" Target=\"styles.xml\"/></Relationships>"
          ), ("xl/sharedStrings.xml", "<sst>\(shared)</sst>"),
          ("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>"),
          (
            "xl/worksheets/sheet1.xml",
            "<\(p)worksheet><\(p)sheetData>\(sheet)</\(p)sheetData></\(p)worksheet>"
          ),
        ] + more
      )
    }

    private func rows(_ bytes: [UInt8]) throws -> (rows: [Int: [String]], notes: [String]) {
      let file = try WorkbookFile.sheet(
        nil,
        of: FileBytes(bytes: bytes, name: "book.xlsx"),
        at: Place("recipe")
      )
      var result: [Int: [String]] = [:]
      try file.withBytes { bytes throws(EvidenceError) in
        var reader = file.reader(of: bytes, separator: TableSeparator.comma)
        var record = DelimitedRecord()
        while try reader.next(&record) { result[record.line] = record.texts }
      }
      return (result, file.sheetNotes?.map { "\($0.code) \($0.row)" } ?? [])
    }

    @Test("cells of every kind are the texts that a person sees") func cells() throws {
      let shared =
        "<si><t>plain</t></si><si><r><t>ri</t></r><r><t xml:space=\"preserve\">ch </t></r><rPh><t>no</t></rPh></si>"
        + "<si><t>two\nlines, \"quoted\"</t></si><si><t>_x0041_x_x000D_</t></si>"
      let sheet = """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
        <row r="4"><c r="A4" t="s"><v>2</v></c><c r="B4"><v>1.0</v></c><c r="C4" t="b"><v>1</v></c>\
        <c r="D4" t="inlineStr"><is><t>in</t><t>line</t></is></c><c r="E4" t="str"><f>A1</f><v>made</v></c>\
        <c r="F4" t="s"><v>3</v></c><c r="G4"><v>1234567890123456</v></c></row>
        <row r="5"><c r="A5" t="e"><v>#REF!</v></c><c r="B5"><f>SUM(A1)</f></c><c r="C5" t="d"><v>2026-01-31T00:00:00</v></c></row>
        """
      let (found, notes) = try rows(Self.book(sheet: sheet, shared: shared))
      #expect(found[1] == ["plain", "", "rich "])
      #expect(
        found[4] == [
          "two\nlines, \"quoted\"", "1.0", "TRUE", "inline", "made", "Ax", "1234567890123456",
        ]
      )
      #expect(found[5] == ["", "", "2026-01-31"])
      #expect(Set(notes) == ["error-cell 5", "formula-without-value 5"])
    }

    @Test(
      "days are counted from 1900, with a day too many, or from 1904",
      arguments: [
        (1.0, false, "1900-01-01"), (59.0, false, "1900-02-28"), (60.0, false, "1900-02-29"),
        (61.0, false, "1900-03-01"), (45_778.0, false, "2025-05-01"),
        (45_778.75, false, "2025-05-01T18:00:00"), (0.5, false, "12:00:00"),
        (0.0, true, "1904-01-01"), (44_316.0, true, "2025-05-01"),
      ]
    )
    func days(_ serial: Double, _ is1904: Bool, _ day: String) {
      #expect(CellText.day(serial, from1904: is1904) == day)
    }

    @Test("a date among texts is said, a column of dates is not") func dates() throws {
      let styles =
        "<numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-409]d\\-mmm;@\"/><numFmt numFmtId=\"171\" formatCode=\"0.0&quot;days&quot;\"/></numFmts>"
        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/></cellXfs>"
      let sheet = """
        <row r="1"><c r="A1" t="str"><v>pages</v></c><c r="B1" t="str"><v>day</v></c><c r="C1" t="str"><v>code</v></c></row>
        <row r="2"><c r="A2" t="str"><v>3-4</v></c><c r="B2" s="1"><v>45778</v></c><c r="C2" t="str"><v>7.1.1</v></c></row>
        <row r="3"><c r="A3" s="2"><v>45783</v></c><c r="B3" s="1"><v>45779</v></c><c r="C3"><v>7.1</v></c></row>
        <row r="4"><c r="A4" s="3"><v>2.5</v></c></row>
        """
      for (properties, day) in [("", "2025-05-06"), ("date1904=\"1\"", "2029-05-07")] {
        let (found, notes) = try rows(
          Self.book(sheet: sheet, styles: styles, properties: properties)
        )
        #expect(found[3]?.first == day && found[4] == ["2.5"])
        #expect(notes == ["date-for-text 3", "number-for-code 3"])
      }
    }

    @Test("prefixes, strict types and absolute targets are read alike") func dialects() throws {
      let sheet = "<x:row r=\"2\"><x:c t=\"str\"><x:v>a</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>"
      let bytes = Self.book(
        sheet: sheet,
        prefix: "x:",
        types: "http://purl.oclc.org/ooxml/officeDocument/relationships",
        target: "/xl/worksheets/sheet1.xml"
      )
      #expect(try rows(bytes).rows == [2: ["a", "2"]])
    }

    @Test(
      "what is broken is refused, with a place",
      arguments: [
        (book(sheet: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row>"), "broken-sheet"),
        (book(sheet: "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>-1</v></c></row>"), "broken-sheet"),
        (book(sheet: "<row r=\"1\"><c r=\"A2\"><v>9</v></c></row>"), "broken-sheet"),
        (book(sheet: "<row r=\"1\"><c r=\"XFE1\"><v>9</v></c></row>"), "broken-sheet"),
        (book(sheet: "<row r=\"9\"/><row r=\"3\"/>"), "broken-sheet"),
        (book(sheet: "<row r=\"1048577\"/>"), "broken-sheet"), (book(sheet: "<row>"), "broken-xml"),
        (book(sheet: String(repeating: "<a>", count: 300)), "too-deep"),
        (book(more: [("xl/workbook.xml", "<workbook/>")]), "broken-archive"),
        (book(state: "hidden"), "no-sheet"),
        (book(target: "worksheets/none.xml"), "broken-archive"),
        (ZipWriter.archive([("xl/nothing.xml", "<a/>")]), "not-a-workbook"),
        (
          ZipWriter.archive([
            ("[Content_Types].xml", ""),
            ("_rels/.rels", "<!DOCTYPE a [<!ENTITY b \"c\">]><Relationships>&b;</Relationships>"),
          ]), "document-type"
        ), (Array(book().prefix(700)), "broken-archive"),
      ]
    )
    func hostile(_ bytes: [UInt8], _ code: String) throws {
      let error = #expect(throws: EvidenceError.self) { try rows(bytes) }
      #expect(error?.diagnostics.first?.code == Diagnostic.Code(rawValue: code))
      #expect(error?.diagnostics.first?.place != nil)
    }

    @Test("what unpacks to more than is read is refused") func bombs() throws {
      let bytes = Self.book(shared: String(repeating: "<si><t>a</t></si>", count: 1_000))
      bytes.withUnsafeBufferPointer { bytes in
        let error = #expect(throws: EvidenceError.self) {
          try Workbook(bytes, file: "b.xlsx", limits: ZipArchive.Limits(part: 4_000, all: 8_000))
        }
        #expect(error?.diagnostics.first?.code == "file-too-large")
      }
    }

    @Test("a workbook is read by a recipe that names a sheet, and else by the forms of its sheets")
    func forms() throws {
      let folder = try Sandbox()
      let table =
        "<row r=\"1\"><c t=\"str\"><v>Made by hand</v></c></row>"
        + "<row r=\"3\"><c t=\"str\"><v>Id</v></c><c t=\"str\"><v>Name</v></c></row>"
        + "<row r=\"4\"><c><v>1</v></c><c t=\"str\"><v>First</v></c></row>"
      try folder.write(Self.book(sheet: table), to: "book.xlsx")
      try folder.write(
        "recipe: 1\nsources:\n  - path: book.xlsx\n    sheet: Data\n    header: [Id, Name]\n    rows:\n"
          + "      - node: {key: \"risk:own/{Id}\", kind: Risk, label: \"{Name}\"}\n",
        to: "recipe.yaml"
      )
      let read = try Importer.run(ImportRequest(files: [folder.path("recipe.yaml")]))
      #expect(read.graph.nodes.map { read.graph.title(of: $0) } == ["First"])
      let given = try Importer.run(
        ImportRequest(files: [folder.path("recipe.yaml"), folder.path("book.xlsx")])
      )
      #expect(ArchiveWriter.text(of: given.graph) == ArchiveWriter.text(of: read.graph))
      let bare = #expect(throws: EvidenceError.self) {
        try Importer.run(ImportRequest(files: [folder.path("book.xlsx")]))
      }
      #expect(bare?.diagnostics.first?.code == "recipe-needed")
      #expect(bare?.diagnostics.first?.hint?.contains("'Data': Id, Name") == true)
      let bulk =
        "<row r=\"1\"><c t=\"str\"><v>:ID</v></c><c t=\"str\"><v>:LABEL</v></c><c t=\"str\"><v>name</v></c></row>"
        + "<row r=\"3\"><c t=\"str\"><v>risk:a</v></c><c t=\"str\"><v>Risk</v></c></row>"
        + "<row r=\"4\"><c t=\"str\"><v>risk:b</v></c><c t=\"str\"><v>Risk</v></c><c t=\"str\"><v>B, of\ntwo lines</v></c></row>"
      try folder.write(Self.book(sheet: bulk), to: "bulk.xlsx")
      let nodes = try Importer.run(ImportRequest(files: [folder.path("bulk.xlsx")]))
      #expect(nodes.graph.nodeCount == 2 && nodes.report.entries.isEmpty)
      #expect(nodes.graph.title(of: try nodes.graph.resolve("risk:b")) == "B, of\ntwo lines")
    }

    @Test(
      "the workbook of the MIT repository makes the graph of its CSV files",
      .enabled(if: SharedData.isPresent)
    )
    func mitWorkbook() throws {
      let data = try #require(SharedData.url("data/mit-risk")).path
      let recipe = """
        sources:
          - path: %PAPERS%
            header: [Paper_ID, QuickRef, Title, DOI]
            rows:
              - node:
                  paper: {doi: "{DOI}", url: "{URL}", title: "{Title}"}
                  kind: Paper
                  label: "{Title}"
                  rest: {except: []}
                  names: ["paper {Paper_ID|integer}"]
          - path: %RISKS%
            header: [Ev_ID, Category level, Sub-domain]
            rows:
              - when: {Category level: "!Paper"}
                node: {key: "risk:{Ev_ID}", repeated: number, kind: Risk, rest: {except: [P.Def, p.AddEv]}}
        """
      func graph(_ papers: String, _ risks: String) throws -> EvidenceGraph {
        let folder = try Sandbox()
        try folder.write(
          "recipe: 1\n"
            + recipe.replacing("%PAPERS%", with: papers).replacing("%RISKS%", with: risks),
          to: "recipe.yaml"
        )
        return try Importer.run(
          ImportRequest(files: [folder.path("recipe.yaml")], sourcesDirectory: data)
        ).graph
      }
      let book = "AI_Risk_Repository_V4_03_12_2025.xlsx\n    sheet: "
      let tables = try graph("included-resources-v4.csv", "ai-risk-database-v4.csv")
      let workbook = try graph("\(book)Included resources", "\(book)AI Risk Database v4")
      #expect(tables.nodeCount == workbook.nodeCount && tables.nodeCount > 2_500)
      for node in tables.nodes {
        let (one, other) = (tables.value(of: node), workbook.value(of: node))
        for (name, value) in one.properties where other.properties[name] != value {
          Issue.record(
            "\(one.key) \(name): \(value.text) and \(other.properties[name]?.text ?? "nothing")"
          )
        }
      }
    }
  }
#endif
