internal import EvidenceCore

extension StepCompiler {
  private func writable() throws -> PropertyStore {
    guard let store = run.store else {
      throw QueryFailure.runtime(
        "SemanticError",
        "ReadOnly",
        "the graph can be read, not changed",
        hint: "'evidence query --write -o NEW' makes a changed copy of it"
      )
    }
    return store
  }

  /// Makes what a CREATE asks for.
  func creator(_ creation: BoundCreation) -> (Sink) throws -> Bool {
    let make = maker(creation, isMerge: false)
    return { next in
      try make()
      return try next()
    }
  }

  private func maker(_ creation: BoundCreation, isMerge: Bool) -> () throws -> Void {
    let run = run
    let steps: [() throws -> Void] = creation.items.map { item in
      switch item {
      case .node(let node):
        let properties = properties(node.properties, isMerge: isMerge)
        return {
          let made = try writable().createNode(labels: node.labels, properties: try properties())
          run.slots[node.slot] = .node(made)
        }
      case .relationship(let relationship):
        let properties = properties(relationship.properties, isMerge: isMerge)
        return {
          guard case .node(let start) = run.slots[relationship.start],
            case .node(let end) = run.slots[relationship.end]
          else {
            throw QueryFailure.runtime(
              "SemanticError",
              "MissingNode",
              "a relationship cannot be made: one of its nodes is null"
            )
          }
          let made = try writable().createRelationship(
            relationship.type,
            from: start,
            to: end,
            properties: try properties()
          )
          run.slots[relationship.slot] = .relationship(made)
        }
      case .path(let slot, let nodes, let relationships):
        return {
          var path = QueryPath(nodes: [])
          for node in nodes { if case .node(let id) = run.slots[node] { path.nodes.append(id) } }
          for edge in relationships {
            if case .relationship(let id) = run.slots[edge] { path.relationships.append(id) }
          }
          run.slots[slot] = .path(path)
        }
      }
    }
    return { for step in steps { try step() } }
  }

  private func properties(
    _ expression: BoundExpression?,
    isMerge: Bool
  ) -> () throws -> QueryMap {
    guard let expression else { return { QueryMap() } }
    let value = value(expression)
    return {
      guard case .map(let map) = try value() else {
        throw QueryFailure.runtime(
          "TypeError",
          "InvalidArgumentType",
          "the properties of what is made are a map"
        )
      }
      var kept = QueryMap()
      for pair in map.pairs {
        if pair.value.isNull {
          guard !isMerge else {
            throw QueryFailure.runtime(
              "SemanticError",
              "MergeReadOwnWrites",
              "MERGE cannot look for the property '\(pair.name)' that is null"
            )
          }
          continue
        }
        kept[pair.name] = try Self.storable(pair.value, pair.name)
      }
      return kept
    }
  }

  /// A value as a property can hold it.
  private static func storable(_ value: QueryValue, _ name: String) throws -> QueryValue {
    func refuse(_ value: QueryValue) -> QueryFailure {
      .runtime(
        "TypeError",
        "InvalidPropertyType",
        "the property '\(name)' cannot hold \(value.sort)"
      )
    }
    switch value {
    case .map, .node, .relationship, .path: throw refuse(value)
    case .list(let values):
      for value in values {
        switch value {
        case .map, .node, .relationship, .path: throw refuse(value)
        default: break
        }
      }
      return value
    default: return value
    }
  }

  func merger(
    _ merge: BoundMerge,
    _ match: [QueryStep],
    _ live: [Int]
  ) throws -> any RowKeeper {
    let make = maker(merge.creation, isMerge: true)
    let check = merge.creation.items.compactMap { item -> (() throws -> QueryMap)? in
      switch item {
      case .node(let node): node.properties.map { properties($0, isMerge: true) }
      case .relationship(let relationship):
        relationship.properties.map { properties($0, isMerge: true) }
      case .path: nil
      }
    }
    let (onMatch, onCreate) = (changer(merge.onMatch), changer(merge.onCreate))
    let run = run
    var found = KeptRows(Array(run.slots.indices))
    let look = try MergeLook(self, match) { try found.append(run) }
    return WriteKeeper(run, live) { next in
      found = KeptRows(Array(run.slots.indices))
      for properties in check { _ = try properties() }
      for item in merge.creation.items {
        guard case .relationship(let relationship) = item else { continue }
        for slot in [relationship.start, relationship.end]
        where run.slots[slot].isNull
          && merge.match.nodes.contains(where: { $0.slot == slot && $0.isBound })
        {
          throw QueryFailure.runtime(
            "SemanticError",
            "MissingNode",
            "a relationship cannot be merged: one of its nodes is null"
          )
        }
      }
      try look.run()
      if found.count == 0 {
        try make()
        try onCreate()
        return try next()
      }
      for row in 0..<found.count {
        found.restore(row, run)
        try onMatch()
        if try !next() { return false }
      }
      return true
    }
  }

