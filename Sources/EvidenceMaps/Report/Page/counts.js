// Counts the matrices under a filter: what it leaves is gathered by cell, and each cell is judged.

import {NO_YEAR, TYPES} from './data.js';
import {opening, searchesOf, select, waysTo} from './reach.js';

/** Lists by cell, each as a chain of entries from the last on; an entry is two numbers. */
class CellLists {
  constructor(count) {
    this.heads = new Int32Array(count).fill(-1);
    this.size = 0;
    [this.next, this.first, this.second] = [0, 1, 2].map(() => new Int32Array(1024));
  }

  put(cell, first, second) {
    if (this.size === this.next.length) this.grow();
    this.next[this.size] = this.heads[cell];
    this.first[this.size] = first;
    this.second[this.size] = second;
    this.heads[cell] = this.size++;
  }

  grow() {
    for (const name of ['next', 'first', 'second']) {
      const larger = new Int32Array(2 * this.size);
      larger.set(this[name]);
      this[name] = larger;
    }
  }

  /** What `of` makes of the entries of a cell, each once, ascending. */
  of(cell, of) {
    const found = new Set();
    for (let at = this.heads[cell]; at >= 0; at = this.next[at]) {
      for (const value of of(this.first[at])) found.add(value);
    }
    return [...found].sort((a, b) => a - b);
  }
}

/**
 * The open places of a node on an axis, filled anew for each node, since there are many: those shown, and
 * last the total's, behind them all. The claims on the way to a place lie from its start to its end.
 */
class OpenPlaces {
  constructor(ways, selected, shown) {
    Object.assign(this, {ways, shown, isOpen: opening(ways, selected)});
    [this.positions, this.isHere, this.starts, this.ends, this.claims] = [[], [], [], [], []];
  }

  /** How many there are; none where no way is open. */
  fill(node) {
    const {ways, shown, positions, isHere, starts, ends, claims} = this;
    let size = 0;
    let held = 0;
    let isAny = false;
    for (let at = ways.starts[node]; at < ways.starts[node + 1]; at++) {
      if (!this.isOpen(at)) continue;
      isAny = true;
      const position = ways.positions[at];
      const isShown = position < shown;
      if (isShown && (size === 0 || positions[size - 1] !== position)) {
        positions[size] = position;
        isHere[size] = 0;
        starts[size] = held;
        size += 1;
      }
      if (ways.isClaim[at] === 1) claims[held++] = 4 * ways.statements[at] + 2 + ways.isPlain[at];
      if (!isShown) continue;
      isHere[size - 1] |= ways.isHere[at];
      ends[size - 1] = held;
    }
    if (!isAny) return 0;
    positions[size] = shown;
    starts[size] = 0;
    ends[size] = held;
    return size + 1;
  }
}

/**
 * What stands in each cell under a filter: witnesses with whether they are here, and statements, as
 * 4 × statement + 2 × claim + plain, with whom they speak of. Behind the cells of a row stands its total,
 * and behind the last row those of the columns.
 */
