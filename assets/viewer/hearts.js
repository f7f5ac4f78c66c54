// Hearts that rise over the picture: few, calm, and none for who asked for less motion.

const MOST_AT_ONCE = 12;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

export const showHearts = (count) => {
  const sky = document.getElementById('heartSky');
  if (calm.matches || document.hidden) return;
  const free = MOST_AT_ONCE - sky.childElementCount;
  for (let number = 0; number < Math.min(count, free, 4); number += 1) {
    const heart = document.createElement('span');
    heart.className = `rising-heart lane-${Math.floor(Math.random() * 5)}`;
    heart.textContent = '♥';
    heart.addEventListener('animationend', () => heart.remove());
    sky.append(heart);
  }
};
