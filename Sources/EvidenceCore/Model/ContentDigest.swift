/// SHA-256 of some content: it names statements and tells whether a source has changed.
///
/// Nothing here is secret, so no care is taken against timing; that is the one reason why a library
/// would be wanted.
///
/// - Note: National Institute of Standards and Technology, Secure Hash Standard, FIPS 180-4, 2015.
package struct ContentDigest: ~Copyable {
  /// The eight words of the state.
  private var state = Self.first
  /// The state before anything was taken (FIPS 180-4, 5.3.3).
  private static let first: [8 of UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  /// What does not fill a block yet.
  private var rest: [UInt8] = []
  /// How many bytes were taken so far.
  private var count: UInt64 = 0

  /// Starts a digest of nothing.
  package init() { rest.reserveCapacity(128) }

  /// SHA-256 of some bytes, in lower-case hexadecimal.
  package static func sha256(_ bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { sha256($0) }
  }

  /// SHA-256 of bytes wherever they lie, in lower-case hexadecimal.
  package static func sha256(_ bytes: UnsafeRawBufferPointer) -> String {
    var digest = ContentDigest()
    digest.update(bytes)
    return digest.finish()
  }

  /// The first 64 bits of SHA-256 of some bytes.
  ///
  /// - Complexity: O(*n*) for *n* bytes.
  static func beginning(of bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state = first
    var start = 0
    while bytes.count - start >= 64 {
      take(UnsafeRawBufferPointer(rebasing: bytes[start..<start + 64]), into: &state)
      start += 64
    }
    let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
    end(rest, of: UInt64(bytes.count), into: &state)
    return UInt64(state[0]) << 32 | UInt64(state[1])
  }

  /// Takes further bytes in.
  ///
  /// - Complexity: O(*n*) for *n* bytes, however they are cut.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    count += UInt64(bytes.count)
    var start = 0
    if !rest.isEmpty {
      start = min(64 - rest.count, bytes.count)
      rest.append(contentsOf: bytes[..<start])
      guard rest.count == 64 else { return }
      rest.withUnsafeBytes { Self.take($0, into: &state) }
      rest.removeAll(keepingCapacity: true)
    }
    while bytes.count - start >= 64 {
      Self.take(UnsafeRawBufferPointer(rebasing: bytes[start..<start + 64]), into: &state)
      start += 64
    }
    rest.append(contentsOf: bytes[start...])
  }

  /// The digest of all that was taken, as 64 hexadecimal digits.
  package consuming func finish() -> String {
    rest.withUnsafeBytes { Self.end($0, of: count, into: &state) }
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for word in state.indices {
      for shift in stride(from: 28 as UInt32, through: 0, by: -4) {
        text.append(digits[Int(state[word] >> shift & 15)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Takes in what does not fill a block, and what ends the content (FIPS 180-4, 5.1.1).
  private static func end(
    _ rest: UnsafeRawBufferPointer,
    of count: UInt64,
    into state: inout [8 of UInt32]
  ) {
    withUnsafeTemporaryAllocation(byteCount: 128, alignment: 8) { blocks in
      blocks.initializeMemory(as: UInt8.self, repeating: 0)
      blocks.copyMemory(from: rest)
      blocks[rest.count] = 0x80
      let size = rest.count < 56 ? 64 : 128
      blocks.storeBytes(of: (count &* 8).bigEndian, toByteOffset: size - 8, as: UInt64.self)
      for start in stride(from: 0, to: size, by: 64) {
        take(UnsafeRawBufferPointer(rebasing: blocks[start..<start + 64]), into: &state)
      }
    }
  }

  /// Takes one block of 64 bytes into the state (FIPS 180-4, 6.2.2).
  private static func take(_ block: UnsafeRawBufferPointer, into state: inout [8 of UInt32]) {
    var schedule = [64 of UInt32](repeating: 0)
    for index in 0..<16 {
      schedule[index] = UInt32(
        bigEndian: block.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)
      )
    }
    for index in 16..<64 {
      let (early, late) = (schedule[index - 15], schedule[index - 2])
      let first = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
      let second = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
      schedule[index] = schedule[index - 16] &+ first &+ schedule[index - 7] &+ second
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let high = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
      let choice = e & f ^ ~e & g
      let first = h &+ high &+ choice &+ constants[index] &+ schedule[index]
      let low = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
      let majority = a & b ^ a & c ^ b & c
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ low &+ majority)
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
    state[5] &+= f
    state[6] &+= g
    state[7] &+= h
  }

  private static func rotated(_ word: UInt32, _ places: UInt32) -> UInt32 {
    word >> places | word << (32 - places)
  }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (4.2.2).
  private static let constants: [64 of UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
