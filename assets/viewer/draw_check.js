// Does the sum of a draw again, with nothing but what the studio published; see docs/decisions.

import { hex, hmac, joined, sha256, unhex, utf8 } from './digest.js';

const LEAF = new Uint8Array([0]);
const NODE = new Uint8Array([1]);
const leafOf = (ticket) => sha256(joined(LEAF, utf8(ticket)));
const nodeOf = (left, right) => sha256(joined(NODE, left, right));

// RFC 6962, 2.1, from the leaves up: a last one without a neighbour goes up as it is.
export const rootOf = (tickets) => {
  if (!tickets.length) return hex(sha256(new Uint8Array()));
  let level = tickets.map(leafOf);
  while (level.length > 1) {
    const above = [];
    for (let i = 0; i < level.length; i += 2) {
      above.push(i + 1 < level.length ? nodeOf(level[i], level[i + 1]) : level[i]);
    }
    level = above;
  }
  return hex(level[0]);
};

export const winnersOf = (seed, root, tickets, most) => {
  const left = [...tickets];
  const won = [];
  let counter = 0n;
  while (left.length && won.length < most) {
    const many = BigInt(left.length);
    const rounds = 2n ** 256n - (2n ** 256n % many);
    let number = rounds;
    while (number >= rounds) {
      counter += 1n;
      const place = new DataView(new ArrayBuffer(8));
      place.setBigUint64(0, counter);
      const said = joined(unhex(root), new Uint8Array(place.buffer));
      number = BigInt(`0x${hex(hmac(unhex(seed), said))}`);
    }
    won.push(...left.splice(Number(number % many), 1));
  }
  return won;
};

const isSame = (a, b) => a.length === b.length && a.every((value, i) => value === b[i]);

// Each step with whether it is right; `mine` only for somebody who took part.
export const checkDraw = (draw, tickets) => {
  const rules = JSON.parse(draw.rules);
  const promise = hex(sha256(utf8(`${draw.seed}\n${draw.id}\n${draw.rules}`)));
  const sorted = [...new Set(tickets)].sort();
  const steps = {
    promise: promise === draw.commitment,
    list: isSame(sorted, tickets) && rootOf(tickets) === draw.root,
    winners: isSame(winnersOf(draw.seed, draw.root, tickets, rules.winners), draw.winners),
  };
  if (draw.mine) steps.mine = tickets[draw.mine.index] === draw.mine.ticket;
  return steps;
};
