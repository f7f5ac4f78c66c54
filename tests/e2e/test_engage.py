"""Taking part in a real Chromium: a vote, a heart, a question, and a draw that the page checks."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from playwright.async_api import Page, async_playwright, expect

from studio.core import fair_draw
from studio.core.clock import SystemClock
from studio.core.engage import DrawRules, QuestionState
from studio.core.errors import UnavailableError
from studio.core.messages import requests as ask
from studio.core.messages.events import EngineConnected
from studio.core.messages.results import ViewerOpened
from studio.core.secret_file import SecretFile
from studio.core.settings import WebSettings
from studio.core.team import OWNER
from studio.processes.chat_desk import ChatDesk
from studio.processes.engage_desk import EngageDesk, add_engagement
from studio.web.viewer_page import ViewerPage
from tests.support.site import serving
from tests.support.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(120)]

PAYLOAD = "<img src=x onerror=alert(1)>"
_PHONE = {"width": 360, "height": 740}


async def _no_show(_offer: str, _shape: str) -> ViewerOpened:
    raise UnavailableError("there is no show", "engine")


async def _no_signal(_request: ask.AddViewerCandidates | ask.CloseViewer) -> None:
    return None


@asynccontextmanager
async def hub(data_dir: Path) -> AsyncIterator[tuple[str, EngageDesk]]:
    """The page with its chat and what viewers take part in; no engine."""
    chat = ChatDesk(data_dir, lambda _event: None, lambda: b"key")
    desk = EngageDesk(SecretFile(data_dir, "hub"), SystemClock(), chat.tell)
    add_engagement(chat, desk, SystemClock())
    page = ViewerPage(_no_show, _no_signal, WebSettings())
    application = web.Application(client_max_size=64 * 1024)
    page.add_to(application)
    chat.add_to(application)
    chat.open()
    chat.hear(EngineConnected())
    async with serving(application) as port:
        await until(lambda: desk.parts is not None, 30)
        yield f"http://127.0.0.1:{port}/", desk
        await page.close()
        await desk.close()
        await chat.close()


@asynccontextmanager
async def phone(url: str) -> AsyncIterator[tuple[Page, list[str]]]:
    """A phone held upright, and what went wrong on its page."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        context = await browser.new_context(viewport=_PHONE, locale="en", has_touch=True)  # type: ignore[arg-type]
        page = await context.new_page()
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.on("console", lambda said: wrong.append(said.text) if _is_policy(said.text) else None)
        await page.goto(url)
        yield page, wrong
        await browser.close()


def _is_policy(text: str) -> bool:
    return "Content Security Policy" in text or "TrustedHTML" in text


async def _take_part(page: Page, desk: EngageDesk) -> None:
    """Before there is a name: a heart and a vote."""
    await desk.answer(ask.OpenPoll("Which bowl?", (PAYLOAD, "White"), 300, is_hidden=True), OWNER)
    await expect(page.locator("#pollCard h3")).to_have_text("Which bowl?")
    assert await page.locator(".poll-share").count() == 0  # hidden until one has voted
    await page.tap("#heart")
    await expect(page.locator("#heartCount")).to_have_text("1")
    await page.tap('[data-option="1"]')
    await expect(page.locator('[data-option="1"]')).to_have_attribute("aria-pressed", "true")
    await expect(page.locator(".poll-share").nth(1)).to_have_text("100 %")
    await desk.answer(ask.ClosePoll(), OWNER)
    await expect(page.locator("#pollCard .card-kind")).to_have_text("How the poll ended")
    await page.tap("#pollCard .card-close")
    await expect(page.locator("#pollCard")).to_be_hidden()


async def _ask_something(page: Page, desk: EngageDesk) -> None:
    await page.tap("#questionsAct")
    await page.fill("#questionInput", "How is it fired?")
    await page.tap("#questionSend")
    await expect(page.locator("#engageSaid")).to_have_text("Choose a name in the chat first.")
    await page.fill("#chatInput", "小雨")
    await page.press("#chatInput", "Enter")
    await expect(page.locator("#chatWho")).to_contain_text("小雨")
    await page.tap("#questionSend")
    await expect(page.locator(".question-text")).to_have_text("How is it fired?")
    assert desk.parts is not None
    message_id = desk.parts.listed()[0].message.message.id
    await desk.answer(ask.DecideQuestion(message_id, QuestionState.ACCEPTED), OWNER)
    await expect(page.locator(".question-next")).to_have_text("next")
    await page.press("#questionInput", "Escape")
    await expect(page.locator("#questionCard")).to_be_hidden()


async def _win(page: Page, desk: EngageDesk) -> None:
    await desk.answer(ask.OpenDraw(DrawRules(prize="A bowl", keyword="bowl"), 300), OWNER)
    await page.tap(".draw-enter")
    await expect(page.locator(".draw-in")).to_have_text("You are in. Good luck!")
    await expect(page.locator(".draw-entries")).to_have_text("1 person is in")
    await desk.answer(ask.RevealDraw(), OWNER)
    await expect(page.locator(".draw-won")).to_have_text("You won!")
    await page.tap(".draw-check-act")
    await expect(page.locator(".draw-check li")).to_have_count(4)
    assert await page.locator(".draw-check .is-true").count() == 4


async def _do_sums(page: Page) -> None:
    """The page's own sums are those of the hub, for every shape of a list."""
    for many in (0, 1, 2, 3, 7, 8, 33):
        tickets = fair_draw.in_order(fair_draw.ticket_of("d", f"p-{one}") for one in range(many))
        root, seed = fair_draw.root_of(tickets), bytes([many]) * 32
        found = await page.evaluate(
            """async ([seed, root, tickets]) => {
              const sums = await import('/draw_check.js');
              return [sums.rootOf(tickets), sums.winnersOf(seed, root, tickets, 5)];
            }""",
            [seed.hex(), root, list(tickets)],
        )
        assert found == [root, list(fair_draw.winners_of(seed, root, tickets, 5))]


async def test_a_viewer_votes_asks_wins_and_checks(tmp_path: Path) -> None:
    async with hub(tmp_path) as (url, desk), phone(url) as (page, wrong):
        await _take_part(page, desk)
        await _ask_something(page, desk)
        await _win(page, desk)
        await _do_sums(page)
        width_px = await page.evaluate("document.documentElement.scrollWidth")
        assert width_px <= _PHONE["width"]
        assert wrong == []
