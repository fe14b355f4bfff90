internal import EvidenceCore
internal import Foundation

/// Makes pictures of points, and pages for print, of SVG: by `rsvg-convert`, which is not ours.
enum PagePrinter {
  /// What can be made.
  enum Form: String { case png, pdf }

  /// The picture of one drawing, or the pages of several.
  ///
  /// - Parameter drawings: one for `png`, any number for `pdf`, each a page.
  /// - Returns: the same bytes for the same drawings and the same `rsvg-convert`.
  /// - Throws: `EvidenceError` if `rsvg-convert` is not installed or fails.
  static func make(_ form: Form, of drawings: [String]) throws -> [UInt8] {
    guard let program = program(named: "rsvg-convert") else {
      throw EvidenceError(
        "no-rsvg-convert",
        "'rsvg-convert' was not found, which makes \(form.rawValue.uppercased()) of SVG",
        hint: "install librsvg2-bin, or ask for --format svg"
      )
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("evidence-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    defer { try? FileManager.default.removeItem(at: folder) }
    var paths: [String] = []
    for (index, drawing) in drawings.enumerated() {
      let url = folder.appendingPathComponent("\(index + 1).svg")
      try Data(drawing.utf8).write(to: url)
      paths.append(url.path)
    }
    let target = folder.appendingPathComponent("made.\(form.rawValue)")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    let options = form == .png ? ["--zoom", "2"] : []
    process.arguments = ["--format", form.rawValue] + options + ["--output", target.path] + paths
    // The date of making is no part of a map.
    process.environment = ProcessInfo.processInfo.environment
      .merging(["SOURCE_DATE_EPOCH": "0"]) { $1 }
    let errors = Pipe()
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0, let bytes = try? Data(contentsOf: target) else {
      let text = String(decoding: said.prefix(300), as: UTF8.self)
        .trimmingCharacters(in: .whitespacesAndNewlines)
      throw EvidenceError(
        "rsvg-convert",
        "'rsvg-convert' failed: \(text.isEmpty ? "status \(process.terminationStatus)" : text)",
        hint: "ask for --format svg"
      )
    }
    return [UInt8](bytes)
  }

  /// A program in the folders of `PATH`.
  private static func program(named name: String) -> String? {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
