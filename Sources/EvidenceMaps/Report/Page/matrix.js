// The map: one matrix, of which the panel, the lists and the exports are views.

import {countMatrix, markFiltered} from './counts.js';
import {isRecorded, readRuns, recordsOf} from './data.js';
import {button, el, figure, kindWords} from './dom.js';
import {emptyFilter, isEmptyFilter, pairOf, statedMatrix} from './reach.js';
import {FILTERED, STATES, STATE_TABLE} from './words.js';

/** No more cells are drawn of axes that were chosen. */
export const MOST_CELLS = 12000;
/** No more cells are painted at once; of more, those out of sight come later. */
const AT_ONCE = 2500;

const fillOf = (works, limits) => limits.filter((limit) => works >= limit).length;

/** What a cell's number counts: works that state it, papers that introduce it, or witnesses. */
const numberOf = (cell, look) => (look === 'papers' ? cell.paperCount
  : look === 'witnesses' ? cell.held : cell.works);

/**
 * What is visible of a cell: its class, what it says, and what is only said aloud. `place` says whether
 * it is the sum of others and whether papers stand on an axis, `look` what is counted.
 */
export function cellFace(cell, limits, place = {}, look = '') {
  if (cell.isFiltered) return ['c-filtered', FILTERED.text, ' ' + FILTERED.words];
  const {state} = cell;
  const isEmpty = cell.held === 0;
  if (place.isOfSources && isEmpty) return ['c-none', '·', ' none'];
  if (place.isOfSources && !place.isSum) return ['c-source', '●', ' stated'];
  const {words, isFilled, style, text: pattern} = STATE_TABLE[state];
  const number = numberOf(cell, look);
  if (place.isSum) {
    return ['c-sum', figure(isEmpty ? 0 : state === 'unsourced' && look === '' ? cell.held : number), ' ' + words];
  }
  const count = look !== '' && look !== 'review' ? number
    : state === 'conflicting' ? cell.worksFor : state === 'unsourced' ? cell.held : cell.works;
  const text = pattern.replace('{count}', figure(count)).replace('{against}', figure(cell.worksAgainst));
  const isSaid = state !== 'covered' && state !== 'searched-empty';
  return [style + (isFilled ? ' f' + fillOf(number, limits) : ''), text, isSaid ? ' ' + words : ''];
}

/** The second layer that a state asks for: what a page was made beside stands there unless it is put away. */
export const layerOf = (state, data) => state.layer || (data.layers.length > 0 ? '0' : 'none');

/** Whether two layers say something else of a cell. */
export const differs = (a, b) => b === null || a.state !== b.state || a.works !== b.works
  || a.held !== b.held || a.isFiltered !== b.isFiltered;

/** The share of each type as a strip: the stops of a gradient. */
export function stripOf(types) {
  const all = types.reduce((sum, count) => sum + count, 0);
  let at = 0;
  return types.map((count, place) => {
    const from = at;
    at += count;
    return count === 0 ? null
      : `var(--type${place}) ${Math.round(100 * from / all)}% ${Math.round(100 * at / all)}%`;
  }).filter((stop) => stop !== null).join(', ');
}

/** The places of an axis that lie under one, or that one itself, with none below them. */
export function leavesUnder(entries, top) {
  const hasChildren = new Set(entries.map(([, parent]) => parent));
  return entries.map((_, place) => place).filter((place) => {
    if (hasChildren.has(place)) return false;
    if (top === null) return true;
    for (let next = place; next >= 0; next = entries[next][1]) if (next === top) return true;
    return false;
  });
}

/** The places that lie under a folded one, and so are not shown. */
export function hiddenBy(entries, isFolded) {
  const hidden = new Set();
  entries.forEach(([, parent], place) => {
    if (parent >= 0 && (hidden.has(parent) || isFolded(parent))) hidden.add(place);
  });
  return hidden;
}

/** The places of an axis that hold others, shown or not. */
function holders(entries) {
  const found = new Set(entries.map(([, parent]) => parent));
  entries.forEach(([, , holds], place) => { if (holds) found.add(place); });
  return found;
}

