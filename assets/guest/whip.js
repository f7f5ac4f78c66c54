// A WHIP publisher (RFC 9725): the camera and the microphone of this phone, sent to the studio.

import { SdpSession } from './sdp_session.js';

const ICE_GATHER_MS = 1500;
const SILENT_MS = 4000;
const MOST_BPS = 2_500_000;

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

export class WhipSession extends SdpSession {
  // onConnected() when the studio receives.
  constructor(url, token, onConnected, onEnd) {
    super(url, onEnd, token);
    this.onConnected = onConnected;
    this.mark = '';
    this.senders = {};
  }

  async open(stream) {
    for (const track of stream.getTracks()) {
      const made = this.peer.addTransceiver(track, { direction: 'sendonly', streams: [stream] });
      this.senders[track.kind] = made.sender;
    }
    if (!await this.exchange(ICE_GATHER_MS)) return;
    if (this.senders.video) await limitBitrate(this.senders.video);
    this.mark = await markOf(this.location.split('/').pop());
  }

  follow() {
    clearTimeout(this.silentTimer);
    const state = this.peer.connectionState;
    if (state === 'connected') this.onConnected();
    else if (state === 'disconnected') this.silentTimer = setTimeout(() => this.end(), SILENT_MS);
    else super.follow();
  }

  async replace(track) {
    const sender = this.senders[track.kind];
    if (sender) await sender.replaceTrack(track);
  }

  close() {
    clearTimeout(this.silentTimer);
    super.close();
  }
}
