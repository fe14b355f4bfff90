// The graph that the page carries: nodes and statements as columns, read once into lists.

/** Reads the embedded data. Positions of nodes follow their keys, those of statements the library. */
function readGraph(data) {
  const nodes = data.nodes.map((row, id) => ({
    id,
    key: row[0],
    kind: data.kinds[row[1]],
    code: row[2] ?? null,
    name: row[3],
    title: row[4] || (row[2] ? row[2] + ' ' + row[3] : row[3]),
    year: row[5] ?? null,
    link: row[6] ?? null,
    scheme: row[7] ?? null,
    paper: row[8] || null,
  }));
  const e = data.statements;
  const text = (index) => (index < 0 ? null : data.texts[index]);
  const out = nodes.map(() => new Map());
  const into = nodes.map(() => new Map());
  const put = (lists, node, relation, edge) => {
    const list = lists[node].get(relation);
    if (list) list.push(edge);
    else lists[node].set(relation, [edge]);
  };
  for (let edge = 0; edge < e.from.length; edge++) {
    const relation = data.relations[e.relation[edge]];
    put(out, e.from[edge], relation, edge);
    put(into, e.to[edge], relation, edge);
  }
  const rank = new Map(data.relations.map((relation, place) => [relation, place]));
  const parents = nodes.map(() => []);
  const children = nodes.map(() => []);
  const negated = new Set(data.negated);
  const inferred = new Set(data.inferred);
  nodes.forEach((node) => {
    for (const edge of out[node.id].get('BROADER') || []) {
      const parent = e.to[edge];
      if (negated.has(edge) || parent === node.id || parents[node.id].includes(parent)) continue;
      parents[node.id].push(parent);
      children[parent].push(node.id);
    }
  });
  const graph = {
    nodes,
    size: e.from.length,
    from: (edge) => e.from[edge],
    to: (edge) => e.to[edge],
    relation: (edge) => data.relations[e.relation[edge]],
    id: (edge) => e.id[edge],
    /** The node of the work that makes a statement; null where it is unknown or no node. */
    sourceNode: (edge) => (e.source[edge] >= 0 ? e.source[edge] : null),
    /** The key of the work that makes a statement, where it is known. */
    source(edge) {
      const source = e.source[edge];
      return source >= 0 ? nodes[source].key : source === -1 ? null : data.texts[-source - 2];
    },
    via: (edge) => text(e.via[edge]),
    locator: (edge) => text(e.locator[edge]),
    rationale: (edge) => text(e.rationale[edge]),
    coder: (edge) => text(e.coder[edge]),
    reviewer: (edge) => text(e.reviewer[edge]),
    method: (edge) => text(e.method[edge]),
    justification: (edge) => text(e.justification[edge]),
    stance: (edge) => text(e.stance[edge]),
    type: (edge) => text(e.type[edge]),
    confidence: (edge) => e.confidence[edge],
    isNegated: (edge) => negated.has(edge),
    isInferred: (edge) => inferred.has(edge),
    outgoing: (node, relation) => out[node].get(relation) || [],
    incoming: (node, relation) => into[node].get(relation) || [],
    /** All statements of a node: those from it, then those to it, by relation. */
    statementsOf(node) {
      const ordered = (lists) => [...lists].map(([relation, list]) => [rank.get(relation), list])
        .sort((a, b) => a[0] - b[0]).flatMap(([, list]) => list);
      return [...ordered(out[node]), ...ordered(into[node])];
    },
    relationsOut: (node) => [...out[node].keys()],
    relationsInto: (node) => [...into[node].keys()],
    upwards: (node) => closure(node, parents),
    downwards: (node) => closure(node, children),
    children: (node) => children[node],
  };
  graph.work = worksOf(graph);
  return graph;
}

/** A node and everything that lists lead to, nearest first. */
function closure(node, lists) {
  const result = [node];
  const seen = new Set(result);
  for (let next = 0; next < result.length; next++) {
    for (const other of lists[result[next]]) {
      if (!seen.has(other)) {
        seen.add(other);
        result.push(other);
      }
    }
  }
  return result;
}

/** Joins papers along IS_VERSION_OF: a function from a paper to its work's name. */
function worksOf(graph) {
  const parent = new Map();
  const root = (node) => {
    let at = node;
    while (parent.has(at)) at = parent.get(at);
    return at;
  };
  for (const node of graph.nodes) {
    for (const edge of graph.outgoing(node.id, 'IS_VERSION_OF')) {
      if (graph.isNegated(edge)) continue;
      const [a, b] = [root(node.id), root(graph.to(edge))];
      if (a !== b) parent.set(Math.max(a, b), Math.min(a, b));
    }
  }
  return (paper) => 'node ' + root(paper);
}

/** The work that makes a statement; null where its source is unknown. */
function workOf(graph, edge) {
  const node = graph.sourceNode(edge);
  if (node !== null) return graph.work(node);
  const key = graph.source(edge);
  return key === null ? null : 'key ' + key;
}