function gather(graph, data, pair, filter, selected) {
  const {kinds, from, to} = graph.columns;
  const {counts, lost} = selected;
  const [height, width] = [pair.rows.entries.length, pair.columns.entries.length];
  const size = (height + 1) * (width + 1);
  const [witnesses, statements] = [new CellLists(size), new CellLists(size)];
  const [rows, columns] = [[pair.rows, height], [pair.columns, width]].map(([axis, shown]) =>
    new OpenPlaces(waysTo(graph, data, axis, filter.reviewed), selected, shown));
  const within = (filter.under || []).map(({axis, place}) => {
    const ways = waysTo(graph, data, data.axes[axis], filter.reviewed);
    return {ways, place, isOpen: opening(ways, selected)};
  });
  const isWithin = (node) => within.every(({ways, place, isOpen}) => {
    for (let at = ways.starts[node]; at < ways.starts[node + 1]; at++) {
      if (ways.positions[at] === place && isOpen(at)) return true;
    }
    return false;
  });
  /** The last witness of each cell: several nodes may bring the same one. */
  const last = new Int32Array(size).fill(-1);

  function putClaims(cell, places, place, witness) {
    for (let at = places.starts[place]; at < places.ends[place]; at++) {
      statements.put(cell, places.claims[at], witness);
    }
  }

  /** Puts a witness where one node of it stands on both axes: itself, or what a paper introduces. */
  function meet(witness, node, brought) {
    if (lost[node] === 1 || !isWithin(node)) return;
    const rowCount = rows.fill(node);
    const columnCount = rowCount > 0 ? columns.fill(node) : 0;
    for (let row = 0; columnCount > 0 && row < rowCount; row++) {
      for (let column = 0; column < columnCount; column++) {
        const cell = rows.positions[row] * (width + 1) + columns.positions[column];
        const isTotal = row === rowCount - 1 || column === columnCount - 1;
        const isHere = isTotal ? 1 : rows.isHere[row] & columns.isHere[column];
        if (last[cell] === witness) witnesses.second[witnesses.heads[cell]] |= isHere;
        else witnesses.put(cell, witness, isHere);
        last[cell] = witness;
        putClaims(cell, rows, row, witness);
        putClaims(cell, columns, column, witness);
        for (const edge of brought) statements.put(cell, 4 * edge, node);
      }
    }
  }

  const [kind, risk] = [graph.kindPlace(pair.of), graph.kindPlace('Risk')];
  const none = [];
  for (let node = 0; node < graph.count; node++) {
    if (kinds[node] !== kind || lost[node] === 1) continue;
    if (pair.of !== 'Paper') {
      meet(node, node, pair.isAboutRisk ? none : selected.introductions(node));
      continue;
    }
    const edges = [...graph.introduced.of(node)].filter((edge) => counts[edge] === 1);
    for (const inner of new Set(edges.map((edge) => to[edge]))) {
      const isEvidence = !pair.isAboutRisk || kinds[inner] === risk;
      const own = (edge) => inner === node || from[edge] === node;
      meet(node, inner, isEvidence ? selected.introductions(inner).filter(own) : none);
    }
  }
  return {witnesses, statements};
}

/** A cell with its counts; its lists are found when they are first asked for. */
class CountedCell {
  #lists;

  #place;

  constructor(counts, lists, place) {
    Object.assign(this, counts);
    this.#lists = lists;
    this.#place = place;
  }

