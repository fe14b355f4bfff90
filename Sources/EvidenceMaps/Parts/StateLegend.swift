internal import EvidenceAnalysis
internal import EvidenceCore

/// The entries that explain the states and marks of cells.
struct StateLegend {
  let policy: Policy
  /// What numbers count, where that is not independent papers.
  var counted: String?

  func items(_ all: [CellFace], showsWords: Bool = true) -> [LegendItem] {
    var items: [LegendItem] = []
    let faces = all.filter { !$0.isFiltered }
    let states = Set(faces.map(\.state))
    let fills = Set(
      faces.filter { [.covered, .assertedOnly, .conflicting].contains($0.state) }.map(\.fill)
    )
    if states.contains(.covered) || !fills.isEmpty { items.append(ramp(fills.sorted())) }
    if states.contains(.thin) {
      items.append(
        sample(CellFace(sample: .thin, count: max(policy.thinBelow - 1, 1), marks: []))
      )
    }
    let first = fills.min() ?? 0
    if states.contains(.assertedOnly) {
      let face = CellFace(sample: .assertedOnly, count: policy.thinBelow, fill: first, marks: [])
      items.append(sample(face))
    }
    if states.contains(.unsourced) {
      items.append(
        sample(CellFace(sample: .unsourced, marks: []))
      )
    }
    if states.contains(.inferredOnly) {
      items.append(
        sample(CellFace(sample: .inferredOnly, marks: []))
      )
    }
    if states.contains(.conflicting) {
      let face = CellFace(sample: .conflicting, count: 3, against: 2, fill: first, marks: [])
      items.append(sample(face))
    }
    if states.contains(.opposed) {
      let face = CellFace(sample: .opposed, against: 2, marks: [])
      items.append(sample(face))
    }
    if states.contains(.searchedEmpty) {
      var face = CellFace(sample: .searchedEmpty, marks: [])
      face.showsWord = showsWords
      items.append(sample(face))
    }
    if states.contains(.notSearched) {
      items.append(
        sample(CellFace(sample: .notSearched, marks: []))
      )
    }
    if let face = all.first(where: \.isFiltered) {
      items.append(sample(face, "Filtered", "something unselected"))
    }
    if let below = all.compactMap(\.below).first(where: \.isBlank) {
      var face = CellFace(sample: .covered, fill: first, marks: [])
      (face.caption, face.below) = ("", below)
      let hasGaps = all.contains { $0.below?.gaps ?? 0 > 0 }
      let hasUnknown = all.contains { $0.below?.notSearched ?? 0 > 0 }
      let parts = [hasGaps ? "gaps" : "", hasUnknown ? "not searched" : ""].filter { !$0.isEmpty }
      items.append(sample(face, "Folded below", "share: \(parts.joined(separator: ", then "))"))
    }
    let marks = Set(faces.flatMap(\.marks))
    for mark in [CellMark.stale, .preliminary, .singleSource] where marks.contains(mark) {
      items.append(corner(mark))
    }
    let types = EvidenceType.allCases.filter { type in faces.contains { $0.strongest == type } }
    if let first = types.first {
      let names = types.map { "\($0.letter) \($0.word)" }.joined(separator: ", ")
      items.append(
        LegendItem(width: 14, title: "Strongest evidence", detail: names) { canvas, point in
          let box = Box(point.x, point.y - 6, 14, 12)
          canvas.rect(box, .fill(0), radius: 1)
          CellPainter.letter(first, in: box, on: &canvas)
        }
      )
    }
    return items + recordItems(all)
  }

  private func sample(
    _ face: CellFace,
    _ title: String? = nil,
    _ detail: String? = nil
  ) -> LegendItem {
    LegendItem(
      width: MapStyle.cellWidth,
      title: title ?? Naming.capitalised(face.state.name),
      detail: detail ?? face.state.explanation(under: policy),
      sign: face.signedText
    ) { canvas, point in
      let box = Box(point.x, point.y - 7.5, MapStyle.cellWidth, 15)
      CellPainter(face: face, box: box).paint(on: &canvas)
    }
  }

  private func corner(_ mark: CellMark) -> LegendItem {
    LegendItem(
      width: 12,
      title: Naming.capitalised(mark.name),
      detail: mark.explanation(under: policy)
    ) { canvas, point in
      let box = Box(point.x, point.y - 6, 12, 12)
      canvas.rect(box, .fill(0), radius: 1)
      CellPainter.mark(mark, in: box, on: &canvas)
    }
  }

  private func ramp(_ used: [Int]) -> LegendItem {
    let classes = Figures.classes(from: policy.thinBelow, limits: policy.classLimits)
    let labels = used.filter { $0 < classes.count }.map { (fill: $0, text: classes[$0]) }
    let size = MapStyle.TypeSize.head
    let widths = labels.map { max(23, TextMeasure.room($0.text, size: size, bold: true) + 3) }
    return LegendItem(
      width: widths.reduce(0, +),
      title: Naming.capitalised(CellState.covered.name),
      detail: counted ?? CellState.covered.explanation(under: policy),
      sign: labels.map(\.text).joined(separator: ", ")
    ) {
      canvas,
      point in
      var x = point.x
      for (label, width) in zip(labels, widths) {
        canvas.rect(Box(x, point.y - 7.5, width, 15), .fill(label.fill))
        canvas.text(
          label.text,
          at: Point(x + width / 2, point.y + 2.6),
          size: size,
          bold: true,
          anchor: .middle
        )
        x += width
      }
    }
  }
}
