// Puts the page together once its data are read.

const data = JSON.parse(document.getElementById('data').textContent);
if (data.nodes) {
  const graph = readGraph(data);
  let finder = null;
  const panel = detailPanel(graph, {
    chains: (from, to) => finder.go(from, to),
    has: (from, to) => finder.has(from, to),
  });
  const views = data.matrices.map((_, number) => matrixView(graph, data, number, panel));
  finder = pathFinder(graph, data, panel);
  filterForm(graph, data, views, finder.filter);
  gapLists(graph, views, panel);
  nodeSearch(graph, panel);
  foldedParts(panel);
  document.documentElement.classList.add('live');
  const key = (node) => graph.nodes[node].key;
  // For tests and for the console: what the page counts, by keys.
  window.evidenceReport = Object.freeze({
    keys: () => graph.nodes.map((node) => [node.key, node.kind]),
    axes: (number) => ['rows', 'columns'].map((side) =>
      data.matrices[number][side].entries.map(([node]) => key(node))),
    cells: (number) => views[number].result().cells,
    stated: (number) => data.matrices[number].states,
    /** The pairs whose chains the page carries, with the number of them and their strengths. */
    chains: () => [...finder.pairs].map(([pair, {total, strength, chains}]) => ({
      ends: pair.split(' ').map(key),
      total,
      strength,
      chains: chains.map((chain) => ({
        keys: chain.nodes.map(key),
        statements: chain.steps.map((step) => graph.id(step.edge)),
        about: chain.about === 0 ? 'mitigation' : 'risk',
        stance: chain.stance,
        directness: chain.directness,
        strength: chain.strength,
      })),
    })),
  });
}
