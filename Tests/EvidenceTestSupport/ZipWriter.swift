/// Writes a zip archive whose parts are stored as they are, for tests of readers.
public enum ZipWriter {
  /// An archive of some parts; names may repeat, as they never do in a sound one.
  public static func archive(_ parts: [(name: String, content: String)]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for part in parts {
      let (name, content) = (Array(part.name.utf8), Array(part.content.utf8))
      let start = file.count
      // Version, flags, method, time, date; then the sums and sizes.
      let fields =
        number(20, 2) + number(0x0800, 2) + number(0, 2) + number(0, 2) + number(0x21, 2)
        + number(crc32(content), 4) + number(content.count, 4) + number(content.count, 4)
        + number(name.count, 2) + number(0, 2)
      file += number(0x0403_4B50, 4) + fields + name + content
      directory +=
        number(0x0201_4B50, 4) + number(20, 2) + fields + number(0, 2) + number(0, 2) + number(0, 2)
        + number(0, 4) + number(start, 4) + name
    }
    let start = file.count
    return file + directory + number(0x0605_4B50, 4) + number(0, 2) + number(0, 2)
      + number(parts.count, 2) + number(parts.count, 2) + number(directory.count, 4)
      + number(start, 4) + number(0, 2)
  }

  private static func number(_ value: Int, _ bytes: Int) -> [UInt8] {
    (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func crc32(_ bytes: [UInt8]) -> Int {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return Int(~crc)
  }

  /// A member of gzip whose content is stored as it is; at most 65,535 bytes.
  public static func gzip(_ content: [UInt8]) -> [UInt8] {
    [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1] + number(content.count, 2) + number(~content.count, 2)
      + content + number(crc32(content), 4) + number(content.count, 4)
  }
}
