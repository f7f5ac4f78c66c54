// The pinned message above the chat. Text is only ever text.

import { chatWord } from './chat_words.js';
import { nameOf } from './chat_line.js';
import { onFrame } from './page_parts.js';

const bar = document.getElementById('chatPinned');
const who = document.getElementById('chatPinnedWho');
const words = document.getElementById('chatPinnedText');

const textOf = (message) => message.parts.map((part) => part[1]).join('');

onFrame('pinned', ({ message }) => {
  bar.hidden = !message;
  who.textContent = message ? nameOf(message) : '';
  words.textContent = message ? textOf(message) : '';
});

bar.setAttribute('aria-label', chatWord('pinned'));
document.getElementById('chatPinnedMark').textContent = chatWord('pinned');