  get witnesses() { return this.#lists().witnesses.of(this.#place, (node) => [node]); }

  get evidence() { return this.#lists().statements.of(this.#place, (sign) => [sign >> 2]); }

  get papers() { return this.#lists().witnesses.of(this.#place, this.#lists().papersOf); }
}

/** The matrix of what a filter leaves: cells, totals of rows and columns, and the whole. */
export function countMatrix(graph, data, pair, filter) {
  const selected = select(graph, filter);
  const [height, width] = [pair.rows.entries.length, pair.columns.entries.length];
  const paper = graph.kindPlace('Paper');
  const papersOf = (node) => (graph.columns.kinds[node] === paper ? [node]
    : selected.introductions(node).map(graph.from));
  // They take more room than the counts, and are gathered anew for who asks for them.
  let kept = null;
  const lists = () => {
    kept ??= {...gather(graph, data, pair, filter, selected), papersOf};
    return kept;
  };
  const judge = cellJudge(graph, data.policy, pair, selected,
    gather(graph, data, pair, filter, selected));
  const make = (row, column, isSearched) => {
    const place = row * (width + 1) + column;
    return new CountedCell(judge(place, isSearched), lists, place);
  };
  const searched = searchesOf(data, pair);
  const cells = Array.from({length: height * width}, (_, place) =>
    make(Math.floor(place / width), place % width, searched.has(place)));
  // A total is known where each of its cells is.
  const [knownRows, knownColumns] = [new Uint8Array(height).fill(1), new Uint8Array(width).fill(1)];
  cells.forEach(({state}, place) => {
    if (state !== 'not-searched') return;
    knownRows[Math.floor(place / width)] = 0;
    knownColumns[place % width] = 0;
  });
  return {
    cells,
    rowTotals: [...knownRows].map((isKnown, row) => make(row, width, isKnown === 1)),
    columnTotals: [...knownColumns].map((isKnown, column) => make(height, column, isKnown === 1)),
    total: make(height, width, knownRows.every((isKnown) => isKnown === 1)),
    selected,
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

const SIDES = ['supports', 'mixed', 'opposes'];
const [SUPPORTS, MIXED, OPPOSES, STUDIES] = [1, 2, 4, 8];
const PRIMARY = ['case', 'observational', 'experimental'];
const [ASSERTION, SYNTHESIS] = ['assertion', 'synthesis'].map((type) => TYPES.indexOf(type));

const signsByGraph = new WeakMap();

/** The stance of each statement of a graph as a bit, and its type by its place among them; read once. */
function signsOf(graph) {
  if (!signsByGraph.has(graph)) {
    const {stances, types} = graph.columns;
    const sides = graph.texts.map((text) => 1 << Math.max(0, SIDES.indexOf(text)));
    const places = graph.texts.map((text) => Math.max(0, TYPES.indexOf(text)));
    signsByGraph.set(graph, {
      sides: Uint8Array.from(stances, (text) => (text < 0 ? SUPPORTS : sides[text])),
      types: Uint8Array.from(types, (text) => (text < 0 ? 0 : places[text])),
    });
  }
  return signsByGraph.get(graph);
}

/** What `of` makes of the statements that a filter leaves of those that introduce each node. */
function introducersOf(graph, {counts}, isWanted, of) {
  const {starts, items} = graph.introductions;
  const found = {starts: new Int32Array(graph.count + 1), items: new Int32Array(items.length)};
  let size = 0;
  for (let node = 0; node < graph.count; node++) {
    for (let at = starts[node]; at < starts[node + 1]; at++) {
      if (counts[items[at]] === 1 && isWanted(items[at])) found.items[size++] = of(items[at]);
    }
    found.starts[node + 1] = size;
  }
  return found;
}

/** Turns what a cell holds into its counts, its state and its marks. */
function cellJudge(graph, policy, pair, selected, {witnesses, statements}) {
  const {kinds, years, works, from, sources, relations} = graph.columns;
  const {sides, types} = signsOf(graph);
  const [paper, proposes] = [graph.kindPlace('Paper'), graph.relationPlace('PROPOSES')];
  const introducing = introducersOf(graph, selected, () => true, (edge) => from[edge]);
  const proposing = introducersOf(graph, selected, (edge) => relations[edge] === proposes,
    (edge) => works[from[edge]]);
  const isPrimary = TYPES.map((type) => (PRIMARY.includes(type) ? 1 : 0));
  // What a cell has seen bears its turn, so that nothing is cleared between two.
  let turn = 0;
  const [seenEdges, seenPapers] = [new Int32Array(graph.total), new Int32Array(graph.count)];
  const room = graph.count + graph.texts.length + 2;
  const [seenWorks, workSides] = [new Int32Array(room), new Uint8Array(room)];
  const tally = new Int32Array(6);
  const [ALL, FOR_ONE, MIXED_ONE, AGAINST_ONE, FOR, AGAINST] = [0, 1, 2, 3, 4, 5];
  let studies = 0;

  /** Counts a work once a side; works that are no nodes stand behind the nodes. */
  function putWork(work, sign) {
    const place = work >= 0 ? work : graph.count - work - 2;
    const old = seenWorks[place] === turn ? workSides[place] : 0;
    const now = old | sign;
    if (now === old) return;
    seenWorks[place] = turn;
    workSides[place] = now;
    const comes = (side) => (now & side) > 0 && (old & side) === 0;
    if (old === 0) tally[ALL] += 1;
    if (comes(SUPPORTS)) tally[FOR_ONE] += 1;
    if (comes(MIXED)) tally[MIXED_ONE] += 1;
    if (comes(OPPOSES)) tally[AGAINST_ONE] += 1;
    if (comes(SUPPORTS | MIXED)) tally[FOR] += 1;
    if (comes(OPPOSES | MIXED)) tally[AGAINST] += 1;
    if (comes(STUDIES)) studies += 1;
  }

  /** The works that make a statement; of an unknown source, those that propose what it begins at. */
  function putMakers(edge, sign) {
    const source = sources[edge];
    const start = from[edge];
    if (source !== -1) putWork(source >= 0 ? works[source] : source, sign);
    else if (kinds[start] === paper) putWork(works[start], sign);
    else {
      const {starts, items} = proposing;
      for (let at = starts[start]; at < starts[start + 1]; at++) putWork(items[at], sign);
    }
  }

  let [papers, newest] = [0, NO_YEAR];

  function putPaper(node) {
    if (seenPapers[node] === turn) return;
    seenPapers[node] = turn;
    papers += 1;
    if (years[node] > newest) newest = years[node];
  }

  /** The papers of a witness: itself, or those that introduce it. */
  function putPapers(node) {
    if (kinds[node] === paper) putPaper(node);
    else {
      const {starts, items} = introducing;
      for (let at = starts[node]; at < starts[node + 1]; at++) putPaper(items[at]);
    }
  }

  return (cell, isSearched) => {
    turn += 1;
    tally.fill(0);
    studies = 0;
    papers = 0;
    newest = NO_YEAR;
    let [stances, isStated, hasSynthesis, isPreliminary] = [0, false, false, false];
    let [hasClaim, hasPlain, isAsserted] = [false, false, true];
    let [claims, reviewed, held, here] = [0, 0, 0, 0];
    const ofTypes = [0, 0, 0, 0, 0, 0, 0];
    for (let at = statements.heads[cell]; at >= 0; at = statements.next[at]) {
      const sign = statements.first[at];
      const edge = sign >> 2;
      const side = sides[edge];
      const type = types[edge];
      if (side === SUPPORTS && (sign & 2) > 0) {
        hasClaim = true;
        hasPlain = hasPlain || (sign & 1) > 0;
        isAsserted = isAsserted && type <= ASSERTION;
      }
      if (seenEdges[edge] === turn) continue;
      seenEdges[edge] = turn;
      claims += 1;
      ofTypes[type] += 1;
      stances |= side;
      if (side === SUPPORTS && type > 0) {
        isStated = true;
        hasSynthesis = hasSynthesis || type === SYNTHESIS;
      }
      if (graph.isChecked(edge)) reviewed += 1;
      isPreliminary = isPreliminary || graph.isPreliminary(edge);
      putMakers(edge, isPrimary[type] === 1 ? side | STUDIES : side);
    }
    for (let at = witnesses.heads[cell]; at >= 0; at = witnesses.next[at]) {
      held += 1;
      here += witnesses.second[at];
      putPapers(witnesses.first[at]);
    }
    const all = tally[ALL];
    const isConflicting = (stances & MIXED) > 0 || stances === (SUPPORTS | OPPOSES);
    // The first state holds, and the others are marks.
    const also = [];
    if (held > 0) {
      const put = (holds, word) => { if (holds) also.push(word); };
      put(stances === OPPOSES, 'opposed');
      put(isConflicting, 'conflicting');
      put(pair.isAboutRisk && hasClaim && !hasPlain, 'inferred-only');
      put(all === 0, 'unsourced');
      put(pair.isAboutRisk && hasClaim && tally[FOR_ONE] > 0 && isAsserted, 'asserted-only');
      put(all > 0 && all < policy.thinBelow, 'thin');
      if (also.length === 0) also.push('covered');
      put(all === 1, 'single-source');
      put(policy.asOfYear !== null && newest !== NO_YEAR
        && newest < policy.asOfYear - policy.staleAfterYears, 'stale');
      put(studies >= policy.synthesisFrom && !hasSynthesis, 'synthesis');
      put(isPreliminary, 'preliminary');
    }
    return {
      state: also.shift() ?? (isSearched ? 'searched-empty' : 'not-searched'),
      also,
      held,
      here,
      paperCount: papers,
      works: all,
      supporting: tally[FOR_ONE],
      mixed: tally[MIXED_ONE],
      opposing: tally[AGAINST_ONE],
      worksFor: tally[FOR],
      worksAgainst: tally[AGAINST],
      conflict: isConflicting && held > 0 ? conflictOf(graph, statements, cell) : null,
      statesTypes: isStated,
      types: ofTypes,
      reviewed,
      claims,
      isFiltered: false,
    };
  };
}

/** Whether both sides speak of one witness and one target; a mixed statement stands on both. */
function conflictOf(graph, statements, cell) {
  const {sides} = signsOf(graph);
  const spoken = new Map();
  for (let at = statements.heads[cell]; at >= 0; at = statements.next[at]) {
    const edge = statements.first[at] >> 2;
    const subject = statements.second[at] * graph.count + graph.to(edge);
    const side = sides[edge];
    if (side === MIXED || (spoken.get(subject) ?? side) !== side) return 'within';
    spoken.set(subject, side);
  }
  return 'between';
}
