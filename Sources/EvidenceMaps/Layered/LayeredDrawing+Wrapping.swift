extension LayeredDrawing {
  /// One chain in rows, each begun at the left where the last one ended at the right: for chains that
  /// are longer than a page is wide.
  ///
  /// - Returns: `nil` where the boxes make no single chain.
  func wrapped(width room: Double) -> Placed? {
    let order = nodes.indices.sorted { nodes[$0].layer < nodes[$1].layer }
    let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    guard Set(nodes.map(\.layer)).count == nodes.count,
      edges.allSatisfy({ abs((place[$0.from] ?? 0) - (place[$0.to] ?? 0)) == 1 })
    else { return nil }
    let gap = 16.0
    var boxes = [Box](repeating: Box(0, 0, 0, 0), count: nodes.count)
    var (x, rows) = (0.0, [[Int]]())
    for index in order {
      let words = edges.filter { place[$0.to] == place[index] || place[$0.from] == place[index] }
        .filter { min(place[$0.from] ?? 0, place[$0.to] ?? 0) == (place[index] ?? 0) - 1 }
      let needed = (words.compactMap { $0.label?.width }.max() ?? 0) + 2 * gap
      let start = rows.isEmpty ? 0 : x + needed
      if rows.isEmpty || start + nodes[index].width > room {
        rows.append([])
        x = 0
      } else {
        x = start
      }
      boxes[index] = Box(x, 0, nodes[index].width, nodes[index].height)
      x += nodes[index].width
      rows[rows.count - 1].append(index)
    }
    var y = 0.0
    for row in rows {
      let height = row.map { nodes[$0].height }.max() ?? 0
      for index in row { boxes[index].y = y + (height - boxes[index].height) / 2 }
      y += height + 44
    }
    var labels: [Box?] = []
    var lines: [(Spline, Spline?)] = []
    for edge in edges {
      let (from, to) = (boxes[edge.from], boxes[edge.to])
      let points = LayeredDrawing.way(from, to)
      guard let label = edge.label else {
        labels.append(nil)
        lines.append((Spline(through: points), nil))
        continue
      }
      // The words stand in the longest stretch.
      let turn = points.count > 2 ? 1 : 0
      let middle = points[turn].toward(points[turn + 1], 0.5)
      let box = Box(center: middle, width: label.width, height: label.height)
      labels.append(box)
      let isBack = points[turn + 1].x < points[turn].x
      let (near, far) = (isBack ? box.right : box.x, isBack ? box.x : box.right)
      lines.append(
        (
          Spline(through: points[...turn] + [Point(near, middle.y)]),
          Spline(through: [Point(far, middle.y)] + points[(turn + 1)...])
        )
      )
    }
    let widest = boxes.map(\.right).max() ?? 0
    return Placed(boxes: boxes, labels: labels, lines: lines, width: widest, height: y - 44)
  }

  /// The corners of the way from one box to another: straight on in a row, else down and back between
  /// two rows.
  private static func way(_ from: Box, _ to: Box) -> [Point] {
    if abs(from.center.y - to.center.y) < 1 {
      return from.x < to.x
        ? [Point(from.right, from.center.y), Point(to.x, to.center.y)]
        : [Point(from.x, from.center.y), Point(to.right, to.center.y)]
    }
    if from.y < to.y {
      let between = (from.bottom + to.y) / 2
      return [
        Point(from.center.x, from.bottom), Point(from.center.x, between),
        Point(to.center.x, between), Point(to.center.x, to.y),
      ]
    }
    let between = (to.bottom + from.y) / 2
    return [
      Point(from.center.x, from.y), Point(from.center.x, between), Point(to.center.x, between),
      Point(to.center.x, to.bottom),
    ]
  }
}

extension Spline {
  /// Straight lines through some points.
  init(through points: some Collection<Point>) {
    self.init(
      curves: zip(points, points.dropFirst()).flatMap { Spline(from: $0, to: $1).curves }
    )
  }
}
