internal import ArgumentParser
internal import EvidenceCore
internal import EvidenceFormats
internal import Foundation

/// A folder for a graph of one's own.
struct NewCommand: ExampledCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Start a graph of your own: a folder with a recipe, example sheets and a README.",
    discussion: """
      The folder holds a recipe with two schemes, their concepts, and coding sheets of papers, measures \
      and statements with an example row each; its README says how they make a graph. What is there \
      already is never written over.
      """
  )
  static let examples = [
    "evidence new our-risks",
    "evidence new our-models --title \"Risks of our models\" --as-of 2026-01-31",
  ]

  @Argument(help: "The folder to make.") var folder: String
  @Option(help: "The title of the graph; the folder's name where unsaid.") var title: String?
  @Option(help: "The day that the graph speaks of, as 2026-01-31.") var asOf: String?

  func validate() throws {
    guard let asOf else { return }
    let parts = asOf.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ Int($0) != nil }) else {
      throw ValidationError("--as-of takes a day, as 2026-01-31")
    }
  }

  func run() throws {
    let url = URL(fileURLWithPath: folder, isDirectory: true)
    let standing = try? FileManager.default.contentsOfDirectory(atPath: url.path)
    if let standing, !standing.isEmpty {
      throw EvidenceError(
        "folder-not-empty",
        "'\(folder)' is there already and is not empty",
        hint: "name a folder that is not there; nothing was written"
      )
    }
    do {
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    } catch {
      throw EvidenceError(
        "unwritable",
        "'\(folder)' cannot be made: \(error.localizedDescription)"
      )
    }
    let starter = StarterFolder(title: title ?? url.lastPathComponent, asOf: asOf)
    for file in starter.files {
      try Console.write(Array(file.text.utf8), to: url.appendingPathComponent(file.name).path)
    }
    Console.print("made \(folder): \(starter.files.map(\.name).joined(separator: ", "))\n")
    Console.complain("next: cd \(ShellText.quoted(folder)), and read its README.md")
  }
}
