/// The places nearest to where things would like to stand, in a given order and no closer than
/// given distances.
///
/// Least squares under an order, by pooling of neighbours that stand in each other's way.
/// Source: R. E. Barlow et al., "Statistical Inference under Order Restrictions", Wiley 1972.
enum OrderedFit {
  /// - Parameters:
  ///   - wanted: where each would like to stand.
  ///   - weights: how much each insists, all above 0.
  ///   - distances: the least distance from each to the next; one fewer than things.
  /// - Returns: the places that minimise the weighted sum of squares of the ways moved.
  /// - Complexity: O(*n*).
  static func places(_ wanted: [Double], weights: [Double], distances: [Double]) -> [Double] {
    struct Block {
      var mean: Double
      var weight: Double
      var count: Int
    }
    var offset = 0.0
    var offsets: [Double] = []
    var blocks: [Block] = []
    for index in wanted.indices {
      if index > 0 { offset += distances[index - 1] }
      offsets.append(offset)
      var block = Block(mean: wanted[index] - offset, weight: weights[index], count: 1)
      while let last = blocks.last, last.mean > block.mean {
        blocks.removeLast()
        let weight = last.weight + block.weight
        block = Block(
          mean: (last.mean * last.weight + block.mean * block.weight) / weight,
          weight: weight,
          count: last.count + block.count
        )
      }
      blocks.append(block)
    }
    var places: [Double] = []
    places.reserveCapacity(wanted.count)
    for block in blocks {
      for _ in 0..<block.count { places.append(block.mean + offsets[places.count]) }
    }
    return places
  }
}
