// Gaps, search and the path finder.

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

/** The path finder: evidence chains between two nodes. */
function pathFinder(graph, data, panel) {
  const section = document.getElementById('paths');
  const form = document.getElementById('path-form');
  const results = document.getElementById('path-results');
  const status = document.getElementById('path-status');
  const grammar = chainGrammar(graph, data.policy.bridges);
  const named = new Map();
  const nameOf = (node) => node.title + ' · ' + node.key;
  const offer = (list, kinds) => {
    const nodes = graph.nodes.filter((node) => kinds.includes(node.kind));
    document.getElementById(list).append(
      ...nodes.map((node) => el('option', {value: nameOf(node)})));
  };
  for (const node of graph.nodes) {
    for (const name of [nameOf(node), node.key, node.title, node.name]) {
      const known = name.toLowerCase();
      if (!named.has(known)) named.set(known, node.id);
      else if (named.get(known) !== node.id && name !== node.key) named.set(known, -1);
    }
  }
  for (const node of graph.nodes) named.set(node.key.toLowerCase(), node.id);
  offer('path-starts', ['Paper', 'Mitigation']);
  offer('path-ends', ['RiskDomain', 'Risk']);
  let chains = [];
  const edgesOf = () => [...new Set(chains.flatMap((chain) => chain.steps.map((s) => s.edge)))];

  function pick(input) {
    const node = named.get(input.value.trim().toLowerCase());
    const fault = node === undefined ? 'no node of this name or key'
      : node < 0 ? 'several nodes bear this name: choose one with its key' : '';
    input.setAttribute('aria-invalid', fault === '' ? 'false' : 'true');
    return [fault === '' ? node : null, fault];
  }

  function chainItem(chain) {
    const steps = chain.steps.map((step, index) => {
      const source = graph.sourceNode(step.edge);
      const who = source === null ? graph.source(step.edge) : graph.nodes[source].title;
      return el('li', {},
        el('span', {class: 'relation'}, (step.forward ? '' : '← ') + relationWords(step.relation)),
        ' ', button(graph.nodes[chain.nodes[index + 1]].title,
          () => panel.showNode(chain.nodes[index + 1]), 'name'),
        el('span', {class: 'said'}, ' · ' + [
          who === null ? null : 'said by ' + who, graph.type(step.edge), graph.via(step.edge),
        ].filter((part) => part !== null).join(' · ')));
    });
    return el('li', {class: 'chain'},
      el('p', {}, el('b', {}, 'strength ' + strengthText(chain.strength)), ' · ',
        chain.about === 'mitigation' ? 'offers a mitigation' : 'names the risk', ' · ',
        chain.stance, ' · ', chain.directness),
      el('p', {}, button(graph.nodes[chain.nodes[0]].title,
        () => panel.showNode(chain.nodes[0]), 'name')),
      el('ol', {}, steps));
  }

  /** Why there is no chain, as far as the search came. */
  function missText(from, to, reached) {
    const {mitigations, risks} = reached;
    const kind = graph.nodes[from].kind;
    if (risks.length === 0 && mitigations.length > 0) {
      return counted(mitigations.length, 'mitigation') + ' reached, but no ADDRESSES statement '
        + 'starts from ' + (mitigations.length === 1 ? 'it.' : 'any of them.');
    }
    if (risks.length === 0) {
      return kind === 'Paper'
        ? 'No PROPOSES, EVALUATES or IDENTIFIES statement starts from it.'
        : 'No chain can start at a ' + kindWords(kind) + '.';
    }
    const domains = risks.filter((node) => graph.nodes[node].kind === 'RiskDomain');
    return counted(risks.length, 'risk or risk domain', 'risks and risk domains')
      + ' reached, but not this one'
      + (domains.length > 0 ? '; it bears on '
        + domains.slice(0, 4).map((node) => graph.nodes[node].title).join('; ')
        + (domains.length > 4 ? ' and ' + (domains.length - 4) + ' more' : '') : '') + '.';
  }

  function run() {
    const [[from, fromFault], [to, toFault]] = [form.elements.from, form.elements.to].map(pick);
    results.replaceChildren();
    chains = [];
    form.querySelector('.csv').hidden = form.querySelector('.ris').hidden = true;
    if (from === null || to === null) {
      status.textContent = [fromFault && 'From: ' + fromFault, toFault && 'To: ' + toFault]
        .filter((part) => part).join('; ') + '.';
      return;
    }
    const answer = findChains(grammar, data.policy, from, to);
    chains = answer.chains;
    form.querySelector('.csv').hidden = form.querySelector('.ris').hidden = chains.length === 0;
    if (chains.length === 0) {
      status.textContent = 'No evidence chain is recorded in this '
        + (data.isWhole ? 'graph. ' : 'page. ') + missText(from, to, answer.reached);
      return;
    }
    status.textContent = counted(chains.length, 'chain')
      + (answer.stopped ? ' found before the search was stopped' : '')
      + (chains.length > 10 ? '; the ten strongest are listed.' : '.')
      + ' A strength is a support score under the policy, not a probability.';
    results.replaceChildren(...chains.slice(0, 10).map(chainItem));
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run();
  });
  form.querySelector('.csv').addEventListener('click', () => {
    const heads = ['chain', 'strength', 'about', 'chain stance', 'directness', 'step'];
    const rows = chains.flatMap((chain, number) => statementRows(graph, chain.steps.map((s) => s.edge))
      .slice(1).map((row, step) => [
        number + 1, chain.strength, chain.about, chain.stance, chain.directness, step + 1, ...row,
      ]));
    saveCSV('chains', [[...heads, ...STATEMENT_HEADS], ...rows]);
  });
  form.querySelector('.ris').addEventListener('click', () =>
    saveRIS('chains', graph, papersBehind(graph, edgesOf())));
  section.querySelector('.script').hidden = false;
  return {
    grammar,
    /** Fills one end or both in, and looks if both are there. */
    go(from, to) {
      if (from !== null) form.elements.from.value = nameOf(graph.nodes[from]);
      if (to !== null) form.elements.to.value = nameOf(graph.nodes[to]);
      section.scrollIntoView();
      (from === null ? form.elements.from : form.elements.to).focus();
      if (form.elements.from.value !== '' && form.elements.to.value !== '') run();
    },
  };
}
