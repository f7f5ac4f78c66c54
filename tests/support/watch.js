// Runs inside the viewer page (handed over by the browser's debugger, so no policy is loosened):
// reads the timecode of every picture that is shown, and the moments at which the beep starts.
() => {
  if (window.watching) return;
  const state = { pictures: [], numbers: [], handed: [], unread: 0, beeps: [], quietMs: [], level: 0, hz: 0 };
  // Pictures taken from the track, and the decoder's count less that: a page too busy to take
  // every picture that the browser decoded is not the studio's loss.
  state.reads = 0;
  state.ahead = null;
  window.watching = state;
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  const wallMs = () => performance.timeOrigin + performance.now();

  const readRow = (pixels, stride, block, row, step, channel) => {
    const y = Math.floor(row * block + block / 2);
    const bit = (index) => {
      const x = Math.floor(index * block + block / 2);
      return pixels[y * stride + x * step + channel] > 127 ? 1 : 0;
    };
    if (!bit(0) || bit(1) || !bit(38) || bit(39)) return null;
    let value = 0;
    let check = 0;
    for (let nibble = 0; nibble < 8; nibble += 1) {
      let four = 0;
      for (let i = 0; i < 4; i += 1) four = four * 2 + bit(2 + nibble * 4 + i);
      value = value * 16 + four;
      check ^= four;
    }
    let said = 0;
    for (let i = 0; i < 4; i += 1) said = said * 2 + bit(34 + i);
    return said === check ? value : null;
  };

  const readPicture = (video, metadata) => {
    const width = video.videoWidth;
    const block = video.videoHeight / 45;
    const height = Math.ceil(block * 2);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    const shownMs = wallMs();
    context.drawImage(video, 0, 0, width, height, 0, 0, width, height);
    const pixels = context.getImageData(0, 0, width, height).data;
    const stamp = readRow(pixels, width * 4, block, 0, 4, 1);
    const number = readRow(pixels, width * 4, block, 1, 4, 1);
    if (stamp === null || number === null) state.unread += 1;
    else state.pictures.push([number, stamp, shownMs, metadata.presentedFrames]);
  };

  const decoded = async () => {
    let sum = 0;
    for (const peer of window.peers) {
      for (const row of (await peer.getStats()).values()) {
        if (row.type === 'inbound-rtp' && row.kind === 'video') sum += row.framesDecoded;
      }
    }
    return sum;
  };
  state.untaken = async () => Math.max(0, (await decoded()) - state.reads - (state.ahead || 0));

  // Every picture that was decoded, whether or not the page had time to look when it was shown.
  const followTrack = async (track) => {
    const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 60 }).readable.getReader();
    let bytes = new Uint8Array(0);
    for (;;) {
      const { value: frame, done } = await reader.read();
      if (done) return;
      state.reads += 1;
      if (state.reads === 1) decoded().then((sum) => (state.ahead = sum - state.reads));
      const handedMs = wallMs();
      const width = frame.codedWidth;
      const rect = { x: 0, y: 0, width, height: Math.ceil(frame.codedHeight / 45 / 2) * 4 };
      if (bytes.length < frame.allocationSize({ rect })) {
        bytes = new Uint8Array(frame.allocationSize({ rect }));
      }
      const block = frame.visibleRect.height / 45;
      const [luma] = await frame.copyTo(bytes, { rect });
      frame.close();
      const rows = bytes.subarray(luma.offset);
      const stamp = readRow(rows, luma.stride, block, 0, 1, 0);
      const number = readRow(rows, luma.stride, block, 1, 1, 0);
      if (number === null || stamp === null) state.unread += 1;
      else {
        state.numbers.push(number);
        state.handed.push([number, stamp, handedMs]);
      }
    }
  };

  const followVideo = (video) => {
    followTrack(video.srcObject.getVideoTracks()[0].clone());
    const step = (_now, metadata) => {
      readPicture(video, metadata);
      video.requestVideoFrameCallback(step);
    };
    video.requestVideoFrameCallback(step);
  };

  // The moments at which a beep begins, in the sound as the browser hands it to its output.
  const followBeeps = async (track) => {
    const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
    let samples = new Float32Array(0);
    let quietSamples = 0;
    let silentSamples = 0; // of a sound that never ends: what is missing
    for (;;) {
      const { value: data, done } = await reader.read();
      if (done) return;
      const endMs = wallMs();
      if (samples.length !== data.numberOfFrames) samples = new Float32Array(data.numberOfFrames);
      data.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
      for (let i = 0; i < samples.length; i += 1) {
        if (Math.abs(samples[i]) > 0.05) {
          if (quietSamples > data.sampleRate / 4) {
            state.beeps.push(endMs - ((samples.length - i) / data.sampleRate) * 1000);
          }
          quietSamples = 0;
        } else quietSamples += 1;
        if (Math.abs(samples[i]) < 0.003) silentSamples += 1;
        else {
          // A tone passes zero many times a second; only what lasts is a silence.
          if (silentSamples > data.sampleRate / 20) {
            state.quietMs.push((silentSamples / data.sampleRate) * 1000);
          }
          silentSamples = 0;
        }
      }
      data.close();
    }
  };

  const followSound = (stream) => {
    followBeeps(stream.getAudioTracks()[0].clone());
    const sound = new AudioContext({ sampleRate: 48000, latencyHint: 'interactive' });
    const source = sound.createMediaStreamSource(stream);
    const analyser = sound.createAnalyser();
    analyser.fftSize = 8192;
    const spectrum = new Float32Array(analyser.frequencyBinCount);
    source.connect(analyser);
    state.loudest = () => {
      analyser.getFloatFrequencyData(spectrum);
      let best = 0;
      for (let i = 1; i < spectrum.length; i += 1) if (spectrum[i] > spectrum[best]) best = i;
      return { hz: (best * 48000) / analyser.fftSize, db: spectrum[best] };
    };
    sound.resume();
  };

  const seen = new Set();
  const look = () => {
    const video = document.querySelector('video');
    const picture = video && video.srcObject && video.srcObject.getVideoTracks()[0];
    if (picture && !seen.has(picture)) {
      seen.add(picture);
      followVideo(video);
    }
    if (video && video.srcObject && video.srcObject.getAudioTracks().length) {
      const stream = video.srcObject;
      if (!seen.has(stream.id)) {
        seen.add(stream.id);
        followSound(stream);
      }
    }
  };
  state.timer = setInterval(look, 100);
  look();
}
