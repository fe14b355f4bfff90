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
    "EvidenceCore": [
      "Darwin", "Foundation", "Glibc", "Synchronization", "SystemPackage",
    ],
    "EvidenceQuery": ["EvidenceCore", "Darwin", "Glibc", "Synchronization"],
    "EvidenceAnalysis": [
      "EvidenceCore", "EvidenceQuery", "HeapModule", "OrderedCollections", "Synchronization",
    ],
    "EvidenceFormats": [
      "EvidenceCore", "CExpat", "CSerd", "CXLSXWriter", "CZip", "CZlib", "Yams", "Foundation",
      "Synchronization", "SystemPackage",
    ],
    "EvidenceMaps": [
      "EvidenceCore", "EvidenceAnalysis", "CGraphviz", "Foundation", "Synchronization",
    ],
    "evidence": [
      "EvidenceCore", "EvidenceQuery", "EvidenceAnalysis", "EvidenceFormats", "EvidenceMaps",
      "ArgumentParser", "Foundation", "Subprocess", "Synchronization", "System", "SystemPackage",
    ],
  ]

  private static func imports(_ source: Source) -> [(module: String, isPublic: Bool)] {
    source.lines.compactMap { line in
      guard
        let match = line.drop(while: { $0 == " " }).prefixMatch(
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
        if ["Darwin", "Glibc"].contains(module) {
          // C's mathematics, the mapping of files, threads, and nothing else of C.
          let homes = [
            "EvidenceQuery/Functions/CMathematics", "EvidenceCore/Storage/Region",
            "EvidenceCore/Diagnostics/SideBySide",
          ]
          #expect(homes.contains { source.path == "Sources/\($0).swift" }, "\(source.path)")
        }
        if module == "CGraphviz" { #expect(source.folder == "Sources/EvidenceMaps/Graphviz") }
        if module == "CExpat" { #expect(source.folder == "Sources/EvidenceFormats/Reading") }
        if ["CXLSXWriter", "CZip"].contains(module) {
          #expect(source.folder == "Sources/EvidenceFormats/Workbooks")
        }
      }
    }
  }

  @Test("the walks of CONTRIBUTING go by files that are there, and never back") func walks() throws
  {
    let page = try String(
      contentsOf: SharedData.packageRoot.appending(path: "CONTRIBUTING.md"),
      encoding: .utf8
    )
    let part = try #require(
      page.components(separatedBy: "## Two walks\n").last?.components(separatedBy: "\n## ").first
    )
    let steps = part.matches(of: #/ {4}(\w+/\w+) +([\w+]+\.swift) +/#)
    #expect(steps.count == 11)
    for step in steps {
      let path = "Sources/\(step.1)/\(step.2)"
      let file = SharedData.packageRoot.appending(path: path).path
      #expect(FileManager.default.fileExists(atPath: file), "\(path)")
    }
    let folders = steps.map { String($0.1) }
    #expect(Set(folders.prefix(6)).count == 6 && Set(folders.suffix(5)).count == 5)
  }

  @Test("each arrow of the manifest is used by an import") func arrowsAreUsed() throws {
    let manifest = try String(
      contentsOf: SharedData.packageRoot.appending(path: "Package.swift"),
      encoding: .utf8
    )
    for module in Self.allowed.keys.sorted() {
      let imported = Set(
        Self.sources.filter { $0.module == module }.flatMap { Self.imports($0) }.map(\.module)
      )
      let head = /\.(?:executableT|t)arget\(\s*name: "(\w+)",\s*dependencies: \[/
      let start = try #require(
        manifest.matches(of: head).first { $0.1 == module }?.range.upperBound
      )
      var (depth, end) = (1, start)
      while depth > 0, end < manifest.endIndex {
        if manifest[end] == "[" { depth += 1 }
        if manifest[end] == "]" { depth -= 1 }
        end = manifest.index(after: end)
      }
      let list = manifest[start..<end]
        .replacing(/package: "[^"]*"/, with: "").replacing(/traits: \[[^\]]*\]/, with: "")
      for match in list.matches(of: /"(\w+)"/) {
        #expect(imported.contains(String(match.1)), "\(module) → \(match.1)")
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
          // The one place that promises the compiler more than it can check.
          if name == "@unchecked Sendable", code.hasPrefix("final class Region:") { continue }
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
    let doors = [
      "Inputs", "Console", "StandingGraph", "StaleSnapshot", "KeptSnapshot", "PagePrinter",
      "BrowserPrint",
    ]
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

  @Test("the signs of states, and the words of what is inferred, stand in one place each")
  func signsStandInOneTable() throws {
    let homes = [
      "▫○⊙": ["CellState+Words.swift"],
      // A difference writes two numbers in a cell; a path joins what matches.
      "↔≈": ["CellState+Words.swift", "DiffCell.swift", "DiffLegend.swift", "ChainWords.swift"],
    ]
    let page = SharedData.packageRoot.appendingPathComponent("Sources/EvidenceMaps/Report/Page")
    let scripts = try FileManager.default.contentsOfDirectory(atPath: page.path)
      .filter { $0.hasSuffix(".js") }
    #expect(!scripts.isEmpty)
    for name in scripts {
      let script = try String(contentsOf: page.appendingPathComponent(name), encoding: .utf8)
      for word in homes.keys.joined().map(String.init) + ["'chaining'", "'lexical'", "c-thin"] {
        #expect(!script.contains(word), "\(name) says \(word) itself")
      }
    }
    for source in Self.sources where source.module != "EvidenceFormats" {
      let code = source.lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined()
      for (signs, files) in homes where !files.contains(where: { source.path.hasSuffix("/\($0)") })
      {
        #expect(!signs.contains { code.contains($0) }, "\(source.path) holds a sign of \(signs)")
      }
      #expect(
        !code.contains(".isInference") || source.path.hasSuffix("/EvidenceGraph+Inferred.swift"),
        "\(source.path) decides what is inferred"
      )
    }
  }

  @Test(
    "every public case says what it means",
    arguments: ["EvidenceCore", "EvidenceAnalysis", "EvidenceMaps"]
  )
  func casesAreDocumented(module: String) {
    for source in Self.sources where source.module == module {
      var indent: Int?
      for (number, line) in source.lines.enumerated() {
        let blanks = line.prefix { $0 == " " }.count
        if line.prefixMatch(of: /\s*public (indirect )?enum\b/) != nil { indent = blanks }
        guard let outer = indent else { continue }
        if line.hasPrefix(String(repeating: " ", count: outer) + "}") { indent = nil }
        guard blanks == outer + 2, line.dropFirst(blanks).hasPrefix("case ") else { continue }
        #expect(
          number > 0 && source.lines[number - 1].drop { $0 == " " }.hasPrefix("///"),
          "\(source.path):\(number + 1) is a public case without a word"
        )
      }
    }
  }

  @Test("every public property of a map says what it means")
  func propertiesAreDocumented() {
    let maps = Self.sources.filter { $0.module == "EvidenceMaps" && !$0.path.contains("/Report/") }
    #expect(maps.count > 40)
    for source in maps {
      for (number, line) in source.lines.enumerated()
      where line.contains(" public ") && (line.contains(" let ") || line.contains(" var ")) {
        #expect(
          number > 0 && source.lines[number - 1].drop { $0 == " " }.hasPrefix("///"),
          "\(source.path):\(number + 1) is a public property without a word"
        )
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
