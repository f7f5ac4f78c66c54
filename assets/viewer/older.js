// Older messages come when somebody scrolls up; what is in sight stays where it is.

const NEAR_TOP_PX = 120;
const PAUSE_MS = 2000;

// put(message) shows one; the list's first line says before what to ask.
export const watchOlder = (list, put) => {
  let isAsking = false;
  let hasMore = true;

  const ask = async () => {
    const first = list.firstElementChild;
    if (!first || isAsking || !hasMore || list.scrollTop > NEAR_TOP_PX) return;
    isAsking = true;
    try {
      const response = await fetch(`/api/chat/older?before=${first.dataset.n}`);
      if (!response.ok) throw new Error('not now');
      const { messages, hasMore: isMore } = await response.json();
      const fromEnd = list.scrollHeight - list.scrollTop;
      for (const message of messages) put(message);
      list.scrollTop = list.scrollHeight - fromEnd;
      hasMore = isMore;
    } catch {
      await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
    }
    isAsking = false;
  };

  list.addEventListener('scroll', ask);
  return () => { hasMore = true; };
};
