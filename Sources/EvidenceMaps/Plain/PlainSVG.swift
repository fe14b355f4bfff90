internal import EvidenceCore

/// Rewrites SVG that Graphviz wrote so that only what is on a list is left.
///
/// Elements, attributes and their values are allowed one by one; anything else is dropped, an
/// element with all that it holds. Comments, processing instructions, document types and entities
/// other than those of XML are dropped; links are kept if ``SafeLink`` allows them.
struct PlainSVG {
  let prefix: String
  let title: String
  let description: String

  /// More bytes, or elements within one another, than this are refused.
  static let mostBytes = 48 << 20
  static let deepest = 64

  /// The drawing, with a title, a description and a role.
  ///
  /// - Throws: `EvidenceError` if the text is no well-formed SVG.
  func rewritten(_ text: String) throws(EvidenceError) -> String {
    guard text.utf8.count <= PlainSVG.mostBytes else { throw PlainSVG.malformed("too long") }
    var reader = MarkupReader(text)
    var result = ""
    var open: [(name: String, kept: Bool, closing: String)] = []
    while let part = try reader.next() {
      switch part {
      case .text(let text):
        guard open.last?.kept == true, let holder = open.last?.name,
          holder == "text" || holder == "title"
        else { continue }
        result += SVGText.escape(LegibleText.clean(text, limit: 1000))
      case .start(let name, let attributes, let isEmpty):
        guard open.count < PlainSVG.deepest else { throw PlainSVG.malformed("too deep") }
        let isRoot = open.isEmpty
        guard isRoot == (name == "svg") else {
          if isRoot { throw PlainSVG.malformed("no svg element") }
          if !isEmpty { open.append((name, false, "")) }
          continue
        }
        let kept = (open.last?.kept ?? true) && PlainSVG.elements.contains(name)
        let written = kept ? element(name, attributes) : nil
        if let written {
          result += "<\(written)" + (isEmpty ? "/>" : ">") + (isRoot ? head : "")
          if name == "a", !isEmpty { result += tooltip(attributes) }
        }
        if isEmpty {
          if isRoot { throw PlainSVG.malformed("nothing was drawn") }
          continue
        }
        let closing = written.map { "</\($0.prefix { $0 != " " })>" + (name == "text" ? "" : "\n") }
        open.append((name, kept, closing ?? ""))
      case .end(let name):
        guard let last = open.popLast(), last.name == name else {
          throw PlainSVG.malformed("'\(name)' ends what did not begin")
        }
        result += last.closing
        if open.isEmpty { return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + result }
      }
    }
    throw PlainSVG.malformed("it ends too early")
  }

  static func malformed(_ what: String) -> EvidenceError {
    EvidenceError(
      "graphviz",
      "Graphviz wrote a drawing that cannot be taken: \(what)",
      hint: "leave --plain away"
    )
  }

  private static let elements: Set<String> = [
    "svg", "g", "title", "path", "polygon", "polyline", "ellipse", "text", "a",
  ]

  private var head: String {
    "\n<title id=\"\(prefix)-title\">\(SVGText.escape(title))</title>\n"
      + "<desc id=\"\(prefix)-desc\">\(SVGText.escape(description))</desc>\n"
  }

  /// What Graphviz hangs on a link as its tooltip, as the title that readers of the screen know.
  private func tooltip(_ attributes: [(name: String, value: String)]) -> String {
    guard let text = attributes.first(where: { $0.name == "xlink:title" })?.value else { return "" }
    let lines = text.split(separator: "\n").prefix(6).map { LegibleText.clean(String($0)) }
    return "<title>\(SVGText.escape(lines.joined(separator: "\n")))</title>\n"
  }

  /// The element's name and its allowed attributes; a link that leads nowhere becomes a group.
  private func element(_ name: String, _ attributes: [(name: String, value: String)]) -> String {
    var text = name
    if name == "svg" {
      text +=
        " xmlns=\"http://www.w3.org/2000/svg\" id=\"\(prefix)\" role=\"graphics-document document\" lang=\"en\""
        + " aria-labelledby=\"\(prefix)-title \(prefix)-desc\""
    }
    var seen: Set<String> = []
    var isLink = false
    for (key, value) in attributes {
      guard let written = PlainAttribute.written(key, value, prefix: prefix),
        seen.insert(written.name).inserted
      else { continue }
      isLink = isLink || written.name == "href"
      text += " \(written.name)=\"\(SVGText.escape(written.value))\""
    }
    if name == "a" { return isLink ? text : "g" }
    return text
  }
}

/// The attributes that a plain drawing may have, each with the form of its values.
enum PlainAttribute {
  static func written(_ name: String, _ value: String, prefix: String)
    -> (name: String, value: String)?
  {
    guard value.utf8.count <= 100_000 else { return nil }
    switch name {
    case "id": return ("id", "\(prefix)-\(SVGText.idPart(value))")
    case "class": return ["graph", "node", "edge"].contains(value) ? (name, value) : nil
    case "xlink:href": return SafeLink.checked(value).map { ("href", $0) }
    case "font-family": return (name, MapStyle.fontStack)
    case "font-weight": return value == "bold" ? (name, value) : nil
    case "text-anchor": return ["start", "middle", "end"].contains(value) ? (name, value) : nil
    case "fill", "stroke": return colour(value).map { (name, $0) }
    case "width", "height", "viewBox", "x", "y", "cx", "cy", "rx", "ry", "font-size",
      "stroke-width", "stroke-dasharray", "points", "d", "transform":
      return isGeometry(value) ? (name, value) : nil
    default: return nil
    }
  }

  private static func colour(_ value: String) -> String? {
    if value == "none" || value == "transparent" { return "none" }
    if value == "black" || value == "white" { return value }
    return DOTAttribute.colour(value)
  }

  /// Whether a value holds numbers, the letters of paths and units, and names of transformations.
  private static func isGeometry(_ value: String) -> Bool {
    var value = value
    return value.withUTF8 { bytes in
      var index = 0
      while index < bytes.count {
        switch bytes[index] {
        case 0x20, 0x0A, 0x28...0x29, 0x2B...0x2E, 0x30...0x39: index += 1
        case 0x41...0x5A, 0x61...0x7A:
          let start = index
          while index < bytes.count, isLetter(bytes[index]) { index += 1 }
          let word = UnsafeBufferPointer(rebasing: bytes[start..<index])
          guard words.contains(where: { $0.utf8.elementsEqual(word) }) else { return false }
        default: return false
        }
      }
      return true
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static let words = ["M", "L", "C", "Z", "z", "pt", "translate", "scale", "rotate", "e"]
}
