import Foundation
import Testing

@testable import EvidenceMaps

/// The fills as readers with other sight, and printers without colour, see them.
@Suite struct SightTests {
  struct Sight: Sendable, CustomTestStringConvertible {
    var name: String
    /// Acts on linear red, green and blue.
    var matrix: [[Double]]
    var testDescription: String { name }
  }

  /// G. Machado, M. Oliveira, L. Fernandes, "A physiologically-based model for simulation of color
  /// vision deficiency", 2009, at full severity.
  static let sights = [
    Sight(name: "normal", matrix: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    Sight(
      name: "protanopia",
      matrix: [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    ),
    Sight(
      name: "deuteranopia",
      matrix: [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    ),
    Sight(
      name: "grey",
      matrix: Array(repeating: [0.2126, 0.7152, 0.0722], count: 3)
    ),
  ]

  /// A colour in OKLab (B. Ottosson, 2020), as some sight sees it.
  static func lab(_ colour: String, _ sight: Sight) -> [Double] {
    let digits = Array(colour.dropFirst())
    let linear = stride(from: 0, to: 6, by: 2).map { index -> Double in
      let value = Double(Int(String(digits[index...index + 1]), radix: 16) ?? 0) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let rgb = sight.matrix.map { row in
      min(max(zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 }, 0), 1)
    }
    let l = cbrt(0.4122214708 * rgb[0] + 0.5363325363 * rgb[1] + 0.0514459929 * rgb[2])
    let m = cbrt(0.2119034982 * rgb[0] + 0.6806995451 * rgb[1] + 0.1073969566 * rgb[2])
    let s = cbrt(0.0883024619 * rgb[0] + 0.2817188376 * rgb[1] + 0.6299787005 * rgb[2])
    return [
      0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
      1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
      0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
    ]
  }

  /// 100 times the distance in OKLab.
  static func distance(_ a: String, _ b: String, _ sight: Sight) -> Double {
    let squares = zip(lab(a, sight), lab(b, sight)).map { ($0 - $1) * ($0 - $1) }
    return squares.reduce(0, +).squareRoot() * 100
  }

  @Test(arguments: PaletteTests.palettes, sights)
  func neighboursAreToldApart(palette: (String, Palette), sight: Sight) {
    let steps = [palette.1.page] + palette.1.fills
    for (a, b) in zip(steps, steps.dropFirst()) {
      #expect(Self.distance(a, b, sight) > 6.5, "\(palette.0): \(a) and \(b)")
    }
  }

  @Test(arguments: PaletteTests.palettes, sights)
  func gapsStandOutFromEveryFill(palette: (String, Palette), sight: Sight) {
    for fill in palette.1.fills {
      #expect(Self.distance(palette.1.gap, fill, sight) > 20, "\(palette.0): \(fill)")
    }
  }
}