  // MARK: Changes

  func changer(_ changes: [BoundChange]) -> () throws -> Void {
    let run = run
    let steps: [() throws -> Void] = changes.map { change in
      switch change {
      case .property(let owner, let name, let new):
        let (owner, new) = (value(owner), value(new))
        return {
          let store = try writable()
          switch try owner() {
          case .null: return
          case .node(let node): store.set(name, of: node, to: try Self.storable(try new(), name))
          case .relationship(let edge):
            store.set(name, of: edge, to: try Self.storable(try new(), name))
          case let other: throw Self.noElement(other)
          }
        }
      case .replace(let slot, let new):
        let new = value(new)
        return {
          let store = try writable()
          if run.slots[slot].isNull { return }
          var map = QueryMap()
          for pair in try self.map(try new()).pairs where !pair.value.isNull {
            map[pair.name] = try Self.storable(pair.value, pair.name)
          }
          switch run.slots[slot] {
          case .node(let node): store.replaceProperties(of: node, with: map)
          case .relationship(let edge): store.replaceProperties(of: edge, with: map)
          case let other: throw Self.noElement(other)
          }
        }
      case .merge(let slot, let new):
        let new = value(new)
        return {
          let store = try writable()
          if run.slots[slot].isNull { return }
          for pair in try self.map(try new()).pairs {
            let value = try Self.storable(pair.value, pair.name)
            switch run.slots[slot] {
            case .node(let node): store.set(pair.name, of: node, to: value)
            case .relationship(let edge): store.set(pair.name, of: edge, to: value)
            case let other: throw Self.noElement(other)
            }
          }
        }
      case .addLabels(let slot, let labels):
        return {
          if case .node(let node) = run.slots[slot] {
            try writable().add(labels: labels, to: node)
          }
        }
      case .removeLabels(let slot, let labels):
        return {
          if case .node(let node) = run.slots[slot] {
            try writable().remove(labels: labels, from: node)
          }
        }
      }
    }
    return { for step in steps { try step() } }
  }

  private func map(_ value: QueryValue) throws -> QueryMap {
    switch value {
    case .map(let map): return map
    case .node(let node): return try run.graph.properties(of: node)
    case .relationship(let edge): return try run.graph.properties(of: edge)
    case .null: return QueryMap()
    default:
      throw QueryFailure.runtime(
        "TypeError",
        "InvalidArgumentType",
        "properties are set from a map, not from \(value.sort)"
      )
    }
  }

  private static func noElement(_ value: QueryValue) -> QueryFailure {
    .runtime("TypeError", "InvalidArgumentType", "\(value.sort) has no properties to set")
  }

  /// Deletes what expressions name; nodes that keep relationships are found at the end.
  func deleter(_ items: [BoundExpression], detaches: Bool) -> (Sink) throws -> Bool {
    let (run, values) = (run, items.map { value($0) })
    func delete(_ node: NodeID, _ store: PropertyStore) {
      if store.isDeleted(node) { return }
      if detaches {
        for edge in store.relationships(of: node) { store.delete(edge) }
      }
      store.delete(node)
      run.deletedNodes.append(node)
    }
    return { next in
      let store = try writable()
      for value in values {
        switch try value() {
        case .null: break
        case .node(let node): delete(node, store)
        case .relationship(let edge): store.delete(edge)
        case .path(let path):
          for edge in path.relationships { store.delete(edge) }
          for node in path.nodes { delete(node, store) }
        case let other:
          throw QueryFailure.runtime(
            "TypeError",
            "InvalidArgumentType",
            "\(other.sort) cannot be deleted"
          )
        }
      }
      return try next()
    }
  }
}

/// Looks for the pattern of a MERGE, anew for each row: what earlier rows made is there to be found.
private struct MergeLook {
  let compiler: StepCompiler
  let steps: [QueryStep]
  let found: () throws -> Void

  init(
    _ compiler: StepCompiler,
    _ steps: [QueryStep],
    _ found: @escaping () throws -> Void
  ) throws {
    (self.compiler, self.steps, self.found) = (compiler, steps, found)
  }

  func run() throws {
    // Labels and types that a row made get their numbers only now.
    let look = try compiler.chain(steps) {
      try found()
      return true
    }
    _ = try look()
  }
}
