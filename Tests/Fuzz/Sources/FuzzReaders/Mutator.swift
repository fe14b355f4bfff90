/// Changes inputs at random: the same seed changes them the same way.
public struct Mutator {
  private var random: SeededGenerator
  private let corpus: [[UInt8]]
  private let words: [[UInt8]]
  /// No input grows beyond this.
  private let limit = 1 << 16

  /// Begins at a seed.
  public init(_ reader: Reader, seed: UInt64) {
    random = SeededGenerator(seed: seed)
    corpus = reader.corpus
    words = reader.words
  }

  /// The next input.
  public mutating func next() -> [UInt8] {
    var bytes = corpus.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...12, using: &random) { change(&bytes) }
    return bytes.count > limit ? Array(bytes[..<limit]) : bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else {
      bytes = words.randomElement(using: &random) ?? []
      return
    }
    let position = Int.random(in: 0..<bytes.count, using: &random)
    let end = min(bytes.count, position + Int.random(in: 1...24, using: &random))
    switch Int.random(in: 0..<11, using: &random) {
    case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
    case 1: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 2: bytes.removeSubrange(position..<end)
    case 3: bytes.insert(contentsOf: bytes[position..<end], at: position)
    case 4, 5, 6:
      let word = words.randomElement(using: &random) ?? []
      if Bool.random(using: &random) {
        bytes.insert(contentsOf: word, at: position)
      } else {
        bytes.replaceSubrange(position..<end, with: word)
      }
    case 7:
      let other = corpus.randomElement(using: &random) ?? []
      let start = Int.random(in: 0...other.count, using: &random)
      bytes = Array(bytes[..<position] + other[start...])
    case 8:
      let part = Array(bytes[position..<end])
      for _ in 0..<Int.random(in: 1...200, using: &random) where bytes.count < limit {
        bytes.insert(contentsOf: part, at: position)
      }
    case 9: swapLines(&bytes)
    default: bytes = Array(bytes[..<position])
    }
  }

  private mutating func swapLines(_ bytes: inout [UInt8]) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    guard lines.count > 1 else { return }
    lines.swapAt(
      Int.random(in: 0..<lines.count, using: &random),
      Int.random(in: 0..<lines.count, using: &random)
    )
    bytes = Array(lines.joined(separator: [0x0A]))
  }
}

/// SplitMix64: the same seed gives the same numbers everywhere (Steele, Lea and Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
