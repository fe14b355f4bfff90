// The nearest miss, as the library names it: the longest meaningful prefix of a chain, and the link
// that is missing behind it.

/** The miss where a search cannot even start. */
function missWithoutSearch(graph, from, to) {
  const miss = {nodes: [from], relation: 'ADDRESSES', from: null, to};
  if (from === to) return {...miss, reason: 'start and end are the same node'};
  return {
    ...miss,
    to: RISKS.has(graph.nodes[to].kind) ? to : null,
    reason: "'" + graph.nodes[from].key + "' is a " + graph.nodes[from].kind
      + '; an evidence chain starts at a Paper, a Mitigation, a Risk or a RiskDomain',
  };
}

/** The miss of a search that reached no end. */
function nearestMiss(grammar, search, to, isCut) {
  const {graph} = grammar;
  const target = graph.nodes[to];
  const best = furthestState(graph, search, to);
  const state = search.states[best];
  const nodes = prefixOf(search, best);
  if (!RISKS.has(target.kind)) {
    return {
      nodes,
      relation: 'ADDRESSES',
      from: state.node,
      to: null,
      reason: "'" + target.key + "' is a " + target.kind + '; an evidence chain ends at a Risk or a '
        + 'RiskDomain, and never goes through shared categories or documents',
    };
  }
  const relation = missingRelation(graph, state, to);
  const miss = {nodes, relation, from: state.node, to};
  if (leadsTo(grammar, search, to)[0]) {
    return {
      ...miss,
      reason: isCut ? 'the search stopped at its work bound before it found a chain'
        : 'every chain visits a node twice',
    };
  }
  return refusedMatch(grammar, search, to)
    || {...miss, reason: missReason(graph, state, to, relation)};
}

const PHASES = ['paper', 'mitigation', 'claimed', 'rolled'];
const rankOf = (state) => PHASES.indexOf(state.phase);

/** The nodes along the way by which a state was first reached. */
function prefixOf(search, state) {
  const nodes = [];
  for (let at = state; at !== null; at = search.origins[at]) nodes.push(search.states[at].node);
  return nodes.reverse();
}

/**
 * The state that came furthest: by phase, then by length, then by the order of keys. Another concept
 * of the target's own scheme is passed over: it brings nothing nearer to its neighbour.
 */
function furthestState(graph, search, to) {
  const {scheme} = graph.nodes[to];
  const length = [0];
  const isPassedOver = [false];
  let best = 0;
  for (let index = 1; index < search.states.length; index++) {
    const [state, leader] = [search.states[index], search.states[best]];
    const origin = search.origins[index];
    length[index] = length[origin] + 1;
    isPassedOver[index] = isPassedOver[origin]
      || (scheme !== null && graph.nodes[state.node].scheme === scheme);
    if (isPassedOver[index]) continue;
    const further = rankOf(state) - rankOf(leader) || length[index] - length[best]
      || leader.node - state.node;
    if (further > 0) best = index;
  }
  return best;
}

function missingRelation(graph, state, to) {
  if (state.phase === 'paper') return 'PROPOSES';
  if (state.phase === 'mitigation') return 'ADDRESSES';
  const [here, target] = [graph.nodes[state.node], graph.nodes[to]];
  if (here.kind === target.kind) {
    return here.scheme === target.scheme && target.kind === 'RiskDomain' ? 'BROADER' : 'EXACT_MATCH';
  }
  return target.kind === 'RiskDomain' && state.phase === 'claimed' ? 'IN_DOMAIN' : 'EXACT_MATCH';
}

function missReason(graph, state, to, relation) {
  const here = "'" + graph.nodes[state.node].key + "'";
  const target = "'" + graph.nodes[to].key + "'";
  if (state.phase === 'paper') return here + ' proposes, evaluates and identifies nothing in this graph';
  if (state.phase === 'mitigation') {
    return graph.outgoing(state.node, 'ADDRESSES').length === 0
      ? 'no ADDRESSES statement leads from ' + here + ' to any risk'
      : 'nothing that ' + here + ' addresses leads to ' + target;
  }
  return 'the chains reach ' + here + ' and others, but nothing carries on from there to ' + target
    + ': no ' + relation + ' is stated';
}

/**
 * A statement between what the start reaches and what the target is reached from that carries no
 * evidence: related, narrower, denied, contradictory, or one loose match too many.
 */
function refusedMatch(grammar, search, to) {
  const {graph} = grammar;
  const below = reachingNodes(graph, to);
  const order = search.states.map((_, index) => index).sort((a, b) =>
    rankOf(search.states[b]) - rankOf(search.states[a])
      || search.states[a].node - search.states[b].node);
  for (const index of order) {
    const {node, phase} = search.states[index];
    if (phase === 'paper') continue;
    for (const edge of graph.statementsOf(node)) {
      if (!MATCHES.has(graph.relation(edge))) continue;
      const other = graph.from(edge) === node ? graph.to(edge) : graph.from(edge);
      if (!below.has(other)) continue;
      if (RISKS.has(graph.nodes[other].kind) !== (phase !== 'mitigation')) continue;
      return {
        nodes: prefixOf(search, index),
        relation: 'EXACT_MATCH',
        from: node,
        to: other,
        reason: 'only ' + graph.relation(edge) + " joins '" + graph.nodes[node].key + "' and '"
          + graph.nodes[other].key + "', and " + refusalReason(graph, edge, node),
      };
    }
  }
  return null;
}

function refusalReason(graph, edge, node) {
  if (graph.isNegated(edge)) return 'it denies the match';
  const relation = graph.relation(edge);
  if (relation === 'RELATED_MATCH') return 'related things carry no evidence';
  if (relation !== 'BROAD_MATCH' && relation !== 'NARROW_MATCH') {
    return 'a chain holds at most one close or broad match';
  }
  return (relation === 'BROAD_MATCH') === (graph.from(edge) === node)
    ? 'the opposite is stated too, or the chain already holds its one loose match'
    : 'addressing the whole does not prove addressing the part';
}

/** The mitigations, risks and domains from which a chain could go on to the target. */
function reachingNodes(graph, to) {
  const seen = new Set([to]);
  const queue = [to];
  const take = (edge, node) => {
    if (graph.isNegated(edge) || seen.has(node)) return;
    seen.add(node);
    queue.push(node);
  };
  while (queue.length > 0) {
    const node = queue.pop();
    for (const relation of ['EXACT_MATCH', 'BROADER', 'IN_DOMAIN', 'ADDRESSES']) {
      for (const edge of graph.incoming(node, relation)) take(edge, graph.from(edge));
    }
    for (const edge of graph.outgoing(node, 'EXACT_MATCH')) take(edge, graph.to(edge));
  }
  const isLink = (node) =>
    RISKS.has(graph.nodes[node].kind) || graph.nodes[node].kind === 'Mitigation';
  return new Set([...seen].filter(isLink));
}
