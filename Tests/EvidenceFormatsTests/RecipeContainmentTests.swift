import EvidenceCore
import EvidenceTestSupport
import Foundation
import Testing

@testable import EvidenceFormats

/// A recipe reads what is its own, and nothing else.
@Suite struct RecipeContainmentTests {
  static func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    for folder in ["mine", "mine/deep", "data", "data/deep"] {
      mkdir(sandbox.path(folder), 0o755)
    }
    for name in ["secret.csv", "mine/own.csv", "mine/deep/own.csv", "data/raw.csv"] {
      try sandbox.write("id\na\n", to: name)
    }
    symlink("../secret.csv", sandbox.path("mine/out.csv"))
    symlink("..", sandbox.path("mine/up"))
    symlink("deep/own.csv", sandbox.path("mine/in.csv"))
    mkfifo(sandbox.path("mine/pipe.csv"), 0o644)
    return sandbox
  }

  static func recipe(_ field: String, _ path: String) -> String {
    """
    recipe: 1
    sources:
      - \(field): "\(path)"
        form: csv
        rows:
          - nodes: [{key: "risk:{id}", kind: Risk}]

    """
  }

  @Test(
    "nothing outside the folder, no pipe and no device is read",
    arguments: ["path", "table"],
    [
      "../secret.csv", "deep/../../secret.csv", "out.csv", "up/secret.csv", "/etc/passwd",
      "../../../../../../../../etc/passwd", "pipe.csv", "..", "/dev/zero", "up/../secret.csv",
    ]
  )
  func outside(field: String, path: String) throws {
    let sandbox = try Self.sandbox()
    try sandbox.write(Self.recipe(field, path), to: "mine/recipe.yaml")
    let error = #expect(throws: EvidenceError.self) {
      try Importer.run(ImportRequest(files: [sandbox.path("mine/recipe.yaml")]))
    }
    let finding = try #require(error?.diagnostics.first)
    #expect(["source-outside", "source-no-file"].contains(finding.code), "\(finding)")
    #expect(finding.place?.file == sandbox.path("mine/recipe.yaml"))
    #expect(finding.place?.line == 3)
    #expect(finding.message.contains("'\(path)'"))
  }

  @Test("what lies below is read, by links too", arguments: ["own.csv", "deep/own.csv", "in.csv"])
  func inside(path: String) throws {
    let sandbox = try Self.sandbox()
    try sandbox.write(Self.recipe("table", path), to: "mine/recipe.yaml")
    let result = try Importer.run(ImportRequest(files: [sandbox.path("mine/recipe.yaml")]))
    #expect(result.graph.nodeCount == 1)
  }

  @Test("the folder of the sources is a boundary of its own")
  func sources() throws {
    let sandbox = try Self.sandbox()
    for (path, isRead) in [("raw.csv", true), ("../mine/own.csv", false), ("own.csv", false)] {
      try sandbox.write(Self.recipe("path", path), to: "mine/recipe.yaml")
      let request = ImportRequest(
        files: [sandbox.path("mine/recipe.yaml")],
        sourcesDirectory: sandbox.path("data")
      )
      #expect(((try? Importer.run(request)) != nil) == isRead, "\(path)")
    }
  }

  @Test("a file that the user names is read wherever it lies")
  func named() throws {
    let sandbox = try Self.sandbox()
    try sandbox.write(Self.recipe("path", "secret.csv"), to: "mine/recipe.yaml")
    let result = try Importer.run(
      ImportRequest(files: [sandbox.path("mine/recipe.yaml"), sandbox.path("secret.csv")])
    )
    #expect(result.graph.nodeCount == 1)
  }

  @Test("a file that is cut short while it is read is a shorter file")
  func cutShort() throws {
    let sandbox = try Sandbox()
    for size in [1 << 20, FileBytes.keptLimit + 4096] {
      #expect(FileManager.default.createFile(atPath: sandbox.path("big"), contents: nil))
      truncate(sandbox.path("big"), size)
      let file = try FileBytes(path: sandbox.path("big"))
      #expect(file.count == size)
      truncate(sandbox.path("big"), 10)
      let counts = try [
        file.withBytes { $0.reduce(0) { $0 + 1 + Int($1) } }, file.text().utf8.count,
      ]
      #expect(counts == (size > FileBytes.keptLimit ? [10, 10] : [size, size]))
      #expect(try !file.digest().isEmpty)
    }
  }
}
