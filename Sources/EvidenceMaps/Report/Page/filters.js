// What the map shows: its axes, what is counted, filters with their chips, and a second layer.

import {EVIDENCE, recordWords, TYPES} from './data.js';
import {button, counted, el, figure, kindWords} from './dom.js';
import {papersBehind, saveBib, saveCSV, saveRIS} from './export.js';
import {MOST_CELLS, differs, layerOf} from './matrix.js';
import {emptyFilter, isEmptyFilter} from './reach.js';
import {FILTERED, STATES, STATE_TABLE} from './words.js';

/** Turns the names in a filter into what is counted by. */
export function filterResolver(graph, data) {
  return (filter) => {
    const source = filter.source === null ? null : graph.find(filter.source);
    const under = (filter.under || []).map(({id, key}) => {
      const axis = data.axes.findIndex((other) => other.id === id);
      const node = graph.find(key);
      return {axis, place: data.axes[axis]?.entries.findIndex((entry) => entry[0] === node) ?? -1};
    }).filter(({place}) => place >= 0);
    return {
      ...filter,
      source: source === undefined || source === null ? null : graph.work(source),
      under: under.length > 0 ? under : null,
    };
  };
}

/** What a filter says, a word or two for each part of it, and the filter without that part. */
export function chipsOf(filter, nameOf) {
  const chips = [];
  const put = (text, part) => chips.push([text, {...filter, ...part}]);
  if (filter.since !== null) put('papers from ' + filter.since, {since: null});
  if (filter.until !== null) put('papers to ' + filter.until, {until: null});
  if (filter.source !== null) put('said by ' + nameOf(filter.source), {source: null});
  if (filter.reviewed) put('reviewed by a second person', {reviewed: false});
  const words = (list) => [...list].map((word) => word.replaceAll('-', ' ')).join(', ') || 'none';
  if (filter.types) put('types: ' + words(filter.types), {types: null});
  if (filter.stances) put('stances: ' + words(filter.stances), {stances: null});
  if (filter.states) put('cells: ' + words(filter.states), {states: null});
  if (filter.recorded) {
    put('recorded: ' + (filter.recorded === 'judged' ? 'certainty' : filter.recorded), {recorded: null});
  }
  for (const one of filter.under || []) {
    const rest = filter.under.filter((other) => other !== one);
    put('only under ' + nameOf(one.key), {under: rest.length > 0 ? rest : null});
  }
  return chips;
}

