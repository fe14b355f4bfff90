// Gaps and search.

/** Makes the gaps open what they are about, and filters them. */
function gapLists(graph, views, panel) {
  const section = document.getElementById('gaps');
  const form = document.getElementById('gap-filter');
  const status = document.getElementById('gap-status');
  const kinds = [...section.querySelectorAll('details.gaps')];
  form.elements.kind.append(
    ...kinds.map((part) => el('option', {value: part.dataset.kind}, part.dataset.kind)));

  const open = (element) => () => {
    if (element.dataset.node !== undefined) return panel.showNode(Number(element.dataset.node));
    const [matrix, row, column] = element.dataset.cell.split(' ').map(Number);
    return views[matrix].openAt(row, column);
  };
  function arm(root) {
    root.querySelectorAll('[data-node], [data-cell]').forEach((element) => {
      if (element.querySelector('button')) return;
      element.replaceChildren(button(element.textContent, open(element), 'name'));
    });
  }
  arm(section.querySelector('table') || section);
  kinds.forEach((part) => part.addEventListener('toggle', () => {
    if (part.open) arm(part);
  }));

  function apply() {
    const kind = form.elements.kind.value;
    const words = form.elements.words.value.trim().toLowerCase();
    let shown = 0;
    for (const row of section.querySelectorAll('tbody tr')) {
      row.hidden = (kind !== '' && row.dataset.kind !== kind)
        || (words !== '' && !row.textContent.toLowerCase().includes(words));
    }
    for (const part of kinds) {
      let found = 0;
      for (const item of part.querySelectorAll('li')) {
        item.hidden = words !== '' && !item.textContent.toLowerCase().includes(words);
        if (!item.hidden) found += 1;
      }
      part.querySelectorAll('.why').forEach((why) => {
        why.hidden = [...why.nextElementSibling.children].every((item) => item.hidden);
      });
      part.hidden = found === 0 || (kind !== '' && part.dataset.kind !== kind);
      if (!part.hidden) shown += found;
    }
    status.textContent = counted(shown, 'gap') + ' shown.';
  }
  form.addEventListener('input', apply);
  form.addEventListener('submit', (event) => event.preventDefault());
  form.querySelector('.csv').addEventListener('click', () => {
    const rows = [['kind', 'where', 'why']];
    for (const part of kinds) {
      if (part.hidden) continue;
      for (const list of part.querySelectorAll('ul')) {
        const why = list.previousElementSibling.firstChild.textContent.trim();
        for (const item of list.children) {
          if (!item.hidden) rows.push([part.dataset.kind, item.textContent, why]);
        }
      }
    }
    saveCSV('gaps', rows);
  });
  form.hidden = false;
}

/** Search over the names, codes and keys of all nodes. */
function nodeSearch(graph, panel) {
  const section = document.getElementById('find');
  const input = document.getElementById('find-words');
  const list = document.getElementById('find-results');
  const status = document.getElementById('find-status');
  const texts = graph.nodes.map((node) =>
    [node.code, node.name, node.title, node.key].join(' ').toLowerCase());
  const most = 40;
  function find() {
    const words = input.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
    if (words.length === 0) {
      list.replaceChildren();
      status.textContent = '';
      return;
    }
    const found = graph.nodes.filter((node) => words.every((word) => texts[node.id].includes(word)));
    list.replaceChildren(...found.slice(0, most).map((node) => el('li', {},
      button(node.title, () => panel.showNode(node.id), 'name'),
      el('span', {class: 'said'}, ' ' + kindWords(node.kind)
        + (node.scheme === null ? '' : ' · ' + node.scheme)))));
    status.textContent = counted(found.length, 'node') + ' found'
      + (found.length > most ? '; the first ' + most + ' are listed.' : '.');
  }
  input.addEventListener('input', find);
  input.form.addEventListener('submit', (event) => {
    event.preventDefault();
    find();
  });
  section.hidden = false;
}
