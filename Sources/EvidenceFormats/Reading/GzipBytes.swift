import EvidenceCore

#if Gzip
  import CZlib
#endif

/// Files that gzip has compressed.
enum GzipBytes {
  /// The most bytes that a file may unpack to.
  static let limit = 1 << 30

  /// Whether bytes are those of such a file that can be read here.
  static func isCompressed(_ start: some Collection<UInt8>) -> Bool {
    #if Gzip
      start.starts(with: [0x1F, 0x8B, 0x08])
    #else
      false
    #endif
  }

  /// A file's name as it is without the ending of compressed files.
  static func name(_ name: String) -> String {
    name.lowercased().hasSuffix(".gz") ? String(name.dropLast(3)) : name
  }

  /// The bytes that are compressed; several members stand for one file.
  ///
  /// - Throws: `EvidenceError` if they are broken or cut off, or more than the limit.
  static func unpacked(
    _ bytes: [UInt8],
    file: String,
    limit: Int = limit
  ) throws(EvidenceError) -> [UInt8] {
    #if Gzip
      var result: [UInt8] = []
      var start = 0
      while start < bytes.count {
        let (used, fault) = member(bytes, from: start, into: &result, limit: limit)
        if let fault {
          throw EvidenceError(
            "broken-archive",
            "the compressed file cannot be read: \(fault)",
            at: Place(file),
            hint: "unpack it with gunzip, and look at it"
          )
        }
        guard result.count <= limit else {
          throw EvidenceError(
            "file-too-large",
            "it unpacks to more than \(limit >> 20) MB",
            at: Place(file)
          )
        }
        start += used
        // Tapes and some tools fill up with noughts.
        if bytes[start...].allSatisfy({ $0 == 0 }) { break }
      }
      return result
    #else
      throw EvidenceError("foreign-form", "this build reads no gzip", at: Place(file))
    #endif
  }

  #if Gzip
    /// Unpacks one member.
    ///
    /// - Returns: how many bytes it has, and what is wrong with it.
    private static func member(
      _ bytes: [UInt8],
      from start: Int,
      into result: inout [UInt8],
      limit: Int
    ) -> (used: Int, fault: String?) {
      var stream = z_stream()
      guard evidence_inflate_begin(&stream) == Z_OK else { return (0, "there is no memory") }
      defer { inflateEnd(&stream) }
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      var used = 0
      while true {
        let rest = bytes.count - start - used
        let size = min(rest, 1 << 24)
        let (status, read, written) = bytes.withUnsafeBufferPointer { input in
          chunk.withUnsafeMutableBufferPointer { output in
            stream.next_in = input.baseAddress.map {
              UnsafeMutablePointer(mutating: $0 + start + used)
            }
            stream.avail_in = UInt32(size)
            stream.next_out = output.baseAddress
            stream.avail_out = UInt32(output.count)
            let status = inflate(&stream, Z_NO_FLUSH)
            return (status, size - Int(stream.avail_in), output.count - Int(stream.avail_out))
          }
        }
        used += read
        result.append(contentsOf: chunk[..<written])
        if status == Z_STREAM_END { return (used, nil) }
        if result.count > limit { return (used, nil) }
        guard status == Z_OK else {
          let reason = stream.msg.map { String(cString: $0) }
          return (used, reason ?? "it ends before its end")
        }
        if read == 0, written == 0 { return (used, "it ends before its end") }
      }
    }
  #endif
}
