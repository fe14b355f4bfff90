// What the page carries: nodes and statements as columns, read once into lists.

const INTRODUCTIONS = ['PROPOSES', 'EVALUATES', 'IDENTIFIES'];
const EVIDENCE = new Set([...INTRODUCTIONS, 'ADDRESSES']);
const MATCHES = new Set([
  'EXACT_MATCH', 'CLOSE_MATCH', 'BROAD_MATCH', 'NARROW_MATCH', 'RELATED_MATCH',
]);
const RISKS = new Set(['Risk', 'RiskDomain']);

/** Places written as runs: how many are out, how many are in, and so on. */
function readRuns(runs) {
  const places = new Set();
  let at = 0;
  runs.forEach((length, index) => {
    for (let i = 0; i < length; i++, at++) if (index % 2 === 1) places.add(at);
  });
  return places;
}

/** A column of statements: all of them, or the one value of every statement. */
const column = (values) => (Array.isArray(values) ? (edge) => values[edge] : () => values);

/** Reads the embedded data. Positions of nodes follow their keys, those of statements the library. */
function readGraph(data) {
  const broken = new Set(data.brokenKeys);
  const nodes = data.nodes.map((row, id) => ({
    id,
    key: row[0],
    /** Whether the key is printed as it is, so that a command may name it. */
    isKeyWhole: !broken.has(id),
    kind: data.kinds[row[1]],
    code: row[2] ?? null,
    name: row[3],
    title: row[4] || (row[2] ? row[2] + ' ' + row[3] : row[3]),
    year: row[5] ?? null,
    link: row[6] ?? null,
    scheme: row[7] ?? null,
    paper: row[8] || null,
  }));
  const e = Object.fromEntries(
    Object.entries(data.statements).map(([name, values]) => [name, column(values)]));
  const text = (values) => (edge) => (values(edge) < 0 ? null : data.texts[values(edge)]);
  const size = data.size;
  const out = nodes.map(() => new Map());
  const into = nodes.map(() => new Map());
  const put = (lists, node, relation, edge) => {
    const list = lists[node].get(relation);
    if (list) list.push(edge);
    else lists[node].set(relation, [edge]);
  };
  for (let edge = 0; edge < size; edge++) {
    const relation = data.relations[e.relation(edge)];
    put(out, e.from(edge), relation, edge);
    put(into, e.to(edge), relation, edge);
  }
  const [negated, disputed, preliminary] =
    [data.negated, data.disputed, data.preliminary].map(readRuns);
  const versions = new Map(data.versions);
  /** The works of papers are nodes, those of other sources texts below nought. */
  const work = (paper) => versions.get(paper) ?? paper;
  return {
    nodes,
    size,
    edges: () => Array.from({length: size}, (_, edge) => edge),
    work,
    from: e.from,
    to: e.to,
    relation: (edge) => data.relations[e.relation(edge)],
    id: (edge) => e.id(edge),
    /** The node of the work that makes a statement; null where it is unknown or no node. */
    sourceNode: (edge) => (e.source(edge) >= 0 ? e.source(edge) : null),
    /** The key of the work that makes a statement, where it is known. */
    source(edge) {
      const source = e.source(edge);
      return source >= 0 ? nodes[source].key : source === -1 ? null : data.texts[-source - 2];
    },
    /** The work that makes a statement; null where its source is unknown. */
    workOf(edge) {
      const source = e.source(edge);
      return source >= 0 ? work(source) : source === -1 ? null : source;
    },
    via: text(e.via),
    locator: text(e.locator),
    rationale: text(e.rationale),
    coder: text(e.coder),
    reviewer: text(e.reviewer),
    method: text(e.method),
    justification: text(e.justification),
    stance: text(e.stance),
    type: text(e.type),
    confidence: e.confidence,
    isNegated: (edge) => negated.has(edge),
    /** Whether a reviewer disagrees with a statement. */
    isDisputed: (edge) => disputed.has(edge),
    isPreliminary: (edge) => preliminary.has(edge),
    outgoing: (node, relation) => out[node].get(relation) || [],
    incoming: (node, relation) => into[node].get(relation) || [],
    relationsOut: (node) => [...out[node].keys()],
    relationsInto: (node) => [...into[node].keys()],
  };
}
