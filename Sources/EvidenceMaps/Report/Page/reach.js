// What a filter leaves, and what reaches what then. The ways, and what each of them needs, the library
// has found; here they are only open or not.

import {EVIDENCE, INTRODUCTIONS, MATCHES, NO_YEAR, readList, readRuns, TYPES} from './data.js';
import {STATES} from './words.js';

/** `under` holds places of axes: only what lies under each of them counts. */
export const emptyFilter = () => ({
  since: null, until: null, types: null, stances: null, source: null, reviewed: false, states: null,
  under: null, recorded: null,
});
export const isEmptyFilter = (filter) => Object.entries(filter).every(
  ([name, value]) => name === 'states' || name === 'recorded' || value === null || value === false);

/** Says of a statement that bears evidence whether a filter leaves it in. */
function passing(graph, filter) {
  const {kinds, years, works, from, relations, sources, stances, types} = graph.columns;
  const [paper, proposes] = [graph.kindPlace('Paper'), graph.relationPlace('PROPOSES')];
  /** What is chosen of some words, by the place of a text; first stands what no text says. */
  const chosen = (words, unsaid) => words
    && Uint8Array.from([unsaid, ...graph.texts], (word) => (words.has(word) ? 1 : 0));
  const [typeIn, stanceIn] = [chosen(filter.types, 'assertion'), chosen(filter.stances, 'supports')];
  const [since, until] = [filter.since ?? -Infinity, filter.until ?? Infinity];
  const hasYears = filter.since !== null || filter.until !== null;
  return (edge) => {
    // That a paper proposes a measure is read off its page.
    if (relations[edge] !== proposes) {
      if (filter.reviewed && !graph.isChecked(edge)) return false;
      if (typeIn && typeIn[types[edge] + 1] === 0) return false;
      if (stanceIn && stanceIn[stances[edge] + 1] === 0) return false;
    }
    const source = sources[edge];
    const maker = source === -1 && kinds[from[edge]] === paper ? from[edge] : source;
    if (filter.source !== null && (maker < 0 ? maker : works[maker]) !== filter.source) return false;
    if (!hasYears) return true;
    const year = maker < 0 ? NO_YEAR : years[maker];
    return year !== NO_YEAR && year >= since && year <= until;
  };
}

/** What a filter leaves: which statements count, and which nodes nobody introduces any more. */
export function select(graph, filter) {
  const {from, to, relations} = graph.columns;
  const [bears, matches, introduces] = [EVIDENCE, MATCHES, INTRODUCTIONS].map((names) =>
    Uint8Array.from(graph.relationNames, (name) => ([...names].includes(name) ? 1 : 0)));
  const passes = passing(graph, filter);
  const counts = new Uint8Array(graph.total).fill(1);
  /** 1 where a node was introduced, 3 where it still is. */
  const introduced = new Uint8Array(graph.count);
  for (let edge = 0; edge < graph.total; edge++) {
    const relation = relations[edge];
    if (bears[relation] === 0) {
      if (filter.reviewed && matches[relation] === 1 && graph.isDisputed(edge)) counts[edge] = 0;
      continue;
    }
    if (!passes(edge)) counts[edge] = 0;
    if (introduces[relation] === 0 || graph.isNegated(edge)) continue;
    introduced[to[edge]] |= counts[edge] === 1 ? 3 : 1;
  }
  const lost = introduced.map((sign) => (sign === 1 ? 1 : 0));
  for (let edge = 0; edge < graph.total; edge++) {
    if (lost[from[edge]] === 1 || lost[to[edge]] === 1) counts[edge] = 0;
  }
  return {
    counts,
    lost,
    isIn: (edge) => counts[edge] === 1,
    isLost: (node) => lost[node] === 1,
    /** What introduces a node: the statements by which a paper proposes, evaluates or identifies it. */
    introductions: (node) =>
      [...graph.introductions.of(node)].filter((edge) => counts[edge] === 1),
  };
}

/**
 * The ways of one axis. They are written as columns: the nodes that have any, with their number; each way
 * as 4 × position + 2 × here + more; where there is more, the statement or −1, 2 × claim + plain, and the
 * place of its needs. Those of a node follow each other by position.
 */
