/// What a shape or text is painted as: the name of a class of the style sheet.
struct PaintClass: Hashable, Sendable {
  let name: String

  static let page = PaintClass(name: "bg")
  static let panel = PaintClass(name: "panel")
  static let ink = PaintClass(name: "t")
  static let second = PaintClass(name: "t2")
  static let gapText = PaintClass(name: "tgap")
  static let notSearchedText = PaintClass(name: "tunk")
  static let opposingText = PaintClass(name: "topp")
  static let hairline = PaintClass(name: "hair")
  static let rule = PaintClass(name: "rule")
  static let gap = PaintClass(name: "gap")
  static let notSearched = PaintClass(name: "unk")
  static let gained = PaintClass(name: "gain")
  static let inferred = PaintClass(name: "inf")
  static let outline = PaintClass(name: "st")
  static let opposingOutline = PaintClass(name: "oppl")
  static let mark = PaintClass(name: "mark")
  static let clock = PaintClass(name: "clock")
  static let edge = PaintClass(name: "e")
  static let edgeStrong = PaintClass(name: "es")
  static let edgeOpposing = PaintClass(name: "eo")
  static let edgeMissing = PaintClass(name: "em")
  static let head = PaintClass(name: "h")
  static let headStrong = PaintClass(name: "hs")
  static let headHollow = PaintClass(name: "hh")
  static let headStrongHollow = PaintClass(name: "hsh")
  static let headMissing = PaintClass(name: "hm")
  static let node = PaintClass(name: "n")
  static let nodeHollow = PaintClass(name: "nh")
  static let nodeStrong = PaintClass(name: "ns")
  static let nodeMissing = PaintClass(name: "nm")
  static let treeNode = PaintClass(name: "tn")
  static let treeNodeEmpty = PaintClass(name: "tne")
  static let spine = PaintClass(name: "sp")
  static let spineEmpty = PaintClass(name: "spe")

  /// A class of evidence, counted from 0.
  static func fill(_ index: Int) -> PaintClass { PaintClass(name: "f\(index)") }
}
