// The cards of a poll, a draw and the questions. A card that says the same is not drawn again, so
// that nothing moves under a finger and the focus stays where it is.

import { engageWord } from './engage_words.js';
import { checkDraw } from './draw_check.js';

const made = (kind, name, words = '') => {
  const one = document.createElement(kind);
  if (name) one.className = name;
  if (words) one.textContent = words;
  return one;
};

const button = (name, words, act) => {
  const one = made('button', name, words);
  one.type = 'button';
  one.addEventListener('click', act);
  return one;
};

const isDrawnAlready = (card, shown) => {
  const sign = JSON.stringify(shown);
  card.hidden = !shown;
  if (card.dataset.sign === sign) return true;
  card.dataset.sign = sign;
  return false;
};

const headOf = (kind, title, id, putAway) => {
  const head = made('header', 'card-head');
  const words = made('div', 'card-words');
  words.append(made('span', 'card-kind', kind), made('h3', '', title));
  head.append(words);
  if (putAway) {
    const away = button('card-close', '×', () => putAway(id));
    away.setAttribute('aria-label', engageWord('close'));
    head.append(away);
  }
  return head;
};

const showLeft = (card, leftS) => {
  const line = card.querySelector('.card-left');
  if (line) line.textContent = leftS === null ? '' : engageWord('left')(leftS);
};

const shareOf = (counts, option) => {
  const all = counts.reduce((sum, count) => sum + count, 0);
  return all ? Math.round((counts[option] * 100) / all) : 0;
};

const optionOf = (poll, mine, number, vote) => {
  const text = poll.options[number];
  const option = button('poll-option', '', () => vote(number));
  option.dataset.option = String(number);
  option.disabled = poll.isClosed;
  option.setAttribute('aria-pressed', String(mine.vote === number));
  option.append(made('span', 'poll-number', String(number + 1)), made('span', 'poll-text', text));
  if (!poll.counts) return option;
  const share = shareOf(poll.counts, number);
  const bar = made('span', 'poll-bar');
  bar.style.width = `${share}%`; // by script, which the policy allows
  option.prepend(bar);
  option.append(made('span', 'poll-share', `${share} %`));
  option.setAttribute('aria-label', engageWord('option')(text, share));
  option.classList.toggle('is-most', poll.isClosed && poll.counts[number] === Math.max(...poll.counts));
  return option;
};

const drawOptions = (list, poll, mine, vote) => {
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.option : '';
  list.replaceChildren(...poll.options.map((_, number) => optionOf(poll, mine, number, vote)));
  if (focused) list.querySelector(`[data-option="${focused}"]`)?.focus();
};

export const drawPoll = (card, poll, mine, acts) => {
  if (isDrawnAlready(card, poll && { poll, vote: mine.vote })) {
    showLeft(card, poll?.isClosed ? null : acts.leftS);
    return;
  }
  if (!poll) return;
  const kind = engageWord(poll.isClosed ? 'pollOver' : 'poll');
  let list = card.querySelector('.poll-options');
  if (!list || card.dataset.id !== poll.id || poll.isClosed) {
    list = made('div', 'poll-options');
    const foot = made('p', 'card-foot');
    foot.append(made('span', 'card-hint'), made('span', 'card-left'));
    card.replaceChildren(
      headOf(kind, poll.question, poll.id, poll.isClosed ? acts.putAway : null), list, foot,
    );
    card.dataset.id = poll.id;
  }
  drawOptions(list, poll, mine, acts.vote);
  const all = poll.counts ? poll.counts.reduce((sum, count) => sum + count, 0) : 0;
  const hint = poll.isClosed || (poll.counts && mine.vote !== null)
    ? engageWord('votes')(all)
    : engageWord(mine.vote === null ? 'typeNumber' : 'changeVote');
  card.querySelector('.card-hint').textContent = hint;
  showLeft(card, poll.isClosed ? null : acts.leftS);
};