/** A table of two axes as the library writes one, for axes that the page's own tables do not have. */
function buildTable(graph, pair) {
  const count = pair.columns.entries.length;
  const shape = count <= 7 ? ' flat' : count > 16 ? ' many' : '';
  const head = ([node], tops, place, attributes) => {
    const {code, name, title, kind} = graph.nodes[node];
    return el('th', {...attributes, class: [attributes.class, tops.has(place) ? 'top' : '']
      .filter((word) => word).join(' ') || null},
    el('span', {}, ...(code ? [el('b', {}, code), ' ' + name] : [kind === 'Paper' ? title : name])));
  };
  const [rowTops, columnTops] = [pair.rows, pair.columns].map(({entries}) => holders(entries));
  const level = (axis, place) => {
    let depth = 1;
    for (let at = axis.entries[place][1]; at >= 0; at = axis.entries[at][1]) depth += 1;
    return Math.min(depth, 5);
  };
  const sums = () => [el('td', {class: 'sum'}), el('td', {class: 'sum'})];
  return el('table', {class: 'cells' + shape, style: '--head:17em'},
    el('thead', {}, el('tr', {}, el('td', {class: 'corner'}),
      ...pair.columns.entries.map((entry, place) => head(entry, columnTops, place, {scope: 'col'})),
      ...['papers', 'gaps'].map((word) =>
        el('th', {scope: 'col', class: 'sum'}, el('span', {}, word))))),
    el('tbody', {}, ...pair.rows.entries.map((entry, place) =>
      el('tr', {class: rowTops.has(place) ? 'top' : null},
        head(entry, new Set(), place, {scope: 'row', class: 'l' + level(pair.rows, place)}),
        ...pair.columns.entries.map(() => el('td', {})), ...sums()))),
    el('tfoot', {}, ...['Papers', 'Gaps'].map((word) => el('tr', {}, el('th', {scope: 'row'}, word),
      ...pair.columns.entries.map(() => el('td', {class: 'sum'})), ...sums()))));
}

