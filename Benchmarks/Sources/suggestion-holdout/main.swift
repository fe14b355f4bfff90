import EvidenceCore
import Foundation

let usage = """
  usage: suggestion-holdout GRAPH [--seed N] [--hide N]

  Hides stated pairs of a measure and a risk of AI Atlas Nexus, one at a time, and
  reports how often the hidden risk is among the first ten that are suggested.
  """

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(64)
}

var path: String?
var seed: UInt64 = 1
var hide: Int?
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--seed":
    guard let number = arguments.popFirst().flatMap({ UInt64($0) }) else { fail(usage) }
    seed = number
  case "--hide":
    guard let number = arguments.popFirst().flatMap({ Int($0) }), number > 0 else { fail(usage) }
    hide = number
  case "--help", "-h":
    print(usage)
    exit(0)
  default:
    if path != nil || argument.hasPrefix("-") { fail(usage) }
    path = argument
  }
}
guard let path else { fail(usage) }

let graph = try ArchiveReader.read(contentsOf: path)
print(try Holdout(graph).report(seed: seed, hiding: hide))
