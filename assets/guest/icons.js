// Small line drawings, made element by element because the page's policy allows no markup strings.

const SVG = 'http://www.w3.org/2000/svg';
const MICROPHONE = 'M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3z';
const STAND = ['M6 11.5a6 6 0 0 0 12 0', 'M12 17.5V21'];
const CAMERA = ['M3 7h12v10H3z', 'M15 11l6-3.5v9L15 13z'];
const SLASH = 'M4 4l16 16';
const PATHS = {
  microphone: [MICROPHONE, ...STAND],
  microphoneOff: [MICROPHONE, ...STAND, SLASH],
  camera: CAMERA,
  cameraOff: [...CAMERA, SLASH],
  flip: ['M4 11a8 8 0 0 1 13.5-4.6L20 9', 'M20 4v5h-5', 'M20 13a8 8 0 0 1-13.5 4.6L4 15', 'M4 20v-5h5'],
  leave: ['M6 6l12 12', 'M18 6L6 18'],
};

export const icon = (name) => {
  const drawing = document.createElementNS(SVG, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  for (const path of PATHS[name]) {
    const line = document.createElementNS(SVG, 'path');
    line.setAttribute('d', path);
    drawing.append(line);
  }
  return drawing;
};
