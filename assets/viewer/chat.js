// The chat beside the picture: reads live, writes, says why not, and mends itself.

import { chatWord, paceWords, refusal } from './chat_words.js';
import { lineOf, nameOf } from './chat_line.js';
import { allowEmotes } from './emotes.js';
import { watchOlder } from './older.js';
import { ask, heardByPart, setListenAnew } from './page_parts.js';

const element = (id) => document.getElementById(id);
const MOST_LINES = 200;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10000;
const NEAR_END_PX = 48;

const list = element('chatList');
const input = element('chatInput');
const room = {
  name: '',
  who: '',
  isOpen: false,
  isConnected: false,
  slowModeS: 0,
  writers: 'everybody',
  isEmoteOnly: false,
  isShielded: false,
  replyTo: null,
  isNaming: false,
  isSending: false,
  unseen: 0,
  pauseMs: FIRST_PAUSE_MS,
  messages: new Map(),
  socket: null,
};

const isAtEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < NEAR_END_PX;

const toEnd = () => {
  list.scrollTop = list.scrollHeight;
  room.unseen = 0;
  element('chatMore').hidden = true;
};

const say = (words) => {
  element('chatSaid').textContent = words;
  element('chatSaid').hidden = !words;
};

const draw = () => {
  const mustName = !room.name || room.isNaming;
  const canWrite = room.isConnected && room.isOpen;
  input.placeholder = chatWord(mustName ? 'askName' : 'askText');
  input.setAttribute('aria-label', input.placeholder);
  input.maxLength = mustName ? 24 : 500;
  input.disabled = !canWrite;
  element('chatSend').disabled = !canWrite;
  element('chatSend').textContent = chatWord(mustName ? 'join' : 'send');
  allowEmotes(canWrite && !mustName);
  element('chatWho').textContent = room.name && !room.isNaming ? chatWord('as')(room.name) : '';
  element('chatRename').hidden = !room.name || room.isNaming;
  element('chatPace').textContent = paceWords(room);
  element('chatReply').hidden = !room.replyTo;
  element('chatReplyTo').textContent = room.replyTo
    ? chatWord('replyTo')(nameOf(room.replyTo)) : '';
  const none = element('chatNone');
  none.hidden = room.messages.size > 0 && canWrite;
  none.textContent = chatWord(
    !room.isConnected ? 'offline' : !room.isOpen ? 'closedRoom' : 'none',
  );
};

const replyTo = (message) => {
  room.replyTo = message;
  draw();
  input.focus();
};

const put = (message) => {
  const before = room.messages.get(message.id);
  const line = lineOf(message, room.messages.get(message.replyTo), room.name, replyTo);
  room.messages.set(message.id, message);
  if (before) {
    list.querySelector(`[data-id="${CSS.escape(message.id)}"]`)?.replaceWith(line);
    return;
  }
  let after = list.lastElementChild;
  while (after && Number(after.dataset.n) > message.n) after = after.previousElementSibling;
  if (after) after.after(line);
  else list.prepend(line);
};

const takeAway = (id) => {
  room.messages.delete(id);
  list.querySelector(`[data-id="${CSS.escape(id)}"]`)?.remove();
  if (room.replyTo?.id === id) room.replyTo = null;
};

const olderAgain = watchOlder(list, put);

const add = (messages) => {
  const wasAtEnd = isAtEnd();
  for (const message of messages.slice(-MOST_LINES)) put(message);
  while (wasAtEnd && list.childElementCount > MOST_LINES) {
    takeAway(list.firstElementChild.dataset.id);
  }
  if (list.childElementCount > 4 * MOST_LINES) takeAway(list.firstElementChild.dataset.id);
  if (wasAtEnd) toEnd();
  else {
    room.unseen += messages.length;
    element('chatMore').textContent = chatWord('more')(room.unseen);
    element('chatMore').hidden = false;
  }
};

const hear = (said) => {
  if (heardByPart(said)) return;
  if (said.type === 'hello') {
    if (said.name !== undefined) {
      room.name = said.name;
      room.who = said.who;
    }
    list.replaceChildren();
    olderAgain();
    room.messages.clear();
    for (const message of said.messages) put(message);
    toEnd();
  }
  if (said.type === 'hello' || said.type === 'settings') {
    room.isOpen = said.isOpen;
    room.slowModeS = said.slowModeS;
    room.writers = said.writers ?? 'everybody';
    room.isEmoteOnly = said.isEmoteOnly ?? false;
    room.isShielded = said.isShielded ?? false;
  } else if (said.type === 'added') add(said.messages);
  else if (said.type === 'changed') {
    for (const change of said.changes) {
      if (change.message) put(change.message);
      else takeAway(change.id);
    }
  } else if (said.type === 'standing') {
    say(said.isBlocked ? refusal('blocked', 60) : '');
  }
  draw();
};

const listen = () => {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(`${scheme}//${location.host}/api/chat`);
  room.socket = socket;
  socket.addEventListener('message', (event) => {
    room.isConnected = true;
    room.pauseMs = FIRST_PAUSE_MS;
    hear(JSON.parse(event.data));
  });
  socket.addEventListener('close', () => {
    if (room.socket !== socket) return;
    room.isConnected = false;
    draw();
    setTimeout(() => { if (room.socket === socket) listen(); }, room.pauseMs * (0.75 + Math.random() / 2));
    room.pauseMs = Math.min(LONGEST_PAUSE_MS, room.pauseMs * 1.7);
  });
};

const listenAnew = () => {
  const before = room.socket;
  listen();
  before?.close();
};

setListenAnew(listenAnew);

const takeName = async (typed) => {
  const answer = await ask('/api/chat/name', { name: typed });
  if (answer.refused) {
    say(refusal(answer.refused, answer.waitS));
    return;
  }
  room.name = answer.name;
  room.isNaming = false;
  input.value = '';
  say('');
  listenAnew(); // the socket knows by the cookie who listens
};

const post = async (text) => {
  const answer = await ask('/api/chat/messages', { text, replyTo: room.replyTo?.id ?? '' });
  if (answer.refused) {
    if (answer.refused === 'noName') room.name = '';
    say(refusal(answer.refused, answer.waitS));
    return;
  }
  input.value = '';
  room.replyTo = null;
  say('');
  toEnd();
};

element('chatForm').addEventListener('submit', async (event) => {
  event.preventDefault();
  const typed = input.value.trim();
  if (!typed || room.isSending) return;
  room.isSending = true;
  await (!room.name || room.isNaming ? takeName(typed) : post(typed));
  room.isSending = false;
  draw();
  input.focus();
});

element('chatRename').addEventListener('click', () => {
  room.isNaming = true;
  input.value = room.name;
  draw();
  input.select();
});
element('chatNoReply').addEventListener('click', () => { room.replyTo = null; draw(); input.focus(); });
element('chatMore').addEventListener('click', toEnd);
list.addEventListener('scroll', () => { if (isAtEnd()) toEnd(); });
input.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  room.replyTo = null;
  if (room.isNaming) input.value = '';
  room.isNaming = false;
  draw();
});
window.addEventListener('pageshow', (event) => { if (event.persisted) listenAnew(); });

element('chatTitle').textContent = chatWord('title');
list.setAttribute('aria-label', chatWord('title'));
element('chatRename').textContent = chatWord('rename');
element('chatNoReply').textContent = '×';
element('chatNoReply').setAttribute('aria-label', chatWord('noReply'));
draw();
listen();
