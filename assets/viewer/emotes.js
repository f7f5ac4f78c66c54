// The page's own emotes: a tap puts one into the line. The hub knows them by their codes, too.

import { chatWord } from './chat_words.js';

export const EMOTES = [
  '❤️', '😊', '😂', '😍', '😮', '🤔', '😭', '😎',
  '👏', '👍', '👌', '🙏', '👋', '💪', '🔥', '⭐',
  '🎉', '🌹', '🎁', '🛒', '💰', '🚀', '👀', '💯',
];

const button = document.getElementById('chatEmotes');
const grid = document.getElementById('chatEmoteGrid');
const input = document.getElementById('chatInput');

const show = (isShown) => {
  grid.hidden = !isShown;
  button.setAttribute('aria-expanded', String(isShown));
};

const insert = (emote) => {
  const begin = input.selectionStart ?? input.value.length;
  const end = input.selectionEnd ?? begin;
  if (input.value.length - (end - begin) + emote.length > input.maxLength) return;
  input.setRangeText(emote, begin, end, 'end');
  input.focus();
};

for (const emote of EMOTES) {
  const one = document.createElement('button');
  one.type = 'button';
  one.textContent = emote;
  one.addEventListener('click', () => insert(emote));
  grid.append(one);
}

button.addEventListener('click', () => {
  show(grid.hidden);
  if (!grid.hidden) grid.firstElementChild.focus();
});
grid.addEventListener('keydown', (event) => {
  const all = [...grid.children];
  const place = all.indexOf(document.activeElement);
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key];
  if (step !== undefined) {
    event.preventDefault();
    all[Math.min(all.length - 1, Math.max(0, place + step))].focus();
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || grid.hidden) return;
  show(false);
  input.focus();
});
document.addEventListener('click', (event) => {
  if (!grid.contains(event.target) && !button.contains(event.target)) show(false);
});

// Somebody who has no name yet types a name, not a message.
export const allowEmotes = (isAllowed) => {
  button.hidden = !isAllowed;
  if (!isAllowed) show(false);
};

button.setAttribute('aria-label', chatWord('emotes'));
button.textContent = '☺';
