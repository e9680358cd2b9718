"""Every figure of the sample company opens the lines that make it, whoever reads it."""

from collections.abc import Iterator

import pytest

from conftest import signed_in
from doors.tracing import check
from sample.figures import TODAY
from vitalfew.accounts.queries import get_key_managers
from vitalfew.loop.control.queries import get_alerts
from vitalfew.loop.objectives.queries import get_objectives_of
from vitalfew.people.models import User
from vitalfew.people.rules import COMMAND_LINE
from vitalfew.sample.actions import load_sample

pytestmark = [pytest.mark.django_db, pytest.mark.soak]
OF_MANY = [
    "/portfolio/", "/accounts/?view=key", "/accounts/?view=all&size=100", "/objectives/",
    *(f"/analysis/concentration/?by={by}&scope={scope}" for by in ("revenue", "margin") for scope in ("sales", "net")),
    "/analysis/concentration/?by=profit&scope=net&from=2025-01-01&to=2025-06-30",
]  # fmt: skip


def of_accounts(accounts: list[int]) -> Iterator[str]:
    for account in accounts:
        yield from (f"/accounts/{account}/{page}" for page in ("", "plan/", "review/", "designation/"))


def test_every_figure_of_the_sample_company_is_the_sum_of_its_lines() -> None:
    load_sample(by=COMMAND_LINE, today=TODAY)
    keys = get_key_managers(COMMAND_LINE)
    told = {"director": [*OF_MANY, *of_accounts(list(keys))], "manager": ["/today/", "/accounts/", "/objectives/"]}
    told["director"] += [f"/objectives/{aim.id}/" for aim in get_objectives_of(COMMAND_LINE)]
    told["director"] += [f"/control/{alert.id}/" for alert in get_alerts(COMMAND_LINE)]
    followed = 0
    for role, pages in told.items():
        for user in User.objects.filter(role=role):
            seen: dict[str, str] = {}
            followed += sum(check(signed_in(user), page, seen) for page in pages)
    assert followed > 500