/** The form over the map. */
export function filterForm(graph, data, store, board, resolve) {
  const form = document.getElementById('filters');
  const status = document.getElementById('filter-status');
  const chips = document.getElementById('chips');
  const {elements} = form;
  const nameOf = (key) => {
    const node = graph.find(key);
    if (node !== undefined) return graph.nodes[node].title;
    return data.isWhole ? key : key + ' (not known to this page)';
  };
  const option = (value, text) => el('option', {value}, text);

  function fillChoices() {
    // Of a page that names a part, those that state the most, which its bibliography lists.
    const offered = data.isWhole ? graph.nodes
      : [...document.querySelectorAll('#works-table td[data-node]')]
        .map((cell) => graph.nodes[Number(cell.dataset.node)]);
    const works = new Map();
    for (const node of offered) {
      if (node.kind === 'Paper' && !works.has(graph.work(node.id))) works.set(graph.work(node.id), node);
    }
    const {compare} = new Intl.Collator('en');
    const sorted = [...works.values()].sort((a, b) => compare(a.title, b.title));
    elements.source.append(...sorted.map((node) => option(node.key, node.title)));
    const isReviewed = (edge) => graph.isReviewed(edge) && EVIDENCE.has(graph.relation(edge));
    if (!graph.edges().some(isReviewed)) elements.reviewed.closest('label').hidden = true;
    for (const axis of data.axes) {
      if (axis.entries.length > 1000 || axis.kind === 'Paper') continue;
      elements.under.append(el('optgroup', {label: axis.title},
        ...axis.entries.map(([node]) => option(axis.id + ' ' + graph.nodes[node].key, graph.nodes[node].title))));
    }
    const recorded = recordWords(data);
    elements.recorded.append(...recorded.map((word) =>
      option(word, word === 'judged' ? 'a certainty' : 'status: ' + word)));
    elements.recorded.closest('label').hidden = recorded.length === 0;
    const axes = data.isCounting ? data.axes
      : [...new Set(data.matrices.flatMap((own) => [own.rows, own.columns]))].map((at) => data.axes[at]);
    for (const side of ['rows', 'columns']) {
      elements[side].append(...axes.map((axis) => option(axis.id, axis.title)));
    }
    elements.of.append(...data.kindsCounted.map((kind) => option(kind, kindWords(kind, true))));
    data.matrices.forEach((own, number) => {
      if (data.matrices.length < 2) return;
      form.querySelector('.fields').before(number > 0 ? '' : el('p', {class: 'questions', role: 'group',
        'aria-label': 'Questions of this page'}, ...data.matrices.map((other, at) =>
        button(other.title, () => store.set({
          question: at, rows: null, columns: null, of: null, folded: [], open: null,
        }), 'question'))));
    });
    if (!data.isCounting) {
      form.querySelectorAll('.counts').forEach((part) => {
        part.hidden = true;
      });
      ['rows', 'columns', 'of'].forEach((name) => {
        elements[name].closest('label').hidden = true;
      });
      form.querySelector('.bib').after(el('p', {class: 'note'}, 'Filters by year, source, evidence type, '
        + 'stance and review would have to count the whole graph anew, and it is too large for this '
        + 'page: only cells can be shown or hidden here.'));
    }
  }

  const chosen = (name) => {
    const boxes = [...form.querySelectorAll('input[name="' + name + '"]')];
    const on = boxes.filter((box) => box.checked);
    return on.length === boxes.length ? null : new Set(on.map((box) => box.value));
  };
  const number = (name) => {
    const value = parseInt(elements[name].value, 10);
    return Number.isFinite(value) ? value : null;
  };
  function read() {
    const under = elements.under.value;
    const at = under.indexOf(' ');
    return {
      since: number('since'),
      until: number('until'),
      types: chosen('type'),
      stances: chosen('stance'),
      source: elements.source.value === '' ? null : elements.source.value,
      reviewed: elements.reviewed.checked,
      states: chosen('state'),
      recorded: elements.recorded.value === '' ? null : elements.recorded.value,
      under: under === '' ? null : [{id: under.slice(0, at), key: under.slice(at + 1)}],
    };
  }

  /** Puts a filter into the form. */
  function write(filter) {
    for (const name of ['since', 'until', 'source', 'recorded']) elements[name].value = filter[name] ?? '';
    elements.reviewed.checked = filter.reviewed;
    elements.under.value = filter.under ? filter.under[0].id + ' ' + filter.under[0].key : '';
    for (const [name, list] of [['type', filter.types], ['stance', filter.stances], ['state', filter.states]]) {
      for (const box of form.querySelectorAll('input[name="' + name + '"]')) {
        box.checked = list === null || list.has(box.value);
      }
    }
  }

  function fillLayers(state) {
    const layers = [['none', 'nothing'],
      ...(isEmptyFilter(state.filter) ? [] : [['whole', 'the same without the filter']]),
      ...(state.kept ? [['kept', 'the kept filter']] : []),
      ...data.layers.map((layer, at) => [String(at), layer.name])];
    elements.layer.replaceChildren(...layers.map(([value, text]) => option(value, text)));
    const layer = layerOf(state, data);
    elements.layer.value = layers.some(([value]) => value === layer) ? layer : 'none';
    elements.layer.closest('label').hidden = layers.length < 2;
  }

  function announce(state) {
    const {cells} = board.result;
    const shown = cells.filter(board.isShown);
    const held = shown.filter((cell) => cell.held > 0).length;
    const out = cells.filter((cell) => cell.isFiltered).length;
    const apart = board.other === null ? null
      : cells.filter((cell, index) => differs(cell, board.other[index])).length;
    status.textContent = counted(shown.length, 'cell') + ' of ' + figure(cells.length) + ' shown; '
      + figure(held) + (held === 1 ? ' of them holds' : ' of them hold') + ' something'
      + (out > 0 ? '; ' + figure(out) + ' ' + FILTERED.words : '')
      + (apart === null ? '' : '; ' + (apart === 0 ? 'none differs' : counted(apart, 'cell differs', 'cells differ'))
        + ' from what stands beside it') + '.';
    const {isOfSources} = board.view.pair;
    const occurring = new Set(cells.map((cell) => (cell.isFiltered ? 'filtered'
      : isOfSources ? (cell.held > 0 ? 'source' : 'none') : cell.state)));
    document.querySelectorAll('.legend li[data-state]').forEach((item) => {
      item.hidden = !occurring.has(item.dataset.state);
    });
    const corner = document.querySelector('.legend .records');
    if (corner) corner.hidden = !board.view.hasRecords;
    const beside = document.querySelector('.legend .beside');
    if (beside) {
      beside.hidden = board.other === null;
      const layer = layerOf(state, data);
      beside.lastElementChild.textContent = 'above: what is chosen here; below it, small: '
        + (data.layers[Number(layer)]?.name ?? (layer === 'kept' ? 'the kept filter' : 'without the filter'))
        + '; framed: they differ';
    }
    const strip = document.querySelector('.legend .types');
    if (strip) strip.hidden = state.look !== 'review';
  }

  function show(state, changed) {
    const {pair, isFolding, foldable, number: own} = board.view;
    elements.rows.value = pair.rows.id;
    elements.columns.value = pair.columns.id;
    elements.of.value = pair.of;
    elements.look.value = state.look;
    if (changed.includes('filter')) write(state.filter);
    fillLayers(state);
    form.querySelectorAll('.question').forEach((part, at) =>
      part.setAttribute('aria-pressed', String(at === own)));
    const kept = chipsOf(state.filter, nameOf);
    chips.hidden = kept.length === 0;
    chips.replaceChildren(...kept.map(([text, rest]) => el('li', {},
      button(text + ' ×', () => store.set({filter: rest}), 'chip'))));
    chips.querySelectorAll('.chip').forEach((chip, at) =>
      chip.setAttribute('aria-label', 'Take off: ' + kept[at][0]));
    const fold = form.querySelector('.fold');
    fold.hidden = !isFolding;
    fold.textContent = state.folded.length > 0 ? 'Unfold all' : 'Fold to the top';
    fold.onclick = () => store.set({folded: state.folded.length > 0 ? [] : foldable});
    form.querySelector('.keep').hidden = isEmptyFilter(state.filter) || !data.isCounting;
    document.querySelectorAll('.of-whole').forEach((note) => {
      note.hidden = isEmptyFilter(state.filter);
    });
    announce(state);
  }

  form.addEventListener('change', (event) => {
    const {name} = event.target;
    if (name === 'layer' || name === 'look') store.set({[name]: event.target.value});
    else if (['rows', 'columns', 'of'].includes(name)) {
      const {pair} = board.view;
      const axes = {rows: elements.rows.value, columns: elements.columns.value, of: elements.of.value};
      // The same scheme on both sides says nothing: the other side takes over what this one had.
      if (axes.rows === axes.columns) axes[name === 'rows' ? 'columns' : 'rows'] = pair[name].id;
      const size = ['rows', 'columns'].map((side) => data.axes.find((axis) => axis.id === axes[side]))
        .reduce((all, axis) => all * axis.entries.length, 1);
      if (size > MOST_CELLS) {
        status.textContent = 'These axes have ' + figure(size) + ' cells, too many for a page: the '
          + 'command evidence coverage counts them.';
        show(store.state, []);
        return;
      }
      store.set({question: null, ...axes, folded: [], open: null});
    } else store.set({filter: read()});
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', (event) => {
    event.preventDefault();
    store.set({filter: emptyFilter(), layer: '', kept: null, look: '', folded: []});
  });
  form.querySelector('.keep').addEventListener('click', () =>
    store.set({kept: store.state.filter, layer: 'kept', filter: emptyFilter()}));
  form.querySelector('.csv').addEventListener('click', () => saveCSV('cells', [
    ...headLines(graph, data, store.state, nameOf),
    ['matrix', 'row', 'row name', 'column', 'column name', 'state', 'filtered', 'papers',
      'witnesses', 'for', 'mixed', 'against', 'reviewed', ...TYPES, 'also',
      ...(board.other ? ['beside: state', 'beside: papers'] : [])],
    ...rowsOf(graph, board),
  ]));
  const papers = () => papersBehind(graph, [...new Set(board.evidence())]);
  form.querySelector('.ris').addEventListener('click', () => saveRIS('works', graph, papers()));
  form.querySelector('.bib').addEventListener('click', () => saveBib('works', graph, papers()));
  fillChoices();
  form.hidden = false;
  board.watch(show);
}

