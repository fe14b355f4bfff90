// Small tools for building the page. Texts of the data only ever become text, never markup.

import {EVIDENCE} from './data.js';

/** An element with attributes (`on…` are listeners) and children; null children are left out. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null));
  return element;
}

/** A link where the address is one that may be followed, else the bare text. */
export function linkTo(address, text) {
  if (!address || !/^(https?:\/\/|mailto:|#)/i.test(address)) return document.createTextNode(text);
  return el('a', {href: address, rel: 'noopener noreferrer'}, text);
}

export const button = (text, act, kind = null) =>
  el('button', {type: 'button', class: kind, onclick: act}, text);

/** `1,265`. */
export const figure = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ',');

export const counted = (number, one, many = one + 's') =>
  figure(number) + ' ' + (number === 1 ? one : many);

/** A kind in words: `risk domain`. */
export function kindWords(kind, plural = false) {
  const word = kind === 'TaxonomyNode' ? 'concept' : kind === 'Mitigation' ? 'measure'
    : kind.replace(/(?<!^)([A-Z])/g, ' $1').toLowerCase();
  if (!plural) return word;
  return /[^e]y$/.test(word) ? word.slice(0, -1) + 'ies' : word.endsWith('s') ? word : word + 's';
}

export const relationWords = (relation) => relation.toLowerCase().replaceAll('_', ' ');

/** What a statement says: evidence that opposes is never worded as support. */
export const statementWords = (graph, edge) => (graph.stance(edge) === 'opposes'
  && EVIDENCE.has(graph.relation(edge)) ? 'opposes' : relationWords(graph.relation(edge)));

/** A word for a shell. */
export const quoted = (word) =>
  (/^[\w@%+=:,./-]+$/.test(word) ? word : "'" + word.replaceAll("'", "'\\''") + "'");

/** A text without accents and in lower case, for comparing. */
export const folded = (text) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
