// Counts the matrices under a filter. What reaches what, and what each way there needs, the library
// has found; here sets are filtered and counted.

import {EVIDENCE, INTRODUCTIONS, MATCHES, readList, readRuns} from './data.js';
import {STATES} from './words.js';

/** `under` holds places of axes: only what lies under each of them counts. */
export const emptyFilter = () => ({
  since: null, until: null, types: null, stances: null, source: null, reviewed: false, states: null,
  under: null, recorded: null,
});
export const isEmptyFilter = (filter) => Object.entries(filter).every(
  ([name, value]) => name === 'states' || name === 'recorded' || value === null || value === false);

/** Whether a filter leaves a statement in that bears evidence. */
function passes(graph, filter, edge) {
  // That a paper proposes a measure is read off its page.
  if (graph.relation(edge) !== 'PROPOSES') {
    if (filter.reviewed && (graph.reviewer(edge) === null || graph.isDisputed(edge))) return false;
    if (filter.types && !filter.types.has(graph.type(edge) || 'assertion')) return false;
    if (filter.stances && !filter.stances.has(graph.stance(edge) || 'supports')) return false;
  }
  const from = graph.from(edge);
  const paper = graph.nodes[from].kind === 'Paper' ? from : null;
  if (filter.source !== null) {
    const work = graph.workOf(edge) ?? (paper === null ? null : graph.work(paper));
    if (work !== filter.source) return false;
  }
  if (filter.since === null && filter.until === null) return true;
  const maker = graph.source(edge) === null ? paper : graph.sourceNode(edge);
  const year = maker === null ? null : graph.nodes[maker].year;
  if (year === null) return false;
  return year >= (filter.since ?? -Infinity) && year <= (filter.until ?? Infinity);
}

/** What a filter leaves: which statements count, and which nodes nobody introduces any more. */
export function select(graph, filter) {
  const counts = new Uint8Array(graph.size);
  const introduced = new Set();
  const still = new Set();
  for (let edge = 0; edge < graph.size; edge++) {
    if (!EVIDENCE.has(graph.relation(edge))) {
      counts[edge] =
        filter.reviewed && graph.isDisputed(edge) && MATCHES.has(graph.relation(edge)) ? 0 : 1;
      continue;
    }
    counts[edge] = passes(graph, filter, edge) ? 1 : 0;
    if (graph.relation(edge) === 'ADDRESSES' || graph.isNegated(edge)) continue;
    introduced.add(graph.to(edge));
    if (counts[edge] === 1) still.add(graph.to(edge));
  }
  const isLost = (node) => introduced.has(node) && !still.has(node);
  for (let edge = 0; edge < graph.size; edge++) {
    if (isLost(graph.from(edge)) || isLost(graph.to(edge))) counts[edge] = 0;
  }
  const isIn = (edge) => counts[edge] === 1;
  return {
    isIn,
    isLost,
    /** What introduces a node: the statements by which a paper proposes, evaluates or identifies it. */
    introductions: (node) => INTRODUCTIONS.flatMap((relation) =>
      graph.incoming(node, relation).filter((edge) => isIn(edge) && !graph.isNegated(edge))),
  };
}

/**
 * The ways of one axis, by node. They are written as numbers: a node, how many ways it has, and each
 * way as 4 × position + 2 × here + more; where there is more, the statement or −1, then
 * 2 × claim + plain, then the list of needs.
 */
function readWays(numbers, needs) {
  const ways = new Map();
  for (let at = 0; at < numbers.length;) {
    const list = [];
    ways.set(numbers[at], list);
    const count = numbers[at + 1];
    at += 2;
    for (let i = 0; i < count; i++) {
      const first = numbers[at++];
      const way = {
        position: first >> 2, isHere: (first & 2) > 0, statement: -1, isClaim: false, isPlain: true,
        needs: [],
      };
      if ((first & 1) > 0) {
        way.statement = numbers[at];
        way.isClaim = (numbers[at + 1] & 2) > 0;
        way.isPlain = (numbers[at + 1] & 1) > 0;
        way.needs = needs[numbers[at + 2]];
        at += 3;
      }
      list.push(way);
    }
  }
  return ways;
}

/** The ways to an axis, read when they are first asked for. */
function waysTo(data, axis, isReviewed) {
  const name = isReviewed && axis.reviewed ? 'reviewed' : 'ways';
  if (!(axis[name] instanceof Map)) axis[name] = readWays(readList(axis[name]), data.needs);
  return axis[name];
}

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

