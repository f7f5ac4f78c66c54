// A WHEP player (draft-ietf-wish-whep): the picture and the sound of the show.

import { SdpSession } from './sdp_session.js';

const ICE_GATHER_MS = 1000;

const preferH264 = (transceiver) => {
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  const wanted = codecs.filter((codec) => /\/(h264|rtx)$/i.test(codec.mimeType));
  if (wanted.length && transceiver.setCodecPreferences) transceiver.setCodecPreferences(wanted);
};

export class WhepSession extends SdpSession {
  // onStream(stream) when media comes.
  constructor(url, onStream, onEnd) {
    super(url, onEnd);
    this.onStream = onStream;
  }

  async open() {
    const stream = new MediaStream();
    const video = this.peer.addTransceiver('video', { direction: 'recvonly' });
    this.peer.addTransceiver('audio', { direction: 'recvonly' });
    preferH264(video);
    this.peer.addEventListener('track', (event) => {
      // As little waiting as the network allows; the browser still smooths what it must.
      if ('jitterBufferTarget' in event.receiver) event.receiver.jitterBufferTarget = 0;
      else if ('playoutDelayHint' in event.receiver) event.receiver.playoutDelayHint = 0;
      const shown = event.streams[0] ?? stream;
      if (!event.streams[0]) stream.addTrack(event.track);
      this.onStream(shown);
    });
    await this.exchange(ICE_GATHER_MS);
  }

  async statistics() {
    const found = { bytes: 0, height: 0, frames: 0, lost: 0, received: 0, playoutMs: null };
    const report = await this.peer.getStats();
    report.forEach((entry) => {
      if (entry.type !== 'inbound-rtp' || entry.kind !== 'video') return;
      found.bytes = entry.bytesReceived ?? 0;
      found.height = entry.frameHeight ?? 0;
      found.frames = entry.framesDecoded ?? 0;
      found.lost = entry.packetsLost ?? 0;
      found.received = entry.packetsReceived ?? 0;
      if (entry.jitterBufferEmittedCount) {
        found.bufferMs = (entry.jitterBufferDelay / entry.jitterBufferEmittedCount) * 1000;
      }
    });
    report.forEach((entry) => {
      if (entry.type === 'candidate-pair' && entry.nominated && entry.currentRoundTripTime) {
        found.roundTripMs = entry.currentRoundTripTime * 1000;
      }
    });
    return found;
  }
}
