// The panel beside the map: one cell, or one node, with the statements behind it.

import {recordsOf, RISKS, TYPES} from './data.js';
import {button, counted, el, figure, kindWords, linkTo, quoted, relationWords, statementWords} from './dom.js';
import {papersBehind, saveBib, saveCSV, saveRIS, statementRows} from './export.js';
import {chipsOf} from './filters.js';
import {layerOf} from './matrix.js';
import {overlapsOf, searchesOf} from './reach.js';
import {CONFLICTS, FILTERED, MARKS, STATE_TABLE} from './words.js';

const MOST_LISTED = 60;
const MADE_BY = {PROPOSES: 'proposed', EVALUATES: 'evaluated', IDENTIFIES: 'identified'};

/**
 * The panel of a page; it shows what the store's state has open. `links.chains(from, to)` goes to the
 * chains of two nodes, and `links.has(from, to)` says whether the page carries any.
 */
export function detailPanel(graph, data, store, board, links) {
  const panel = document.getElementById('panel');
  const body = panel.querySelector('.body');
  const back = panel.querySelector('.back');
  const frame = panel.closest('.board');
  const trail = [];
  /** What had the focus before the panel opened. */
  let opener = null;
  let shown = '';

  /** Shows some parts; the focus goes to them where the reader has opened something. */
  function render(parts, isOpened) {
    body.replaceChildren(...parts.filter((part) => part !== null));
    const heading = body.querySelector('h2');
    heading.id = 'panel-title';
    heading.tabIndex = -1;
    back.hidden = trail.length < 2;
    if (panel.hidden) opener = document.activeElement;
    panel.hidden = false;
    frame.classList.add('open');
    if (!isOpened) return;
    panel.scrollTop = 0;
    heading.focus({preventScroll: true});
    const box = panel.getBoundingClientRect();
    if (box.top > innerHeight * 0.8 || box.bottom < 60) panel.scrollIntoView({block: 'nearest'});
  }
  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    frame.classList.remove('open');
    trail.splice(0);
    if (opener?.isConnected) opener.focus();
    opener = null;
  }
  back.addEventListener('click', () => {
    trail.pop();
    store.set({open: trail.pop()});
  });
  panel.querySelector('.close').addEventListener('click', () => store.set({open: null}));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden && !event.defaultPrevented) store.set({open: null});
  });

  const showNode = (node) => store.set({open: ['node', graph.nodes[node].key]});

  function goTo(from, to) {
    links.chains(from, to);
  }

  const nodeButton = (node) => button(graph.nodes[node].title, () => showNode(node), 'name');

  /** A statement as a sentence, and who says so. */
  function statementItem(edge) {
    const said = [
      graph.isNegated(edge) ? 'denied' : null,
      graph.stance(edge), graph.type(edge),
      graph.confidence(edge) === null ? null : 'confidence ' + graph.confidence(edge),
      graph.method(edge), graph.justification(edge),
    ].filter((part) => part !== null);
    const source = graph.sourceNode(edge);
    const key = graph.source(edge);
    const read = [
      graph.via(edge) === null ? null : 'read in ' + graph.via(edge), graph.locator(edge),
      graph.coder(edge) === null ? null : 'coded by ' + graph.coder(edge),
      graph.isDisputed(edge) ? 'disputed by ' + (graph.reviewer(edge) ?? 'a reviewer')
        : graph.reviewer(edge) === null ? null : 'checked by ' + graph.reviewer(edge),
    ].filter((part) => part !== null);
    return el('li', {class: 'statement'},
      el('p', {}, nodeButton(graph.from(edge)), ' ',
        el('span', {class: 'relation'}, statementWords(graph, edge)), ' ',
        nodeButton(graph.to(edge))),
      said.length > 0 ? el('p', {class: 'said'}, said.join(' · ')) : null,
      graph.rationale(edge) === null ? null
        : el('p', {class: 'said'}, '“' + graph.rationale(edge) + '”'),
      el('p', {class: 'said'}, 'Source: ',
        source === null ? (key === null ? 'unknown' : key)
          : linkTo(graph.nodes[source].link, graph.nodes[source].title),
        source !== null && graph.nodes[source].paper?.appraisal
          ? ' (appraised: ' + graph.nodes[source].paper.appraisal + ')' : '',
        read.length > 0 ? '; ' + read.join('; ') : ''));
  }

  /** A list of which the rest is shown when asked for. */
  function listOf(items, build) {
    const list = el('ul', {class: 'plain'}, items.slice(0, MOST_LISTED).map(build));
    if (items.length <= MOST_LISTED) return list;
    const more = button('Show ' + figure(items.length - MOST_LISTED) + ' more', () => {
      list.append(...items.slice(MOST_LISTED).map(build));
      more.remove();
    });
    return el('div', {}, list, more);
  }

  const exports = (name, edges) => {
    const papers = papersBehind(graph, edges);
    return el('p', {class: 'actions'},
      button('Statements as CSV', () => saveCSV(name, statementRows(graph, edges))),
      papers.length > 0 ? button('Works as RIS', () => saveRIS(name, graph, papers)) : null,
      papers.length > 0 ? button('as BibTeX', () => saveBib(name, graph, papers)) : null);
  };

  /** How many of some statements oppose. */
  function opposed(edges) {
    const count = edges.filter((edge) => graph.stance(edge) === 'opposes').length;
    return count === 0 ? '' : ', ' + figure(count) + (count === 1 ? ' opposes' : ' oppose');
  }

  function nodeParts(id) {
    const node = graph.nodes[id];
    const groups = [
      ...graph.relationsOut(id).map((relation) => [relation, graph.outgoing(id, relation), true]),
      ...graph.relationsInto(id).map((relation) => [relation, graph.incoming(id, relation), false]),
    ];
    const edges = groups.flatMap(([, list]) => list);
    const isStart = ['Paper', 'Mitigation'].includes(node.kind);
    return [
      el('p', {class: 'kind first-letter'}, kindWords(node.kind)),
      el('h2', {}, node.kind === 'Paper' ? node.name : node.title),
      el('p', {class: 'said'}, el('code', {}, node.key),
        node.kind === 'Paper' && node.paper && node.paper.authors.length > 0
          ? ' · ' + node.paper.authors.slice(0, 8).join('; ') : '',
        node.year === null ? '' : ' · ' + node.year),
      node.link ? el('p', {}, linkTo(node.link, node.link)) : null,
      node.paper?.appraisal ? el('p', {class: 'said'}, 'Appraised: ' + node.paper.appraisal) : null,
      ...recordParts([id], null),
      el('p', {class: 'actions'},
        isStart ? button('Chains from here', () => goTo(id, null)) : null,
        RISKS.has(node.kind) ? button('Chains to here', () => goTo(null, id)) : null),
      ...groups.flatMap(([relation, list, isOut]) => [
        el('h3', {class: 'first-letter'}, (isOut ? '' : '← ') + relationWords(relation) + (isOut ? ' →' : ''),
          el('span', {class: 'count'}, ' ' + figure(list.length) + opposed(list))),
        listOf(list, statementItem),
      ]),
      edges.length > 0 ? exports('node', edges) : el('p', {}, 'No statement names it.'),
    ];
  }

  /** What a cell says in numbers. */
  function sums({cell, pair, unresolved}) {
    const parts = [
      counted(cell.works, 'independent paper') + (cell.paperCount > 0
        ? ' of ' + figure(cell.paperCount) : ''),
      counted(cell.held, kindWords(pair.of), kindWords(pair.of, true))
        + (cell.here === undefined || cell.here === cell.held ? ''
          : ' (' + figure(cell.here) + ' coded here, ' + figure(cell.held - cell.here) + ' below)')
        + (unresolved > 0 ? '; ' + figure(unresolved) + ' more may belong here: coded too high to tell' : ''),
      figure(cell.supporting) + ' for, ' + figure(cell.mixed) + ' mixed, ' + figure(cell.opposing) + ' against'
        + (cell.conflict === null ? '' : ': ' + CONFLICTS[cell.conflict]),
    ];
    const also = cell.also.map((mark) => MARKS[mark]).join(', ');
    return parts.join('; ') + (also === '' ? '' : '. Also: ' + also) + '.';
  }

  /** Why a cell holds nothing. */
  const emptyWords = (cell, isFiltered) => (cell.isFiltered
    ? 'Nothing here passes the filter (' + [data.counted, ...chipsOf(store.state.filter, nameOf)
      .map(([text]) => text)].filter((part) => part).join('; ') + '); the whole graph holds something.'
    : (cell.state === 'searched-empty' ? 'Somebody looked, and none is recorded in this graph'
      : 'None is recorded in this graph, and no search for it is recorded either')
      + (isFiltered ? ', with or without the filter.' : '.'));

  const nameOf = (key) => {
    const node = graph.find(key);
    return node === undefined ? key : graph.nodes[node].title;
  };

  /** What a second layer says of the cell, and which papers only one of the two has. */
  function layerParts(index, cell, other, state) {
    if (!other) return [];
    const asked = layerOf(state, data);
    const layer = data.layers[Number(asked)];
    const name = asked === 'whole' ? 'without the filter'
      : asked === 'kept' ? 'under the kept filter' : 'in ' + layer.name;
    const second = other[index];
    if (second === null) return [el('p', {}, 'This cell is not there ' + name + '.')];
    const words = second.isFiltered ? FILTERED.words : STATE_TABLE[second.state].words;
    const papers = asked === 'whole' || asked === 'kept'
      ? [cell.papers.filter((paper) => !second.papers.includes(paper)),
        second.papers.filter((paper) => !cell.papers.includes(paper))]
        .map((list) => [...list.filter(graph.isNamed).map((paper) => graph.nodes[paper].title),
          ...(list.every(graph.isNamed) ? []
            : [figure(list.filter((paper) => !graph.isNamed(paper)).length) + ' not named here'])])
      : layer.matrices[board.view.number].papers[index] ?? [[], []];
    const names = (list, what) => (list.length === 0 ? null
      : el('p', {class: 'said'}, what + ': ' + list.join('; ')));
    return [
      el('p', {}, el('b', {}, 'Beside it, ' + name + ': '), words
        + (second.held > 0 ? ', ' + counted(second.works, 'independent paper') : '') + '.'),
      names(papers[0], 'Only here'), names(papers[1], 'Only ' + name),
    ];
  }

  /** Why it is a gap, what lies nearest, and the question that would settle it; each thing once. */
  function gapParts(row, column) {
    const gaps = data.gaps.cells.filter(
      ([, , , matrix, r, c]) => matrix === board.view.number && r === row && c === column);
    const once = (place) => [...new Set(gaps.map((gap) => gap[place]).filter((found) => found >= 0))];
    const [reasons, nearest, questions] = [once(6), once(7), once(8)];
    const ranks = gaps.map(([rank, isTied, kind]) =>
      figure(rank) + (isTied ? '=' : '') + ' (' + data.gaps.kinds[kind].replaceAll('-', ' ') + ')');
    return [
      ...reasons.map((reason) => el('p', {}, data.gaps.texts[reason] + '.')),
      nearest.length === 0 ? null : el('p', {class: 'said'}, 'Nearest: ',
        ...nearest.flatMap((node, at) => [at > 0 ? '; ' : '', nodeButton(node)])),
      ...questions.map((question) => el('p', {}, el('b', {}, 'To ask: '), data.gaps.texts[question])),
      ranks.length === 0 ? null : el('p', {class: 'said'}, 'Gap of rank ' + ranks.join(' and ') + '.'),
    ];
  }

  /** What people recorded of a cell or node; nothing on the page follows from it. */
  const recordParts = (place, of) => recordsOf(data, place, of).map(({isStatus, words}) =>
    el('p', {class: 'recorded'}, el('b', {}, isStatus ? 'Status: ' : 'Recorded: '), words + '.'));

  /** What a reviewer asks: types of evidence, second readers, coders, and who searched. */
  function reviewParts(index, cell, pair) {
    const {types, reviewed, claims} = cell;
    const coders = new Set(cell.evidence.filter(graph.isCarried).map(graph.coder)
      .filter((coder) => coder !== null));
    const found = data.isCounting ? [...(searchesOf(data, pair).get(index) ?? [])] : [];
    return [
      claims === 0 ? null : el('p', {class: 'said'},
        'Evidence types: ' + TYPES.map((type, place) => [type.replaceAll('-', ' '), types[place]])
          .filter(([, count]) => count > 0).map(([type, count]) => type + ' ' + count).join(', ')
        + '. Checked by a second person: ' + reviewed + ' of ' + claims
        + (coders.size > 0 ? '. Coded by ' + [...coders].sort().join(', ') : '') + '.'),
      ...found.map((number) => {
        const search = data.searches[number];
        return el('p', {class: 'said'}, 'Searched' + (search.date ? ' on ' + search.date : '')
          + (search.by ? ' by ' + search.by : '') + (search.method ? ': ' + search.method : '')
          + (search.result ? '; result: ' + search.result : '') + '.');
      }),
    ];
  }

  /** The command that asks for the cell. */
  function command(pair, row, column) {
    const nodes = [graph.nodes[row], graph.nodes[column]];
    if (!nodes.every((node) => node.isKeyWhole)) return null;
    const words = ['evidence coverage graph.jsonl', '--of', pair.of, '--rows', pair.rows.id,
      '--columns', pair.columns.id, '--cell', nodes.map((node) => node.key).join(',')];
    return el('p', {class: 'said'}, el('code', {}, words.map((word, at) => (at === 0 ? word : quoted(word)))
      .join(' ')));
  }

  function cellParts(index) {
    const {state} = store;
    const {pair, matrix, cells: tds} = board.view;
    const cell = board.result.cells[index];
    const {selected} = board.result;
    const [row, column] = board.view.ends(index);
    const isFiltered = Object.entries(state.filter).some(([name, value]) =>
      name !== 'states' && value !== null && value !== false);
    const isPart = !data.isWhole;
    const unresolved = isFiltered ? 0 : matrix?.unresolved[index] ?? 0;
    const witnesses = cell.witnesses.filter(graph.isNamed);
    const evidence = cell.evidence.filter(graph.isCarried);
    const introductions = (witness) => selected.introductions(witness).filter(graph.isCarried);
    const brought = witnesses.flatMap(introductions);
    const edges = [...new Set([...evidence, ...brought])].sort((a, b) => a - b);
    const overlaps = overlapsOf(graph, cell.papers.filter(graph.isNamed));
    const isNone = pair.isOfSources && cell.held === 0;
    const words = cell.isFiltered ? FILTERED.words : isNone ? 'none' : STATE_TABLE[cell.state].words;
    const ends = [row, column].filter((node) => RISKS.has(graph.nodes[node].kind));
    opener ??= tds[index];
    return [
      el('p', {class: 'kind first-letter'}, words + (isFiltered ? ' · under the filter' : '')),
      el('h2', {}, graph.nodes[row].title + ' × ' + graph.nodes[column].title),
      cell.held === 0 ? null : el('p', {}, sums({cell, pair, unresolved})),
      ...layerParts(index, cell, board.other, state),
      cell.state === 'asserted-only' && !cell.statesTypes
        ? el('p', {class: 'said'}, 'No claim states its type of evidence; it counts as asserted.') : null,
      cell.held === 0 && !isNone ? el('p', {class: 'gap'}, emptyWords(cell, isFiltered)) : null,
      ...(isFiltered ? [] : gapParts(row, column)),
      ...recordParts([row, column], pair.of),
      ...reviewParts(index, cell, pair),
      el('p', {class: 'actions'}, nodeButton(row), nodeButton(column)),
      ...(cell.held === 0 ? [] : [
        el('h3', {class: 'first-letter'}, kindWords(pair.of, true), el('span', {class: 'count'},
          ' ' + figure(cell.held))),
        isPart ? el('p', {class: 'note'}, 'Listed are those that this page carries: '
          + figure(witnesses.length) + ', with ' + counted(evidence.length, 'statement')
          + '.') : null,
        listOf(witnesses, (witness) => el('li', {}, nodeButton(witness),
          introductions(witness).slice(0, 6).map((edge) => el('span', {class: 'said'}, ' · ',
            MADE_BY[graph.relation(edge)] + ' by ',
            linkTo(graph.nodes[graph.from(edge)].link, graph.nodes[graph.from(edge)].title))),
          ends.filter((end) => links.has(witness, end)).map((end) => [' · ',
            button(ends.length < 2 ? 'chains' : 'chains to ' + (graph.nodes[end].code ?? graph.nodes[end].name),
              () => goTo(witness, end), 'name')]).flat())),
        el('h3', {}, 'Statements that make the evidence', el('span', {class: 'count'},
          ' ' + figure(data.isCounting ? cell.claims : evidence.length))),
        listOf(evidence, statementItem),
        ...(overlaps.length === 0 ? [] : [
          el('h3', {}, 'Overlap', el('span', {class: 'count'}, ' ' + figure(overlaps.length))),
          el('p', {class: 'said'}, 'Papers of this cell that cite each other may count the same '
            + 'evidence twice.'),
          listOf(overlaps, (edge) => el('li', {}, nodeButton(graph.from(edge)),
            el('span', {class: 'relation'}, ' cites '), nodeButton(graph.to(edge)))),
        ]),
        exports('cell', edges),
      ]),
      data.isCounting ? command(pair, row, column) : null,
    ];
  }

  /** Shows what is open; a cell anew when what is counted changed. */
  function show(state, isOpened) {
    if (state.open === null) {
      shown = '';
      close();
      return;
    }
    const [kind, ...keys] = state.open;
    const nodes = keys.map((key) => graph.find(key));
    const index = kind === 'cell' ? board.view.index(...nodes) : -1;
    if (nodes.includes(undefined) || (kind === 'cell' && index < 0)) {
      shown = '';
      close();
      return;
    }
    const name = JSON.stringify(state.open);
    if (name !== shown) trail.push(state.open);
    shown = name;
    board.view.cells.forEach((cell, at) => cell.classList.toggle('chosen', at === index));
    render(kind === 'cell' ? cellParts(index) : nodeParts(nodes[0]), isOpened);
    // The panel takes room beside the map: what it is about stays in sight.
    if (index >= 0 && isOpened) board.view.cells[index].scrollIntoView({block: 'nearest', inline: 'nearest'});
  }

  board.watch((state, changed) => {
    const isOfCell = state.open?.[0] === 'cell';
    const isCounted = ['question', 'rows', 'columns', 'of', 'filter', 'layer', 'kept']
      .some((name) => changed.includes(name));
    const isOpened = changed.includes('open');
    if (isOpened || (isOfCell && isCounted)) show(state, isOpened);
  });

  return {showNode};
}
