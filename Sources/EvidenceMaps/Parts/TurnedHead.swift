/// The name of a narrow column, in lines turned by −60°.
enum TurnedHead {
  /// How many lines stand above a column without those of the next one under them.
  static func mostLines(pitch: Double) -> Int { min(max(Int((pitch - 6) / 9.5), 2), 4) }

  /// The room above the foot that lines need.
  static func height(_ lines: [String], bold: Bool) -> Double {
    let width =
      lines.map { TextMeasure.room($0, size: MapStyle.TypeSize.head, bold: bold) }.max() ?? 0
    return width * 0.866 + Double(lines.count) * 4
  }

  /// Draws lines above the middle of a column.
  static func draw(
    _ lines: [String],
    above middle: Point,
    _ paint: PaintClass,
    bold: Bool,
    on canvas: inout SVGCanvas
  ) {
    // However many lines there are, the last stands no lower than the second of two.
    let lift = Double(max(lines.count - 2, 0)) * 2.1
    for (index, line) in lines.enumerated() {
      let shift = Double(index) * 2 - Double(lines.count - 1)
      let foot = Point(middle.x + 2 + shift * 3.6, middle.y - 4 - lift + shift * 2.1)
      canvas.text(line, at: foot, size: MapStyle.TypeSize.head, paint, bold: bold, turned: -60)
    }
  }
}
