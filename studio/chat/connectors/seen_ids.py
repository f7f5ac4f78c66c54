"""Which messages were heard already: a bounded ring of their ids."""

from collections import OrderedDict

_MOST = 20_000


class SeenIds:
    """The last 20,000; the store is the last word on older ones."""

    def __init__(self) -> None:
        self._ids: OrderedDict[str, None] = OrderedDict()

    def is_new(self, platform_id: str) -> bool:
        """Whether it is heard for the first time; from now on it is not."""
        if platform_id in self._ids:
            self._ids.move_to_end(platform_id)
            return False
        self._ids[platform_id] = None
        if len(self._ids) > _MOST:
            self._ids.popitem(last=False)
        return True
