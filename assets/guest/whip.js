// A WHIP publisher (RFC 9725): one offer, one answer, the token in a header only.

const ICE_GATHER_MS = 1500;
const SILENT_MS = 4000;
const MOST_BPS = 2_500_000;

export class WhipError extends Error {
  constructor(status, why, retryAfterS) {
    super(`WHIP ${status}`);
    this.status = status;
    this.why = why;
    this.retryAfterS = retryAfterS;
  }
}

const gathered = (peer) => new Promise((resolve) => {
  if (peer.iceGatheringState === 'complete') {
    resolve();
    return;
  }
  const timer = setTimeout(resolve, ICE_GATHER_MS);
  peer.addEventListener('icegatheringstatechange', () => {
    if (peer.iceGatheringState === 'complete') {
      clearTimeout(timer);
      resolve();
    }
  });
});

const markOf = async (id) => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id));
  const bytes = [...new Uint8Array(digest)].slice(0, 8);
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
};

const limitBitrate = async (sender) => {
  const parameters = sender.getParameters();
  if (!parameters.encodings?.length) return;
  parameters.encodings[0].maxBitrate = MOST_BPS;
  parameters.degradationPreference = 'balanced';
  await sender.setParameters(parameters).catch(() => {});
};

export class WhipSession {
  // onConnected() when the studio receives; onEnd() once, when the connection is over.
  constructor(url, token, onConnected, onEnd) {
    this.url = url;
    this.token = token;
    this.onConnected = onConnected;
    this.onEnd = onEnd;
    this.location = '';
    this.mark = '';
    this.isClosed = false;
    this.senders = {};
  }

  async open(stream) {
    const peer = new RTCPeerConnection();
    this.peer = peer;
    for (const track of stream.getTracks()) {
      const made = peer.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
      this.senders[track.kind] = made.sender;
    }
    peer.addEventListener('connectionstatechange', () => this.follow());
    await peer.setLocalDescription(await peer.createOffer());
    await gathered(peer);
    if (this.isClosed) return;
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/sdp', Authorization: `Bearer ${this.token}` },
      body: peer.localDescription.sdp,
    });
    if (response.status !== 201) {
      const retryAfterS = Number(response.headers.get('Retry-After')) || 0;
      throw new WhipError(response.status, response.headers.get('X-Refused') ?? '', retryAfterS);
    }
    this.location = new URL(response.headers.get('Location'), response.url).href;
    const sdp = await response.text();
    if (this.isClosed) {
      this.leave();
      return;
    }
    await peer.setRemoteDescription({ type: 'answer', sdp });
    if (this.senders.video) await limitBitrate(this.senders.video);
    this.mark = await markOf(this.location.split('/').pop());
  }

  follow() {
    clearTimeout(this.silentTimer);
    const state = this.peer.connectionState;
    if (state === 'connected') this.onConnected();
    else if (state === 'failed' || state === 'closed') this.end();
    else if (state === 'disconnected') this.silentTimer = setTimeout(() => this.end(), SILENT_MS);
  }

  async replace(track) {
    const sender = this.senders[track.kind];
    if (sender) await sender.replaceTrack(track);
  }

  leave() {
    if (this.location) {
      const headers = { Authorization: `Bearer ${this.token}` };
      fetch(this.location, { method: 'DELETE', headers, keepalive: true }).catch(() => {});
    }
    this.location = '';
  }

  close() {
    this.isClosed = true;
    clearTimeout(this.silentTimer);
    this.leave();
    if (this.peer) this.peer.close();
  }

  end() {
    if (this.isClosed) return;
    this.close();
    this.onEnd();
  }
}
