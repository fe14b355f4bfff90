internal import EvidenceCore
internal import Foundation
internal import Subprocess

/// Makes pictures of points, and pages for print, of SVG: by `rsvg-convert`, which is not ours.
enum PagePrinter {
  /// What can be made.
  enum Form: String { case png, pdf }

  /// The most that `rsvg-convert` may make, in bytes.
  private static let limit = 1 << 30

  /// The picture of one drawing, or the pages of several.
  ///
  /// - Parameter drawings: one for `png`, any number for `pdf`, each a page.
  /// - Returns: the same bytes for the same drawings and the same `rsvg-convert`.
  /// - Throws: `EvidenceError` if `rsvg-convert` is not installed or fails.
  static func make(_ form: Form, of drawings: [String]) throws -> [UInt8] {
    let options = ["--format", form.rawValue] + (form == .png ? ["--zoom", "2"] : [])
    guard drawings.count != 1 else { return try run(form, options, input: drawings[0]) }
    return try ScratchFolder.during { folder in
      var paths: [String] = []
      for (index, drawing) in drawings.enumerated() {
        let path = folder.appendingPathComponent("\(index + 1).svg").path
        try AtomicFile.write(drawing, to: path)
        paths.append(path)
      }
      return try run(form, options + paths, input: "")
    }
  }

  private static func run(_ form: Form, _ arguments: [String], input: String) throws -> [UInt8] {
    let task = Task.detached {
      let made = try await Subprocess.run(
        .name("rsvg-convert"),
        arguments: Arguments(arguments),
        // The date of making is no part of a map.
        environment: .inherit.updating(["SOURCE_DATE_EPOCH": "0"]),
        input: .string(input),
        output: .bytes(limit: limit),
        error: .string(limit: 1 << 16)
      )
      return (made.terminationStatus, made.standardOutput, made.standardError)
    }
    let status: TerminationStatus
    let (bytes, said): ([UInt8], String)
    do {
      (status, bytes, said) = try Blocking(of: task).value()
    } catch let error as SubprocessError where error.code == .executableNotFound {
      throw EvidenceError(
        "no-rsvg-convert",
        "'rsvg-convert' was not found, which makes \(form.rawValue.uppercased()) of SVG",
        hint: "install librsvg2-bin, or ask for --format svg"
      )
    } catch {
      throw EvidenceError(
        "rsvg-convert",
        "'rsvg-convert' failed: \(error)",
        hint: "ask for --format svg"
      )
    }
    guard status.isSuccess, !bytes.isEmpty else {
      let text = said.prefix(300).trimmingCharacters(in: .whitespacesAndNewlines)
      throw EvidenceError(
        "rsvg-convert",
        "'rsvg-convert' failed: \(text.isEmpty ? "\(status)" : text)",
        hint: "ask for --format svg"
      )
    }
    return bytes
  }
}
