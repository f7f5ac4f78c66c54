// The phone's camera and microphone: asked for once, flipped, turned off, and kept awake.

const VIDEO = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } };
const AUDIO = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

export const canUseDevices = () => Boolean(navigator.mediaDevices?.getUserMedia && window.RTCPeerConnection);

export class Devices {
  constructor() {
    this.stream = null;
    this.facing = 'user';
    this.cameraId = '';
    this.cameras = [];
    this.isMuted = false;
    this.isHidden = false;
  }

  track(kind) {
    return this.stream?.getTracks().find((track) => track.kind === kind) ?? null;
  }

  get isMirrored() {
    return this.track('video')?.getSettings().facingMode !== 'environment';
  }

  async open(hasCamera, hasMicrophone) {
    this.close();
    this.stream = await navigator.mediaDevices.getUserMedia({
      video: hasCamera ? this.wanted() : false,
      audio: hasMicrophone ? AUDIO : false,
    });
    const found = await navigator.mediaDevices.enumerateDevices();
    this.cameras = found.filter((device) => device.kind === 'videoinput');
    this.apply();
    return this.stream;
  }

  wanted() {
    if (this.cameraId) return { ...VIDEO, deviceId: { exact: this.cameraId } };
    return { ...VIDEO, facingMode: { ideal: this.facing } };
  }

  get canFlip() {
    return Boolean(this.track('video')) && this.cameras.length > 1;
  }

  // A phone has a front and a back; a computer has a list. Gives the new track.
  async flip() {
    const old = this.track('video');
    const settings = old.getSettings();
    if (settings.facingMode) this.facing = settings.facingMode === 'user' ? 'environment' : 'user';
    else {
      const place = this.cameras.findIndex((camera) => camera.deviceId === settings.deviceId);
      this.cameraId = this.cameras[(place + 1) % this.cameras.length].deviceId;
    }
    old.stop(); // many phones open one camera at a time
    this.stream.removeTrack(old);
    const fresh = await navigator.mediaDevices.getUserMedia({ video: this.wanted() });
    const [track] = fresh.getVideoTracks();
    this.stream.addTrack(track);
    this.apply();
    return track;
  }

  apply() {
    const picture = this.track('video');
    const sound = this.track('audio');
    if (picture) {
      picture.enabled = !this.isHidden;
      picture.contentHint = 'motion';
    }
    if (sound) sound.enabled = !this.isMuted;
  }

  // Phones take the camera away from a page that sleeps.
  get hasEnded() {
    return !this.stream || this.stream.getTracks().some((track) => track.readyState === 'ended');
  }

  close() {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
  }
}

let lock = null;

export const keepAwake = async (isWanted) => {
  if (!isWanted) {
    lock?.release().catch(() => {});
    lock = null;
    return;
  }
  if (!navigator.wakeLock || document.hidden || (lock && !lock.released)) return;
  lock = await navigator.wakeLock.request('screen').catch(() => null);
};
