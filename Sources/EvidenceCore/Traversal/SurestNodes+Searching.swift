extension SurestNodes {
  /// What a statement states of how sure it is.
  struct Confidences {
    let stated: SparseColumn<UInt64>
    /// The confidence where none is stated; what is no number leads nowhere.
    let unstated: Double

    @inline(__always)
    subscript(_ edge: Int) -> Double {
      let bits = stated[edge]
      return bits == StatementColumns.unknown ? unstated : Double(bitPattern: bits)
    }
  }

  /// Goes on from the surest node until that is the one that is looked for.
  ///
  /// - Parameter steps: the statements that are looked at are added to it.
  /// - Returns: the number of its label; `nil` where there is no way.
  /// - Complexity: O((*n* + *m*) log *m*) at most.
  mutating func search(
    from start: UInt32,
    to end: UInt32,
    _ rows: AdjacentRows,
    _ confidences: Confidences,
    _ steps: inout Int
  ) -> Int? {
    begin(at: start)
    while counts.heap > 0 {
      reserve(rows.degree(of: labels[Int(heap[0].label)].node))
      let found = Self.search(
        end,
        rows,
        confidences,
        &places,
        &labels,
        &heap,
        &counts,
        &steps
      )
      if let found { return found }
    }
    return nil
  }

  /// Goes on as long as there is room.
  private static func search(
    _ end: UInt32,
    _ rows: AdjacentRows,
    _ confidences: Confidences,
    _ places: inout Column<UInt32>,
    _ labels: inout [Label],
    _ heap: inout [Entry],
    _ counts: inout Counts,
    _ steps: inout Int
  ) -> Int? {
    places.withMutableValues { places in
      var places = places.mutableSpan
      var labels = labels.mutableSpan
      var heap = heap.mutableSpan
      var known = counts
      defer { counts = known }
      while known.heap > 0 {
        let top = heap[0]
        let label = labels[Int(top.label)]
        if label.node == end { return Int(top.label) }
        let isSurest = top.sureness == label.sureness
        let (outgoing, incoming) = isSurest ? rows.rows(of: label.node) : (0..<0, 0..<0)
        let degree = outgoing.count + incoming.count
        if known.labels + degree > labels.count || known.heap + degree > heap.count { break }
        known.heap -= 1
        sink(heap[known.heap], in: &heap, known.heap)
        steps += degree
        for place in outgoing where rows.isWalked(place) {
          let sureness = top.sureness * confidences[place]
          let found = Label(
            sureness: sureness,
            node: rows.target(place),
            origin: top.label,
            edge: UInt32(place)
          )
          reach(found, &places, &labels, &heap, &known)
        }
        for place in incoming {
          let edge = rows.edge(incoming: place)
          guard rows.isWalked(Int(edge)) else { continue }
          let sureness = top.sureness * confidences[Int(edge)]
          let found = Label(
            sureness: sureness,
            node: rows.source(place),
            origin: top.label,
            edge: edge
          )
          reach(found, &places, &labels, &heap, &known)
        }
      }
      return nil
    }
  }

  /// Notes a way to a node, unless one is known that is as sure.
  @inline(__always)
  private static func reach(
    _ found: Label,
    _ places: inout MutableSpan<UInt32>,
    _ labels: inout MutableSpan<Label>,
    _ heap: inout MutableSpan<Entry>,
    _ counts: inout Counts
  ) {
    var number = Int(places[Int(found.node)])
    let isKnown = number < counts.labels && labels[number].node == found.node
    guard found.sureness > (isKnown ? labels[number].sureness : -1) else { return }
    if !isKnown {
      number = counts.labels
      counts.labels += 1
      places[Int(found.node)] = UInt32(number)
    }
    labels[number] = found
    rise(Entry(sureness: found.sureness, label: UInt32(number)), in: &heap, counts.heap)
    counts.heap += 1
  }
}
