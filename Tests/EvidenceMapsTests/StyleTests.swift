import EvidenceTestSupport
import Testing

@testable import EvidenceMaps

/// The palettes, as sight and paper see them.
@Suite struct PaletteTests {
  static let palettes: [(String, Palette)] = [
    ("light", .light), ("dark", .dark), ("print", .print),
  ]

  static func luminance(_ colour: String) -> Double {
    let digits = Array(colour.dropFirst())
    let parts = stride(from: 0, to: 6, by: 2).map { index -> Double in
      let value = Double(Int(String(digits[index...index + 1]), radix: 16) ?? 0) / 255
      return value <= 0.04045 ? value / 12.92 : PaletteTests.power((value + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// x to the power 2.4, without Foundation: x² · (x²)^(1/5) by Newton's method.
  static func power(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    let square = x * x
    var root = 1.0
    for _ in 0..<60 {
      root -= (root * root * root * root * root - square) / (5 * root * root * root * root)
    }
    return square * root
  }

  static func contrast(_ a: String, _ b: String) -> Double {
    let (x, y) = (luminance(a), luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  @Test("a map on a page says nothing of what stands beside it")
  func scopedSelectors() {
    let sheet = MapStyle.css(.automatic, root: "cov", isAlone: false)
    for rule in sheet.split(separator: "\n") where rule.contains("{") && !rule.hasPrefix("@media") {
      #expect(rule.hasPrefix("#cov"), "\(rule)")
    }
  }

  @Test("programs that know little of style sheets find the light palette")
  func plainSelectors() {
    let sheet = MapStyle.css(.automatic, root: "cov", isAlone: true)
    let parts = sheet.split(separator: "@media")
    #expect(parts.count == 3)
    for rule in parts[0].split(separator: "\n") where rule.contains(".") && !rule.contains(" a:") {
      #expect(
        rule.firstMatch(of: /^\.([a-z0-9]+),#cov \.([a-z0-9]+)\{/).map { $0.1 == $0.2 } == true
      )
    }
    for rule in parts.dropFirst().joined().split(separator: "\n")
    where rule.contains(" .") && rule.contains("fill") {
      #expect(rule.hasPrefix("#cov:not(a) ."), "\(rule)")
    }
  }

  @Test(arguments: palettes) func textCanBeRead(name: String, p: Palette) {
    for ground in [p.page, p.panel] + p.fills { #expect(Self.contrast(p.ink, ground) >= 4.5) }
    for ground in [p.page, p.panel, p.fills[0]] {
      #expect(Self.contrast(p.secondInk, ground) >= 4.5)
      #expect(Self.contrast(p.opposing, ground) >= 4.5)
    }
    for text in [p.gap, p.notSearched] {
      for ground in [p.page, p.panel] { #expect(Self.contrast(text, ground) >= 4.5) }
    }
    for line in [p.outline, p.rule] { #expect(Self.contrast(line, p.page) >= 3) }
  }

  @Test(arguments: palettes) func fillsGrowEvenlyInGrey(name: String, p: Palette) {
    let steps = [p.page] + p.fills
    let light = steps.map { Self.luminance($0) }
    let rising = zip(light, light.dropFirst()).allSatisfy { $0 < $1 }
    let falling = zip(light, light.dropFirst()).allSatisfy { $0 > $1 }
    #expect(name == "dark" ? rising : falling)
    for (a, b) in zip(steps, steps.dropFirst()) { #expect(Self.contrast(a, b) > 1.12) }
  }

  @Test func noColourOutsideThePalette() throws {
    let svg = try Fixtures.coverage().svg()
    let body = svg.split(separator: "</style>")[1]
    #expect(!body.contains("fill=\"#") && !body.contains("stroke=\"") && !body.contains("style="))
  }
}

/// How wide texts are, and where they break.
@Suite struct TextTests {
  @Test func widthsAreThoseOfArial() {
    #expect(abs(TextMeasure.width("Hamburg", size: 10) - 41.12) < 0.1)
    #expect(abs(TextMeasure.width("gap", size: 7.2, bold: true) - 12.8) < 0.1)
    #expect(TextMeasure.width("漢字", size: 10) == 20)
    #expect(TextMeasure.width("😀", size: 10) >= 12)
  }

  static let words = [
    "risk", "of", "AI", "misrepresentation", "pre-deployment", "a/b_c.d", "Überwachung", "漢字漢字",
    "سلامة", "&", "<b>", "W", "supercalifragilisticexpialidocious-and-more", "–", "…",
  ]

  @Test(arguments: 0..<200) func neverExceedsItsRoom(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...14, using: &random)
    let text = (0..<count).map { _ in Self.words.randomElement(using: &random) ?? "" }
      .joined(separator: " ")
    let width = Double.random(in: 40...200, using: &random)
    let bold = Bool.random(using: &random)
    for maxLines in 1...3 {
      let wrapped = TextMeasure.wrap(text, size: 8, bold: bold, width: width, maxLines: maxLines)
      #expect(wrapped.lines.count <= maxLines)
      for line in wrapped.lines {
        #expect(TextMeasure.room(line, size: 8, bold: bold) <= width, "\(line)")
      }
      if !wrapped.isCut {
        let flat = wrapped.lines.joined().filter { $0 != " " }
        #expect(flat == LegibleText.clean(text).filter { $0 != " " })
      } else {
        #expect(wrapped.lines.last?.hasSuffix("…") == true)
      }
    }
  }

  @Test func numbersAsMapsPrintThem() {
    #expect(Figures.count(1265) == "1,265")
    #expect(Figures.count(-2) == "−2")
    #expect(Figures.classes(from: 2, limits: [6, 11, 21]) == ["2–5", "6–10", "11–20", "21+"])
    #expect(Figures.date("2025-12-03") == "3 December 2025")
    #expect(Figures.date("spring") == "spring")
    #expect(SVGText.number(-0.004) == "0")
    #expect(SVGText.number(12.345) == "12.35")
    #expect(SVGText.number(.nan) == "0")
  }
}
