// Taking part beside the chat: hearts, polls, questions and the lucky draw.

import { engageWord } from './engage_words.js';
import { refusal } from './chat_words.js';
import { ask, listenAnew, onFrame } from './page_parts.js';
import { drawDraw, drawPoll, drawQuestions } from './engage_cards.js';
import { showHearts } from './hearts.js';

const element = (id) => document.getElementById(id);
const SEND_MS = 1000;
const MOST_HEARTS = 4; // a second, as the studio counts

const state = {
  skewMs: 0,
  total: 0,
  taps: 0,
  isSending: false,
  poll: null,
  draw: null,
  questions: [],
  mine: { vote: null, isIn: false, wanted: [] },
  closed: new Set(), // what this viewer put away
  isAsking: false,
};

const say = (words, isGood = false) => {
  const line = element('engageSaid');
  line.textContent = words;
  line.hidden = !words;
  line.classList.toggle('is-good', isGood);
};

const refusalOf = (answer) => {
  const own = engageWord('refused')[answer.refused];
  return own ?? refusal(answer.refused, answer.waitS);
};

const take = async (name, body) => {
  const answer = await ask(`/api/chat/engage/${name}`, body);
  if (answer.refused) {
    say(refusalOf(answer));
    if (answer.refused === 'noName') element('chatInput').focus();
    return null;
  }
  say('');
  if (answer.isNew) listenAnew(); // the socket knows by the cookie who listens
  return answer;
};

const leftS = (closesWallMs) => {
  if (!closesWallMs) return null;
  return Math.max(0, Math.ceil((closesWallMs - Date.now() - state.skewMs) / 1000));
};

const putAway = (id) => { state.closed.add(id); draw(); };

const draw = () => {
  const poll = state.poll && !state.closed.has(state.poll.id) ? state.poll : null;
  const lucky = state.draw && !state.closed.has(state.draw.id) ? state.draw : null;
  drawPoll(element('pollCard'), poll, state.mine, {
    leftS: leftS(poll?.closesWallMs),
    vote: (option) => take('vote', { option }),
    putAway,
  });
  drawDraw(element('drawCard'), lucky, state.mine, {
    leftS: leftS(lucky?.closesWallMs),
    enter: () => take('enter', {}),
    putAway,
  });
  drawQuestions(element('questionList'), state.questions, state.mine, {
    want: (messageId, isWanted) => take('want', { messageId, isWanted }),
  });
  element('questionCard').hidden = !state.isAsking;
  element('questionNone').hidden = state.questions.length > 0;
  element('questionsAct').textContent = engageWord('questions')(state.questions.length);
  element('questionsAct').setAttribute('aria-expanded', String(state.isAsking));
  element('engage').hidden = !poll && !lucky && !state.isAsking && element('engageSaid').hidden;
  element('heartCount').textContent = state.total ? String(state.total) : '';
  element('heart').setAttribute('aria-label', `${engageWord('heart')}, ${engageWord('hearts')(state.total)}`);
};

const sendHearts = async () => {
  if (!state.taps || state.isSending) return;
  const count = Math.min(MOST_HEARTS, state.taps);
  state.taps = 0;
  state.isSending = true;
  await take('hearts', { count });
  state.isSending = false;
};

const putQuestion = async (event) => {
  event.preventDefault();
  const text = element('questionInput').value.trim();
  if (!text) return;
  const answer = await take('ask', { text });
  if (!answer) return;
  element('questionInput').value = '';
  say(engageWord(answer.isWaiting ? 'askWaits' : 'asked'), true);
  draw();
};

onFrame('hearts', (frame) => {
  const more = frame.total - state.total;
  if (state.total && more > 0) showHearts(more);
  state.total = frame.total;
  draw();
});
onFrame('poll', (frame) => {
  // A page that has voted keeps what it knows when the others are told less.
  const isSame = frame.poll && state.poll && frame.poll.id === state.poll.id;
  if (isSame && !frame.poll.counts && state.mine.vote !== null) return;
  state.poll = frame.poll;
  draw();
});
onFrame('draw', (frame) => { state.draw = frame.draw; draw(); });
onFrame('questions', (frame) => { state.questions = frame.questions; draw(); });
onFrame('mine', (frame) => { state.mine = frame; draw(); });
onFrame('time', (frame) => { state.skewMs = frame.nowWallMs - Date.now(); });

element('heart').addEventListener('click', () => {
  state.taps += 1;
  element('heart').classList.remove('is-tapped');
  requestAnimationFrame(() => element('heart').classList.add('is-tapped'));
});
element('questionsAct').addEventListener('click', () => {
  state.isAsking = !state.isAsking;
  draw();
  if (state.isAsking) element('questionInput').focus();
});
element('questionForm').addEventListener('submit', putQuestion);
element('questionForm').addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  state.isAsking = false;
  draw();
  element('questionsAct').focus();
});

element('engage').setAttribute('aria-label', engageWord('part'));
element('questionTitle').textContent = engageWord('questionsTitle');
element('questionNone').textContent = engageWord('noQuestions');
element('questionInput').placeholder = engageWord('askText');
element('questionInput').setAttribute('aria-label', engageWord('askText'));
element('questionSend').textContent = engageWord('ask');
setInterval(sendHearts, SEND_MS);
setInterval(() => { if (state.poll?.closesWallMs || state.draw?.closesWallMs) draw(); }, 1000);
draw();
