// What the studio tells: one line of JSON a change, read as it comes, begun again when it breaks.

const PAUSE_MS = 1500;
const SILENT_MS = 25000;

export const listen = (token, onNews, onRefused, onBroken) => {
  let isOver = false;
  let cut = new AbortController();

  const read = async (response) => {
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const guard = setTimeout(() => cut.abort(), SILENT_MS);
      const { value, done } = await reader.read();
      clearTimeout(guard);
      if (done) return;
      text += value;
      const lines = text.split('\n');
      text = lines.pop();
      for (const line of lines) if (line) onNews(JSON.parse(line));
    }
  };

  const run = async () => {
    while (!isOver) {
      cut = new AbortController();
      try {
        const response = await fetch('/api/guest/news', {
          headers: { Authorization: `Bearer ${token}` },
          signal: cut.signal,
        });
        if (response.status === 401 || response.status === 403) {
          isOver = true;
          onRefused(response.headers.get('X-Refused') ?? 'unknown');
          return;
        }
        if (response.ok) await read(response);
      } catch { /* said below: it is tried again */ }
      if (isOver) return;
      onBroken();
      await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
    }
  };

  run();
  return () => {
    isOver = true;
    cut.abort();
  };
};
