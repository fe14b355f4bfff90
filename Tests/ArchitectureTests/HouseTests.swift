import EvidenceTestSupport
import Foundation
import Testing

/// The rules of the house, read off the sources.
@Suite struct HouseTests {
  struct Source {
    var path: String
    var lines: [Substring]
    var module: String { String(path.split(separator: "/")[1]) }
    var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
  }

  static let sources: [Source] = {
    let root = SharedData.packageRoot.appendingPathComponent("Sources")
    let files =
      FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return files.filter { $0.hasSuffix(".swift") }.sorted().compactMap { file in
      let url = root.appendingPathComponent(file)
      guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
      return Source(
        path: "Sources/\(file)",
        lines: text.split(separator: "\n", omittingEmptySubsequences: false)
      )
    }
  }()

  static let allowed: [String: Set<String>] = [
    "EvidenceCore": ["Foundation", "OrderedCollections", "Synchronization", "SystemPackage"],
    "EvidenceQuery": ["EvidenceCore"],
    "EvidenceAnalysis": [
      "EvidenceCore", "EvidenceQuery", "HeapModule", "OrderedCollections",
    ],
    "EvidenceFormats": ["EvidenceCore", "Yams", "Foundation", "SystemPackage"],
    "EvidenceMaps": [
      "EvidenceCore", "EvidenceQuery", "EvidenceAnalysis", "CGraphviz", "Foundation",
    ],
    "evidence": [
      "EvidenceCore", "EvidenceQuery", "EvidenceAnalysis", "EvidenceFormats", "EvidenceMaps",
      "ArgumentParser", "Foundation", "Subprocess", "Synchronization", "System", "SystemPackage",
    ],
  ]

  private static func imports(_ source: Source) -> [(module: String, isPublic: Bool)] {
    source.lines.compactMap { line in
      guard
        let match = line.prefixMatch(
          of:
            /(?:@\w+ )?(public |package |internal |private )?import (?:struct |func |class )?(\w+)/
        )
      else { return nil }
      return (String(match.2), match.1 == "public ")
    }
  }

  @Test func sourcesAreFound() { #expect(Self.sources.count > 100) }

  @Test("arrows point where the design says") func arrowsPointRight() {
    for source in Self.sources {
      for (module, _) in Self.imports(source) {
        #expect(
          Self.allowed[source.module]?.contains(module) == true,
          "\(source.path) imports \(module)"
        )
        if module == "CGraphviz" { #expect(source.folder == "Sources/EvidenceMaps/Graphviz") }
      }
    }
  }

  @Test("Foundation stays at the edges and out of public signatures")
  func foundationStaysAtTheEdges() {
    let edges = ["Sources/EvidenceCore/Archive", "Sources/EvidenceMaps/Graphviz"]
    for source in Self.sources {
      for (module, isPublic) in Self.imports(source) where module == "Foundation" {
        #expect(!isPublic, "\(source.path)")
        #expect(
          source.module == "evidence" || source.module == "EvidenceFormats"
            || edges.contains(source.folder),
          "\(source.path)"
        )
      }
    }
  }

  @Test("nothing that the house forbids") func nothingForbidden() {
    let forbidden: [(Regex<Substring>, String)] = [
      (/\btry!/, "try!"), (/@unchecked Sendable/, "@unchecked Sendable"),
      (/-Ounchecked/, "-Ounchecked"), (/\bas!/, "as!"),
    ]
    for source in Self.sources {
      #expect(source.lines.count <= 600, "\(source.path) has \(source.lines.count) lines")
      for (number, line) in source.lines.enumerated() {
        let code = line.trimmingCharacters(in: .whitespaces)
        if code.hasPrefix("//") { continue }
        for (pattern, name) in forbidden {
          #expect(code.firstMatch(of: pattern) == nil, "\(source.path):\(number + 1) \(name)")
        }
        if source.module != "evidence" {
          for name in ["standardInput", "standardOutput", "standardError", "_FILENO"] {
            #expect(!code.contains(name), "\(source.path):\(number + 1) knows a standard file")
          }
          #expect(
            code.firstMatch(of: /\b(print|exit|fatalError)\(/) == nil,
            "\(source.path):\(number + 1) prints or exits"
          )
          #expect(
            code.firstMatch(of: /\bDate\(\)|\bgetenv\(|ProcessInfo\.processInfo\.environment/)
              == nil
              || source.folder == "Sources/EvidenceMaps/Graphviz",
            "\(source.path):\(number + 1) reads the clock or the environment"
          )
        }
      }
    }
  }

  @Test("the command opens files only where it knows what it reads and writes")
  func filesAreOpenedInOnePlace() {
    let doors = ["Inputs", "Console", "StandingGraph", "PagePrinter"]
    let openings = [
      "String(contentsOf", "Data(contentsOf", "ead(contentsOf", "eporting(contentsOf",
      "contents(atPath", "FileHandle", "AtomicFile.write", "InputFile(", "fopen(",
    ]
    for source in Self.sources where source.module == "evidence" {
      let name = source.path.split(separator: "/").last?.dropLast(".swift".count) ?? ""
      guard !doors.contains(String(name)) else { continue }
      for (number, line) in source.lines.enumerated() {
        let opening = openings.first { line.contains($0) }
        #expect(opening == nil, "\(source.path):\(number + 1) opens a file")
      }
    }
  }

  @Test("no module bears the name of a type, and folders go in no circle")
  func foldersGoInNoCircle() {
    var owner: [String: String] = [:]
    var shared: Set<String> = []
    var words: [String: Set<String>] = [:]
    for source in Self.sources {
      let code = Self.code(source)
      for match in code.matches(of: /\b(?:struct|class|enum|actor|protocol|typealias)\s+([A-Z]\w*)/)
      {
        let name = String(match.1)
        #expect(!Self.allowed.keys.contains(name), "\(source.path) defines \(name)")
        if let other = owner[name], other != source.folder { shared.insert(name) }
        owner[name] = source.folder
      }
      words[source.folder, default: []].formUnion(
        code.matches(of: /\b[A-Z]\w+\b/).map { String($0.0) }
      )
    }
    var uses: [String: Set<String>] = [:]
    for (folder, names) in words {
      for name in names where !shared.contains(name) {
        if let other = owner[name], other != folder { uses[folder, default: []].insert(other) }
      }
    }
    for folder in uses.keys.sorted() {
      var reached: Set<String> = []
      var queue = Array(uses[folder] ?? [])
      while let next = queue.popLast() {
        guard reached.insert(next).inserted else { continue }
        queue += uses[next] ?? []
      }
      #expect(!reached.contains(folder), "\(folder) uses itself in a circle")
    }
  }

  /// A source without comments and texts.
  private static func code(_ source: Source) -> String {
    source.lines.filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }
      .map { $0.replacing(/"(?:\\.|[^"\\])*"/, with: "") }
      .joined(separator: "\n")
  }
}
