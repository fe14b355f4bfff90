// What the page carries: nodes and statements as columns, read once into lists.

export const INTRODUCTIONS = ['PROPOSES', 'EVALUATES', 'IDENTIFIES'];
export const EVIDENCE = new Set([...INTRODUCTIONS, 'ADDRESSES']);
export const MATCHES = new Set([
  'EXACT_MATCH', 'CLOSE_MATCH', 'BROAD_MATCH', 'NARROW_MATCH', 'RELATED_MATCH',
]);
/** The types of evidence, the weakest first, as a reviewer's cell shows them. */
export const TYPES = [
  'unstated', 'assertion', 'expert-judgment', 'case', 'observational', 'experimental', 'synthesis',
];
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
const HALF = DIGITS.length / 2;

/** The value of each digit, by its code. */
const WORTH = new Uint8Array(128);
[...DIGITS].forEach((digit, value) => { WORTH[digit.charCodeAt(0)] = value; });

/** Numbers from the least one on, each with as many digits to the base 62. */
function readDigits({digits, width, least}) {
  const numbers = new Int32Array(digits.length / width);
  for (let at = 0, place = 0; at < digits.length; place++) {
    let number = 0;
    for (let i = 0; i < width; i++) number = number * DIGITS.length + WORTH[digits.charCodeAt(at++)];
    numbers[place] = least + number;
  }
  return numbers;
}

/** Steps from one number to the next: 0, −1, 1, −2, …; behind a digit of the upper half more follow. */
function readSteps(steps) {
  const numbers = new Int32Array(steps.length);
  let [size, last] = [0, 0];
  for (let at = 0; at < steps.length;) {
    let step = 0;
    let scale = 1;
    let digit = WORTH[steps.charCodeAt(at++)];
    for (; digit >= HALF; scale *= HALF) {
      step += (digit - HALF) * scale;
      digit = WORTH[steps.charCodeAt(at++)];
    }
    step += digit * scale;
    last += step % 2 === 1 ? -(step + 1) / 2 : step / 2;
    numbers[size++] = last;
  }
  return numbers.slice(0, size);
}

/**
 * A list of values, written as it is, as runs (each value with how often it comes), or as numbers in
 * digits or in steps.
 */
export function readList(written) {
  if (Array.isArray(written)) return written;
  if (written.digits !== undefined) return readDigits(written);
  if (written.steps !== undefined) return readSteps(written.steps);
  const values = [];
  for (let at = 0; at < written.runs.length; at += 2) {
    for (let i = 0; i < written.runs[at + 1]; i++) values.push(written.runs[at]);
  }
  return values;
}

/** Two lists of numbers as one. */
function joinNumbers(first, second) {
  const numbers = new Int32Array(first.length + second.length);
  numbers.set(first);
  numbers.set(second, first.length);
  return numbers;
}

