/// The one visual grammar of all maps: sizes, line widths and the classes that carry colour.
///
/// No shape bears a colour of its own: it bears a class, and the theme's style sheet says what the
/// class looks like, so that one file serves light, dark and print.
enum MapStyle {
  static let fontStack = "Arial, Arimo, \"Liberation Sans\", Helvetica, sans-serif"

  /// Type sizes in points at A4; nothing is smaller than ``TypeSize/footer``.
  enum TypeSize {
    static let title = 15.0
    static let headline = 9.0
    static let subtitle = 8.0
    static let number = 8.0
    static let parentRow = 8.0
    static let label = 7.5
    static let head = 7.0
    static let word = 7.2
    static let footer = 6.8
  }

  static let pageMargin = 26.0
  static let portrait = (width: 595.0, height: 842.0)
  static let landscape = (width: 842.0, height: 595.0)
  static let cellWidth = 22.0
  static let cellHeight = 16.0
  static let cellGap = 2.0
  static let columnGroupGap = 8.0
  static let rowGroupGap = 4.0
  static let cellRadius = 1.0
  static let mitigationRadius = 9.0
  static let hatchPeriod = 4.2

  /// The width of an edge by its strength, which is never shown otherwise than by class.
  static func edgeWidth(_ strength: Double?) -> Double {
    guard let strength else { return 0.8 }
    return strength < 0.25 ? 0.8 : strength < 0.5 ? 1.5 : strength < 0.75 ? 2.6 : 4
  }

  /// The style sheet of a drawing whose root has this id.
  ///
  /// - Parameter isAlone: whether the drawing is a file of its own; where several stand on one page, no
  ///   rule may reach beyond its own drawing.
  static func css(_ theme: MapTheme, root: String, isAlone: Bool) -> String {
    switch theme {
    case .light: rules(.light, root, isAlone)
    case .dark: rules(.dark, root, isAlone)
    case .print: rules(.print, root, isAlone)
    case .automatic:
      rules(.light, root, isAlone)
        + "\n@media (prefers-color-scheme: dark){\n"
        + rules(.dark, root, isAlone, onlyInMedia: true) + "}"
        + "\n@media print{\n" + rules(.print, root, isAlone, onlyInMedia: true) + "}"
    }
  }

  /// The rules of a palette.
  ///
  /// Programs that draw know less of CSS than browsers do. LibreOffice finds no class below an id, so that
  /// each class
  /// stands by itself too where a drawing is a file of its own. Inkscape
  /// takes what stands in any media query as said of all media, and passes over selectors with `:not`,
  /// which browsers know.
  private static func rules(
    _ p: Palette,
    _ root: String,
    _ isAlone: Bool,
    onlyInMedia: Bool = false
  ) -> String {
    var rules: [(PaintClass, String)] = [
      (.page, "fill:\(p.page)"),
      (.panel, "fill:\(p.panel)"),
      (.ink, "fill:\(p.ink)"),
      (.second, "fill:\(p.secondInk)"),
      (.gapText, "fill:\(p.gap)"),
      (.notSearchedText, "fill:\(p.notSearched)"),
      (.opposingText, "fill:\(p.opposing)"),
      (.hairline, "fill:none;stroke:\(p.hairline);stroke-width:.5"),
      (.rule, "fill:none;stroke:\(p.rule);stroke-width:.75"),
      (.gap, "fill:\(p.page);stroke:\(p.gap);stroke-width:1.4;stroke-dasharray:4 2"),
      (
        .notSearched,
        "fill:\(p.page);stroke:\(p.notSearched);stroke-width:1.1;stroke-dasharray:0 2.7;"
          + "stroke-linecap:round"
      ),
      (
        .inferred,
        "fill:\(p.page);stroke:\(p.outline);stroke-width:.7;stroke-dasharray:4 2.2"
      ),
      (.gained, "fill:none;stroke:\(p.ink);stroke-width:1.6"),
      (.outline, "fill:none;stroke:\(p.outline);stroke-width:.7"),
      (.opposingOutline, "fill:none;stroke:\(p.opposing);stroke-width:.9"),
      (.mark, "fill:\(p.page);stroke:\(p.ink);stroke-width:.9"),
      (.clock, "fill:\(p.page);stroke:\(p.ink);stroke-width:.7"),
      (.edge, "fill:none;stroke:\(p.rule)"),
      (.edgeStrong, "fill:none;stroke:\(p.ink)"),
      (.edgeOpposing, "fill:none;stroke:\(p.opposing)"),
      (.edgeMissing, "fill:none;stroke:\(p.gap)"),
      (.head, "fill:\(p.rule);stroke:\(p.rule);stroke-width:1"),
      (.headStrong, "fill:\(p.ink);stroke:\(p.ink);stroke-width:1"),
      (.headHollow, "fill:\(p.page);stroke:\(p.rule);stroke-width:1"),
      (.headStrongHollow, "fill:\(p.page);stroke:\(p.ink);stroke-width:1"),
      (.headMissing, "fill:\(p.page);stroke:\(p.gap);stroke-width:1"),
      (.node, "fill:\(p.panel);stroke:\(p.rule);stroke-width:1"),
      (.nodeHollow, "fill:\(p.page);stroke:\(p.rule);stroke-width:1"),
      (.nodeStrong, "fill:\(p.panel);stroke:\(p.ink);stroke-width:2"),
      (.nodeMissing, "fill:\(p.page);stroke:\(p.gap);stroke-width:1.2;stroke-dasharray:4 2"),
      (.treeNode, "fill:\(p.panel);stroke:\(p.hairline);stroke-width:.75"),
      (.treeNodeEmpty, "fill:\(p.page);stroke:\(p.hairline);stroke-width:.75"),
      (.spine, "fill:\(p.rule)"),
      (.spineEmpty, "fill:\(p.hairline)"),
    ]
    for (index, fill) in p.fills.enumerated() { rules.append((.fill(index), "fill:\(fill)")) }
    return rules.map { paint, rule in
      let name = paint.name
      let selector =
        onlyInMedia
        ? "#\(root):not(a) .\(name)"
        : (isAlone ? ".\(name)," : "") + "#\(root) .\(name)"
      return "\(selector){\(rule)}\n"
    }
    .joined()
      + "#\(root) a:focus{outline:2px solid \(p.ink)}\n"
  }
}