/** What one pair of axes shows: a table, and what it counts. */
function tableView(graph, data, table, pair, matrix, acts) {
  const [rows, columns] = [pair.rows.entries, pair.columns.entries];
  const width = columns.length;
  const [rowParents, columnParents] = [rows, columns]
    .map((entries) => new Set(entries.map(([, parent]) => parent)));
  const lines = [...table.tBodies[0].rows];
  const cells = lines.flatMap((line) => [...line.cells].slice(1, width + 1));
  const heads = [...table.tHead.rows[0].cells].slice(1, width + 1);
  const [rowHolders, columnHolders] = [rows, columns].map(holders);
  /** Whether the table leaves out what is below its rows or columns. */
  const isCut = pair.rows.isCut || pair.columns.isCut;
  const limits = data.policy.classLimits;
  const results = new Map();
  const place = (index) => ({
    isSum: rowHolders.has(Math.floor(index / width)) || columnHolders.has(index % width),
    isOfSources: pair.isOfSources,
  });
  const isLeftOut = (cell, index, {states, recorded}) => (states && !states.has(cell.state))
    || (recorded && !isRecorded(recordsAt.get(index) ?? [], recorded));
  /** What each cell shows; read off the table when it is first painted. */
  let painted = null;
  let isFolding = false;

  /** The cell of a row's node and a column's; −1 where they have none. */
  function indexOf(row, column) {
    const find = (entries, node) => entries.findIndex((entry) => entry[0] === node);
    const [r, c] = [find(rows, row), find(columns, column)];
    return r < 0 || c < 0 ? -1 : r * width + c;
  }

  /** What people recorded of cells, by cell. */
  const recordsAt = new Map();
  for (const [first, second] of data.records) {
    for (const ends of [[first, second], [second, first]]) {
      const found = recordsOf(data, ends, pair.of);
      if (found.length > 0 && indexOf(...ends) >= 0) recordsAt.set(indexOf(...ends), found);
    }
  }

  const nameOf = (filter) =>
    JSON.stringify(filter, (_, value) => (value instanceof Set ? [...value] : value));

  /** The cells under a filter; those without one are counted once. */
  function count(filter) {
    const name = nameOf(filter);
    if (!results.has(name)) {
      const oldest = [...results.keys()].find((other) => other !== nameOf(emptyFilter()));
      if (results.size > 8) results.delete(oldest);
      const found = data.isCounting ? countMatrix(graph, data, pair, filter) : statedMatrix(graph, matrix);
      // What was left out of the graph before the page was made is filtered out too.
      for (const index of readRuns(matrix?.filtered ?? [])) {
        if (found.cells[index].held === 0) found.cells[index].isFiltered = true;
      }
      const isPlain = isEmptyFilter(filter);
      results.set(name, isPlain || !data.isCounting ? found : markFiltered(found, count(emptyFilter())));
    }
    return results.get(name);
  }

  function makeGrid() {
    table.setAttribute('role', 'grid');
    table.setAttribute('aria-readonly', 'true');
    table.closest('.wide').removeAttribute('tabindex');
    lines.forEach((line) => line.setAttribute('role', 'row'));
    cells.forEach((cell, index) => {
      cell.tabIndex = index === 0 ? 0 : -1;
      cell.setAttribute('role', 'gridcell');
      const {code, title} = graph.nodes[columns[index % width][0]];
      const isShort = code !== null && width > 7;
      cell.dataset.column = isShort ? code : title.length > 14 ? title.slice(0, 13) + '…' : title;
    });
    for (const line of lines) {
      line.cells[0].setAttribute('role', 'rowheader');
      for (const at of [width + 1, width + 2]) {
        line.cells[at].dataset.column = table.tHead.rows[0].cells[at].textContent;
      }
    }
    // A phone has no room for heads: it shows the codes over the cells, and here what they mean.
    if (columns.some(([node]) => graph.nodes[node].code !== null) && width > 7) {
      table.before(el('details', {class: 'codes'}, el('summary', {}, 'What the codes over the cells mean'),
        el('ul', {class: 'plain'}, ...columns.map(([node]) => el('li', {}, graph.nodes[node].title)))));
    }
    heads.forEach((head) => head.setAttribute('role', 'columnheader'));
    const isShown = (index) => cells[index] !== undefined
      && !cells[index].hidden && !lines[Math.floor(index / width)].hidden;
    function move(from, to) {
      if (!isShown(to)) return;
      cells[from].tabIndex = -1;
      cells[to].tabIndex = 0;
      cells[to].focus();
    }
    /** The next shown cell from one, by steps that stay on its row where `isRow`. */
    function next(index, step, isRow) {
      for (let to = index + step; to >= 0 && to < cells.length; to += step) {
        if (isRow && Math.floor(to / width) !== Math.floor(index / width)) return index;
        if (isShown(to)) return to;
      }
      return index;
    }
    const steps = {ArrowRight: [1, true], ArrowLeft: [-1, true], ArrowDown: [width, false],
      ArrowUp: [-width, false]};
    const shown = (indices) => indices.filter(isShown);
    const all = cells.map((_, index) => index);
    table.addEventListener('keydown', (event) => {
      const index = cells.indexOf(event.target.closest('td'));
      if (index < 0) return;
      const row = all.filter((at) => Math.floor(at / width) === Math.floor(index / width));
      if (event.key === 'Enter' || event.key === ' ') acts.open(index);
      else if (event.key === 'Home') move(index, shown(event.ctrlKey ? all : row)[0]);
      else if (event.key === 'End') move(index, shown(event.ctrlKey ? all : row).at(-1));
      else if (event.key in steps) move(index, next(index, ...steps[event.key]));
      else return;
      event.preventDefault();
    });
    table.addEventListener('click', (event) => {
      const index = cells.indexOf(event.target.closest('td'));
      if (index < 0) return;
      cells.forEach((cell) => {
        if (cell.tabIndex === 0) cell.tabIndex = -1;
      });
      cells[index].tabIndex = 0;
      acts.open(index);
    });
    // The heads of the cell under the pointer or in focus.
    let crossed = [];
    function cross(event) {
      const index = cells.indexOf(event.target.closest?.('td'));
      crossed.forEach((head) => head.classList.remove('on'));
      crossed = index < 0 ? [] : [lines[Math.floor(index / width)].cells[0], heads[index % width]];
      crossed.forEach((head) => head.classList.add('on'));
    }
    table.addEventListener('pointerover', cross);
    table.addEventListener('focusin', cross);
    table.addEventListener('pointerleave', cross);
    makeFolds();
  }

  /** A button in each head that holds others: it folds them away, and brings them back. */
  function makeFolds() {
    const arm = (head, [node], side) => head.firstElementChild.prepend(
      button('−', (event) => {
        event.stopPropagation();
        acts.fold(side, graph.nodes[node].key);
      }, 'twist'));
    lines.forEach((line, row) => {
      if (rowParents.has(row)) arm(line.cells[0], rows[row], 'r');
    });
    heads.forEach((head, column) => {
      if (columnParents.has(column)) arm(head, columns[column], 'c');
    });
    isFolding = rowParents.size > 1 || columnParents.size > 1;
  }

  function fold(folded) {
    const keys = new Set(folded);
    const isFolded = (entries, side) => (at) => keys.has(side + graph.nodes[entries[at][0]].key);
    const [rowFold, columnFold] = [isFolded(rows, 'r'), isFolded(columns, 'c')];
    const hiddenRows = hiddenBy(rows, rowFold);
    const hiddenColumns = hiddenBy(columns, columnFold);
    const mark = (head, isShut) => {
      const twist = head.querySelector('.twist');
      if (twist === null) return;
      twist.textContent = isShut ? '+' : '−';
      twist.setAttribute('aria-expanded', String(!isShut));
      twist.setAttribute('aria-label', (isShut ? 'Unfold ' : 'Fold ') + head.textContent.slice(1));
    };
    lines.forEach((line, row) => {
      line.hidden = hiddenRows.has(row);
      mark(line.cells[0], rowFold(row));
    });
    heads.forEach((head, column) => mark(head, columnFold(column)));
    for (const line of [table.tHead.rows[0], ...lines, ...table.tFoot.rows]) {
      for (let column = 0; column < width; column++) {
        const cell = line.cells[column + 1];
        const isHidden = hiddenColumns.has(column);
        if (cell.hidden !== isHidden) cell.hidden = isHidden;
      }
    }
    const stop = cells.find((cell) => cell.tabIndex === 0);
    if (stop && (stop.hidden || stop.parentNode.hidden)) {
      stop.tabIndex = -1;
      cells[0].tabIndex = 0;
    }
  }

  /** The lowest rows or columns under one, or under all of them, found when they are first asked for. */
  const leavesOf = (entries) => {
    const known = new Map();
    return (top) => {
      if (!known.has(top)) known.set(top, leavesUnder(entries, top));
      return known.get(top);
    };
  };
  const [leafRows, leafColumns] = [rows, columns].map(leavesOf);

  /** The gaps under a row and a column, null for all of them, as the table prints them. */
  function gapText(found, ofRow, ofColumn) {
    if (pair.isOfSources) return [''];
    const [ofRows, ofColumns] = [leafRows(ofRow), leafColumns(ofColumn)];
    let [gaps, unknown] = [0, 0];
    for (const row of ofRows) {
      for (const column of ofColumns) {
        const cell = found[row * width + column];
        if (cell.isFiltered) continue;
        if (cell.state === 'searched-empty') gaps += 1;
        if (cell.state === 'not-searched') unknown += 1;
      }
    }
    return [
      gaps > 0 ? el('b', {class: 'gap'}, figure(gaps)) : '',
      (gaps > 0 && unknown > 0 ? ' ' : '') + (unknown > 0 ? figure(unknown) + ' ?' : ''),
    ];
  }

  /** Paints one cell; `second` is that of another layer, undefined where there is none. */
  function paintCell(index, cell, filter, second, look) {
    const isOff = isLeftOut(cell, index, filter);
    let [style, text, aloud] = isOff ? ['c-off', '', 'not shown'] : cellFace(cell, limits, place(index), look);
    let extra = null;
    let strip = '';
    if (second !== undefined && !isOff) {
      const [, was, said] = second === null ? [null, 'none', ''] : cellFace(second, limits, place(index), look);
      style += differs(cell, second) ? ' differs' : '';
      extra = el('small', {}, was, said ? el('i', {}, said) : null);
    } else if (look === 'review' && !isOff && cell.claims > 0) {
      const {types, reviewed, claims} = cell;
      strip = stripOf(types);
      style += ' strip';
      extra = el('small', {}, Math.round(100 * reviewed / claims) + '%',
        el('i', {}, ' reviewed'), cell.works === 1 ? ' 1×' : '');
    }
    const recorded = isOff ? undefined : recordsAt.get(index);
    if (recorded) {
      style += ' noted';
      aloud += '; recorded: ' + recorded.map(({words}) => words).join('; ');
    }
    // A page lays out anew what is touched: in a large matrix that takes longer than to count.
    const face = style + '|' + text + (extra ? '|' + extra.textContent + strip : '');
    if (painted[index] === face) return;
    painted[index] = face;
    const element = cells[index];
    element.className = style;
    if (strip !== '' || element.style.length > 0) element.style.setProperty('--strip', strip);
    element.replaceChildren(
      cell.state === 'searched-empty' && !isOff && style.startsWith('c-gap') ? el('b', {}, text) : text,
      aloud ? el('i', {}, aloud) : '', ...(extra ? [extra] : []));
  }

  /** Writes the papers of a total. */
  function paintSum(element, cell, look) {
    const papers = cell.held === 0 ? '0'
      : figure(cell.state === 'unsourced' && look === '' ? cell.held : numberOf(cell, look));
    if (element.textContent !== papers) element.replaceChildren(papers);
  }

  /** The rows that are to be seen or nearly so, and the others; all are, where they are few. */
  function rowsBySight() {
    const [near, far] = [[], []];
    lines.forEach((line, row) => {
      const {top, bottom} = cells.length > AT_ONCE ? line.getBoundingClientRect() : {top: 0, bottom: 0};
      (bottom >= -innerHeight / 2 && top <= innerHeight * 1.5 ? near : far).push(row);
    });
    return [near, far];
  }

  /** The drawing that goes on; one that a later one has overtaken stops. */
  let drawing = 0;

  /** Draws rows now, and others behind them a part at a time: a reader need not wait for those. */
  function draw([near, far], paintRow) {
    drawing += 1;
    const own = drawing;
    near.forEach(paintRow);
    table.setAttribute('aria-busy', String(far.length > 0));
    const goOn = () => {
      if (own !== drawing) return;
      far.splice(0, Math.ceil(AT_ONCE / width)).forEach(paintRow);
      if (far.length > 0) setTimeout(goOn, 20);
      else table.setAttribute('aria-busy', 'false');
    };
    if (far.length > 0) setTimeout(goOn, 50);
  }

  /** Paints the cells of a filter; `other` are those of a second layer, null where there is none. */
  function paint(result, filter, other, look) {
    const isFirst = painted === null;
    painted ??= cells.map((cell) => cell.className + '|' + (cell.firstChild?.textContent ?? ''));
    const all = lines.map((_, row) => row);
    // What stands there already is no work.
    draw(isFirst ? [all, []] : rowsBySight(), (row) => {
      for (let index = row * width; index < (row + 1) * width; index++) {
        paintCell(index, result.cells[index], filter, other?.[index], look);
      }
      if (data.isCounting) paintSum(lines[row].cells[width + 1], result.rowTotals[row], look);
    });
    if (!data.isCounting) return;
    const [sums, gaps] = table.tFoot.rows;
    result.columnTotals.forEach((cell, column) => paintSum(sums.cells[column + 1], cell, look));
    paintSum(sums.cells[width + 1], result.total, look);
    // The blanks below what is shown the page knows of its own tables without a filter only.
    table.classList.toggle('blind', isCut && (matrix === undefined || !isEmptyFilter(filter)));
    if (isCut) return;
    lines.forEach((line, row) =>
      line.cells[width + 2].replaceChildren(...gapText(result.cells, row, null)));
    result.columnTotals.forEach((_, column) =>
      gaps.cells[column + 1].replaceChildren(...gapText(result.cells, null, column)));
    gaps.cells[width + 2].replaceChildren(...gapText(result.cells, null, null));
  }

  makeGrid();
  return {
    pair, matrix, cells, rows, columns, count, paint, fold, isFolding, isLeftOut,
    /** The keys of all that can be folded. */
    foldable: [...[...rowParents].filter((at) => at >= 0).map((at) => 'r' + graph.nodes[rows[at][0]].key),
      ...[...columnParents].filter((at) => at >= 0).map((at) => 'c' + graph.nodes[columns[at][0]].key)],
    index: indexOf,
    /** Whether anybody recorded anything of its cells. */
    hasRecords: recordsAt.size > 0,
    ends: (index) => [rows[Math.floor(index / width)][0], columns[index % width][0]],
  };
}

