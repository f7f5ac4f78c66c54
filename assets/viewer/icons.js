// Small line drawings, made element by element because the page's policy allows no markup strings.

const SVG = 'http://www.w3.org/2000/svg';
const PATHS = {
  sound: ['M11 5 6 9H3v6h3l5 4z', 'M15.5 8.8a4.5 4.5 0 0 1 0 6.4', 'M18.4 6a8.5 8.5 0 0 1 0 12'],
  mute: ['M11 5 6 9H3v6h3l5 4z', 'M21.5 9.5l-5 5', 'M16.5 9.5l5 5'],
  expand: ['M4 9V4h5', 'M20 9V4h-5', 'M4 15v5h5', 'M20 15v5h-5'],
  shrink: ['M9 4v5H4', 'M15 4v5h5', 'M9 20v-5H4', 'M15 20v-5h5'],
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
