import EvidenceCore
import Synchronization
import Testing

/// Work on two threads finds, counts and refuses what it does on one.
@Suite struct SideBySideTests {
  private struct Refusal: Error, Equatable { var number: Int }

  @Test(arguments: [false, true]) func bothAreFound(onTwoThreads: Bool) {
    let (a, b) = SideBySide.run(onTwoThreads: onTwoThreads) {
      (0..<10_000).reduce(0, +)
    } _: {
      String(repeating: "b", count: 3)
    }
    #expect(a == 49_995_000)
    #expect(b == "bbb")
  }

  @Test("the error of the first is thrown before that of the second", arguments: [false, true])
  func errorsHaveAnOrder(onTwoThreads: Bool) {
    func run(_ first: Bool, _ second: Bool) throws(Refusal) -> (Int, Int) {
      try SideBySide.run(onTwoThreads: onTwoThreads) { () throws(Refusal) in
        if first { throw Refusal(number: 1) }
        return 1
      } _: { () throws(Refusal) in
        if second { throw Refusal(number: 2) }
        return 2
      }
    }
    #expect(throws: Refusal(number: 1)) { _ = try run(true, true) }
    #expect(throws: Refusal(number: 1)) { _ = try run(true, false) }
    #expect(throws: Refusal(number: 2)) { _ = try run(false, true) }
  }

  @Test("what is counted on either thread is counted", arguments: [false, true])
  func workIsCounted(onTwoThreads: Bool) {
    let steps = WorkCounter.steps {
      _ = SideBySide.run(onTwoThreads: onTwoThreads) {
        WorkCounter.add(20)
      } _: {
        WorkCounter.add(3)
      }
    }
    #expect(steps == 23)
  }

  @Test("a limit ends the work on either thread", arguments: [false, true])
  func limitsEnd(onTwoThreads: Bool) {
    let limit = WorkLimit<Refusal> { () throws(Refusal) in throw Refusal(number: 7) }
    #expect(throws: Refusal(number: 7)) {
      _ = try SideBySide.run(onTwoThreads: onTwoThreads) { () throws(Refusal) in
        1
      } _: { () throws(Refusal) in
        _ = try WorkMeter(limit)
        return 2
      }
    }
  }

  @Test("work may be parted within work that is parted") func nested() {
    @Sendable func sum(_ range: Range<Int>, _ depth: Int) -> Int {
      guard depth > 0, range.count > 1 else { return range.reduce(0, +) }
      let middle = (range.lowerBound + range.upperBound) / 2
      let (low, high) = SideBySide.run(
        onTwoThreads: true,
        { sum(range.lowerBound..<middle, depth - 1) },
        { sum(middle..<range.upperBound, depth - 1) }
      )
      return low + high
    }
    #expect(sum(0..<10_000, 6) == 49_995_000)
  }

  @Test("what is found of parts has their order", arguments: [false, true], [0, 1, 2, 7, 300])
  func partsHaveAnOrder(onTwoThreads: Bool, count: Int) {
    let begun = Mutex(0)
    let found = SideBySide.each(
      Array(0..<count),
      onTwoThreads: onTwoThreads,
      after: { begun.withLock { $0 += 1 } },
      { $0 * $0 }
    )
    #expect(found == (0..<count).map { $0 * $0 })
    #expect(begun.withLock { $0 } == 1)
  }
}
