"""bilibili's connector and its platform."""

from studio.chat.connectors.bilibili_app import OpenLiveKeys
from studio.chat.connectors.bilibili_live import BilibiliLive
from studio.core.clock import SystemClock
from tests.fakes.fake_bilibili import ACCESS_KEY, ACCESS_SECRET, APP_ID, CODE, FakeBilibili
from tests.support.stands.stand import Stand

KEYS = OpenLiveKeys(APP_ID, ACCESS_KEY, ACCESS_SECRET, CODE)


class BilibiliStand(Stand):
    """Against `FakeBilibili`."""

    async def open(self) -> None:
        self.bilibili = await FakeBilibili().__aenter__()
        self.connector = BilibiliLive(
            "b", "泥人张", KEYS, SystemClock(), self.told.append, app_url=self.bilibili.url
        )

    async def close(self) -> None:
        await self.bilibili.__aexit__(None, None, None)

    async def say(self, *numbers: int) -> None:
        for number in numbers:
            await self.bilibili.say(f"m{number}", f"said {number}")

    async def rubbish(self) -> None:
        await self.bilibili.send(b"\x00\x00\x00\x05no frame at all")

    async def cut(self) -> None:
        await self.bilibili.cut()

    async def fail_once(self) -> None:
        self.bilibili.failures.append(502)

    async def refuse(self) -> None:
        self.bilibili.code = "another"

    @property
    def open_connections(self) -> int:
        return len(self.bilibili.sockets) + self.bilibili.open_requests + len(self.bilibili.games)

    @property
    def acts(self) -> list[str]:
        return []
