// The panel that opens over the page: one cell, or one node, with the statements behind it.

const LISTED = 60;
const MADE_BY = {PROPOSES: 'proposed', EVALUATES: 'evaluated', IDENTIFIES: 'identified'};

/**
 * The panel over a graph; `links.chains(from, to)` goes to the chains of two nodes, and
 * `links.has(from, to)` says whether the page carries any.
 */
function detailPanel(graph, links) {
  const dialog = document.getElementById('detail');
  const body = dialog.querySelector('.body');
  const back = dialog.querySelector('.back');
  const trail = [];

  function show(build) {
    trail.push(build);
    render();
  }
  function render() {
    body.replaceChildren(...trail[trail.length - 1]().filter((part) => part !== null));
    const heading = body.querySelector('h2');
    heading.id = 'detail-title';
    heading.tabIndex = -1;
    back.hidden = trail.length < 2;
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    heading.focus();
  }
  back.addEventListener('click', () => {
    trail.pop();
    render();
  });
  dialog.querySelector('.close').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => trail.splice(0));
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });

  function goTo(from, to) {
    dialog.close();
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
        read.length > 0 ? '; ' + read.join('; ') : ''));
  }

  /** A list of which the rest is shown when asked for. */
  function listOf(items, build) {
    const list = el('ul', {class: 'plain'}, items.slice(0, LISTED).map(build));
    if (items.length <= LISTED) return list;
    const more = button('Show ' + figure(items.length - LISTED) + ' more', () => {
      list.append(...items.slice(LISTED).map(build));
      more.remove();
    });
    return el('div', {}, list, more);
  }

  const exports = (name, edges) => {
    const papers = papersBehind(graph, edges);
    return el('p', {class: 'actions'},
      button('Statements as CSV', () => saveCSV(name, statementRows(graph, edges))),
      papers.length > 0 ? button('Sources as RIS', () => saveRIS(name, graph, papers)) : null);
  };

  function showNode(id) {
    show(() => {
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
        el('p', {class: 'actions'},
          isStart ? button('Chains from here', () => goTo(id, null)) : null,
          RISKS.has(node.kind) ? button('Chains to here', () => goTo(null, id)) : null),
        ...groups.flatMap(([relation, list, isOut]) => [
          el('h3', {class: 'first-letter'}, (isOut ? '' : '← ') + relationWords(relation) + (isOut ? ' →' : ''),
            el('span', {class: 'count'}, ' ' + figure(list.length))),
          listOf(list, statementItem),
        ]),
        edges.length > 0 ? exports('node', edges) : el('p', {}, 'No statement names it.'),
      ];
    });
  }

  /** What a cell says in numbers. */
  function sums({cell, count, unresolved}) {
    const parts = [
      counted(cell.works, 'independent paper') + (cell.papers.length > 0
        ? ' of ' + figure(cell.papers.length) : ''),
      counted(cell.held, kindWords(count.of), kindWords(count.of, true))
        + (cell.here === undefined ? '' : ' (here ' + cell.here + ', below ' + (cell.held - cell.here)
          + (unresolved > 0 ? ', unresolved ' + unresolved : '') + ')'),
      'for ' + cell.supporting + ', mixed ' + cell.mixed + ', against ' + cell.opposing
        + (cell.conflict === null ? '' : ': ' + CONFLICTS[cell.conflict]),
    ];
    const also = cell.also.map((mark) => MARKS[mark]).join(', ');
    return parts.join('; ') + (also === '' ? '' : '. Also: ' + also) + '.';
  }

  /** Why a cell holds nothing. */
  const emptyWords = (cell, isFiltered) => (cell.isFiltered
    ? 'Nothing here passes the filter; the whole graph holds something.'
    : (cell.state === 'searched-empty' ? 'Somebody looked, and none is recorded in this graph'
      : 'None is recorded in this graph, and no search for it is recorded either')
      + (isFiltered ? ', with or without the filter.' : '.'));

  function showCell(place) {
    show(() => {
      const {cell, row, column, selected, count, isFiltered, isPart} = place;
      const brought = cell.witnesses.flatMap(selected.introductions);
      const edges = [...new Set([...cell.evidence, ...brought])].sort((a, b) => a - b);
      const overlaps = overlapsOf(graph, cell.papers);
      const words = cell.isFiltered ? FILTERED.words : STATE_TABLE[cell.state].words;
      const ends = [row, column].filter((node) => RISKS.has(graph.nodes[node].kind));
      return [
        el('p', {class: 'kind first-letter'}, words + (isFiltered ? ' · under the filter' : '')),
        el('h2', {}, graph.nodes[row].title + ' × ' + graph.nodes[column].title),
        cell.held === 0 ? null : el('p', {}, sums(place)),
        cell.state === 'asserted-only' && !cell.statesTypes
          ? el('p', {class: 'said'}, 'No claim states its type of evidence; it counts as asserted.') : null,
        el('p', {class: 'actions'}, nodeButton(row), nodeButton(column)),
        cell.held === 0 ? el('p', {class: 'gap'}, emptyWords(cell, isFiltered)) : null,
        ...(cell.held === 0 ? [] : [
          el('h3', {class: 'first-letter'}, kindWords(count.of, true), el('span', {class: 'count'},
            ' ' + figure(cell.held))),
          isPart ? el('p', {class: 'note'}, 'Listed are those that this page carries: '
            + figure(cell.witnesses.length) + ', with ' + counted(cell.evidence.length, 'statement')
            + '.') : null,
          listOf(cell.witnesses, (witness) => el('li', {}, nodeButton(witness),
            selected.introductions(witness).slice(0, 6).map((edge) => el('span', {class: 'said'}, ' · ',
              MADE_BY[graph.relation(edge)] + ' by ',
              linkTo(graph.nodes[graph.from(edge)].link, graph.nodes[graph.from(edge)].title))),
            ends.filter((end) => links.has(witness, end)).map((end) => [' · ',
              button('chains to ' + (graph.nodes[end].code ?? graph.nodes[end].name),
                () => goTo(witness, end), 'name')]).flat())),
          el('h3', {}, 'Statements that make the evidence', el('span', {class: 'count'},
            ' ' + figure(cell.evidence.length))),
          listOf(cell.evidence, statementItem),
          ...(overlaps.length === 0 ? [] : [
            el('h3', {}, 'Overlap', el('span', {class: 'count'}, ' ' + figure(overlaps.length))),
            el('p', {class: 'said'}, 'Papers of this cell that cite each other may count the same '
              + 'evidence twice.'),
            listOf(overlaps, (edge) => el('li', {}, nodeButton(graph.from(edge)),
              el('span', {class: 'relation'}, ' cites '), nodeButton(graph.to(edge)))),
          ]),
          exports('cell', edges),
        ]),
        el('p', {class: 'said'}, place.title),
      ];
    });
  }

  return {showNode, showCell};
}
