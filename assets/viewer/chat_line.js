// One message as an element. Text is only ever text: nothing here reads markup.

import { chatWord } from './chat_words.js';

const COLOURS = 8;

const made = (tag, name, text) => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
};

const colourOf = (who) => {
  let sum = 0;
  for (const sign of who) sum = (sum * 31 + sign.codePointAt(0)) % 9973;
  return sum % COLOURS;
};

export const nameOf = (message) => (message.isHost && !message.name ? chatWord('host') : message.name);

const textOf = (message) => message.parts.map((part) => part[1]).join('');

export const lineOf = (message, repliedTo, me, onReply) => {
  const line = made('div', 'chat-message');
  line.dataset.id = message.id;
  line.dataset.n = String(message.n);
  if (message.isWaiting) line.classList.add('is-waiting');
  if (repliedTo) line.append(made('p', 'chat-quote', `${nameOf(repliedTo)}: ${textOf(repliedTo)}`));
  const name = made('b', `chat-name colour-${colourOf(message.who)}`, nameOf(message));
  name.dir = 'auto';
  line.append(name);
  const badge = message.isHost && message.name ? 'host' : message.isModerator ? 'moderator' : '';
  if (badge) line.append(made('span', 'chat-badge', chatWord(badge)));
  const words = made('span', 'chat-text');
  words.dir = 'auto';
  for (const [kind, text] of message.parts) {
    if (kind === 'emote') words.append(made('span', 'chat-emote', text));
    else if (kind !== 'mention') words.append(document.createTextNode(text));
    else {
      const isMe = me && text.slice(1).toLowerCase() === me.toLowerCase();
      words.append(made('span', isMe ? 'chat-mention is-me' : 'chat-mention', text));
    }
  }
  line.append(words);
  if (message.isWaiting) line.append(made('span', 'chat-waiting', chatWord('waiting')));
  else {
    const reply = made('button', 'chat-reply-act', chatWord('reply'));
    reply.type = 'button';
    reply.setAttribute('aria-label', chatWord('replyTo')(nameOf(message)));
    reply.addEventListener('click', () => onReply(message));
    line.append(reply);
  }
  return line;
};
