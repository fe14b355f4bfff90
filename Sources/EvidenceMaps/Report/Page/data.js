// What the page carries: nodes and statements as columns, read once into lists.

export const INTRODUCTIONS = ['PROPOSES', 'EVALUATES', 'IDENTIFIES'];
export const EVIDENCE = new Set([...INTRODUCTIONS, 'ADDRESSES']);
export const MATCHES = new Set([
  'EXACT_MATCH', 'CLOSE_MATCH', 'BROAD_MATCH', 'NARROW_MATCH', 'RELATED_MATCH',
]);
export const RISKS = new Set(['Risk', 'RiskDomain']);

/** Places written as runs: how many are out, how many are in, and so on. */
export function readRuns(runs) {
  const places = new Set();
  let at = 0;
  runs.forEach((length, index) => {
    for (let i = 0; i < length; i++, at++) if (index % 2 === 1) places.add(at);
  });
  return places;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * A list of values, written as it is, as runs (each value with how often it comes) or as digits
 * (numbers from the least one on, each with as many digits to the base 62).
 */
export function readList(written) {
  if (Array.isArray(written)) return written;
  const values = [];
  if (written.runs) {
    for (let at = 0; at < written.runs.length; at += 2) {
      for (let i = 0; i < written.runs[at + 1]; i++) values.push(written.runs[at]);
    }
  } else {
    const {digits, width, least} = written;
    const worth = new Map([...DIGITS].map((digit, value) => [digit, value]));
    for (let at = 0; at < digits.length; at += width) {
      let number = 0;
      for (let i = 0; i < width; i++) number = number * DIGITS.length + worth.get(digits[at + i]);
      values.push(least + number);
    }
  }
  return values;
}

/** A column of statements. */
function readColumn(written) {
  const values = readList(written);
  return (edge) => values[edge];
}

/**
 * What people recorded of a cell, by its row and column in either order, or of one node: judgments of the
 * evidence of its witnesses, and its status.
 */
export function recordsOf(data, place, of) {
  const [first, second = -1] = place;
  return data.records
    .filter(([row, column, kind]) => (kind === null || of === null || kind === of)
      && ((row === first && column === second) || (row === second && column === first)))
    .map(([, , , isStatus, words, status, owner, due]) => ({isStatus, words, status, owner, due}));
}

/** What cells can be chosen by: that their certainty was judged, and each status that one has. */
export function recordWords(data) {
  const ofCells = data.records.filter(([, column]) => column >= 0);
  return [
    ...(ofCells.some(([, , , isStatus]) => !isStatus) ? ['judged'] : []),
    ...new Set(ofCells.filter(([, , , isStatus]) => isStatus).map((record) => record[5])),
  ];
}

/** Whether one of some records is what `word` of `recordWords` asks for. */
export const isRecorded = (records, word) => records.some(
  ({isStatus, status}) => (word === 'judged' ? !isStatus : isStatus && status === word));

/** Reads the embedded data. Positions of nodes follow their keys, those of statements the library. */
export function readGraph(data) {
  const broken = new Set(data.brokenKeys);
  // A key is written as how much of the one before it begins with, and the rest.
  let last = '';
  const nodes = data.nodes.map(([shared, rest, kind, code, name, title, year, link, scheme, paper], id) => {
    last = last.slice(0, shared) + rest;
    return {
      id,
      key: last,
      /** Whether the key is printed as it is, so that a command may name it. */
      isKeyWhole: !broken.has(id),
      kind: data.kinds[kind],
      code: code || null,
      name,
      title: title || (code ? code + ' ' + name : name),
      year: year ?? null,
      link: link ?? null,
      scheme: scheme ?? null,
      paper: paper || null,
    };
  });
  const byKey = new Map(nodes.map((node) => [node.key, node.id]));
  const e = Object.fromEntries(
    Object.entries(data.statements).map(([name, values]) => [name, readColumn(values)]));
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
    /** The node of a key; undefined where there is none. */
    find: (key) => byKey.get(key),
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
