#if RDF
  import CSerd
  import EvidenceCore

  /// Reads Turtle and N-Triples by way of serd.
  enum TurtleReader {
    /// Reads a file.
    ///
    /// - Throws: `EvidenceError` with line and column where it is no Turtle, and where brackets stand
    ///   within more than 256 others.
    /// - Complexity: O(bytes).
    static func read(_ source: FileBytes) throws(EvidenceError) -> RDFStore {
      try source.withBytes { bytes throws(EvidenceError) in
        try UTF8Check.validate(bytes, file: source.file)
        if let position = bytes.firstIndex(of: 0) {
          let line = bytes[..<position].count { $0 == 0x0A } + 1
          throw EvidenceError(
            "invalid-rdf",
            "a NUL character",
            at: Place(source.file, line: line),
            hint: "is the file cut off, or no text at all?"
          )
        }
        let state = State(source.file)
        let handle = Unmanaged.passUnretained(state).toOpaque()
        let reader = serd_reader_new(
          SERD_TURTLE,
          handle,
          nil,
          { handle, iri in State.of(handle)?.setBase(iri) ?? SERD_ERR_INTERNAL },
          { handle, name, iri in State.of(handle)?.setPrefix(name, iri) ?? SERD_ERR_INTERNAL },
          { handle, flags, _, subject, predicate, object, datatype, language in
            State.of(handle)?.take(flags, subject, predicate, object, datatype, language)
              ?? SERD_ERR_INTERNAL
          },
          { handle, _ in State.of(handle)?.end() ?? SERD_ERR_INTERNAL }
        )
        guard let reader else {
          throw EvidenceError(
            "invalid-rdf",
            "there is no memory to read it",
            at: Place(source.file)
          )
        }
        defer { serd_reader_free(reader) }
        serd_reader_set_strict(reader, true)
        serd_reader_set_error_sink(
          reader,
          { handle, error in State.of(handle)?.fail(error) ?? SERD_ERR_INTERNAL },
          handle
        )
        var text = Array(bytes)
        text.append(0)
        let status = serd_reader_read_string(reader, text)
        if let error = state.error { throw error }
        guard status == SERD_SUCCESS || status == SERD_FAILURE else {
          throw EvidenceError(
            "invalid-rdf",
            String(cString: serd_strerror(status)),
            at: Place(source.file)
          )
        }
        return state.store
      }
    }

    private final class State {
      private(set) var store = RDFStore()
      private(set) var error: EvidenceError?
      private let file: String
      private let environment = serd_env_new(nil)
      private var depth = 0

      init(_ file: String) { self.file = file }

      deinit { serd_env_free(environment) }

      static func of(_ handle: UnsafeMutableRawPointer?) -> State? {
        handle.map { Unmanaged<State>.fromOpaque($0).takeUnretainedValue() }
      }

      func setBase(_ iri: UnsafePointer<SerdNode>) -> SerdStatus {
        environment.map { serd_env_set_base_uri($0, iri) } ?? SERD_ERR_INTERNAL
      }

      func setPrefix(
        _ name: UnsafePointer<SerdNode>,
        _ iri: UnsafePointer<SerdNode>
      ) -> SerdStatus {
        environment.map { serd_env_set_prefix($0, name, iri) } ?? SERD_ERR_INTERNAL
      }

      func end() -> SerdStatus {
        depth = max(0, depth - 1)
        return SERD_SUCCESS
      }

      func take(
        _ flags: SerdStatementFlags,
        _ subject: UnsafePointer<SerdNode>,
        _ predicate: UnsafePointer<SerdNode>,
        _ object: UnsafePointer<SerdNode>,
        _ datatype: UnsafePointer<SerdNode>?,
        _ language: UnsafePointer<SerdNode>?
      ) -> SerdStatus {
        let opens =
          SERD_ANON_S_BEGIN.rawValue | SERD_ANON_O_BEGIN.rawValue | SERD_LIST_S_BEGIN.rawValue
          | SERD_LIST_O_BEGIN.rawValue
        if flags & opens != 0 { depth += 1 }
        let rest = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest"
        guard let start = node(subject), let name = node(predicate)?.iri,
          let end = node(object, datatype, language)
        else { return SERD_ERR_BAD_CURIE }
        // A list has no end of its own.
        if name == rest, end == .iri("http://www.w3.org/1999/02/22-rdf-syntax-ns#nil") {
          depth = max(0, depth - 1)
        }
        guard depth <= 256 else {
          if error == nil {
            error = EvidenceError(
              "too-deep",
              "brackets within more than 256 others",
              at: Place(file)
            )
          }
          return SERD_ERR_BAD_SYNTAX
        }
        store.add(start, name, end)
        return SERD_SUCCESS
      }

      private func node(
        _ node: UnsafePointer<SerdNode>,
        _ datatype: UnsafePointer<SerdNode>? = nil,
        _ language: UnsafePointer<SerdNode>? = nil
      ) -> RDFNode? {
        switch node.pointee.type {
        case SERD_LITERAL:
          let type = datatype.flatMap { self.node($0)?.iri }
          return .literal(
            Self.text(node.pointee),
            language: language.map { Self.text($0.pointee) },
            datatype: type == RDFNames.iri("xsd:string") ? nil : type
          )
        case SERD_BLANK: return .blank(Self.text(node.pointee))
        case SERD_URI, SERD_CURIE:
          guard let environment else { return nil }
          var whole = serd_env_expand_node(environment, node)
          defer { serd_node_free(&whole) }
          guard whole.buf != nil else {
            // A relative name without a base stays as it is; a prefix that is declared nowhere is none.
            return node.pointee.type == SERD_URI ? .iri(Self.text(node.pointee)) : nil
          }
          return .iri(Self.text(whole))
        default: return nil
        }
      }

      private static func text(_ node: SerdNode) -> String {
        guard let bytes = node.buf else { return "" }
        return String(
          decoding: UnsafeBufferPointer(start: bytes, count: node.n_bytes),
          as: UTF8.self
        )
      }

      func fail(_ found: UnsafePointer<SerdError>) -> SerdStatus {
        guard error == nil else { return SERD_SUCCESS }
        var buffer = [CChar](repeating: 0, count: 400)
        evidence_serd_message(found, &buffer, buffer.count)
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let message = String(decoding: bytes, as: UTF8.self).trimmedText
        error = EvidenceError(
          "invalid-rdf",
          message.isEmpty ? "no Turtle" : message,
          at: Place(file, line: Int(found.pointee.line), column: Int(found.pointee.col))
        )
        return SERD_SUCCESS
      }
    }
  }
#endif
