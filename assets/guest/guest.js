// The guest page: sends this phone's camera to the studio, says in words what it waits for,
// and mends itself. The token stays after the # of the address and in headers, nowhere else.

import { Devices, canUseDevices, keepAwake } from './devices.js';
import { icon } from './icons.js';
import { listen } from './news.js';
import { SdpError } from './sdp_session.js';
import { WhipSession } from './whip.js';
import { language, word } from './words.js';

const element = (id) => document.getElementById(id);
const self = element('self');
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8000;
const REPLACED_MS = 2000;
const UNRECEIVED_MS = 4000;
const TOKEN = 'hawker-guest';
const OVER = ['revoked', 'expired', 'unknown', 'noLink', 'insecure'];
const ACTS = { hello: 'start', denied: 'again', noDevice: 'again', replaced: 'takeOver', left: 'comeBack', lost: 'again' };

const devices = new Devices();
const page = {
  phase: 'loading',
  token: '',
  news: null,
  isStudioAway: false,
  session: null,
  wants: { camera: true, microphone: true },
  pauseMs: FIRST_PAUSE_MS,
  retryTimer: 0,
  replacedTimer: 0,
  unreceivedTimer: 0,
};

const isSending = () => ['connecting', 'connected', 'lost', 'full'].includes(page.phase);

const badgeWords = () => {
  const { news } = page;
  if (page.phase !== 'connected') return page.phase === 'connecting' ? word('sending') : '';
  if (!news) return '';
  if (news.isSeen) return word('onAir');
  if (news.isHeard) return word('heard');
  return word(['live', 'paused', 'starting'].includes(news.show) ? 'notSeen' : 'notLive');
};

const noteWords = () => {
  if (!isSending()) return '';
  if (page.isStudioAway) return word('studioAway');
  const off = [];
  if (devices.track('audio') && devices.isMuted) off.push(word('microphoneOff'));
  if (devices.track('video') && devices.isHidden) off.push(word('cameraOff'));
  return off.join(' · ');
};

const setTool = (id, drawing, words, isPressed) => {
  const tool = element(id);
  tool.replaceChildren(icon(drawing));
  tool.setAttribute('aria-label', words);
  tool.title = words;
  if (isPressed !== undefined) tool.setAttribute('aria-pressed', String(isPressed));
};

const drawTools = () => {
  setTool('microphone', devices.isMuted ? 'microphoneOff' : 'microphone', word(devices.isMuted ? 'unmute' : 'mute'), devices.isMuted);
  setTool('camera', devices.isHidden ? 'cameraOff' : 'camera', word(devices.isHidden ? 'show' : 'hide'), devices.isHidden);
  setTool('flip', 'flip', word('flip'));
  setTool('leave', 'leave', word('leave'));
  element('microphone').hidden = !devices.track('audio');
  element('camera').hidden = !devices.track('video');
  element('flip').hidden = !devices.canFlip;
};

const drawChoices = () => {
  const has = page.news ?? {};
  const isBoth = has.hasCamera && has.hasMicrophone;
  const isAsked = page.phase === 'hello';
  element('choices').hidden = !isAsked;
  element('wantsCamera').hidden = !isBoth;
  element('wantsMicrophone').hidden = !isBoth;
  const facing = element('facing'); // of phones, which have both; computers choose while it runs
  facing.hidden = !has.hasCamera || !page.wants.camera || !navigator.maxTouchPoints;
  facing.replaceChildren(icon('flip'), document.createTextNode(
    word(devices.facing === 'user' ? 'facingUser' : 'facingEnvironment'),
  ));
  for (const [id, kind] of [['wantsCamera', 'camera'], ['wantsMicrophone', 'microphone']]) {
    const choice = element(id);
    const drawing = page.wants[kind] ? kind : `${kind}Off`;
    choice.replaceChildren(icon(drawing), document.createTextNode(word(kind)));
    choice.setAttribute('aria-pressed', String(page.wants[kind]));
  }
};

const say = () => {
  const { phase } = page;
  const isShown = phase === 'connected' || (isSending() && devices.stream);
  document.body.dataset.phase = phase;
  document.body.dataset.air = phase === 'connected' && page.news?.isSeen ? 'seen' : '';
  document.body.classList.toggle('over-picture', Boolean(isShown) && phase !== 'connected');
  element('veil').hidden = phase === 'connected';
  element('headline').textContent = word(phase);
  element('explanation').textContent = word(`${phase}More`, { name: page.news?.name ?? '' });
  const act = ACTS[phase];
  element('act').hidden = !act;
  element('act').textContent = act ? word(act) : '';
  element('act').disabled = phase === 'hello' && !page.wants.camera && !page.wants.microphone;
  element('controls').hidden = !isShown;
  element('badge').textContent = badgeWords();
  element('note').textContent = noteWords();
  self.classList.toggle('mirrored', devices.isMirrored);
  drawChoices();
  drawTools();
  keepAwake(isSending());
};

const go = (phase) => {
  page.phase = phase;
  say();
};

