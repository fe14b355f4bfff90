// The matrices: filters that count anew, cells that open, arrow keys.

/** What is visible of a cell: its class, what it says, and what is only said aloud. */
function cellFace(cell, limits) {
  if (cell.isFiltered) return ['c-filtered', FILTERED.text, ' ' + FILTERED.words];
  const {state} = cell;
  const look = STATE_TABLE[state];
  const count = state === 'conflicting' ? cell.worksFor
    : state === 'unsourced' ? cell.held : cell.works;
  const fill = look.isFilled ? ' f' + limits.filter((limit) => cell.works >= limit).length : '';
  const text = look.text.replace('{count}', figure(count))
    .replace('{against}', figure(cell.worksAgainst));
  const isSaid = state !== 'covered' && state !== 'searched-empty';
  return [look.style + fill, text, isSaid ? ' ' + look.words : ''];
}

/** One matrix of the page. */
function matrixView(graph, data, number, panel) {
  const section = document.querySelector('[data-matrix="' + number + '"]');
  const table = section.querySelector('table');
  const own = data.matrices[number];
  const rows = own.rows.entries;
  const columns = own.columns.entries;
  const lines = [...table.tBodies[0].rows];
  const cells = lines.flatMap((line) => [...line.cells].slice(1, columns.length + 1));
  let count = own.counts[0];
  let result = null;
  let filter = emptyFilter();
  /** The whole matrix, by what is counted. */
  const wholes = new Map();
  /** What each cell shows; read off the table when it is first painted. */
  let painted = null;

  function whole() {
    if (!wholes.has(count)) {
      wholes.set(count, data.isWhole
        ? countMatrix(graph, data, own, count, emptyFilter()) : statedMatrix(graph, own));
    }
    return wholes.get(count);
  }
  const counts = () => result || (result = isEmptyFilter(filter)
    ? whole() : markFiltered(countMatrix(graph, data, own, count, filter), whole()));

  function open(index) {
    const isWhole = count === own.counts[0] && isEmptyFilter(filter);
    panel.showCell({
      cell: counts().cells[index],
      row: rows[Math.floor(index / columns.length)][0],
      column: columns[index % columns.length][0],
      selected: counts().selected,
      title: own.title,
      count,
      unresolved: isWhole ? own.unresolved[index] ?? 0 : 0,
      isFiltered: !isEmptyFilter(filter),
      isPart: !data.isWhole,
    });
  }

  function makeGrid() {
    table.setAttribute('role', 'grid');
    table.setAttribute('aria-readonly', 'true');
    section.querySelector('.wide').removeAttribute('tabindex');
    cells.forEach((cell, index) => {
      cell.tabIndex = index === 0 ? 0 : -1;
    });
    const width = columns.length;
    const steps = {ArrowRight: 1, ArrowLeft: -1, ArrowDown: width, ArrowUp: -width};
    function move(from, to) {
      if (to < 0 || to >= cells.length) return;
      cells[from].tabIndex = -1;
      cells[to].tabIndex = 0;
      cells[to].focus();
    }
    table.addEventListener('keydown', (event) => {
      const index = cells.indexOf(event.target.closest('td'));
      if (index < 0) return;
      const start = index - (index % width);
      if (event.key === 'Enter' || event.key === ' ') open(index);
      else if (event.key === 'Home') move(index, event.ctrlKey ? 0 : start);
      else if (event.key === 'End') move(index, event.ctrlKey ? cells.length - 1 : start + width - 1);
      else if (event.key in steps) {
        const isEdge = (event.key === 'ArrowRight' && index === start + width - 1)
          || (event.key === 'ArrowLeft' && index === start);
        if (!isEdge) move(index, index + steps[event.key]);
      } else return;
      event.preventDefault();
    });
    table.addEventListener('click', (event) => {
      const index = cells.indexOf(event.target.closest('td'));
      if (index < 0) return;
      cells.forEach((cell) => {
        if (cell.tabIndex === 0) cell.tabIndex = -1;
      });
      cells[index].tabIndex = 0;
      open(index);
    });
  }

  const isLeaf = (index) =>
    !rows[Math.floor(index / columns.length)][1] && !columns[index % columns.length][1];

  /** The gaps among some cells, as the table prints them. */
  function gapText(indices) {
    const leaves = indices.filter(isLeaf);
    const all = leaves.length > 0 ? leaves : indices;
    const of = (state) => all.map((index) => counts().cells[index])
      .filter((cell) => cell.state === state && !cell.isFiltered).length;
    const [gaps, unknown] = [of('searched-empty'), of('not-searched')];
    return [
      gaps > 0 ? el('b', {class: 'gap'}, figure(gaps)) : '',
      (gaps > 0 && unknown > 0 ? ' ' : '') + (unknown > 0 ? figure(unknown) + ' ?' : ''),
    ];
  }

  function paint(states) {
    const {cells: found, rowTotals, columnTotals, total} = counts();
    const limits = data.policy.classLimits;
    painted ??= cells.map((cell) => cell.className + '|' + (cell.firstChild?.textContent ?? ''));
    found.forEach((cell, index) => {
      const isOff = states && !states.has(cell.state);
      const [style, text, aloud] = isOff ? ['c-off', '', 'not shown'] : cellFace(cell, limits);
      // A page lays out anew what is touched: in a large matrix that takes longer than to count.
      const face = style + '|' + text;
      if (painted[index] === face) return;
      painted[index] = face;
      const element = cells[index];
      element.className = style;
      element.replaceChildren(
        cell.state === 'searched-empty' && !isOff ? el('b', {}, text) : text,
        aloud ? el('i', {}, aloud) : '');
    });
    if (!data.isWhole) return;
    const papers = (cell) => (cell.witnesses.length === 0 ? '–' : figure(cell.works));
    const width = columns.length;
    const places = cells.map((_, index) => index);
    lines.forEach((line, row) => {
      line.cells[width + 1].replaceChildren(papers(rowTotals[row]));
      line.cells[width + 2].replaceChildren(
        ...gapText(places.slice(row * width, (row + 1) * width)));
    });
    const [sums, gaps] = table.tFoot.rows;
    columnTotals.forEach((cell, column) => {
      sums.cells[column + 1].replaceChildren(papers(cell));
      gaps.cells[column + 1].replaceChildren(
        ...gapText(places.filter((index) => index % width === column)));
    });
    sums.cells[width + 1].replaceChildren(papers(total));
    gaps.cells[width + 2].replaceChildren(...gapText(places));
  }

  makeGrid();
  return {
    /** Counts anew under a filter; returns how many cells are shown and how many hold anything. */
    apply(next, kind) {
      filter = next;
      count = own.counts.find((other) => other.of === kind) || own.counts[0];
      result = null;
      paint(next.states);
      const shown = counts().cells.filter((cell) => !next.states || next.states.has(cell.state));
      return {
        cells: shown.length,
        held: shown.filter((cell) => cell.held > 0).length,
        of: cells.length,
      };
    },
    /** The cells that are shown, as rows. */
    rows() {
      return counts().cells.map((cell, index) => [cell, index])
        .filter(([cell]) => !filter.states || filter.states.has(cell.state))
        .map(([cell, index]) => {
          const [row, column] = [rows[Math.floor(index / columns.length)][0],
            columns[index % columns.length][0]].map((node) => graph.nodes[node]);
          return [
            own.title, row.key, row.title, column.key, column.title, cell.state,
            cell.isFiltered ? 'yes' : '', cell.works, cell.held, cell.supporting, cell.mixed,
            cell.opposing, cell.also.join(', '),
          ];
        });
    },
    /** The statements behind the cells that are shown. */
    evidence() {
      return counts().cells.filter((cell) => !filter.states || filter.states.has(cell.state))
        .flatMap((cell) => cell.evidence);
    },
    /** Opens the cell of two nodes. */
    openAt(row, column) {
      const r = rows.findIndex((entry) => entry[0] === row);
      const c = columns.findIndex((entry) => entry[0] === column);
      if (r >= 0 && c >= 0) open(r * columns.length + c);
    },
    kinds: own.counts.map((other) => other.of),
    result: counts,
  };
}

