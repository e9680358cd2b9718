"""A stage is claimed and confirmed beside the pictures of who meets whom; both firms meet; also on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from browser.served import Serve, Server
from browser.visitor import Visitor, visiting

pytestmark = pytest.mark.browser
SAID = {
    "zh-hans": {"stage": "伙伴式", "flag": "近期有联系的对接太少", "board": "阶段看板"},
    "en": {"stage": "Partnership", "flag": "too few have met lately", "board": "Stage board"},
}


@pytest.fixture
def server(serve: Serve) -> Iterator[Server]:
    days = [f"{year}-{month:02}-15" for year in (2024, 2025) for month in range(1, 13)]
    lines = [f"{day}C1,C1,{day},ring,10,{1000 + place},400" for place, day in enumerate(days)]
    with serve("invoice,customer,date,product,quantity,amount,cost", *lines) as started:
        yield started


@pytest.mark.parametrize("language", SAID)
def test_claim_confirm_and_work_together(server: Server, browser: Browser, language: str) -> None:
    said = SAID[language]
    with (
        visiting(browser, server.address, language) as director,
        visiting(browser, server.address, language) as manager,
    ):
        director.sign_in("chen")
        director.designate(1)
        manager.sign_in("lin")
        meet(manager)
        claim_and_confirm(manager, director, said["stage"])
        manager.open("/accounts/1/stage/")
        manager.says(said["flag"])
        for picture in ("pre", "early", "mid", "partnership", "synergistic"):
            manager.open(f"/accounts/1/stage/?picture={picture}")
        director.open("/portfolio/stages/")
        director.says(said["board"], said["flag"])
        director.open("/portfolio/stages/thresholds/")
        open_costs(director)
        assert manager.complaints + director.complaints == []
    with visiting(browser, server.address, language, size=(360, 780)) as phone:
        phone.sign_in("chen")
        for path in ("/accounts/1/stage/", "/portfolio/stages/", "/accounts/1/joint/"):
            phone.open(path)
        assert phone.complaints == []


def meet(manager: Visitor) -> None:
    """Note a person, found a joint team with him, and keep the minutes of its first meeting."""
    manager.open("/accounts/1/people/new/")
    manager.fill(name="王丽", title="采购经理", unit="采购部")
    manager.press("main form.form [type=submit]")
    manager.open("/accounts/1/joint/teams/new/")
    manager.fill(kind="operations", charter="稳定交期")
    manager.press("main form.form [type=submit]")
    for number in (0, 1):
        field = ("user", "contact")[number]
        manager.page.locator(f"main [name={field}]").select_option(index=1)
        manager.press("[value=join]")
    manager.open("/accounts/1/joint/meetings/new/?team=1")
    manager.fill(agenda="第一次会议", minutes="每周对一次排产")
    manager.press("main form.form [type=submit]")
    manager.says("第一次会议")


def claim_and_confirm(manager: Visitor, director: Visitor, word: str) -> None:
    """The manager claims a stage that too little stands for; the director confirms it all the same."""
    manager.open("/accounts/1/stage/")
    manager.fill(stage="partnership", reason="四个职能对接")
    manager.press("#claim [type=submit]")
    director.open("/accounts/1/stage/")
    director.says("四个职能对接")
    director.press("#claim [value=confirm]")
    director.says(word)


def open_costs(director: Visitor) -> None:
    """The director opens a cost and splits a saving; who has read the sheet stands beside it."""
    director.open("/accounts/1/joint/")
    director.press("form[action$='/open-book/'] [type=submit]")
    director.fill(product="ring", element="material", value="41.5", currency="CNY", source="双方核算")
    director.press("[value=open]")
    director.page.locator("details summary").nth(1).click()
    director.fill(what="周转箱", amount="100.01", our_share="50")
    director.page.fill("#saving-currency", "CNY")
    director.page.locator("[value=saving]").click()
    director.says("50.01")
    director.open("/accounts/1/joint/")
    director.says("陈国栋")
