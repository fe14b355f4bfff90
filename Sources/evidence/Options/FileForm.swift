internal import ArgumentParser

/// The form of an output, where the name of its file says which.
enum FileForm {
  /// The form in which a file is written: the one that is asked for, else the one that its name ends
  /// in, else a standard one.
  ///
  /// - Throws: `ValidationError` if the name ends in another form than the one that is asked for.
  static func of<Form: RawRepresentable & CaseIterable & Equatable>(
    _ output: String,
    asked: Form?,
    else standard: Form
  ) throws -> Form where Form.RawValue == String {
    let parts = output.split(separator: "/").last?.split(separator: ".") ?? []
    let end = parts.count > 1 ? parts.last.map { $0.lowercased() } ?? "" : ""
    let named = Form(rawValue: end == "md" ? "markdown" : end)
    if let asked, let named, asked != named {
      throw ValidationError(
        "'\(output)' ends in .\(end), and --format is \(asked.rawValue): leave out one of them"
      )
    }
    return asked ?? named ?? standard
  }
}
