import Foundation

/// A cell, node or line of a drawing, as a reader of its SVG finds it.
struct DrawnPart {
  struct Text {
    var words: String
    var paint: String
    var isBold: Bool
  }

  var id: String
  var kind: String
  /// What it is called aloud.
  var name: String
  var tooltip: String
  var texts: [Text]
  /// The classes of its shapes, in order.
  var shapes: [String]
  var isHatched: Bool
  var isDashed: Bool

  var words: [String] { texts.map(\.words) }

  /// All parts of a drawing, in the order of reading.
  static func all(in svg: String) -> [DrawnPart] {
    svg.components(separatedBy: "<g id=\"").dropFirst().compactMap { chunk in
      let body = chunk.components(separatedBy: "</g>")[0]
      guard let head = body.range(of: "</title>"), body.contains("role=\"graphics-symbol img\"")
      else { return nil }
      let start = String(body[..<head.lowerBound])
      let rest = String(body[head.upperBound...])
      return DrawnPart(
        id: String(start.prefix { $0 != "\"" }),
        kind: attribute("class", in: start),
        name: attribute("aria-label", in: start),
        tooltip: plain(start.components(separatedBy: "<title>").last ?? ""),
        texts: texts(in: rest),
        shapes: rest.split(separator: "\n").filter { !$0.hasPrefix("<text") }.map {
          attribute("class", in: String($0))
        }.filter { !$0.isEmpty },
        isHatched: rest.contains("-hatch"),
        isDashed: rest.contains("stroke-dasharray")
      )
    }
  }

  /// Every text of a drawing, in the order of painting.
  static func texts(in svg: String) -> [Text] {
    svg.components(separatedBy: "<text ").dropFirst().map { chunk in
      let element = chunk.components(separatedBy: "</text>")[0]
      let tag = String(element.prefix { $0 != ">" })
      return Text(
        words: plain(element.replacing(/<[^>]*>/, with: "").drop { $0 != ">" }.dropFirst()),
        paint: attribute("class", in: tag),
        isBold: tag.contains("font-weight=\"700\"")
      )
    }
  }

  private static func attribute(_ name: String, in tag: String) -> String {
    guard let start = tag.range(of: " \(name)=\"") else { return "" }
    return plain(tag[start.upperBound...].prefix { $0 != "\"" })
  }

  private static func plain(_ text: some StringProtocol) -> String {
    text.replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
      .replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&amp;", with: "&")
  }
}