/**
 * The map of a page: it shows what the store's state asks for. `resolve(filter)` turns names in a filter
 * into what is counted by.
 */
export function mapBoard(graph, data, store, resolve) {
  const stage = document.querySelector('.stage');
  const status = document.getElementById('filter-status');
  const views = new Map();
  const listeners = [];
  const sections = [...stage.querySelectorAll('section.matrix')];
  const acts = {
    open(index) {
      const [row, column] = view.ends(index).map((node) => graph.nodes[node].key);
      store.set({open: ['cell', row, column]});
    },
    fold(side, key) {
      const name = side + key;
      const {folded} = store.state;
      store.set({folded: folded.includes(name)
        ? folded.filter((other) => other !== name) : [...folded, name]});
    },
  };
  let view = null;
  let result = null;
  let other = null;

  /** The axes and the kind that a state asks for; the page's own question where it knows no other. */
  function chosen(state) {
    const own = data.matrices[state.question ?? 0] ?? data.matrices[0];
    const at = (name, fallback) => {
      const found = data.axes.findIndex((axis) => axis.id === name);
      return state.question === null && found >= 0 && data.isCounting ? found : fallback;
    };
    const [rows, columns] = [at(state.rows, own.rows), at(state.columns, own.columns)];
    const of = data.isCounting && data.kindsCounted.includes(state.of) ? state.of : own.of;
    return {rows, columns, of};
  }

  function viewOf({rows, columns, of}) {
    const name = [rows, columns, of].join(' ');
    if (!views.has(name)) {
      const number = data.matrices.findIndex(
        (own) => own.rows === rows && own.columns === columns && own.of === of);
      const pair = pairOf(data, of, rows, columns);
      let section = sections[number];
      if (section === undefined) {
        const title = kindWords(of, true) + ': ' + pair.rows.title + ' against ' + pair.columns.title;
        section = el('section', {class: 'matrix'},
          el('h3', {class: 'first-letter'}, title),
          el('div', {class: 'wide grid', role: 'region', 'aria-label': title}, buildTable(graph, pair)));
        stage.insertBefore(section, stage.querySelector('.legend'));
      }
      const details = section.querySelector(':scope > details');
      if (details) details.open = true;
      views.set(name, {
        section,
        ...tableView(graph, data, section.querySelector('table'), pair, data.matrices[number], acts),
        number,
        title: section.querySelector('h3').textContent,
      });
    }
    return views.get(name);
  }

  /** The cells of the second layer; null where there is none. */
  function second(state) {
    const asked = layerOf(state, data);
    if (asked === 'whole') return view.count(emptyFilter()).cells;
    if (asked === 'kept' && state.kept) return view.count(resolve(state.kept)).cells;
    const layer = data.layers[Number(asked)];
    const written = layer === undefined || view.number < 0 ? null : layer.matrices[view.number];
    if (!written) return null;
    return written.states.map((place, index) => {
      if (place < 0) return null;
      const [works = 0, held = 0, worksFor = 0, worksAgainst = 0, paperCount = 0] = written.figures[index];
      return {state: STATES[place], works, held, worksFor, worksAgainst, paperCount, isFiltered: false};
    });
  }

  function show(state, changed) {
    const isAsked = (...names) => names.some((name) => changed.includes(name));
    const isNew = isAsked('question', 'rows', 'columns', 'of');
    if (isNew) {
      const axes = chosen(state);
      const size = data.axes[axes.rows].entries.length * data.axes[axes.columns].entries.length;
      if (size > MOST_CELLS && state.question === null) {
        status.textContent = 'These axes have ' + figure(size) + ' cells, too many for a page: '
          + 'the command evidence coverage counts them.';
        return;
      }
      view = viewOf(axes);
      [...stage.querySelectorAll('section.matrix')].forEach((section) => {
        section.hidden = section !== view.section;
      });
    }
    if (isNew || isAsked('filter', 'layer', 'kept', 'look')) {
      result = view.count(resolve(state.filter));
      other = second(state);
      view.paint(result, state.filter, other, state.look);
      view.section.classList.toggle('layered', other !== null);
    }
    if (isNew || isAsked('folded')) view.fold(state.folded);
    fit();
    listeners.forEach((listen) => listen(state, changed));
  }

  /** A matrix that is no wider than its place needs no bars: the page is its frame. */
  function fit() {
    const frame = view?.section.querySelector('.grid');
    frame?.classList.toggle('fits', frame.scrollWidth <= frame.clientWidth + 1);
  }
  if (typeof ResizeObserver === 'function') new ResizeObserver(fit).observe(stage);

  return {
    get view() { return view; },
    get result() { return result; },
    get other() { return other; },
    /** Shows what the state asks for, now and after each change. */
    start() { store.watch(show); },
    /** Calls `listen(state, changed)` now, and after each time that the map was drawn. */
    watch(listen) {
      listeners.push(listen);
      listen(store.state, Object.keys(store.state));
    },
    isShown: (cell, index) => !view.isLeftOut(cell, index, store.state.filter),
    /** The statements behind the cells that are shown. */
    evidence() {
      return result.cells.filter(this.isShown).flatMap((cell) => cell.evidence);
    },
    /** The same for a question of the page, whatever is shown: for tests. */
    countQuestion(number, filter) {
      const own = data.matrices[number];
      return viewOf(own).count(filter);
    },
    counts: (rows, columns, of, filter) => countMatrix(graph, data, pairOf(data, of, rows, columns), filter),
  };
}
