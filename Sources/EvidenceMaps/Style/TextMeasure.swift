/// How wide a text is, without asking the machine for a font.
///
/// Widths are those of Arial; ``room(_:size:bold:)`` adds what a wider fallback font would need.
enum TextMeasure {
  /// The width of a text in Arial, in points. Never less than it is.
  static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    sum(text, bold ? FontMetrics.arialBold : FontMetrics.arial) * size / 1000
  }

  /// The room to keep for a text, whichever of the usual fonts it is drawn in: its width in Arial
  /// at 86%, or its width in DejaVu Sans, whichever is more.
  static func room(_ text: String, size: Double, bold: Bool = false) -> Double {
    let fallback = sum(text, bold ? FontMetrics.dejaVuBold : FontMetrics.dejaVu) * size / 1000
    return max(width(text, size: size, bold: bold) / 0.86, fallback)
  }

  /// The width of a text in Arial or in DejaVu Sans, whichever is more: what stands side by side
  /// on one line is set by it.
  static func reach(_ text: String, size: Double, bold: Bool = false) -> Double {
    let fallback = sum(text, bold ? FontMetrics.dejaVuBold : FontMetrics.dejaVu) * size / 1000
    return max(width(text, size: size, bold: bold), fallback)
  }

  private static func sum(_ text: String, _ face: FontMetrics.Face) -> Double {
    var total = 0.0
    for scalar in text.unicodeScalars { total += advance(scalar, face) }
    return total
  }

  private static func advance(_ scalar: Unicode.Scalar, _ face: FontMetrics.Face) -> Double {
    switch scalar.value {
    case 0x20...0x7E: return Double(face.ascii[Int(scalar.value) - 0x20])
    case 0xA0...0x17F: return Double(face.latin[Int(scalar.value) - 0xA0])
    case 0x300...0x36F: return 0
    case 0x590...0x5FF: return 760
    case 0x600...0x6FF: return 1380
    case 0x180...0x1FFF: return 1410
    case 0x2000...0x2BFF:
      guard let index = FontMetrics.signs.firstIndex(of: scalar.value) else { return 1000 }
      return Double(face.signs[index])
    case 0x2E80...0xD7FF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0x20000...0x3FFFF:
      return 1000
    default: return 1300
    }
  }
}
