// The viewer page: shows the show, says in words what it waits for, and mends itself.

import { language, word } from './words.js';
import { icon } from './icons.js';
import { SdpError } from './sdp_session.js';
import { WhepSession } from './whep.js';

const element = (id) => document.getElementById(id);
const video = element('video');
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;
const STALL_MS = 5000;
const SEEN = ['starting', 'live', 'paused'];
const QUIET = ['ending', 'ended']; // a picture that stops now is no fault

// ?canvas=upright or =wide asks for that shape; else a phone that is held upright does.
const asked = new URLSearchParams(location.search).get('canvas') ?? '';
const heldUpright = matchMedia('(orientation: portrait) and (pointer: coarse)');
const isShape = (name) => name === 'upright' || name === 'wide';

const page = {
  show: 'connecting', // what the studio says: off, starting, live, paused, ending, ended
  startedWallMs: 0,
  clockSkewMs: 0,
  session: null,
  isOpening: false,
  hasPicture: false,
  problem: '', // lost, full, unsupported
  pauseMs: FIRST_PAUSE_MS,
  retryTimer: 0,
  framesBefore: 0,
  bytesBefore: 0,
  lastFrameMs: 0,
  canvases: [], // the shapes that the show has, the first canvas's first
  shape: '', // what was asked for; empty: the first canvas
  isHubLost: false, // nobody answers
  isEngineLost: false, // somebody answers, and says that the picture is lost
};

const say = () => {
  let name = page.show;
  const isStudioLost = page.isHubLost || page.isEngineLost;
  if (isStudioLost && !page.hasPicture && [...SEEN, 'connecting'].includes(page.show)) {
    name = 'studioLost';
  } else if (page.problem && SEEN.includes(page.show)) name = page.problem;
  else if (page.show === 'live' && !page.hasPicture) name = 'connecting';
  else if (page.show === 'off') name = 'waiting';
  const isVeiled = name !== 'live';
  document.body.dataset.state = name;
  element('veil').hidden = !isVeiled;
  element('headline').textContent = word(name === 'paused' ? 'pausedHead' : name) ?? '';
  element('explanation').textContent = word(`${name}More`) ?? '';
  element('retry').hidden = !['lost', 'studioLost', 'full'].includes(name);
  const isOn = page.show === 'live' || page.show === 'paused';
  element('badge').hidden = !isOn;
  element('badge').textContent = page.show === 'paused' ? word('paused') : word('live');
  element('controls').hidden = !page.hasPicture || isVeiled;
  element('soundAct').hidden = !page.hasPicture || isVeiled || !video.muted;
  const note = page.isEngineLost ? 'studioLost' : 'hubLost';
  element('note').textContent = isStudioLost && page.hasPicture ? word(note) : '';
  document.title = word('title');
};

const drawTools = () => {
  const sound = element('sound');
  sound.replaceChildren(icon(video.muted ? 'mute' : 'sound'));
  sound.setAttribute('aria-label', word(video.muted ? 'unmute' : 'mute'));
  sound.title = sound.getAttribute('aria-label');
  sound.setAttribute('aria-pressed', String(!video.muted));
  const full = element('full');
  const isFull = Boolean(document.fullscreenElement);
  full.replaceChildren(icon(isFull ? 'shrink' : 'expand'));
  full.setAttribute('aria-label', word(isFull ? 'leaveFullScreen' : 'fullScreen'));
  full.title = full.getAttribute('aria-label');
};

const closeSession = () => {
  const session = page.session;
  page.session = null;
  page.hasPicture = false;
  if (session) session.close();
};

const tryLater = (problem, afterMs) => {
  closeSession();
  page.problem = problem;
  say();
  clearTimeout(page.retryTimer);
  const pauseMs = afterMs || page.pauseMs * (0.75 + Math.random() / 2);
  page.pauseMs = Math.min(LONGEST_PAUSE_MS, page.pauseMs * 1.7);
  page.retryTimer = setTimeout(open, pauseMs);
};

const wantedShape = () => {
  if (isShape(asked)) return asked;
  return heldUpright.matches && page.canvases.includes('upright') ? 'upright' : '';
};

// The phone was turned, or the show has another canvas now.
const followShape = () => {
  const shape = wantedShape();
  const isFirst = (name) => !name || !page.canvases.includes(name) || name === page.canvases[0];
  if (shape === page.shape || (isFirst(shape) && isFirst(page.shape))) return;
  if (!page.session) return;
  closeSession();
  open();
};

