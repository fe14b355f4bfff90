/// Writes numbers, texts and names as SVG wants them.
enum SVGText {
  /// A number with at most two decimals and no needless ones.
  static func number(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return sign + String(whole) }
    let decimals = rest % 10 == 0 ? String(rest / 10) : (rest < 10 ? "0" : "") + String(rest)
    return sign + String(whole) + "." + decimals
  }

  /// A text as XML content or attribute value; characters that XML forbids are dropped, line
  /// breaks are kept.
  static func escape(_ text: String) -> String {
    let scalars = text.unicodeScalars
    var result = ""
    var start = scalars.startIndex
    var index = start
    while index < scalars.endIndex {
      let next = scalars.index(after: index)
      if let other = replacement(of: scalars[index]) {
        if result.isEmpty { result.reserveCapacity(text.utf8.count + 16) }
        result += text[start..<index]
        result += other
        start = next
      }
      index = next
    }
    return start == scalars.startIndex ? text : result + text[start...]
  }

  /// What is written in place of a character; `nil` where it stands for itself.
  private static func replacement(of scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "\n": nil
    default: LegibleText.isLegible(scalar) || LegibleText.isIsolate(scalar) ? nil : ""
    }
  }

  /// A text as part of an id: letters, digits, `-`, `_` and `.`; anything else becomes `-`.
  static func idPart(_ text: String) -> String {
    var result = ""
    for byte in text.utf8.prefix(120) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        if !result.hasSuffix("-") { result += "-" }
      }
    }
    while result.hasSuffix("-") { result.removeLast() }
    return result
  }
}

/// Where a link may lead: to the web, to a mailbox, or within the drawing.
enum SafeLink {
  /// The address of a work by its key: a DOI or an arXiv number.
  static func of(key: String) -> String? {
    let lower = key.lowercased()
    if lower.hasPrefix("doi:") { return checked("https://doi.org/" + key.dropFirst(4)) }
    if lower.hasPrefix("arxiv:") { return checked("https://arxiv.org/abs/" + key.dropFirst(6)) }
    return nil
  }

  /// An address if it is one of the allowed kinds, with what is unsafe in an address escaped.
  static func checked(_ address: some StringProtocol) -> String? {
    let lower = address.prefix(8).lowercased()
    let rest: Int
    if lower.hasPrefix("https://") {
      rest = 8
    } else if lower.hasPrefix("http://") || lower.hasPrefix("mailto:") {
      rest = 7
    } else if lower.hasPrefix("#") {
      rest = 1
    } else {
      return nil
    }
    guard address.utf8.count <= 800, address.utf8.count > rest else { return nil }
    if rest == 8 || lower.hasPrefix("http://") {
      guard let first = address.dropFirst(rest).first, !"/?# \t\n\r".contains(first) else {
        return nil
      }
    }
    let hex = Array("0123456789ABCDEF")
    var result = ""
    for byte in address.utf8 {
      switch byte {
      case 0...0x20, 0x7F...0xFF, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "\\"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"),
        UInt8(ascii: "|"), UInt8(ascii: "}"):
        result += "%" + String(hex[Int(byte >> 4)]) + String(hex[Int(byte & 15)])
      default: result.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return result
  }
}
