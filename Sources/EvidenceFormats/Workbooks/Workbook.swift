#if XLSX
  import EvidenceCore

  /// A workbook (.xlsx): its sheets, each as a table of texts.
  ///
  /// Numbers are the texts that the file holds, never rounded; dates are days as `2026-01-31`; a
  /// formula is the value that was last computed; a merged cell's value stands at its top left.
  final class Workbook {
    /// A sheet as the workbook lists it.
    struct Sheet: Hashable {
      var name: String
      var isHidden: Bool
      fileprivate var part: String
    }

    let file: String
    /// The sheets of cells, in their order; sheets of charts are none.
    private(set) var sheets: [Sheet] = []
    private let archive: ZipArchive
    private var texts: [String] = []
    private var formats = CellFormats()
    private var countsFrom1904 = false

    /// Opens a workbook.
    ///
    /// - Parameters:
    ///   - bytes: the file; they must live as long as this does.
    ///   - file: its name, for findings.
    ///   - limits: what is refused of the archive.
    /// - Throws: `EvidenceError` if it is none, or is broken.
    init(
      _ bytes: UnsafeBufferPointer<UInt8>,
      file: String,
      limits: ZipArchive.Limits = ZipArchive.Limits()
    ) throws(EvidenceError) {
      self.file = file
      archive = try ZipArchive(bytes, file: file, limits: limits)
      let roots = try relationships(of: "")
      guard
        let root = roots.values.first(where: { $0.type.hasSuffix("/officeDocument") })?.target,
        let book = try archive.part(root)
      else {
        throw EvidenceError(
          "not-a-workbook",
          "the file is a zip archive and no workbook",
          at: Place(file),
          hint: "unpack it, then name the file that was in it"
        )
      }
      let parts = try relationships(of: root)
      try readBook(book, root, parts)
      for part in parts.values.sorted(by: { $0.target < $1.target }) {
        if part.type.hasSuffix("/sharedStrings"), let bytes = try archive.part(part.target) {
          texts = try SharedTexts.read(bytes, file: "\(file)!\(part.target)")
        } else if part.type.hasSuffix("/styles"), let bytes = try archive.part(part.target) {
          formats = try CellFormats(bytes, file: "\(file)!\(part.target)")
        }
      }
    }

    /// The table of a sheet.
    ///
    /// - Throws: `EvidenceError` if its part is broken.
    func table(of sheet: Sheet) throws(EvidenceError) -> SheetTable {
      guard let bytes = try archive.part(sheet.part) else {
        throw EvidenceError(
          "broken-archive",
          "the workbook lists the sheet '\(sheet.name)' and does not hold it",
          at: Place(file)
        )
      }
      return try SheetTable.read(
        bytes,
        name: "\(file)!\(sheet.name)",
        texts: texts,
        formats: formats,
        countsFrom1904: countsFrom1904
      )
    }

    // MARK: Parts

    private struct Relationship {
      var type: String
      var target: String
    }

    /// What a part points at, by the ids that it uses.
    private func relationships(
      of part: String
    ) throws(EvidenceError) -> [String: Relationship] {
      let folder = part.lastIndex(of: "/").map { String(part[...$0]) } ?? ""
      let name = String(part.dropFirst(folder.count))
      guard let bytes = try archive.part("\(folder)_rels/\(name).rels") else { return [:] }
      var result: [String: Relationship] = [:]
      try XMLEvents.read(bytes, file: "\(file)!\(folder)_rels/\(name).rels") {
        element,
        attributes,
        _ in
        guard element == "Relationship", attributes["TargetMode"] != "External",
          let id = attributes["Id"], let target = attributes["Target"]
        else { return }
        result[id] = Relationship(
          type: attributes["Type"] ?? "",
          target: Self.path(target, from: folder)
        )
      } end: { _ in
      } text: { _ in
      }
      return result
    }

    /// The name of a part as another one, in a folder, names it.
    private static func path(_ target: String, from folder: String) -> String {
      if target.hasPrefix("/") { return String(target.dropFirst()) }
      var parts = folder.split(separator: "/").map(String.init)
      for step in target.split(separator: "/") {
        if step == ".." { _ = parts.popLast() } else if step != "." { parts.append(String(step)) }
      }
      return parts.joined(separator: "/")
    }

    private func readBook(
      _ bytes: [UInt8],
      _ name: String,
      _ parts: [String: Relationship]
    ) throws(EvidenceError) {
      var sheets: [Sheet] = []
      var is1904 = false
      try XMLEvents.read(bytes, file: "\(file)!\(name)") { element, attributes, _ in
        switch element {
        case "workbookPr": is1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
        case "sheet":
          guard let id = attributes["id"], let part = parts[id],
            part.type.hasSuffix("/worksheet")
          else { return }
          sheets.append(
            Sheet(
              name: attributes["name"] ?? "",
              isHidden: attributes["state"].map { $0 != "visible" } ?? false,
              part: part.target
            )
          )
        default: break
        }
      } end: { _ in
      } text: { _ in
      }
      self.sheets = sheets
      countsFrom1904 = is1904
    }
  }

  /// The texts that cells share by their numbers.
  private enum SharedTexts {
    static func read(_ bytes: [UInt8], file: String) throws(EvidenceError) -> [String] {
      var texts: [String] = []
      var current = ""
      var isText = false
      var phonetic = 0
      try XMLEvents.read(bytes, file: file) { element, _, _ in
        switch element {
        case "si": current = ""
        case "rPh": phonetic += 1
        case "t": isText = phonetic == 0
        default: break
        }
      } end: { element in
        switch element {
        case "si": texts.append(CellText.unescaped(current))
        case "rPh": phonetic -= 1
        case "t": isText = false
        default: break
        }
      } text: { text in
        if isText { current += text }
      }
      return texts
    }
  }
#endif