const open = async () => {
  clearTimeout(page.retryTimer);
  if (!SEEN.includes(page.show) || page.session || page.isOpening) return;
  if (!window.RTCPeerConnection) {
    page.problem = 'unsupported';
    say();
    return;
  }
  page.isOpening = true;
  page.shape = wantedShape();
  const session = new WhepSession(page.shape ? `/whep?canvas=${page.shape}` : '/whep', attach, () => {
    if (page.session !== session) return;
    if (QUIET.includes(page.show)) closeSession();
    else tryLater('lost');
  });
  page.session = session;
  page.lastFrameMs = performance.now();
  page.framesBefore = 0;
  try {
    await session.open();
  } catch (error) {
    page.isOpening = false;
    if (page.session !== session) {
      open();
      return;
    }
    if (error instanceof SdpError && error.status === 409) {
      closeSession();
      page.retryTimer = setTimeout(open, (error.retryAfterS || 3) * 1000);
    } else if (error instanceof SdpError && error.status === 503) {
      tryLater('full', (error.retryAfterS || 3) * 1000);
    } else tryLater('lost');
    return;
  }
  page.isOpening = false;
  if (page.session !== session) open(); // another shape was asked for meanwhile
};

const attach = (stream) => {
  if (video.srcObject !== stream) video.srcObject = stream;
  video.play().catch(() => {
    video.muted = true;
    video.play().catch(() => {});
  });
};

video.addEventListener('playing', () => {
  page.hasPicture = true;
  page.problem = '';
  page.pauseMs = FIRST_PAUSE_MS;
  page.lastFrameMs = performance.now();
  say();
});

const hear = (state) => {
  const before = page.show;
  page.show = state.state;
  page.isEngineLost = state.isReconnecting;
  page.canvases = state.canvases;
  page.startedWallMs = state.startedWallMs;
  page.clockSkewMs = state.nowWallMs - Date.now();
  if (!SEEN.includes(page.show)) {
    clearTimeout(page.retryTimer);
    page.problem = '';
    // What is still on its way when the show is ending is heard to its end.
    if (page.show !== 'ending') closeSession();
  } else if (before !== page.show) open();
  else followShape();
  say();
};

const listen = () => {
  const events = new EventSource('/api/events');
  events.addEventListener('message', (event) => {
    page.isHubLost = false;
    hear(JSON.parse(event.data));
  });
  events.addEventListener('error', () => {
    page.isHubLost = true;
    say();
    // A refused stream is not tried again by the browser; one that broke off is.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 1500);
  });
};

const clockText = () => {
  const seconds = Math.max(0, Math.floor((Date.now() + page.clockSkewMs - page.startedWallMs) / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (!parts[0]) parts.shift();
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
};

const watch = async () => {
  element('clock').textContent = page.startedWallMs ? clockText() : '';
  const session = page.session;
  if (!session || page.isOpening) return;
  const seen = await session.statistics();
  if (page.session !== session) return;
  const now = performance.now();
  if (seen.frames !== page.framesBefore) page.lastFrameMs = now;
  else if (now - page.lastFrameMs > STALL_MS && !document.hidden) {
    tryLater('lost');
    return;
  }
  const bitrateMbps = Math.max(0, ((seen.bytes - page.bytesBefore) * 8) / 1e6);
  page.bytesBefore = seen.bytes;
  page.framesBefore = seen.frames;
  const delayS = ((seen.bufferMs ?? 0) + (seen.roundTripMs ?? 0) / 2 + 40) / 1000;
  const delay = delayS < 0.1 ? '< 0.1' : delayS.toFixed(1);
  element('figures').textContent = seen.height
    ? `${seen.height}p · ${bitrateMbps.toFixed(1)} Mb/s · ${word('delay')} ${delay} ${word('seconds')}`
    : '';
};

const toggleSound = () => {
  video.muted = !video.muted;
  if (!video.muted) video.play().catch(() => { video.muted = true; drawTools(); });
  drawTools();
  say();
};

const toggleFull = () => {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (element('stage').requestFullscreen) element('stage').requestFullscreen().catch(() => {});
  else if (video.webkitEnterFullscreen) video.webkitEnterFullscreen(); // iPhone
};

document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
element('retry').textContent = word('retry');
element('soundAct').replaceChildren(icon('mute'), document.createTextNode(word('soundOn')));
element('retry').addEventListener('click', () => { page.pauseMs = FIRST_PAUSE_MS; closeSession(); open(); });
element('soundAct').addEventListener('click', toggleSound);
element('sound').addEventListener('click', toggleSound);
element('full').addEventListener('click', toggleFull);
document.addEventListener('fullscreenchange', drawTools);
document.addEventListener('visibilitychange', () => { page.lastFrameMs = performance.now(); });
document.addEventListener('keydown', (event) => {
  if (event.target instanceof HTMLInputElement) return; // somebody types
  if (event.key === 'm') toggleSound();
  if (event.key === 'f') toggleFull();
});
heldUpright.addEventListener('change', followShape);
window.addEventListener('pagehide', closeSession);
window.addEventListener('pageshow', (event) => { if (event.persisted) open(); });
setInterval(watch, 1000);
drawTools();
say();
listen();