/** Statements by one of their ends, in their order: `starts` says where a list begins in `items`. */
function grouped(size, edges, ends) {
  const starts = new Int32Array(size + 1);
  for (const edge of edges) starts[ends[edge] + 1] += 1;
  for (let at = 0; at < size; at++) starts[at + 1] += starts[at];
  const [items, next] = [new Int32Array(edges.length), starts.slice()];
  for (const edge of edges) items[next[ends[edge]]++] = edge;
  return {starts, items, of: (at) => items.subarray(starts[at], starts[at + 1])};
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

/** What is said of a statement beside its columns, as bits. */
const [REVIEWED, DISPUTED, NEGATED, PRELIMINARY] = [1, 2, 4, 8];

/** What a page carries that names all that it counts. */
const NOTHING_FURTHER = {
  nodes: 0, kinds: [], years: [], size: 0, from: [], relation: [], to: [], source: [], stance: [],
  type: [], marks: [],
};

/** What stands for no year among numbers. */
export const NO_YEAR = -0x80000000;

/**
 * Reads the embedded data. Positions of nodes follow their keys, those of statements the library. Behind
 * the nodes with names and the statements with texts stand those that are only counted, where the page
 * has no room for more.
 */
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
  const {size, further = NOTHING_FURTHER} = data;
  const [count, total] = [nodes.length + further.nodes, size + further.size];
  const kinds = joinNumbers(data.nodes.map((node) => node[2]), readList(further.kinds));
  const years = joinNumbers(nodes.map((node) => node.year ?? NO_YEAR),
    readList(further.years).map((year) => (year === further.noYear ? NO_YEAR : year)));
  const columns = Object.fromEntries(
    Object.entries(data.statements).map(([name, written]) => [name, readList(written)]));
  const numbers = (name) => joinNumbers(columns[name], readList(further[name]));
  const [from, relations, to, sources, stances, types] =
    ['from', 'relation', 'to', 'source', 'stance', 'type'].map(numbers);
  const marks = joinNumbers(columns.reviewer.map((reviewer) => (reviewer < 0 ? 0 : REVIEWED)),
    readList(further.marks));
  const put = (mark, runs) => readRuns(runs).forEach((edge) => { marks[edge] |= mark; });
  put(NEGATED, data.negated);
  put(DISPUTED, data.disputed);
  put(PRELIMINARY, data.preliminary);
  const works = Int32Array.from({length: count}, (_, node) => node);
  for (const [paper, work] of data.versions) works[paper] = work;
  const text = (values) => (edge) => (values[edge] < 0 ? null : data.texts[values[edge]]);
  const all = Int32Array.from({length: total}, (_, edge) => edge);
  const carried = all.subarray(0, size);
  const [out, into] = [from, to].map((ends) => grouped(nodes.length, carried, ends));
  const places = INTRODUCTIONS.map((name) => data.relations.indexOf(name));
  const introducing = places.flatMap((place) => (place < 0 ? []
    : [...all.filter((edge) => relations[edge] === place && (marks[edge] & NEGATED) === 0)]));
  const ofRelation = (list, relation) => {
    const place = data.relations.indexOf(relation);
    return [...list.filter((edge) => relations[edge] === place)];
  };
  const relationsOf = (list) => [...new Set([...list].map((edge) => data.relations[relations[edge]]))];
  return {
    nodes,
    /** How many nodes and statements there are, with those that are only counted. */
    count,
    total,
    size,
    /** The node of a key; undefined where there is none. */
    find: (key) => byKey.get(key),
    /** Whether a node is here with its name, and a statement with its texts. */
    isNamed: (node) => node < nodes.length,
    isCarried: (edge) => edge < size,
    edges: () => all,
    /** What is counted by, as numbers: kinds and relations by their places, texts by theirs or −1. */
    columns: {kinds, years, works, from, to, relations, sources, stances, types},
    kindPlace: (kind) => data.kinds.indexOf(kind),
    relationPlace: (relation) => data.relations.indexOf(relation),
    relationNames: data.relations,
    texts: data.texts,
    kind: (node) => data.kinds[kinds[node]],
    /** The works of papers are nodes, those of other sources texts below nought. */
    work: (paper) => works[paper],
    from: (edge) => from[edge],
    to: (edge) => to[edge],
    relation: (edge) => data.relations[relations[edge]],
    id: (edge) => columns.id[edge],
    /** The node of the work that makes a statement; null where it is unknown or no node. */
    sourceNode: (edge) => (sources[edge] >= 0 ? sources[edge] : null),
    /** The key of the work that makes a statement, where it is known. */
    source(edge) {
      const source = sources[edge];
      return source >= 0 ? nodes[source].key : source === -1 ? null : data.texts[-source - 2];
    },
    via: text(columns.via),
    locator: text(columns.locator),
    rationale: text(columns.rationale),
    coder: text(columns.coder),
    reviewer: text(columns.reviewer),
    method: text(columns.method),
    justification: text(columns.justification),
    stance: text(stances),
    type: text(types),
    confidence: (edge) => columns.confidence[edge],
    isNegated: (edge) => (marks[edge] & NEGATED) > 0,
    /** Whether a reviewer disagrees with a statement. */
    isDisputed: (edge) => (marks[edge] & DISPUTED) > 0,
    isPreliminary: (edge) => (marks[edge] & PRELIMINARY) > 0,
    isReviewed: (edge) => (marks[edge] & REVIEWED) > 0,
    /** Whether a second person read a statement and agrees. */
    isChecked: (edge) => (marks[edge] & (REVIEWED | DISPUTED)) === REVIEWED,
    /** The statements that introduce a node, and those by which a node introduces others: none denied. */
    introductions: grouped(count, introducing, to),
    introduced: grouped(count, introducing, from),
    /** The statements of a named node that are here with their texts. */
    outgoing: (node, relation) => ofRelation(out.of(node), relation),
    incoming: (node, relation) => ofRelation(into.of(node), relation),
    relationsOut: (node) => relationsOf(out.of(node)),
    relationsInto: (node) => relationsOf(into.of(node)),
  };
}
