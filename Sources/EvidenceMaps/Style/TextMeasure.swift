/// How wide a text is, without asking the machine for a font.
///
/// Widths are those of Arial; ``room(_:size:bold:)`` adds what a wider fallback font would need.
enum TextMeasure {
  /// The width of a text in Arial, in points. Never less than it is.
  static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    TextSum(text, bold: bold).width(size: size)
  }

  /// The room to keep for a text, whichever of the usual fonts it is drawn in: its width in Arial
  /// at 86%, or its width in DejaVu Sans, whichever is more.
  static func room(_ text: String, size: Double, bold: Bool = false) -> Double {
    TextSum(text, bold: bold).room(size: size)
  }

  /// The width of a text in Arial or in DejaVu Sans, whichever is more: what stands side by side
  /// on one line is set by it.
  static func reach(_ text: String, size: Double, bold: Bool = false) -> Double {
    let sum = TextSum(text, bold: bold)
    return max(sum.width(size: size), Double(sum.dejaVu) * size / 1000)
  }
}

/// How far the letters of a text reach in two fonts, in thousandths of its size: sums that can be
/// added up, so that a line is not measured anew for every word that joins it.
struct TextSum: Hashable, Sendable {
  var arial = 0
  var dejaVu = 0

  init() {}

  init(_ text: String, bold: Bool) {
    let table = bold ? TextSum.bold : TextSum.regular
    for scalar in text.unicodeScalars {
      let value = Int(scalar.value)
      if value < TextSum.tabled {
        arial += Int(table[2 * value])
        dejaVu += Int(table[2 * value + 1])
      } else {
        let advance = TextSum.advance(scalar.value)
        arial += advance
        dejaVu += advance
      }
    }
  }

  func width(size: Double) -> Double { Double(arial) * size / 1000 }

  func room(size: Double) -> Double {
    max(width(size: size) / 0.86, Double(dejaVu) * size / 1000)
  }

  static func + (a: TextSum, b: TextSum) -> TextSum {
    var sum = a
    sum.arial += b.arial
    sum.dejaVu += b.dejaVu
    return sum
  }

  /// Everything below this has a width of its own in a table: what European languages need, and
  /// signs.
  private static let tabled = 0x2C00
  private static let regular = table(FontMetrics.arial, FontMetrics.dejaVu)
  private static let bold = table(FontMetrics.arialBold, FontMetrics.dejaVuBold)

  /// The widths of each character in two faces, one behind the other.
  private static func table(_ a: FontMetrics.Face, _ b: FontMetrics.Face) -> [UInt16] {
    (0..<UInt32(tabled)).flatMap { [UInt16(advance($0, a)), UInt16(advance($0, b))] }
  }

  private static func advance(_ value: UInt32, _ face: FontMetrics.Face) -> Int {
    switch value {
    case 0x20...0x7E: return Int(face.ascii[Int(value) - 0x20])
    case 0xA0...0x17F: return Int(face.latin[Int(value) - 0xA0])
    default:
      guard let index = FontMetrics.signs.firstIndex(of: value) else { return advance(value) }
      return Int(face.signs[index])
    }
  }

  /// The letters of Arabic, standing alone and bold, which is as wide as they get.
  private static let arabic = [
    512, 343, 343, 622, 343, 917, 343, 1005, 591, 1005, 1005, 721, 721, 721,
    514, 514, 576, 576, 1380, 1380, 1346, 1346, 1039, 1039, 684, 684, 1380, 1380,
    1380, 1380, 1380, 342, 1162, 895, 917, 868, 733, 854, 591, 622, 917, 917,
  ]

  /// The width of what neither face says: never less than any font's.
  private static func advance(_ value: UInt32) -> Int {
    switch value {
    case 0x300...0x36F, 0x2066...0x2069: return 0
    case 0x590...0x5FF: return 760
    case 0x621...0x64A: return arabic[Int(value) - 0x621]
    case 0x64B...0x65F: return 500
    case 0x660...0x669: return 611
    case 0x600...0x6FF: return 1380
    case 0x180...0x1FFF: return 1410
    case 0x2000...0x2BFF: return 1000
    case 0x2E80...0xD7FF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0x20000...0x3FFFF:
      return 1000
    default: return 1300
    }
  }
}
