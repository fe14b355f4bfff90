import EvidenceCore

extension FileBytes {
  /// Hands out the bytes of a text that is to be read, without a leading byte-order mark.
  ///
  /// - Throws: `EvidenceError` if the file is of a form that is not read, saying which, or is no
  ///   UTF-8.
  func withTable<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(EvidenceError) -> Result
  ) throws(EvidenceError) -> Result {
    try refuseForeignForm()
    return try withBytes { bytes throws(EvidenceError) in
      try UTF8Check.validate(bytes, file: file)
      return try body(bytes)
    }
  }

  /// Refuses a file of a form that nothing here reads, by its name.
  func refuseForeignForm() throws(EvidenceError) {
    if let foreign = ForeignForm.recognize(firstBytes()) {
      throw EvidenceError([foreign.finding(file)])
    }
  }
}
