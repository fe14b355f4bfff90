internal import EvidenceCore

/// Writes texts as HTML wants them.
enum HTMLText {
  /// A text as content or attribute value, on one line and of bounded length.
  static func escape(_ text: String, limit: Int = 600) -> String {
    SVGText.escape(LegibleText.clean(text, limit: limit)).replacingScalar("'", with: "&#39;")
  }

  /// A text that leads somewhere, if the address is one that may be followed.
  static func link(_ text: String, to address: String?) -> String {
    guard let address, let safe = SafeLink.checked(address) else { return escape(text) }
    return "<a href=\"\(SVGText.escape(safe))\" rel=\"noopener noreferrer\">\(escape(text))</a>"
  }

  /// A text whose addresses, those of the web, can be followed.
  static func linked(_ text: String) -> String {
    LegibleText.clean(text, limit: 600).split(separator: " ", omittingEmptySubsequences: false)
      .map { word in
        guard word.hasPrefix("https://") || word.hasPrefix("http://") else {
          return escape(String(word))
        }
        let end = word.lastIndex { !".,;:)".contains($0) } ?? word.startIndex
        let (address, rest) = (word[...end], word[word.index(after: end)...])
        return link(String(address), to: String(address)) + escape(String(rest))
      }
      .joined(separator: " ")
  }

  /// A JSON text in which nothing can end the script element that it stands in.
  static func scriptSafe(_ json: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(json.count + json.count / 64)
    var index = 0
    while index < json.count {
      let byte = json[index]
      if byte == 0xE2, index + 2 < json.count, json[index + 1] == 0x80,
        json[index + 2] == 0xA8 || json[index + 2] == 0xA9
      {
        result += Array((json[index + 2] == 0xA8 ? "\\u2028" : "\\u2029").utf8)
        index += 3
        continue
      }
      switch byte {
      case UInt8(ascii: "<"): result += Array("\\u003c".utf8)
      case UInt8(ascii: ">"): result += Array("\\u003e".utf8)
      case UInt8(ascii: "&"): result += Array("\\u0026".utf8)
      default: result.append(byte)
      }
      index += 1
    }
    return result
  }
}
