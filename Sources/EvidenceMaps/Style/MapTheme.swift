/// The colours a map is drawn in.
public enum MapTheme: String, Sendable, CaseIterable {
  /// Light, and by media query dark on a dark screen and grey on paper, in one file.
  case automatic
  /// Dark ink on a light page, whatever the screen.
  case light
  /// Light ink on a dark page.
  case dark
  /// Greys on white.
  case print
}
