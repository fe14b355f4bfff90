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

  /// The modules of the page's scripts, each behind those that it imports.
  static var modules: [(name: String, text: String)] {
    [
      ("words.js", StateTable.module), ("data.js", text(PackageResources.data_js)),
      ("dom.js", text(PackageResources.dom_js)), ("reach.js", text(PackageResources.reach_js)),
      ("counts.js", text(PackageResources.counts_js)),
      ("state.js", text(PackageResources.state_js)),
      ("export.js", text(PackageResources.export_js)),
      ("matrix.js", text(PackageResources.matrix_js)),
      ("filters.js", text(PackageResources.filters_js)),
      ("panel.js", text(PackageResources.panel_js)),
      ("folds.js", text(PackageResources.folds_js)),
      ("gaps.js", text(PackageResources.gaps_js)), ("paths.js", text(PackageResources.paths_js)),
      ("works.js", text(PackageResources.works_js)), ("find.js", text(PackageResources.find_js)),
      ("page.js", text(PackageResources.page_js)),
    ]
  }

  /// The modules as one script that leaves no names behind but its own: each in a scope of its own would
  /// cost as much again, so their names differ, which a test holds.
  static var script: String {
    "\n(function () {\n'use strict';\n" + modules.map { joined($0.text) }.joined(separator: "\n")
      + "})();\n"
  }

  /// A module without its imports, exports, comments and indents: these are read where it was written.
  private static func joined(_ module: String) -> String {
    var lines: [Substring] = []
    var isImport = false
    for line in module.split(separator: "\n") {
      if line.hasPrefix("import ") { isImport = true }
      let code = line.drop { $0 == " " }
      let isComment = ["//", "/**", "* ", "*/"].contains { code.hasPrefix($0) }
      if !isImport, !isComment {
        lines.append(line.hasPrefix("export ") ? line.dropFirst(7) : code)
      }
      if line.hasSuffix(";") { isImport = false }
    }
    return lines.joined(separator: "\n")
  }

  /// The colours of the maps as variables, and the page's style sheet.
  static var style: String {
    "\n:root{color-scheme:light dark;\(variables(.light))}\n"
      + "@media (prefers-color-scheme:dark){:root{\(variables(.dark))}}\n"
      + "@media print{:root{\(variables(.print))}}\n" + rules
  }

  /// The page's style sheet without comments and indents.
  private static var rules: String {
    let parts = text(PackageResources.page_css).split(separator: "/*")
    let bare = parts.map { part in
      part.firstRange(of: "*/").map { part[$0.upperBound...] } ?? part
    }
    return bare.joined().split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
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