function readWays(written, needs, count) {
  const [nodes, counts, heads, statements, signs, lists] =
    ['nodes', 'counts', 'heads', 'statements', 'signs', 'needs'].map((name) => readList(written[name]));
  const ways = {
    starts: new Int32Array(count + 1),
    positions: new Int32Array(heads.length),
    statements: new Int32Array(heads.length).fill(-1),
    needs: new Int32Array(heads.length),
    isHere: new Uint8Array(heads.length),
    isClaim: new Uint8Array(heads.length),
    isPlain: new Uint8Array(heads.length).fill(1),
    lists: needs,
  };
  nodes.forEach((node, at) => { ways.starts[node + 1] = counts[at]; });
  for (let node = 0; node < count; node++) ways.starts[node + 1] += ways.starts[node];
  let more = 0;
  heads.forEach((head, at) => {
    ways.positions[at] = head >> 2;
    ways.isHere[at] = (head & 2) >> 1;
    if ((head & 1) === 0) return;
    ways.statements[at] = statements[more];
    ways.isClaim[at] = signs[more] >> 1;
    ways.isPlain[at] = signs[more] & 1;
    ways.needs[at] = lists[more];
    more += 1;
  });
  return ways;
}

/** The ways to an axis, read when they are first asked for. */
export function waysTo(graph, data, axis, isReviewed) {
  const name = isReviewed && axis.reviewed ? 'reviewed' : 'ways';
  if (!axis[name].starts) axis[name] = readWays(axis[name], data.needs, graph.count);
  return axis[name];
}

/** Says whether a way is open under what a filter leaves. */
export const opening = (ways, {counts, lost}) => (at) => {
  if (ways.statements[at] >= 0 && counts[ways.statements[at]] === 0) return false;
  return ways.needs[at] === 0 || ways.lists[ways.needs[at]].every((node) => lost[node] === 0);
};

const isOf = (axis, ...kinds) => kinds.includes(axis.kind);

/** Two axes of the page and what is counted where they cross. */
export function pairOf(data, of, rows, columns) {
  const [rowAxis, columnAxis] = [data.axes[rows], data.axes[columns]];
  const isEither = (...kinds) => isOf(rowAxis, ...kinds) || isOf(columnAxis, ...kinds);
  return {
    of,
    rows: rowAxis,
    columns: columnAxis,
    isAboutRisk: of === 'Risk' ? isEither('Mitigation')
      : (of === 'Mitigation' || of === 'Paper') && isEither('Risk', 'RiskDomain'),
    /** Where papers stand on an axis, what one of them does not say is no gap. */
    isOfSources: isEither('Paper'),
  };
}

/** The search records that cover each cell: somebody looked, in either orientation. */
export function searchesOf(data, pair) {
  const width = pair.columns.entries.length;
  const [rowPlace, columnPlace] = [data.axes.indexOf(pair.rows), data.axes.indexOf(pair.columns)];
  const relations = pair.isAboutRisk ? ['ADDRESSES']
    : [...(pair.rows.relations[pair.of] || []), ...(pair.columns.relations[pair.of] || [])];
  const found = new Map();
  data.searches.forEach((search, number) => {
    if (!relations.includes(search.relation)) return;
    for (const [one, other] of [['first', 'second'], ['second', 'first']]) {
      for (const row of readRuns(search[one][rowPlace])) {
        for (const column of readRuns(search[other][columnPlace])) {
          const cell = row * width + column;
          if (!found.has(cell)) found.set(cell, new Set());
          found.get(cell).add(number);
        }
      }
    }
  });
  return found;
}

/** Which papers of a cell cite which others: a review, say, and a study that it rests on. */
export function overlapsOf(graph, papers) {
  const held = new Set(papers);
  return papers.flatMap((paper) => graph.outgoing(paper, 'CITES')
    .filter((edge) => held.has(graph.to(edge)) && !graph.isNegated(edge)));
}

/**
 * The matrix of a page that carries only a part of its graph: states and numbers as the library
 * found them in the whole; what they stand for the page does not know.
 */
export function statedMatrix(graph, matrix) {
  const names = ['works', 'held', 'supporting', 'mixed', 'opposing', 'worksFor', 'worksAgainst'];
  const typesOf = (edges) => TYPES.map((type) =>
    edges.filter((edge) => (graph.type(edge) ?? TYPES[0]) === type).length);
  return {
    cells: matrix.states.map((state, index) => ({
      state: STATES[state],
      also: matrix.marks[index].split(' ').filter((mark) => mark),
      conflict: null,
      statesTypes: true,
      isFiltered: false,
      ...Object.fromEntries(names.map((name, place) => [name, matrix.figures[index][place]])),
      witnesses: matrix.parts[index][0],
      evidence: matrix.parts[index][1],
      types: typesOf(matrix.parts[index][1]),
      reviewed: matrix.parts[index][1].filter(graph.isChecked).length,
      claims: matrix.parts[index][1].length,
      papers: [],
      paperCount: 0,
    })),
    selected: select(graph, emptyFilter()),
  };
}
