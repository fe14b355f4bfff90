internal import EvidenceCore

/// The page's own sources, and how they are put together.
enum PageSource {
  /// The template with each `{{name}}` replaced; what is filled in is never read as a template.
  static func page(filling parts: [String: String]) -> String {
    var result = ""
    for (index, piece) in text(PackageResources.page_html).split(
      separator: "{{",
      omittingEmptySubsequences: false
    ).enumerated() {
      guard index > 0, let end = piece.firstRange(of: "}}") else {
        result += piece
        continue
      }
      result += parts[String(piece[..<end.lowerBound])] ?? ""
      result += piece[end.upperBound...]
    }
    return result
  }

  /// The scripts, as one that leaves no names behind but its own.
  static var script: String {
    let files = [
      PackageResources.dom_js, PackageResources.data_js, PackageResources.reach_js,
      PackageResources.export_js, PackageResources.detail_js, PackageResources.matrix_js,
      PackageResources.lists_js, PackageResources.paths_js, PackageResources.folds_js,
      PackageResources.page_js,
    ]
    return "\n(function () {\n'use strict';\n" + StateTable.script
      + files.map(text).joined(separator: "\n") + "})();\n"
  }

  /// The colours of the maps as variables, and the page's style sheet.
  static var style: String {
    "\n:root{color-scheme:light dark;\(variables(.light))}\n"
      + "@media (prefers-color-scheme:dark){:root{\(variables(.dark))}}\n"
      + "@media print{:root{\(variables(.print))}}\n" + text(PackageResources.page_css)
  }

  /// What the page may load: nothing; what it may run: this very script.
  static func contentPolicy(script: String) -> String {
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
      + "form-action 'none'; script-src 'sha256-\(base64(ofHex: ContentDigest.sha256(Array(script.utf8))))'"
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private static func variables(_ p: Palette) -> String {
    var all = [
      ("page", p.page), ("panel", p.panel), ("ink", p.ink), ("second", p.secondInk),
      ("gap", p.gap), ("not-searched", p.notSearched), ("opposing", p.opposing),
      ("outline", p.outline), ("rule", p.rule), ("hair", p.hairline),
    ]
    for (index, fill) in p.fills.enumerated() { all.append(("fill\(index)", fill)) }
    return all.map { "--\($0.0):\($0.1)" }.joined(separator: ";")
  }

  private static func base64(ofHex hex: String) -> String {
    let digits = hex.compactMap(\.hexDigitValue)
    let bytes = stride(from: 0, to: digits.count - 1, by: 2).map {
      digits[$0] * 16 + digits[$0 + 1]
    }
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let value = part.reduce(0) { $0 << 8 | $1 } << (8 * (3 - part.count))
      for place in 0..<4 {
        result.append(place <= part.count ? letters[value >> (18 - 6 * place) & 63] : "=")
      }
    }
    return result
  }
}
