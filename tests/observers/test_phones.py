"""Three phones at once, real browsers of a phone's size: two lose the connection, one has a clock that is 90 s wrong."""

from __future__ import annotations

import shutil
import time
from contextlib import contextmanager

import pytest

from coach.exercise import events as happened
from coach.exercise.log import append, read
from coach.exercise.state import replay

CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
WRONG_CLOCK = "const now = Date.now.bind(Date); Date.now = () => now() + 90000;"


@pytest.fixture
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])  # root in a container has no sandbox
        yield opened
        opened.close()


@contextmanager
def phone(browser, server, person: int, *, script: str = "", locale: str = "en-GB"):
    """A phone whose owner has come in as that person; it asserts that the page spoke to the laptop alone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, locale=locale)
    if script:
        context.add_init_script(script)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(server.serving.url("127.0.0.1"))
    page.get_by_text(f"Person {person}", exact=True).click()
    page.wait_for_selector("#marking:not([hidden])")
    yield page
    context.close()
    assert {url.split("/")[2] for url in asked if not url.startswith("data:")} == {f"127.0.0.1:{server.serving.port}"}


def eventually(page, holds, seconds: float = 30.0) -> bool:
    """The page's own policy forbids asking within it; so it is asked from outside, again and again."""
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        page.wait_for_timeout(50)
    return True


def tap(page, item: str) -> float:
    """When it was tapped, in the middle between before and after."""
    before = time.time()
    page.click(f"[data-mark='{item}']")
    return (before + time.time()) / 2


def observers_of(folder) -> list[int]:
    state = replay(read(folder))
    return [int(uid.removeprefix("p")) for uid in state.session.observers(state.session.scene(1))]


def test_every_mark_is_at_its_time(browser, server, folder):
    first, second, third = observers_of(folder)[:3]
    tapped: dict[str, float] = {}
    with (
        phone(browser, server, first) as steady,
        phone(browser, server, second, script=WRONG_CLOCK) as wrong,
        phone(browser, server, third, locale="zh-CN") as other,
    ):
        tapped["empathy"] = tap(steady, "empathy+")
        tapped["ownership"] = tap(wrong, "ownership-")
        for lost in (wrong, other):
            lost.context.set_offline(True)
        tapped["commanding"] = tap(wrong, "commanding-")
        tapped["gesture"] = tap(other, "gesture-")
        wrong.wait_for_selector("#line.bad")
        assert "kept on this phone: 1" in wrong.text_content("#line")
        for lost in (wrong, other):
            lost.context.set_offline(False)
        for page in (steady, wrong, other):
            assert eventually(page, lambda page=page: page.text_content("#line") == "Connected")
            assert eventually(page, lambda page=page: page.locator("#mine .waiting").count() == 0)
    state = replay(read(folder))
    marks = {mark.item: mark for mark in state.marks_of(1)}
    assert marks.keys() == tapped.keys()
    for item, at_s in tapped.items():
        assert marks[item].at_s == pytest.approx(at_s, abs=0.5)
    assert [marks[item].by for item in ("empathy", "ownership", "gesture")] == [f"p{first}", f"p{second}", f"p{third}"]


def test_words_are_words_and_a_mark_is_taken_back(browser, server, folder):
    with phone(browser, server, observers_of(folder)[0]) as page:
        page.fill("#words", "<img src=x onerror=alert(1)>")
        tap(page, "empathy+")
        page.wait_for_selector("#mine li")
        assert eventually(page, lambda: replay(read(folder)).marks)
        assert page.locator("#mine img").count() == 0
        assert "<img src=x" in page.text_content("#mine")
        page.get_by_role("button", name="Undo").click()
        assert eventually(page, lambda: replay(read(folder)).marks == {})


def test_the_player_first_says_how_it_was_and_the_end_is_told(browser, server, folder):
    scene = replay(read(folder)).session.scene(1)
    player = int(scene.providers[0].removeprefix("p"))
    append(folder, happened.StepBegun(at_s=time.time(), step=2))
    with phone(browser, server, player) as page:
        page.wait_for_selector("#own:not([hidden])")
        page.fill("#sentence", "I would ask first.")
        page.locator("#feeling").fill("2")
        page.locator("#own button").click()
        page.wait_for_selector("#own", state="hidden")
        append(folder, happened.Closed(at_s=time.time()))
        page.wait_for_selector("#over:not([hidden])")
        assert "The session is over" in page.text_content("#over")
    view = replay(read(folder)).own_views[1, scene.providers[0]]
    assert (view.feeling, view.sentence) == (2, "I would ask first.")
