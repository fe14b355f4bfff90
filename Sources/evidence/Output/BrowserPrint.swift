internal import EvidenceCore
internal import Foundation
internal import Subprocess

/// Prints a page as a browser does: by Chromium, which is not ours.
enum BrowserPrint {
  private static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
  ]

  /// The pages of an HTML document.
  ///
  /// - Parameter html: a document that asks for nothing outside itself.
  /// - Returns: a PDF; its bytes are those of the Chromium that made it.
  /// - Throws: `EvidenceError` if no Chromium is installed, or if it fails.
  static func pdf(of html: [UInt8]) throws -> [UInt8] {
    try ScratchFolder.during { folder in
      let page = folder.appendingPathComponent("page.html")
      let sheet = folder.appendingPathComponent("page.pdf")
      try AtomicFile.write(String(decoding: html, as: UTF8.self), to: page.path)
      try print(page, to: sheet, in: folder)
      guard let made = FileManager.default.contents(atPath: sheet.path), !made.isEmpty else {
        throw failure("it wrote no page")
      }
      return [UInt8](made)
    }
  }

  private static func print(_ page: URL, to sheet: URL, in folder: URL) throws {
    var options = [
      "--headless", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer",
      "--virtual-time-budget=10000",
      "--user-data-dir=\(folder.appendingPathComponent("profile").path)",
      "--print-to-pdf=\(sheet.path)", page.absoluteString,
    ]
    // Its sandbox does not start for the superuser; the page asks for nothing and runs its own script.
    if geteuid() == 0 { options.insert("--no-sandbox", at: 0) }
    for name in names {
      let task = Task.detached { [options] in
        let made = try await Subprocess.run(
          .name(name),
          arguments: Arguments(options),
          output: .string(limit: 1 << 16),
          error: .string(limit: 1 << 20)
        )
        return (made.terminationStatus, made.standardError)
      }
      do {
        let (status, said) = try Blocking(of: task).value()
        guard status.isSuccess else {
          throw failure(said.suffix(300).trimmingCharacters(in: .whitespacesAndNewlines))
        }
        return
      } catch let error as SubprocessError where error.code == .executableNotFound {
        continue
      } catch let error as EvidenceError {
        throw error
      } catch {
        throw failure("\(error)")
      }
    }
    throw EvidenceError(
      "no-chromium",
      "no Chromium was found (\(names.joined(separator: ", "))), which prints the page",
      hint: "install chromium, or write report.html and print it from any browser"
    )
  }

  private static func failure(_ reason: String) -> EvidenceError {
    EvidenceError(
      "chromium",
      "Chromium did not print the page: \(reason)",
      hint: "write report.html and print it from any browser"
    )
  }
}
