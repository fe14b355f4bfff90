// Search over the names, codes and keys of all nodes.

import {button, counted, el, figure, folded, kindWords} from './dom.js';

const MOST_FOUND = 40;

/** The field in the page's bar. */
export function nodeSearch(graph, panel) {
  const form = document.getElementById('find');
  const input = document.getElementById('find-words');
  const box = document.getElementById('find-list');
  const list = document.getElementById('find-results');
  const status = document.getElementById('find-status');
  let texts = null;
  function find() {
    texts ??= graph.nodes.map((node) =>
      folded([node.code, node.name, node.title, node.key].join(' ')));
    const words = folded(input.value).split(/\s+/).filter((word) => word !== '');
    box.hidden = words.length === 0;
    if (words.length === 0) {
      list.replaceChildren();
      status.textContent = '';
      return;
    }
    // A code that is named whole comes first, then names that begin so.
    const rank = (node) => (folded(node.code ?? '') === words.join(' ') ? 0
      : folded(node.name).startsWith(words[0]) ? 1 : 2);
    const found = graph.nodes.filter((node) => words.every((word) => texts[node.id].includes(word)))
      .sort((a, b) => rank(a) - rank(b) || a.id - b.id);
    list.replaceChildren(...found.slice(0, MOST_FOUND).map((node) => el('li', {},
      button(node.title, () => {
        box.hidden = true;
        panel.showNode(node.id);
      }, 'name'),
      el('span', {class: 'said'}, ' ' + kindWords(node.kind)
        + (node.scheme === null ? '' : ' · ' + node.scheme)))));
    status.textContent = counted(found.length, 'node') + ' found'
      + (graph.count > graph.nodes.length ? ' of the ' + figure(graph.nodes.length) + ' named here' : '')
      + (found.length > MOST_FOUND ? '; the first ' + MOST_FOUND + ' are listed.' : '.');
  }
  input.addEventListener('input', find);
  input.addEventListener('focus', find);
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || box.hidden) return;
    event.preventDefault();
    box.hidden = true;
    input.focus();
  });
  document.addEventListener('click', (event) => {
    if (!form.contains(event.target)) box.hidden = true;
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    find();
    list.querySelector('button')?.click();
  });
  form.hidden = false;
}