/** What a file of the page says of itself, as lines of a table that begin with '#'. */
export function headLines(graph, data, state, nameOf) {
  const filter = chipsOf(state.filter, nameOf).map(([text]) => text).join('; ');
  return [
    ['# ' + (data.graph || 'evidence report')],
    ['# as of ' + (data.policy.asOf ?? 'no date stated') + ', policy ' + data.policy.name + ' ('
      + data.policy.digest + ')'],
    ['# counted: ' + ([data.counted, filter].filter((part) => part).join('; ') || 'everything')],
  ];
}

/** The cells that are shown, as rows. */
function rowsOf(graph, board) {
  const states = (cell) => (cell.isFiltered ? 'filtered' : STATE_TABLE[cell.state] ? cell.state : STATES[0]);
  return board.result.cells.map((cell, index) => [cell, index]).filter(([cell, index]) => board.isShown(cell, index))
    .map(([cell, index]) => {
      const [row, column] = board.view.ends(index).map((node) => graph.nodes[node]);
      const second = board.other?.[index];
      return [
        board.view.title, row.key, row.title, column.key, column.title, states(cell),
        cell.isFiltered ? 'yes' : '', cell.works, cell.held, cell.supporting, cell.mixed,
        cell.opposing, cell.reviewed, ...cell.types, cell.also.join(', '),
        ...(board.other ? [second ? states(second) : 'not there', second ? second.works : ''] : []),
      ];
    });
}
