import Foundation
import FuzzReaders

/// The reader that `FUZZ_READER` names.
private let reader: Reader = {
  let name = ProcessInfo.processInfo.environment["FUZZ_READER"] ?? ""
  guard let reader = Reader(rawValue: name) else {
    fatalError("FUZZ_READER must be one of \(Reader.allCases.map(\.rawValue))")
  }
  return reader
}()

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  if let fault = reader.check(bytes) { fatalError(fault) }
  return 0
}
