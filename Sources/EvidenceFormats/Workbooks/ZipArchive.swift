#if XLSX
  import CZip
  import EvidenceCore

  /// The parts of a zip archive that lies in memory.
  ///
  /// What an archive says of its sizes is not believed: the bytes that come out are counted.
  final class ZipArchive {
    /// What is refused, so that a small file costs bounded memory.
    struct Limits {
      /// Bytes of one part.
      var part = 256 << 20
      /// Bytes of all parts that are read.
      var all = 1 << 30
    }

    private let archive: OpaquePointer
    private let file: String
    private let limits: Limits
    private var total = 0
    /// The parts by their names, as they stand in the archive.
    let numbers: [String: UInt64]

    /// Opens an archive.
    ///
    /// - Parameters:
    ///   - bytes: the archive; they must live as long as this does.
    ///   - file: its name, for findings.
    ///   - limits: what is refused.
    /// - Throws: `EvidenceError` if it is none, or has two parts of one name.
    init(
      _ bytes: UnsafeBufferPointer<UInt8>,
      file: String,
      limits: Limits = Limits()
    ) throws(EvidenceError) {
      var error = zip_error_t()
      guard
        let source = zip_source_buffer_create(
          bytes.baseAddress,
          zip_uint64_t(bytes.count),
          0,
          &error
        )
      else { throw Self.broken(file, &error) }
      guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
        zip_source_free(source)
        throw Self.broken(file, &error)
      }
      var numbers: [String: UInt64] = [:]
      var repeated: String?
      for number in 0..<UInt64(max(0, zip_get_num_entries(archive, 0))) {
        guard let name = zip_get_name(archive, number, 0).map({ String(cString: $0) }) else {
          continue
        }
        if numbers.updateValue(number, forKey: name) != nil { repeated = name }
      }
      self.archive = archive
      self.file = file
      self.limits = limits
      self.numbers = numbers
      guard let repeated else { return }
      throw EvidenceError(
        "broken-archive",
        "two parts of the archive have the name '\(repeated)'",
        at: Place(file),
        hint: "open it in a spreadsheet and save it again"
      )
    }

    deinit { zip_discard(archive) }

    /// The bytes of a part; `nil` where there is none of this name.
    ///
    /// - Throws: `EvidenceError` if it is encrypted or broken, or more than the limits allow.
    func part(_ name: String) throws(EvidenceError) -> [UInt8]? {
      guard let number = numbers[name] else { return nil }
      guard let handle = zip_fopen_index(archive, number, 0) else {
        throw Self.broken(file, zip_get_error(archive), part: name)
      }
      defer { zip_fclose(handle) }
      var result: [UInt8] = []
      let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
      defer { chunk.deallocate() }
      while true {
        let count = zip_fread(handle, chunk.baseAddress, zip_uint64_t(chunk.count))
        guard count >= 0 else { throw Self.broken(file, zip_file_get_error(handle), part: name) }
        if count == 0 { return result }
        total += Int(count)
        guard result.count + Int(count) <= limits.part, total <= limits.all else {
          throw EvidenceError(
            "file-too-large",
            "'\(name)' in the archive unpacks to more than is read",
            at: Place(file),
            hint: "at most \(limits.part >> 20) MB a part and \(limits.all >> 20) MB in all"
          )
        }
        result.append(contentsOf: chunk[..<Int(count)])
      }
    }

    private static func broken(
      _ file: String,
      _ error: UnsafeMutablePointer<zip_error_t>?,
      part: String? = nil
    ) -> EvidenceError {
      let reason = error.flatMap { zip_error_strerror($0) }.map { String(cString: $0) } ?? "unknown"
      return EvidenceError(
        "broken-archive",
        "the archive cannot be read\(part.map { " at '\($0)'" } ?? ""): \(reason)",
        at: Place(file),
        hint: "open it in a spreadsheet and save it again, without a password"
      )
    }
  }
#endif