const check = async (draw, list) => {
  list.replaceChildren(made('li', '', engageWord('checking')));
  try {
    const path = `/api/chat/draws/${encodeURIComponent(draw.id)}`;
    const [proof, lines] = await Promise.all([
      fetch(path).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer))),
      fetch(`${path}/tickets`).then((answer) => (answer.ok ? answer.text() : Promise.reject(answer))),
    ]);
    if (!proof.seed) {
      list.replaceChildren(made('li', '', engageWord('checkWait')));
      return;
    }
    const steps = checkDraw(proof, lines.split('\n').filter(Boolean));
    list.replaceChildren(...Object.entries(steps).map(([name, isTrue]) => {
      const line = made('li', isTrue ? 'is-true' : 'is-false');
      line.append(
        made('b', '', `${engageWord(isTrue ? 'isTrue' : 'isFalse')} `),
        document.createTextNode(engageWord('checked')[name]),
      );
      return line;
    }));
    list.scrollIntoView({ block: 'nearest' });
  } catch {
    list.replaceChildren(made('li', '', engageWord('checkAway')));
  }
};

const winnersOf = (draw, who) => {
  const box = made('div', 'draw-winners');
  if (!draw.winners.length) {
    box.append(made('p', '', engageWord('nobody')));
    return box;
  }
  if (draw.winners.some((winner) => winner.who === who)) box.append(made('p', 'draw-won', engageWord('youWon')));
  box.append(made('p', 'card-kind', engageWord('winners')(draw.winners.length)));
  const list = made('ul');
  for (const winner of draw.winners) {
    list.append(made('li', winner.who === who ? 'is-me' : '', winner.name || engageWord('someone')));
  }
  box.append(list);
  return box;
};

const bodyOf = (draw, mine, acts) => {
  const parts = [];
  if (draw.state === 'open') {
    const rule = draw.isForRegulars ? 'regulars' : draw.isForWriters ? 'writers' : '';
    if (rule) parts.push(made('p', 'card-hint', engageWord(rule)));
    if (mine.isIn) parts.push(made('p', 'draw-in', engageWord('isIn')));
    else {
      parts.push(button('draw-enter', engageWord('enter'), acts.enter));
      if (draw.keyword) parts.push(made('p', 'card-hint', engageWord('orWrite')(draw.keyword)));
    }
  } else if (draw.state === 'frozen') {
    parts.push(made('p', 'card-hint', engageWord('frozen')));
    if (mine.isIn) parts.push(made('p', 'draw-in', engageWord('isIn')));
  } else if (draw.state === 'cancelled') parts.push(made('p', '', engageWord('cancelled')));
  else {
    parts.push(winnersOf(draw, mine.who));
    const list = made('ul', 'draw-check');
    list.setAttribute('role', 'status');
    parts.push(button('draw-check-act', engageWord('check'), () => check(draw, list)), list);
  }
  return parts;
};

export const drawDraw = (card, draw, mine, acts) => {
  if (isDrawnAlready(card, draw && { draw: { ...draw, entries: 0 }, isIn: mine.isIn, who: mine.who })) {
    const counted = card.querySelector('.draw-entries');
    if (counted && draw) counted.textContent = engageWord('entries')(draw.entries);
    showLeft(card, draw?.state === 'open' ? acts.leftS : null);
    return;
  }
  if (!draw) return;
  const hadFocus = card.contains(document.activeElement);
  const isOver = draw.state === 'drawn' || draw.state === 'cancelled';
  const foot = made('p', 'card-foot');
  foot.append(made('span', 'draw-entries', engageWord('entries')(draw.entries)), made('span', 'card-left'));
  card.replaceChildren(
    headOf(engageWord('draw'), draw.prize, draw.id, isOver ? acts.putAway : null),
    ...bodyOf(draw, mine, acts),
    foot,
  );
  showLeft(card, draw.state === 'open' ? acts.leftS : null);
  if (hadFocus) card.focus();
};

export const drawQuestions = (list, questions, mine, acts) => {
  if (isDrawnAlready(list, { questions, wanted: mine.wanted })) return;
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.id : '';
  list.replaceChildren(...questions.map((question, place) => {
    const line = made('li', 'question');
    const isWanted = mine.wanted.includes(question.id);
    const want = button('question-want', `▲ ${question.votes}`, () => acts.want(question.id, !isWanted));
    want.dataset.id = question.id;
    want.setAttribute('aria-pressed', String(isWanted));
    want.setAttribute('aria-label', engageWord('want')(question.text));
    const words = made('div', 'question-words');
    words.append(made('span', 'question-name', question.name), made('span', 'question-text', question.text));
    if (question.state === 'accepted' && place === 0) words.append(made('span', 'question-next', engageWord('next')));
    line.append(want, words);
    return line;
  }));
  if (focused) list.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
};