/** The form of filters over all matrices; `applied` is told each filter. */
function filterForm(graph, data, views, applied) {
  const form = document.getElementById('filters');
  const status = document.getElementById('filter-status');
  const works = new Map();
  for (const node of graph.nodes) {
    if (node.kind === 'Paper' && !works.has(graph.work(node.id))) {
      works.set(graph.work(node.id), node.title);
    }
  }
  const isReviewed = (edge) => graph.reviewer(edge) !== null && EVIDENCE.has(graph.relation(edge));
  if (!graph.edges().some(isReviewed)) form.elements.reviewed.closest('label').hidden = true;
  const sorted = [...works].sort((a, b) => a[1].localeCompare(b[1], 'en'));
  form.elements.source.append(...sorted.map(([work, name]) => el('option', {value: work}, name)));
  const kinds = [...new Set(views.flatMap((view) => view.kinds))];
  form.elements.kind.append(
    ...kinds.map((kind) => el('option', {value: kind}, kindWords(kind, true))));
  if (kinds.length < 2) form.elements.kind.closest('label').hidden = true;
  if (!data.isWhole) {
    form.querySelectorAll('.counts').forEach((part) => {
      part.hidden = true;
    });
    form.prepend(el('p', {class: 'note'}, 'Filters by year, source, evidence type, stance and review '
      + 'would have to count the whole graph anew, and it is too large for this page: only cells can '
      + 'be shown or hidden here.'));
    form.querySelector('summary').textContent = 'State of the cells';
  }
  const chosen = (name) => {
    const boxes = [...form.querySelectorAll('input[name="' + name + '"]')];
    const on = boxes.filter((box) => box.checked);
    return on.length === boxes.length ? null : new Set(on.map((box) => box.value));
  };
  const number = (name) => {
    const value = parseInt(form.elements[name].value, 10);
    return Number.isFinite(value) ? value : null;
  };
  const read = () => ({
    since: number('since'),
    until: number('until'),
    types: chosen('type'),
    stances: chosen('stance'),
    source: form.elements.source.value === '' ? null : Number(form.elements.source.value),
    reviewed: form.elements.reviewed.checked,
    states: chosen('state'),
  });
  function apply() {
    const filter = read();
    const sums = views.map((view) => view.apply(filter, form.elements.kind.value));
    applied(filter);
    const sum = (name) => sums.reduce((all, one) => all + one[name], 0);
    const occurring = new Set(
      views.flatMap((view) => view.result().cells.map((cell) => cell.state)));
    document.querySelectorAll('.legend li').forEach((item) => {
      item.hidden = !occurring.has(item.dataset.state);
    });
    status.textContent = counted(sum('cells'), 'cell') + ' of ' + figure(sum('of')) + ' shown; '
      + figure(sum('held')) + ' of them hold something.';
  }
  form.addEventListener('change', apply);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    apply();
  });
  form.addEventListener('reset', () => setTimeout(apply));
  form.querySelector('.csv').addEventListener('click', () => saveCSV('cells', [
    ['matrix', 'row', 'row name', 'column', 'column name', 'state', 'filtered', 'papers',
      'witnesses', 'for', 'mixed', 'against', 'also'],
    ...views.flatMap((view) => view.rows()),
  ]));
  form.querySelector('.ris').addEventListener('click', () => {
    const edges = [...new Set(views.flatMap((view) => view.evidence()))];
    saveRIS('sources', graph, papersBehind(graph, edges));
  });
  form.hidden = false;
}
