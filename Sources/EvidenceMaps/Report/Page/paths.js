// The path finder: evidence chains between two nodes, or what is missing between them.

/** The relations that a reader may let chains follow too: those that join two parts of one phase. */
function furtherRelations(graph, relations) {
  const phase = (kind) => (RISKS.has(kind) ? 'risk' : kind);
  const fits = ['Paper', 'Mitigation', 'risk'];
  const found = new Set();
  for (let edge = 0; edge < graph.size; edge++) {
    const relation = graph.relation(edge);
    if (found.has(relation) || CHAIN_RELATIONS.has(relation) || MATCHES.has(relation)) continue;
    const [a, b] = [graph.from(edge), graph.to(edge)].map((node) => phase(graph.nodes[node].kind));
    if (a === b && fits.includes(a) && !graph.isNegated(edge)) found.add(relation);
  }
  return relations.filter((relation) => found.has(relation));
}

/** The form that asks for two ends, and what it finds. */
function pathFinder(graph, data, panel) {
  const section = document.getElementById('paths');
  const form = document.getElementById('path-form');
  const results = document.getElementById('path-results');
  const status = document.getElementById('path-status');
  const together = document.getElementById('path-answer');
  const grammars = new Map();
  const grammarFor = (through) => {
    const name = through.join(' ');
    if (!grammars.has(name)) {
      grammars.set(name, chainGrammar(graph, data.policy.bridges, through));
    }
    return grammars.get(name);
  };
  const further = form.querySelector('.through');
  const others = furtherRelations(graph, data.relations);
  further.append(...others.map((relation) => el('label', {},
    el('input', {type: 'checkbox', name: 'through', value: relation}),
    ' ' + relationWords(relation))));
  further.hidden = others.length === 0;
  const chosen = () => [...further.querySelectorAll('input:checked')].map((box) => box.value);
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

  const nameButton = (node) => button(graph.nodes[node].title, () => panel.showNode(node), 'name');

  function chainItem(chain) {
    const steps = chain.steps.map((step, index) => {
      const source = graph.sourceNode(step.edge);
      const who = source === null ? graph.source(step.edge) : graph.nodes[source].title;
      return el('li', {},
        el('span', {class: 'relation'}, (step.forward ? '' : '← ') + statementWords(graph, step.edge)),
        ' ', nameButton(chain.nodes[index + 1]),
        el('span', {class: 'said'}, ' · ' + [
          who === null ? null : 'said by ' + who, graph.type(step.edge), graph.via(step.edge),
        ].filter((part) => part !== null).join(' · ')));
    });
    return el('li', {class: 'chain'},
      el('p', {}, el('b', {}, 'strength ' + (chain.strength === null ? '?' : scoreText(chain.strength))), ' · ',
        chain.about === 'mitigation' ? 'offers a mitigation' : 'names the risk', ' · ',
        chain.stance, ' · ', chain.directness),
      el('p', {}, nameButton(chain.nodes[0])),
      el('ol', {}, steps));
  }

  /** The strengths of all chains together, by what they say. */
  function strengthParts({supporting, opposing, named}) {
    const parts = [];
    if (supporting !== null || opposing !== null) {
      parts.push('offer a mitigation: supporting ', el('b', {}, scoreText(supporting)),
        ', opposing ', el('b', {}, scoreText(opposing)));
    }
    if (named !== null) {
      parts.push(parts.length > 0 ? '; ' : '', 'name the risk: ', el('b', {}, scoreText(named)));
    }
    return parts;
  }

  /** How near the graph comes to a chain. */
  function missItems(miss) {
    const end = (node) => (node === null ? '(nothing yet)' : nameButton(node));
    return [
      el('p', {}, 'Nearest miss, as far as chains lead:'),
      el('ol', {class: 'miss'},
        miss.nodes.map((node) => el('li', {}, nameButton(node), ' ',
          el('code', {class: 'said'}, graph.nodes[node].key))),
        el('li', {class: 'missing'}, el('span', {class: 'gap'}, '✗ ' + miss.relation), ' from ',
          end(miss.from), ' to ', end(miss.to), ' is missing')),
      el('p', {class: 'said'}, 'Why: ' + miss.reason + '.'),
    ];
  }

  function run() {
    const [[from, fromFault], [to, toFault]] = [form.elements.from, form.elements.to].map(pick);
    results.replaceChildren();
    together.replaceChildren();
    chains = [];
    form.querySelector('.csv').hidden = form.querySelector('.ris').hidden = true;
    if (from === null || to === null) {
      status.textContent = [fromFault && 'From: ' + fromFault, toFault && 'To: ' + toFault]
        .filter((part) => part).join('; ') + '.';
      return;
    }
    const answer = findChains(grammarFor(chosen()), data.policy, from, to);
    chains = answer.chains;
    form.querySelector('.csv').hidden = form.querySelector('.ris').hidden = chains.length === 0;
    const stopped = answer.stoppedAt === null ? ''
      : ' The search was stopped after ' + figure(answer.stoppedAt) + ' steps: there may be more.';
    if (chains.length === 0) {
      status.textContent = 'No evidence chain is recorded in this '
        + (data.isWhole ? 'graph.' : 'page.') + stopped;
      together.append(...missItems(answer.miss));
      return;
    }
    status.textContent = counted(chains.length, 'chain')
      + (chains.length > 10 ? '; the ten strongest are listed.' : '.') + stopped;
    together.append(
      el('p', {}, 'All chains together · ', strengthParts(answer.strength)),
      el('p', {class: 'note'}, 'Support scores of our own under the policy, not probabilities. Of each '
        + 'work one chain counts, and a statement that chains share counts once. Two numbers are '
        + 'the bounds of what is too large to weigh exactly.'));
    results.replaceChildren(...chains.slice(0, 10).map(chainItem));
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    run();
  });
  further.addEventListener('change', () => {
    if (form.elements.from.value !== '' && form.elements.to.value !== '') run();
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
  if (!data.isWhole) {
    form.before(el('p', {class: 'note'}, 'The graph is too large for this page: chains, scores and '
      + 'misses are those of the statements that the page carries. ', el('code', {}, 'evidence paths'),
    ' answers from the whole graph.'));
  }
  section.querySelector('.script').hidden = false;
  return {
    grammarFor,
    further: others,
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
