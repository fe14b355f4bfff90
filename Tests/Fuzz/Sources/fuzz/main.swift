import Foundation
import FuzzReaders
import Synchronization

// fuzz READER [--seconds N] [--seed N] [--input FILE] [--corpus DIR]
//
// Changes small inputs at random and hands them to one reader, until the time is up or something
// does not hold. The input being tried is kept in `fuzz-READER.input` in the temporary folder, so
// that it is there after a crash.

let usage =
  "usage: fuzz READER [--seconds N] [--seed N] [--input FILE] [--corpus DIR]; readers: "
  + Reader.allCases.map(\.rawValue).joined(separator: ", ")

func stop(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(1)
}

var arguments = Array(CommandLine.arguments.dropFirst())
guard let name = arguments.first, let reader = Reader(rawValue: name) else { stop(usage) }
arguments.removeFirst()
var seconds = 60.0
var seed: UInt64 = 1
var input: String?
var folder: String?
while let option = arguments.first {
  guard arguments.count > 1 else { stop(usage) }
  switch option {
  case "--seconds": seconds = Double(arguments[1]) ?? 60
  case "--seed": seed = UInt64(arguments[1]) ?? 1
  case "--input": input = arguments[1]
  case "--corpus": folder = arguments[1]
  default: stop(usage)
  }
  arguments.removeFirst(2)
}

if let input {
  guard let data = FileManager.default.contents(atPath: input) else {
    stop("cannot read '\(input)'")
  }
  if let fault = reader.check(Array(data)) { stop("\(name): \(fault)") }
  print("\(name): holds")
  exit(0)
}

// What libFuzzer begins with.
if let folder {
  for (index, bytes) in reader.corpus.enumerated() {
    let path = "\(folder)/\(name)-\(index + 1)"
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes)) else {
      stop("cannot write '\(path)'")
    }
  }
  exit(0)
}

// Four gigabytes are enough for 64 KiB of input, and ten seconds are.
var memory = rlimit(rlim_cur: 4 << 30, rlim_max: 4 << 30)
setrlimit(__rlimit_resource_t(UInt32(RLIMIT_AS.rawValue)), &memory)
let kept = FileManager.default.temporaryDirectory.appendingPathComponent("fuzz-\(name).input").path
let file = open(kept, O_RDWR | O_CREAT | O_TRUNC, 0o600)
guard file >= 0 else { stop("cannot write '\(kept)'") }
let current = Atomic<Int>(0)
let watch = Thread {
  var last = -1
  while true {
    Thread.sleep(forTimeInterval: 10)
    let now = current.load(ordering: .relaxed)
    if now == last { stop("\(name): an input takes more than 10 seconds: \(kept)") }
    last = now
  }
}
watch.start()

var mutator = Mutator(reader, seed: seed)
for bytes in reader.corpus {
  if let fault = reader.check(bytes) { stop("\(name): the corpus does not hold: \(fault)") }
}
let end = Date().addingTimeInterval(seconds)
var count = 0
while Date() < end {
  let bytes = mutator.next()
  ftruncate(file, 0)
  _ = pwrite(file, bytes, bytes.count, 0)
  count += 1
  current.store(count, ordering: .relaxed)
  if let fault = reader.check(bytes) {
    stop("\(name): input \(count) of seed \(seed) (\(kept)): \(fault)")
  }
}
unlink(kept)
print("\(name): \(count) inputs of seed \(seed) hold")
