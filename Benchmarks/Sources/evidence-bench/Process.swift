import Foundation

/// What the process has used of the machine.
enum ProcessMemory {
  /// Starts the highest mark anew, where the system lets a process do so.
  static func resetPeak() {
    if let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") {
      try? file.write(contentsOf: Data("5".utf8))
      try? file.close()
    }
  }

  /// The highest resident set since the last reset, in MiB; 0 where the system does not say.
  static var peak: Double {
    guard let text = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else {
      return 0
    }
    for line in text.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      let digits = line.filter { ("0"..."9").contains($0) }
      return (Double(digits) ?? 0) / 1024
    }
    return 0
  }
}
