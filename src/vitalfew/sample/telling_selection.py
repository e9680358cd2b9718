"""The selection of the sample company, told through the actions that people use, each on its day."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from vitalfew.accounts.queries import get_key_managers
from vitalfew.loop.analysis.actions import Judgement, decide_step, judge_account
from vitalfew.loop.analysis.queries.selection import get_open_step
from vitalfew.loop.analysis.rules.selection import AXES, COMPUTABLE, Axis, Criterion
from vitalfew.people.queries import get_users
from vitalfew.people.rules import Actor
from vitalfew.sample.story.selection import DECIDED, JUDGED, Decided, Judged

WORTH = [code for code in Criterion if AXES[code] is Axis.ATTRACTIVENESS and code not in COMPUTABLE]
OURS = [code for code in Criterion if AXES[code] is Axis.STRENGTH]


def tell_selection(*, director: Actor, ids: Mapping[str, int], today: date) -> None:
    """Let managers judge their key accounts and the director the others; let him decide."""
    users = {user.pk: user for user in get_users()}
    managers = {account: users[manager] for account, manager in get_key_managers(director).items()}
    for code, judged in JUDGED.items():
        by = managers.get(ids[code], director)
        judge_account(by=by, account_id=ids[code], judgements=_judgements(judged), today=today - timedelta(judged.ago))
    for code, decisions in DECIDED.items():
        for decided in decisions:
            _decide(director, ids[code], decided, today)


def _judgements(judged: Judged) -> list[Judgement]:
    told = ((WORTH, judged.worth, judged.why_worth), (OURS, judged.ours, judged.why_ours))
    return [
        Judgement(code, Decimal(str(score)), why)
        for codes, scores, why in told
        for code, score in zip(codes, scores, strict=True)
    ]


def _decide(by: Actor, account_id: int, decided: Decided, today: date) -> None:
    stands = get_open_step(account_id)
    decide_step(
        by=by,
        account_id=account_id,
        step=decided.step,
        reason=decided.reason,
        version=stands.version if stands else 0,
        today=today - timedelta(decided.ago),
    )
