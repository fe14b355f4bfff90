#if XML
  import CExpat
  import EvidenceCore

  /// Reads XML as a row of events, with the names of elements and attributes without their
  /// prefixes.
  ///
  /// A document type declaration is refused, and with it every entity of the document's own; so is
  /// nesting of more than 256 elements.
  struct XMLEvents {
    /// An element begins; where, is found out when it is asked.
    typealias Start = (
      _ name: String, _ attributes: [String: String], _ place: () -> Place
    ) throws(EvidenceError) -> Void

    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: the document.
    ///   - file: its name, for findings.
    ///   - start: takes the beginning of each element.
    ///   - end: takes the end of each element.
    ///   - text: takes text as it comes, in pieces.
    /// - Throws: `EvidenceError` at the place where it is no XML, and what the closures throw.
    /// - Complexity: O(bytes).
    static func read(
      _ bytes: [UInt8],
      file: String,
      start: @escaping Start,
      end: @escaping (_ name: String) throws(EvidenceError) -> Void,
      text: @escaping (_ text: String) throws(EvidenceError) -> Void
    ) throws(EvidenceError) {
      guard let parser = XML_ParserCreate(nil) else {
        throw EvidenceError("broken-xml", "there is no memory to read XML", at: Place(file))
      }
      defer { XML_ParserFree(parser) }
      let state = State(parser: parser, file: file, start: start, end: end, text: text)
      try withExtendedLifetime(state) { () throws(EvidenceError) in
        XML_SetUserData(parser, Unmanaged.passUnretained(state).toOpaque())
        XML_SetElementHandler(
          parser,
          { data, name, attributes in State.of(data)?.begin(name, attributes) },
          { data, name in State.of(data)?.finish(name) }
        )
        XML_SetCharacterDataHandler(parser) { data, text, count in
          State.of(data)?.take(text, count)
        }
        XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in State.of(data)?.refuseDoctype()
        }
        let status = parse(parser, bytes)
        if let error = state.error { throw error }
        guard status == XML_STATUS_OK else { throw state.failure }
      }
    }

    /// Hands the bytes over in pieces that fit the parser's counts.
    private static func parse(_ parser: XML_Parser, _ bytes: [UInt8]) -> XML_Status {
      bytes.withUnsafeBytes { all in
        var position = 0
        while true {
          let count = min(1 << 24, all.count - position)
          let isLast = position + count == all.count
          let piece = all.baseAddress?.advanced(by: position).assumingMemoryBound(to: CChar.self)
          let status = XML_Parse(parser, piece, Int32(count), isLast ? 1 : 0)
          if status != XML_STATUS_OK || isLast { return status }
          position += count
        }
      }
    }

    private final class State {
      private let parser: XML_Parser
      private let file: String
      private let start: Start
      private let end: (String) throws(EvidenceError) -> Void
      private let text: (String) throws(EvidenceError) -> Void
      private var depth = 0
      private(set) var error: EvidenceError?

      init(
        parser: XML_Parser,
        file: String,
        start: @escaping Start,
        end: @escaping (String) throws(EvidenceError) -> Void,
        text: @escaping (String) throws(EvidenceError) -> Void
      ) {
        self.parser = parser
        self.file = file
        self.start = start
        self.end = end
        self.text = text
      }

      static func of(_ data: UnsafeMutableRawPointer?) -> State? {
        data.map { Unmanaged<State>.fromOpaque($0).takeUnretainedValue() }
      }

      func begin(
        _ name: UnsafePointer<XML_Char>?,
        _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
      ) {
        depth += 1
        guard depth <= 256 else {
          return stop(finding("too-deep", "elements within more than 256 others"))
        }
        var values: [String: String] = [:]
        var position = 0
        while let key = attributes?[position], let value = attributes?[position + 1] {
          values[Self.local(key)] = String(cString: value)
          position += 2
        }
        let name = Self.local(name)
        hand { () throws(EvidenceError) in try start(name, values) { place } }
      }

      func finish(_ name: UnsafePointer<XML_Char>?) {
        depth -= 1
        let name = Self.local(name)
        hand { () throws(EvidenceError) in try end(name) }
      }

      func take(_ bytes: UnsafePointer<XML_Char>?, _ count: Int32) {
        let raw = UnsafeRawBufferPointer(start: bytes, count: Int(count))
        let piece = String(decoding: raw, as: UTF8.self)
        hand { () throws(EvidenceError) in try text(piece) }
      }

      func refuseDoctype() {
        stop(
          finding(
            "document-type",
            "a document type declaration, which may hold anything",
            hint: "save the file again without it"
          )
        )
      }

      /// Why the parser stopped, in its words.
      var failure: EvidenceError {
        let code = XML_GetErrorCode(parser)
        let reason = XML_ErrorString(code).map { String(cString: $0) } ?? "no XML"
        return finding("broken-xml", "the XML is broken: \(reason)")
      }

      private func finding(
        _ code: Diagnostic.Code,
        _ message: String,
        hint: String? = nil
      ) -> EvidenceError {
        EvidenceError(code, message, at: place, hint: hint)
      }

      private var place: Place {
        Place(
          file,
          line: Int(XML_GetCurrentLineNumber(parser)),
          column: Int(XML_GetCurrentColumnNumber(parser)) + 1
        )
      }

      private func hand(_ work: () throws(EvidenceError) -> Void) {
        guard error == nil else { return }
        do throws(EvidenceError) {
          try work()
        } catch {
          stop(error)
        }
      }

      private func stop(_ error: EvidenceError) {
        guard self.error == nil else { return }
        self.error = error
        XML_StopParser(parser, 0)
      }

      private static func local(_ name: UnsafePointer<XML_Char>?) -> String {
        let whole = name.map { String(cString: $0) } ?? ""
        return whole.lastIndex(of: ":").map { String(whole[whole.index(after: $0)...]) } ?? whole
      }
    }
  }
#endif
