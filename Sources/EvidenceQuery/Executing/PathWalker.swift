internal import EvidenceCore

/// Walks every path of a plan, depth first, with a stack of its own.
struct PathWalker {
  private struct Frame {
    var node: NodeID
    /// The step being walked, and how many of its statements have been taken.
    var step: Int
    var taken: Int
    /// Whether the next step has been tried from here.
    var hasAdvanced = false
    var edges: EdgeRange?
    var nextEdge = 0
    /// Whether this frame put its node on the path.
    var ownsNode: Bool
  }

  private let executor: PathExecutor
  private var onPath: NodeSet
  private var nodes: [NodeID] = []
  private var edges: [EdgeID] = []
  private var stack: [Frame] = []

  init(_ executor: PathExecutor) {
    self.executor = executor
    onPath = NodeSet(nodeCount: executor.graph.nodeCount)
  }

  /// Calls a function with each path until it returns `false`.
  mutating func run(_ body: ([NodeID], [EdgeID]) -> Bool) {
    for start in executor.starts.nodes {
      enter(Frame(node: start, step: 0, taken: 0, ownsNode: true))
      while let frame = stack.last {
        if frame.step == executor.plan.steps.count {
          if !body(nodes, edges) { return }
          leave()
        } else if !frame.hasAdvanced {
          stack[stack.count - 1].hasAdvanced = true
          advance(frame)
        } else {
          takeEdge()
        }
      }
    }
  }

  /// Goes on to the next step from the same node, if the step may end here.
  private mutating func advance(_ frame: Frame) {
    guard frame.taken >= executor.plan.steps[frame.step].repetitions.lowerBound,
      executor.ends[frame.step].contains(frame.node)
    else { return }
    enter(Frame(node: frame.node, step: frame.step + 1, taken: 0, ownsNode: false))
  }

  /// Takes the next statement of the step from the node on top; leaves the node where there is none.
  private mutating func takeEdge() {
    let top = stack.count - 1
    let frame = stack[top]
    guard frame.taken < executor.longest(frame.step) else { return leave() }
    let walk = executor.walks[frame.step]
    let range = frame.edges ?? walk.edges(at: frame.node)
    stack[top].edges = range
    var index = frame.nextEdge
    while index < range.count {
      let edge = range[index]
      let other = walk.end(of: edge)
      index += 1
      guard executor.entered[frame.step].contains(other), !onPath.contains(other),
        executor.holds(edge, frame.step)
      else { continue }
      stack[top].nextEdge = index
      edges.append(edge)
      enter(Frame(node: other, step: frame.step, taken: frame.taken + 1, ownsNode: true))
      return
    }
    leave()
  }

  private mutating func enter(_ frame: Frame) {
    if frame.ownsNode {
      nodes.append(frame.node)
      onPath.insert(frame.node)
    }
    stack.append(frame)
  }

  private mutating func leave() {
    guard let frame = stack.popLast(), frame.ownsNode else { return }
    nodes.removeLast()
    if !edges.isEmpty { edges.removeLast() }
    onPath.remove(frame.node)
  }
}