/** The places that the open ways of a node lead to: position → here, and the claims on the way. */
function placesOf(ways, selected) {
  const places = new Map();
  for (const way of ways || []) {
    if (way.statement >= 0 && !selected.isIn(way.statement)) continue;
    if (way.needs.some(selected.isLost)) continue;
    if (!places.has(way.position)) places.set(way.position, {isHere: false, claims: new Map()});
    const place = places.get(way.position);
    place.isHere = place.isHere || way.isHere;
    if (way.isClaim) {
      place.claims.set(way.statement, place.claims.get(way.statement) || way.isPlain);
    }
  }
  return places;
}

/** The matrix of what a filter leaves: cells, totals of rows and columns, and the whole. */
export function countMatrix(graph, data, pair, filter) {
  const selected = select(graph, filter);
  const [onRows, onColumns] = [pair.rows, pair.columns]
    .map((axis) => waysTo(data, axis, filter.reviewed));
  const within = (filter.under || []).map(({axis, place}) =>
    [waysTo(data, data.axes[axis], filter.reviewed), place]);
  const isWithin = (node) => within.every(([ways, place]) =>
    placesOf(ways.get(node), selected).has(place));
  const [height, width] = [pair.rows.entries.length, pair.columns.entries.length];
  const fresh = () => ({witnesses: new Map(), claims: new Map(), introductions: new Set()});
  const list = (length) => Array.from({length}, fresh);
  const [cells, rowTotals, columnTotals, total] =
    [list(height * width), list(height), list(width), fresh()];

  function put(cell, witness, isHere, claims, introductions) {
    cell.witnesses.set(witness, cell.witnesses.get(witness) || isHere);
    for (const [claim, isPlain] of claims) {
      if (!cell.claims.has(claim)) cell.claims.set(claim, {isPlain: false, witnesses: new Set()});
      const held = cell.claims.get(claim);
      held.isPlain = held.isPlain || isPlain;
      held.witnesses.add(witness);
    }
    for (const edge of introductions) cell.introductions.add(edge);
  }

  /** Puts a witness where one node of it stands on both axes: itself, or what a paper introduces. */
  function meet(witness, node) {
    if (selected.isLost(node) || !isWithin(node)) return;
    const rows = placesOf(onRows.get(node), selected);
    const columns = rows.size > 0 ? placesOf(onColumns.get(node), selected) : rows;
    const isNamed = graph.nodes[node].kind === 'Risk' && pair.of === 'Paper';
    const brought = pair.isAboutRisk && !isNamed ? [] : selected.introductions(node)
      .filter((edge) => node === witness || graph.from(edge) === witness);
    for (const [row, onRow] of rows) {
      for (const [column, onColumn] of columns) {
        const claims = [...onRow.claims, ...onColumn.claims];
        // What the table does not show stands behind its last row or column, and counts in totals.
        if (row < height && column < width) {
          const isHere = onRow.isHere && onColumn.isHere;
          put(cells[row * width + column], witness, isHere, claims, brought);
        }
        const sums = [rowTotals[row], columnTotals[column], total];
        for (const sum of sums) if (sum) put(sum, witness, true, claims, brought);
      }
    }
  }

  for (const {id, kind} of graph.nodes) {
    if (kind !== pair.of || selected.isLost(id)) continue;
    if (kind !== 'Paper') {
      meet(id, id);
      continue;
    }
    const inner = INTRODUCTIONS.flatMap((relation) => graph.outgoing(id, relation)
      .filter((edge) => selected.isIn(edge) && !graph.isNegated(edge)).map(graph.to));
    for (const node of new Set(inner)) meet(id, node);
  }
  const searched = searchesOf(data, pair);
  const judge = (cell, isSearched) => judgeCell(graph, data, pair, selected, cell, isSearched);
  const judged = cells.map((cell, place) => judge(cell, searched.has(place)));
  const isKnown = (part) => part.every((cell) => cell.state !== 'not-searched');
  return {
    cells: judged,
    rowTotals: rowTotals.map((cell, row) =>
      judge(cell, isKnown(judged.slice(row * width, (row + 1) * width)))),
    columnTotals: columnTotals.map((cell, column) =>
      judge(cell, isKnown(judged.filter((_, place) => place % width === column)))),
    total: judge(total, isKnown(judged)),
    selected,
  };
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
      papers: [],
    })),
    selected: select(graph, emptyFilter()),
  };
}

/** Marks what only the filter emptied: the whole holds something there. */
export function markFiltered(matrix, whole) {
  const mark = (cells, others) => cells.forEach((cell, place) => {
    cell.isFiltered = cell.isFiltered || (cell.held === 0 && others[place].held > 0);
  });
  mark(matrix.cells, whole.cells);
  mark(matrix.rowTotals, whole.rowTotals);
  mark(matrix.columnTotals, whole.columnTotals);
  mark([matrix.total], [whole.total]);
  return matrix;
}

