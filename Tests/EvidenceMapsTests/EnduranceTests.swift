import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@testable import EvidenceAnalysis
@testable import EvidenceMaps

/// Many renders, many callers, and input in any order.
@Suite struct EnduranceTests {
  static func graph(shuffled seed: UInt64? = nil, drop: Bool = false) throws -> EvidenceGraph {
    var nodes: [Node] = []
    var statements: [Statement] = []
    for code in 1...4 {
      nodes.append(
        Node(Key("types@1:\(code)"), .taxonomyNode, label: "Type \(code)", scheme: "types@1")
      )
      nodes.append(
        Node(Key("risks@1:\(code)"), .riskDomain, label: "Risk \(code)", scheme: "risks@1")
      )
    }
    for index in 0..<12 {
      let (paper, mitigation) = (Key("doi:10.1/\(index)"), Key("mitigation:m\(index)"))
      nodes.append(Node(paper, .paper, label: "Made-up paper \(index)"))
      nodes.append(Node(mitigation, .mitigation, label: "Made-up mitigation \(index)"))
      func state(_ from: Key, _ relation: Relation, _ to: Key) {
        statements.append(
          Statement(from, relation, to, source: paper, via: "set \(index % 2)", confidence: 0.7)
        )
      }
      state(paper, .proposes, mitigation)
      state(mitigation, .classifiedAs, Key("types@1:\(index % 3 + 1)"))
      if !drop || index % 5 > 0 { state(mitigation, .addresses, Key("risks@1:\(index % 4 + 1)")) }
    }
    if let seed {
      var random = SeededGenerator(seed: seed)
      nodes.shuffle(using: &random)
      statements.shuffle(using: &random)
    }
    var builder = GraphBuilder(
      header: GraphHeader(
        title: "Made-up",
        asOf: "2025-12-03",
        schemes: [Scheme(id: "types@1", title: "Types"), Scheme(id: "risks@1", title: "Risks")]
      )
    )
    for node in nodes { builder.add(node) }
    for statement in statements { builder.add(statement) }
    return try builder.build()
  }

  static func maps(shuffled seed: UInt64? = nil) throws -> AllMaps {
    try AllMaps(try graph(shuffled: seed), try graph(shuffled: seed, drop: true))
  }

  @Test(arguments: 0..<6) func theOrderOfInputChangesNoMap(seed: UInt64) throws {
    let (one, other) = (try Self.maps(), try Self.maps(shuffled: seed))
    #expect(one.dots() == other.dots())
    for ((kind, a), (_, b)) in zip(try one.drawn(), try other.drawn()) {
      #expect(a == b, "\(kind)")
    }
    guard LayoutDoor.isOpen else { return }
    for kind in AllMaps.kinds.indices { #expect(try one.plain(kind) == other.plain(kind)) }
  }

  @Test func eightCallersDrawTheSameBytes() async throws {
    let alone = try Self.maps().drawn().map(\.1)
    let answers = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<8 { group.addTask { try Self.maps().drawn().map(\.1) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.count == 8)
    for answer in answers { #expect(answer == alone) }
  }

  static let isAlone = ProcessInfo.processInfo.environment["EVIDENCE_ALONE"] == "1"
  static let canMeasure = FileManager.default.isReadableFile(atPath: "/proc/self/status")

  /// The resident memory of the process, in bytes.
  static func resident() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
    return try #require(line.split(separator: " ").compactMap { Int($0) }.first) * 1024
  }

  /// Measured in a process of its own, because other tests run beside this one.
  @Test(.enabled(if: canMeasure && LayoutDoor.isOpen, "needs /proc and Graphviz"))
  func aThousandRendersKeepTheMemory() throws {
    guard Self.isAlone else {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
      process.arguments = [
        "--testing-library", "swift-testing", "--filter", "aThousandRendersKeepTheMemory",
      ]
      process.environment = ProcessInfo.processInfo.environment.merging(
        ["EVIDENCE_ALONE": "1"]
      ) { $1 }
      let output = Pipe()
      process.standardOutput = output
      process.standardError = output
      try process.run()
      let said = String(
        decoding: output.fileHandleForReading.readDataToEndOfFile(),
        as: UTF8.self
      )
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(said.suffix(600))")
      #expect(said.contains("resident memory grew by"), "\(said.suffix(600))")
      return
    }
    let maps = try Self.maps()
    func draw(_ count: Int) throws {
      for index in 0..<count {
        switch index % 4 {
        case 0: _ = try maps.overview.svg()
        case 1: _ = try maps.paths.svg()
        case 2: _ = try maps.plain(index / 4 % AllMaps.kinds.count)
        default: _ = try maps.gaps.svg()
        }
      }
    }
    try draw(120)
    let before = try Self.resident()
    try draw(1_000)
    let grown = try Self.resident() - before
    print("resident memory grew by \(grown / 1024) KiB in 1,000 renders")
    #expect(grown < 5 << 20)
  }
}
