/// What values of a mapped column may be.
struct ColumnLimits: Sendable {
  /// Values are below this one; no value of an index is out of range then.
  var bound: UInt64 = .max
  /// A value that is allowed beside them, as the sign for none.
  var exception: UInt64?
  /// Whether no value is below the one before it.
  var rises = false

  /// Whether they allow the values of a block.
  ///
  /// - Parameters:
  ///   - block: where in the bytes the block lies.
  ///   - bytes: the bytes of the file.
  ///   - start: where in them the column begins.
  ///   - stride: how many bytes a value takes: 1, 4 or 8.
  func allow(
    _ block: Range<Int>,
    of bytes: UnsafeRawBufferPointer,
    columnAt start: Int,
    stride: Int
  ) -> Bool {
    guard bound != .max || rises else { return true }
    return switch stride {
    case 1: check(block, of: bytes, columnAt: start, as: UInt8.self)
    case 4: check(block, of: bytes, columnAt: start, as: UInt32.self)
    default: check(block, of: bytes, columnAt: start, as: UInt64.self)
    }
  }

  private func check<Number: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
    _ block: Range<Int>,
    of bytes: UnsafeRawBufferPointer,
    columnAt start: Int,
    as type: Number.Type
  ) -> Bool {
    let values = UnsafeRawBufferPointer(rebasing: bytes[block]).assumingMemoryBound(to: type)
    var isSound = true
    if bound != .max {
      let bound = Number(clamping: self.bound)
      if let exception {
        let allowed = Number(clamping: exception)
        for value in values { isSound = isSound && (value < bound || value == allowed) }
      } else {
        for value in values { isSound = isSound && value < bound }
      }
    }
    if rises {
      // The first value is held to the last one of the block before, which need not be sound itself.
      if block.lowerBound > start, let lowest = values.first {
        let size = MemoryLayout<Number>.stride
        let before = bytes.load(fromByteOffset: block.lowerBound - size, as: Number.self)
        isSound = isSound && before <= lowest
      }
      for index in values.indices.dropFirst() where values[index - 1] > values[index] {
        isSound = false
      }
    }
    return isSound
  }
}
