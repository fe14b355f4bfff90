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
  document.documentElement.classList.add('live');
  const places = new Map(graph.nodes.map((node) => [node.key, node.id]));
  // For tests and for the console: what the page counts, by keys.
  window.evidenceReport = Object.freeze({
    keys: () => graph.nodes.map((node) => [node.key, node.kind]),
    states: (number) => views[number].result().cells.map((cell) =>
      [cell.state, cell.works, cell.witnesses.length, cell.supporting, cell.mixed, cell.opposing]),
    stated: (number) => data.matrices[number].states,
    chains(from, to) {
      const answer = findChains(finder.grammar, data.policy, places.get(from), places.get(to));
      return answer.chains.map((chain) => ({
        keys: chain.nodes.map((node) => graph.nodes[node].key),
        statements: chain.steps.map((step) => graph.id(step.edge)),
        about: chain.about,
        stance: chain.stance,
        directness: chain.directness,
        strength: chain.strength,
      }));
    },
  });
}
