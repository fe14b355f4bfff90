/// The colours a map is drawn in.
public enum MapTheme: String, Sendable, CaseIterable {
  /// Light, and by media query dark on a dark screen and grey on paper, in one file.
  case automatic
  case light
  case dark
  /// Greys on white.
  case print
}
