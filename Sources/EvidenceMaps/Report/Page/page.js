// Puts the page together once its data are read.

const data = JSON.parse(document.getElementById('data').textContent);
if (data.nodes) {
  const graph = readGraph(data);
  let finder = null;
  const panel = detailPanel(graph, {chains: (from, to) => finder.go(from, to)});
  const views = data.matrices.map((_, number) => matrixView(graph, data, number, panel));
  filterForm(graph, data, views);
  finder = pathFinder(graph, data, panel);
  gapLists(graph, views, panel);
  nodeSearch(graph, panel);
  foldedParts(panel);
  document.documentElement.classList.add('live');
  const places = new Map(graph.nodes.map((node) => [node.key, node.id]));
  // For tests and for the console: what the page counts, by keys.
  window.evidenceReport = Object.freeze({
    keys: () => graph.nodes.map((node) => [node.key, node.kind]),
    states: (number) => views[number].result().cells.map((cell) =>
      [cell.state, cell.works, cell.held, cell.supporting, cell.mixed, cell.opposing]),
    stated: (number) => data.matrices[number].states,
    furtherRelations: finder.further,
    /** The answer of `evidence paths --all --format json`, in its form. */
    paths(from, to, through = []) {
      const answer = findChains(finder.grammarFor(through), data.policy, places.get(from), places.get(to));
      const key = (node) => (node === null ? null : graph.nodes[node].key);
      const {miss} = answer;
      return {
        chains: answer.chains.map((chain) => ({
          keys: chain.nodes.map(key),
          steps: chain.steps.map((step) => (
            {statement: graph.id(step.edge), relation: step.relation, forward: step.forward})),
          about: chain.about,
          stance: chain.stance,
          directness: chain.directness,
          strength: scoreValue(chain.strength),
        })),
        strength: Object.fromEntries(
          Object.entries(answer.strength).map(([side, value]) => [side, scoreValue(value)])),
        nearestMiss: miss && {
          keys: miss.nodes.map(key),
          missing: {relation: miss.relation, from: key(miss.from), to: key(miss.to)},
          reason: miss.reason,
        },
        stoppedAt: answer.stoppedAt,
        total: answer.chains.length,
      };
    },
  });
}
