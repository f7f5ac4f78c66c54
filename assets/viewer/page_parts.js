// What the parts of the page share: they ask the hub, and hear their frames on the chat's socket.

const takers = new Map();
let openAnew = () => {};

// take(frame) is called for every frame of that type.
export const onFrame = (type, take) => takers.set(type, take);

// True when a part took it.
export const heardByPart = (frame) => {
  const take = takers.get(frame.type);
  take?.(frame);
  return Boolean(take);
};

// The chat says how its socket is opened again; a part does so when it got a cookie.
export const setListenAnew = (open) => { openAnew = open; };
export const listenAnew = () => openAnew();

export const ask = async (path, body) => {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (response.ok || response.status === 409) return await response.json();
    if (response.status === 400 || response.status === 413) return { refused: 'long' };
  } catch {
    // the hub is away
  }
  return { refused: 'away' };
};
