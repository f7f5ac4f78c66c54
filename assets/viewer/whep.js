// A WHEP player (draft-ietf-wish-whep): one offer, one answer, and honest endings.

const ICE_GATHER_MS = 1000;

export class WhepError extends Error {
  constructor(status, retryAfterS) {
    super(`WHEP ${status}`);
    this.status = status;
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

const preferH264 = (transceiver) => {
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  const wanted = codecs.filter((codec) => /\/(h264|rtx)$/i.test(codec.mimeType));
  if (wanted.length && transceiver.setCodecPreferences) transceiver.setCodecPreferences(wanted);
};

export class WhepSession {
  // onStream(stream) when media comes; onEnd() once, when the connection is over.
  constructor(url, onStream, onEnd) {
    this.url = url;
    this.onStream = onStream;
    this.onEnd = onEnd;
    this.location = '';
    this.isClosed = false;
  }

  async open() {
    const peer = new RTCPeerConnection();
    this.peer = peer;
    const stream = new MediaStream();
    const video = peer.addTransceiver('video', { direction: 'recvonly' });
    peer.addTransceiver('audio', { direction: 'recvonly' });
    preferH264(video);
    peer.addEventListener('track', (event) => {
      // As little waiting as the network allows; the browser still smooths what it must.
      if ('jitterBufferTarget' in event.receiver) event.receiver.jitterBufferTarget = 0;
      else if ('playoutDelayHint' in event.receiver) event.receiver.playoutDelayHint = 0;
      const shown = event.streams[0] ?? stream;
      if (!event.streams[0]) stream.addTrack(event.track);
      this.onStream(shown);
    });
    peer.addEventListener('connectionstatechange', () => {
      if (['failed', 'closed'].includes(peer.connectionState)) this.end();
    });
    await peer.setLocalDescription(await peer.createOffer());
    await gathered(peer);
    if (this.isClosed) return;
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/sdp' },
      body: peer.localDescription.sdp,
    });
    if (response.status !== 201) {
      throw new WhepError(response.status, Number(response.headers.get('Retry-After')) || 0);
    }
    this.location = new URL(response.headers.get('Location'), response.url).href;
    const sdp = await response.text();
    if (this.isClosed) {
      this.leave();
      return;
    }
    await peer.setRemoteDescription({ type: 'answer', sdp });
  }

  async statistics() {
    const found = { bytes: 0, height: 0, frames: 0, lost: 0, received: 0, playoutMs: null };
    if (!this.peer) return found;
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

  leave() {
    if (this.location) fetch(this.location, { method: 'DELETE', keepalive: true }).catch(() => {});
    this.location = '';
  }

  close() {
    this.isClosed = true;
    this.leave();
    if (this.peer) this.peer.close();
  }

  end() {
    if (this.isClosed) return;
    this.close();
    this.onEnd();
  }
}
