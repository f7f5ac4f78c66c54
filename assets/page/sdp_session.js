// One peer connection over HTTP, as WHIP (RFC 9725) and WHEP have it: one offer, one answer, and
// a resource that is deleted at the end.

export class SdpError extends Error {
  constructor(status, why, retryAfterS) {
    super(`SDP ${status}`);
    this.status = status;
    this.why = why;
    this.retryAfterS = retryAfterS;
  }
}

const gathered = (peer, longestMs) => new Promise((resolve) => {
  if (peer.iceGatheringState === 'complete') {
    resolve();
    return;
  }
  const timer = setTimeout(resolve, longestMs);
  peer.addEventListener('icegatheringstatechange', () => {
    if (peer.iceGatheringState === 'complete') {
      clearTimeout(timer);
      resolve();
    }
  });
});

export class SdpSession {
  // onEnd() once, when the connection is over. A token goes into a header only.
  constructor(url, onEnd, token = '') {
    this.url = url;
    this.onEnd = onEnd;
    this.headers = token ? { Authorization: `Bearer ${token}` } : {};
    this.location = '';
    this.isClosed = false;
    this.peer = new RTCPeerConnection();
    this.peer.addEventListener('connectionstatechange', () => this.follow());
  }

  // Offer what the peer has, and take the answer; false when it was closed meanwhile.
  async exchange(gatherMs) {
    const peer = this.peer;
    await peer.setLocalDescription(await peer.createOffer());
    await gathered(peer, gatherMs);
    if (this.isClosed) return false;
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/sdp', ...this.headers },
      body: peer.localDescription.sdp,
    });
    if (response.status !== 201) {
      const retryAfterS = Number(response.headers.get('Retry-After')) || 0;
      throw new SdpError(response.status, response.headers.get('X-Refused') ?? '', retryAfterS);
    }
    this.location = new URL(response.headers.get('Location'), response.url).href;
    const sdp = await response.text();
    if (this.isClosed) {
      this.leave();
      return false;
    }
    await peer.setRemoteDescription({ type: 'answer', sdp });
    return true;
  }

  follow() {
    if (['failed', 'closed'].includes(this.peer.connectionState)) this.end();
  }

  leave() {
    if (this.location) {
      fetch(this.location, { method: 'DELETE', headers: this.headers, keepalive: true })
        .catch(() => {});
    }
    this.location = '';
  }

  close() {
    this.isClosed = true;
    this.leave();
    this.peer.close();
  }

  end() {
    if (this.isClosed) return;
    this.close();
    this.onEnd();
  }
}
