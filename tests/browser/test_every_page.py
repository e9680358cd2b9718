"""Every page of the sample company that a director reaches by links, at every width: nothing leaves its window."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browser.served import Serve, Server
from browser.visitor import Visitor, visiting

pytestmark = [pytest.mark.browser, pytest.mark.soak]
WIDTHS = (1440, 1280, 1024, 360)
# What shows most: the interrupted one, and the one with joint teams.
TOLD = {"3", "4"}
FILES = re.compile(r"\.(pdf|ics|xlsx|csv|docx|pptx|svg|json)$|/(export|download|file)/|/dossier/files/\d+/$|/sign-out/")
LINKS = "[...document.querySelectorAll('a[href]')].map((one) => one.getAttribute('href'))"


@pytest.fixture(scope="module")
def server(serve: Serve) -> Iterator[Server]:
    with serve() as started:
        started.run("sample")
        yield started


@pytest.mark.parametrize(("language", "theme"), [("zh-hans", "light"), ("en", "dark")])
def test_nothing_leaves_its_window(server: Server, browser: Browser, language: str, theme: str) -> None:
    with visiting(browser, server.address, language, color_scheme=theme) as visitor:
        visitor.sign_in("chen")
        walked = _walk(visitor)
        assert len(walked) > 150, sorted(walked)
        assert not visitor.complaints, "\n".join(visitor.complaints)


def _walk(visitor: Visitor) -> set[str]:
    """Follow every link once: of pages that differ by a number alone one is enough, but for the accounts told of."""
    waiting, seen = ["/portfolio/"], {"/portfolio/"}
    while waiting:
        path = waiting.pop()
        answer = visitor.page.goto(visitor.address + path)
        assert answer is not None
        assert answer.status == 200, (path, answer.status)
        for width in WIDTHS:
            visitor.page.set_viewport_size({"width": width, "height": 900})
            visitor.look()
        for link in visitor.page.evaluate(LINKS):
            target = link.partition("#")[0]
            kind = _kind(target.partition("?")[0])
            if target.startswith("/") and not FILES.search(kind) and kind not in seen:
                seen.add(kind)
                waiting.append(target)
    return seen


def _kind(path: str) -> str:
    """Return what other pages of this kind share."""
    found = re.match(r"/accounts/(\d+)/(.*)", path)
    if found and found[1] in TOLD:
        return f"/accounts/{found[1]}/" + re.sub(r"\d+", "n", found[2])
    return re.sub(r"\d+", "n", path)