const PRIMARY = new Set(['case', 'observational', 'experimental']);

/** Turns what a cell collected into its counts, its state and its marks. */
function judgeCell(graph, data, pair, selected, found, isSearched) {
  /** The works that make a statement. */
  const makersOf = (edge) => {
    const work = graph.workOf(edge);
    if (work !== null) return [work];
    const from = graph.from(edge);
    if (graph.nodes[from].kind === 'Paper') return [graph.work(from)];
    return graph.incoming(from, 'PROPOSES')
      .filter((other) => selected.isIn(other) && !graph.isNegated(other))
      .map((other) => graph.work(graph.from(other)));
  };
  const evidence = [...new Set([...found.claims.keys(), ...found.introductions])]
    .sort((a, b) => a - b);
  const sides = {supports: new Set(), mixed: new Set(), opposes: new Set()};
  const [stances, works, studies, types] = [new Set(), new Set(), new Set(), new Set()];
  let [hasPlain, hasClaim, isAsserted] = [false, false, true];
  for (const edge of evidence) {
    const stance = graph.stance(edge) || 'supports';
    const type = graph.type(edge);
    stances.add(stance);
    for (const work of makersOf(edge)) {
      sides[stance].add(work);
      works.add(work);
      if (PRIMARY.has(type)) studies.add(work);
    }
    if (stance !== 'supports') continue;
    if (type !== null) types.add(type);
    if (!found.claims.has(edge)) continue;
    hasClaim = true;
    hasPlain = hasPlain || found.claims.get(edge).isPlain;
    isAsserted = isAsserted && (type || 'assertion') === 'assertion';
  }
  const witnesses = [...found.witnesses.keys()].sort((a, b) => a - b);
  const isEmpty = witnesses.length === 0;
  const {policy} = data;
  const isConflicting =
    stances.has('mixed') || (stances.has('supports') && stances.has('opposes'));
  const papers = new Set(witnesses.flatMap((node) => (graph.nodes[node].kind === 'Paper'
    ? [node] : selected.introductions(node).map(graph.from))));
  const years = [...papers].map((paper) => graph.nodes[paper].year).filter((year) => year !== null);
  const newest = years.length > 0 ? Math.max(...years) : null;
  const holding = isEmpty ? [] : [
    ['opposed', stances.has('opposes') && !stances.has('supports') && !stances.has('mixed')],
    ['conflicting', isConflicting],
    ['inferred-only', pair.isAboutRisk && hasClaim && !hasPlain],
    ['unsourced', works.size === 0],
    ['asserted-only', pair.isAboutRisk && hasClaim && sides.supports.size > 0 && isAsserted],
    ['thin', works.size > 0 && works.size < policy.thinBelow],
  ].filter(([, holds]) => holds).map(([state]) => state);
  const marks = isEmpty ? [] : [
    ['single-source', works.size === 1],
    ['stale', policy.asOfYear !== null && newest !== null
      && newest < policy.asOfYear - policy.staleAfterYears],
    ['synthesis', studies.size >= policy.synthesisFrom && !types.has('synthesis')],
    ['preliminary', evidence.some(graph.isPreliminary)],
  ].filter(([, holds]) => holds).map(([mark]) => mark);
  return {
    state: isEmpty ? (isSearched ? 'searched-empty' : 'not-searched') : holding[0] || 'covered',
    also: [...holding.slice(1), ...marks],
    witnesses,
    held: witnesses.length,
    here: [...found.witnesses.values()].filter((isHere) => isHere).length,
    evidence,
    papers: [...papers].sort((a, b) => a - b),
    works: works.size,
    supporting: sides.supports.size,
    mixed: sides.mixed.size,
    opposing: sides.opposes.size,
    worksFor: new Set([...sides.supports, ...sides.mixed]).size,
    worksAgainst: new Set([...sides.opposes, ...sides.mixed]).size,
    conflict: isConflicting && !isEmpty ? conflictOf(graph, found) : null,
    statesTypes: types.size > 0,
    isFiltered: false,
  };
}

/** Whether both sides speak of one witness and one target; a mixed statement stands on both. */
function conflictOf(graph, found) {
  const sides = new Map();
  const isWithin = (edge, witness) => {
    const stance = graph.stance(edge) || 'supports';
    const subject = witness + ' ' + graph.to(edge);
    if (stance === 'mixed' || (sides.get(subject) ?? stance) !== stance) return true;
    sides.set(subject, stance);
    return false;
  };
  const claims = [...found.claims].some(([edge, {witnesses}]) =>
    [...witnesses].some((witness) => isWithin(edge, witness)));
  return claims || [...found.introductions].some((edge) => isWithin(edge, graph.to(edge)))
    ? 'within' : 'between';
}
