/// The colours of one theme, each by its role.
///
/// Computed in OKLCH at hue 245 with equal steps of lightness; ink serves on every fill.
struct Palette: Sendable {
  var page: String
  var panel: String
  /// Classes of evidence, from few papers to many.
  var fills: [String]
  var ink: String
  /// On page, panel and the first fill only.
  var secondInk: String
  var gap: String
  var notSearched: String
  var opposing: String
  var outline: String
  var rule: String
  var hairline: String

  static let light = Palette(
    page: "#ffffff",
    panel: "#f3f5f7",
    fills: ["#d4e9fd", "#a8d3f9", "#7cbbf0", "#50a2e3"],
    ink: "#1b1f24",
    secondInk: "#4f5964",
    gap: "#a83206",
    notSearched: "#616b77",
    opposing: "#7a2f86",
    outline: "#527fae",
    rule: "#7b8794",
    hairline: "#c9d0d8"
  )

  static let dark = Palette(
    page: "#12161b",
    panel: "#1c2229",
    fills: ["#172e40", "#154263", "#145786", "#176da7"],
    ink: "#f1f4f7",
    secondInk: "#b4bdc7",
    gap: "#ff8f45",
    notSearched: "#a3adb8",
    opposing: "#dba0e6",
    outline: "#6f93ba",
    rule: "#75818e",
    hairline: "#39424c"
  )

  static let print = Palette(
    page: "#ffffff",
    panel: "#f4f4f4",
    fills: ["#e6e6e6", "#cecece", "#b4b4b4", "#9b9b9b"],
    ink: "#111111",
    secondInk: "#4a4a4a",
    gap: "#000000",
    notSearched: "#555555",
    opposing: "#222222",
    outline: "#858585",
    rule: "#777777",
    hairline: "#c8c8c8"
  )
}
