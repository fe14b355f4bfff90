// What a picture folds opens where it is drawn; without scripts its members stand below.

import {button, el, figure} from './dom.js';

/** Makes every folded thing of the page open its members; `panel` shows one of them. */
export function foldedParts(panel) {
  const cards = new Map();

  /** The card of a figure, beside what was opened. */
  function cardOf(frame) {
    if (!cards.has(frame)) {
      const card = el('div', {class: 'card', id: 'card-' + (cards.size + 1), role: 'group', hidden: true});
      frame.append(card);
      cards.set(frame, {card, opener: null});
    }
    return cards.get(frame);
  }

  function close(frame) {
    const held = cardOf(frame);
    if (held.opener === null) return;
    held.opener.setAttribute('aria-expanded', 'false');
    held.opener.focus();
    held.card.hidden = true;
    held.opener = null;
  }

  function open(frame, opener, part) {
    const held = cardOf(frame);
    if (held.opener !== null) held.opener.setAttribute('aria-expanded', 'false');
    const name = part.querySelector('summary').firstChild.textContent.trim();
    const list = part.querySelector('ul').cloneNode(true);
    const heading = el('h3', {tabindex: '-1'}, name);
    held.card.replaceChildren(
      el('div', {class: 'bar'}, heading, button('Close', () => close(frame), 'close')), list);
    armNodes(list, panel);
    held.card.setAttribute('aria-label', name);
    held.card.hidden = false;
    held.opener = opener;
    opener.setAttribute('aria-expanded', 'true');
    const [outer, inner] = [frame.getBoundingClientRect(), opener.getBoundingClientRect()];
    const left = Math.min(inner.left - outer.left, outer.width - held.card.offsetWidth);
    held.card.style.left = Math.max(0, left) + 'px';
    held.card.style.top = inner.bottom - outer.top + 4 + 'px';
    heading.focus({preventScroll: true});
    held.card.scrollIntoView({block: 'nearest'});
  }

  for (const part of document.querySelectorAll('.fold[data-of]')) {
    const drawing = document.getElementById(part.dataset.of);
    const frame = part.closest('figure, .matrix');
    armNodes(part, panel);
    if (drawing === null) continue;
    const opener = openerOf(drawing, part.querySelectorAll('li').length);
    const card = cardOf(frame).card;
    opener.setAttribute('aria-controls', card.id);
    const toggle = () => (cardOf(frame).opener === opener ? close(frame) : open(frame, opener, part));
    opener.addEventListener('click', toggle);
    if (opener.localName !== 'button') {
      opener.addEventListener('keydown', (event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        toggle();
      });
    }
  }
  for (const frame of cards.keys()) {
    frame.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') close(frame);
    });
  }
}

/** What is pressed to open a folded thing: its drawing, or a button in the head of its row. */
function openerOf(drawing, count) {
  if (drawing.localName === 'th') {
    const more = el('button', {type: 'button', class: 'name', 'aria-expanded': 'false'},
      '+ ' + figure(count), el('span', {class: 'hidden'}, ' folded into ' + drawing.textContent));
    drawing.append(' ', more);
    return more;
  }
  // A button holds no link; the panel of a member leads on.
  drawing.querySelectorAll('a').forEach((link) => link.replaceWith(...link.childNodes));
  drawing.setAttribute('role', 'button');
  drawing.setAttribute('tabindex', '0');
  drawing.setAttribute('aria-expanded', 'false');
  drawing.setAttribute('aria-label', drawing.getAttribute('aria-label') + ': ' + count + ' folded');
  drawing.classList.add('folded');
  return drawing;
}

/** Names of nodes become buttons that show them. */
export function armNodes(root, panel) {
  root.querySelectorAll('[data-node]').forEach((element) => {
    const node = Number(element.dataset.node);
    element.replaceChildren(button(element.textContent, () => panel.showNode(node), 'name'));
  });
}