// The browser notices a studio that ended only after many seconds; the hub knows at once.
const watchReceived = () => {
  const { session, news } = page;
  const isMissed = page.phase === 'connected' && session && news && !news.isReceived;
  if (!isMissed) {
    clearTimeout(page.unreceivedTimer);
    page.unreceivedTimer = 0;
  } else if (!page.unreceivedTimer) {
    page.unreceivedTimer = setTimeout(() => {
      page.unreceivedTimer = 0;
      if (page.session === session && page.news && !page.news.isReceived) session.end();
    }, UNRECEIVED_MS);
  }
};

const closeSession = () => {
  const { session } = page;
  page.session = null;
  clearTimeout(page.retryTimer);
  clearTimeout(page.replacedTimer);
  page.replacedTimer = 0;
  if (session) session.close();
};

// The end, with its reason: nothing is sent, and the camera's light goes out.
const finish = (phase) => {
  closeSession();
  devices.close();
  self.srcObject = null;
  go(phase);
};

const tryLater = (phase, afterMs) => {
  closeSession();
  go(phase);
  const pauseMs = afterMs || page.pauseMs * (0.75 + Math.random() / 2);
  page.pauseMs = Math.min(LONGEST_PAUSE_MS, page.pauseMs * 1.7);
  page.retryTimer = setTimeout(connect, pauseMs);
};

const connect = async () => {
  closeSession();
  if (!devices.stream) return;
  if (page.phase !== 'lost' && page.phase !== 'full') go('connecting');
  const session = new WhipSession('/whip', page.token, () => {
    if (page.session !== session) return;
    page.pauseMs = FIRST_PAUSE_MS;
    go('connected');
    watchReceived();
  }, () => {
    if (page.session === session) tryLater('lost');
  });
  page.session = session;
  try {
    await session.open(devices.stream);
  } catch (error) {
    if (page.session !== session) return;
    if (error instanceof SdpError && error.status === 401) finish('unknown');
    else if (error instanceof SdpError && OVER.includes(error.why)) finish(error.why);
    else if (error instanceof SdpError && error.status === 503) tryLater('full', (error.retryAfterS || 3) * 1000);
    else tryLater('lost', error.retryAfterS ? error.retryAfterS * 1000 : 0);
  }
};

const start = async () => {
  go('asking');
  const has = page.news ?? { hasCamera: true, hasMicrophone: true };
  const isBoth = has.hasCamera && has.hasMicrophone;
  try {
    const stream = await devices.open(
      has.hasCamera && (page.wants.camera || !isBoth),
      has.hasMicrophone && (page.wants.microphone || !isBoth),
    );
    self.srcObject = stream;
  } catch (error) {
    finish(['NotAllowedError', 'SecurityError'].includes(error.name) ? 'denied' : 'noDevice');
    return;
  }
  for (const track of devices.stream.getTracks()) track.addEventListener('ended', wakeUp);
  page.pauseMs = FIRST_PAUSE_MS;
  connect();
};

const flip = async () => {
  try {
    const track = await devices.flip();
    self.srcObject = devices.stream;
    await page.session?.replace(track);
  } catch {
    finish('noDevice');
    return;
  }
  say();
};

// Back from sleep: the phone may have taken the camera away meanwhile.
const wakeUp = () => {
  if (document.hidden || !isSending()) return;
  keepAwake(true);
  if (devices.hasEnded) start();
  else if (page.phase === 'lost') connect();
};

const hear = (news) => {
  page.news = news;
  page.isStudioAway = false;
  if (news.over) {
    finish(news.over);
    return;
  }
  const mine = page.session?.mark;
  clearTimeout(page.replacedTimer);
  if (mine && news.session && news.session !== mine) {
    page.replacedTimer = setTimeout(() => finish('replaced'), REPLACED_MS);
  }
  watchReceived();
  if (page.phase === 'loading') go('hello');
  else say();
};

const begin = () => {
  const given = location.hash.slice(1);
  if (given) {
    sessionStorage.setItem(TOKEN, given); // for this tab only, so that it survives a reload
    history.replaceState(null, '', location.pathname);
  }
  page.token = given || sessionStorage.getItem(TOKEN) || '';
  if (!page.token) go('noLink');
  else if (!canUseDevices()) go('insecure');
  else {
    listen(page.token, hear, (why) => finish(OVER.includes(why) ? why : 'unknown'), () => {
      page.isStudioAway = true;
      say();
    });
  }
};

const choose = (kind) => {
  page.wants[kind] = !page.wants[kind];
  say();
};

document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
document.title = word('title');
element('act').addEventListener('click', () => {
  if (page.phase === 'lost') connect();
  else start();
});
element('wantsCamera').addEventListener('click', () => choose('camera'));
element('wantsMicrophone').addEventListener('click', () => choose('microphone'));
element('facing').addEventListener('click', () => {
  devices.facing = devices.facing === 'user' ? 'environment' : 'user';
  say();
});
element('microphone').addEventListener('click', () => { devices.isMuted = !devices.isMuted; devices.apply(); say(); });
element('camera').addEventListener('click', () => { devices.isHidden = !devices.isHidden; devices.apply(); say(); });
element('flip').addEventListener('click', flip);
element('leave').addEventListener('click', () => finish('left'));
document.addEventListener('visibilitychange', wakeUp);
window.addEventListener('online', wakeUp);
window.addEventListener('hashchange', () => location.reload());
window.addEventListener('pagehide', closeSession);
window.addEventListener('pageshow', (event) => { if (event.persisted && devices.stream) connect(); });
say();
begin();
