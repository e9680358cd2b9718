"""People round the accounts of a bench, in numbers as they are where people work: the same for the same arguments.

Rows are written at once, past the actions: one by one through the journal is not what is measured. The journal gets
as many lines as the actions would have written, without seals that hold.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

from serving import make_user

# Of a key account; every other account has a tenth of the people and few of the rest.
KEYS, MANAGERS = 400, 20
PEOPLE, MET, PROMISES, VISITS, TEAM, FIELDS_KNOWN, AIMS, STEPS = 60, 40, 8, 3, 6, 20, 3, 6
JOURNAL_LINES = 30
AT_ONCE = 1000


@dataclass(frozen=True)
class Crowd:
    """Who looks at the pages, and at which accounts: key accounts, and others."""

    director: Any
    manager: Any
    keys: Sequence[int]
    others: Sequence[int]


def find_crowd() -> Crowd:
    """Return the director, a manager, and the accounts: those that bring most are the key accounts."""
    from vitalfew.accounts.models import AccountRow

    ids = list(AccountRow.objects.order_by("revenue_rank", "account_id").values_list("account_id", flat=True))
    director, manager = make_user("bench", "director"), make_user("manager 0", "manager")
    return Crowd(director, manager, ids[:KEYS], ids[KEYS:])


def fill(contacts: int) -> Crowd:
    """Write the rows, so many contacts among them; return who looks at them."""
    from django.db import transaction

    crowd = find_crowd()
    with transaction.atomic():
        _Filling(crowd, contacts).write()
    return crowd


def is_filled() -> bool:
    """Tell whether a kept home has its people."""
    from vitalfew.accounts.models import Contact

    return Contact.objects.exists()


class _Filling:
    def __init__(self, crowd: Crowd, contacts: int) -> None:
        from django.utils import timezone

        self.crowd, self.contacts, self.draw = crowd, contacts, Random(7)
        self.today = timezone.localdate()
        self.managers = [make_user(f"manager {number}", "manager").pk for number in range(MANAGERS)]
        self.manager = {key: self.managers[place % MANAGERS] for place, key in enumerate(crowd.keys)}
        self.people: dict[int, list[int]] = {}
        self.met: dict[int, Any] = {}

    def write(self) -> None:
        """Write everything, what others point at first."""
        self.designate()
        self.note_people()
        self.know_people()
        self.meet()
        self.promise()
        self.judge()
        self.plan()
        self.ring()
        self.remember()
        self.show_in_lists()

    def back(self, days: int) -> Any:
        return self.today - timedelta(self.draw.randrange(1, days))

    def ahead(self, days: int) -> Any:
        return self.today + timedelta(self.draw.randrange(1, days))

    def judged(self, days: int = 400) -> dict[str, Any]:
        on = self.back(days)
        by = self.draw.choice(self.managers)
        return {
            "source": "visit", "assessed_by_id": by, "assessed_on": on, "expires_on": on + timedelta(365),
        }  # fmt: skip

    def designate(self) -> None:
        from vitalfew.accounts.actions.coverage import cover_all
        from vitalfew.accounts.models import KeyAccount, Membership, OwnerPeriod
        from vitalfew.people.rules import COMMAND_LINE

        began = self.today - timedelta(800)
        keys = _written(
            KeyAccount(
                account_id=key, tier=self.draw.choice(["strategic", "key", "key", "potential"]), reason="bench",
                manager_id=self.manager[key], director_id=self.crowd.director.pk, designated_on=began,
            )
            for key in self.crowd.keys
        )  # fmt: skip
        self.tier = {key.account_id: key.tier for key in keys}
        self.number = {key.account_id: key.pk for key in keys}
        _written(
            OwnerPeriod(key_account_id=key.pk, duty=duty, user_id=user, from_on=began)
            for key in keys
            for duty, user in (("manager", key.manager_id), ("director", key.director_id))
        )
        # Every fourth key account has five customers below it.
        below = iter(self.crowd.others)
        groups = self.crowd.keys[::4]
        _written(
            Membership(child_id=next(below), parent_id=key, valid_from=began) for key in groups for _child in range(5)
        )
        cover_all(by=COMMAND_LINE)

    def note_people(self) -> None:
        from vitalfew.accounts.models import Contact, OrgUnit, Post
        from vitalfew.accounts.rules.people import FUNCTIONS, LEVELS

        rest, others = divmod(self.contacts - PEOPLE * KEYS, len(self.crowd.others))
        sizes = dict.fromkeys(self.crowd.keys, PEOPLE)
        sizes |= {one: rest + (place < others) for place, one in enumerate(self.crowd.others)}
        units: dict[int, list[int]] = {}
        for unit in _written(
            OrgUnit(account_id=one, name=f"unit {number}", function=FUNCTIONS[number])
            for one, size in sizes.items()
            for number in range(1 + size // 10)
        ):
            units.setdefault(unit.account_id, []).append(unit.pk)
        people = _written(
            Contact(account_id=one, name=f"王{number}", phone="13800000000", ground="contract", source="visit")
            for one, size in sizes.items()
            for number in range(size)
        )
        for person in people:
            self.people.setdefault(person.account_id, []).append(person.pk)
        _written(
            Post(
                contact_id=person.pk, account_id=person.account_id, unit_id=self.draw.choice(units[person.account_id]),
                title="采购经理", level=self.draw.choice(LEVELS), since=self.today - timedelta(1500),
                until=self.back(700) if self.draw.random() < 0.05 else None,
            )
            for person in people
        )  # fmt: skip

    def know_people(self) -> None:
        from vitalfew.accounts.models import TeamMember
        from vitalfew.relations.models import Tie

        known = ((one, person) for one, people in self.people.items() for person in people)
        _written(
            Tie(
                user_id=self.manager.get(one, self.managers[one % MANAGERS]), contact_id=person,
                strength=self.draw.randrange(6), judged_by_id=self.managers[0], judged_on=self.back(400),
            )
            for one, person in known
            if self.draw.random() < (0.4 if one in self.manager else 0.1)
        )  # fmt: skip
        _written(
            TeamMember(
                account_id=key, user_id=user, function="sales", promise="answers in a day", from_on=self.back(700)
            )
            for key in self.crowd.keys
            for user in self.draw.sample(self.managers, TEAM)
        )

    def meet(self) -> None:
        from vitalfew.loop.execution.models import PlannedVisit
        from vitalfew.relations.models import Interaction

        key = count()
        held = _written(
            Interaction(
                account_id=one, kind=self.draw.choice(["visit", "visit", "call", "meeting"]), held_on=self.back(900),
                by_id=self.manager.get(one, self.managers[one % MANAGERS]), note="等新机型定型，下周再谈价格",
                outcome=self.draw.choice(["advance", "continuation", "order"]), sent_key=f"bench {next(key)}",
            )
            for one in self.people
            for _turn in range(MET if one in self.manager else 2)
        )  # fmt: skip
        through = Interaction.contacts.through
        _written(
            through(interaction_id=each.pk, contact_id=person)
            for each in held
            for person in self.draw.sample(self.people[each.account_id], self.draw.choice([1, 1, 2]))
        )
        for each in held:
            self.met[each.account_id] = max(each.held_on, self.met.get(each.account_id, each.held_on))
        _written(
            PlannedVisit(
                account_id=one, visit_on=self.ahead(40), purpose="谈下一年度报价与供货节拍", owner_id=manager,
                contact_ids=self.draw.sample(self.people[one], 2), situation="现在的供货情况", advance="同意试样",
            )
            for one, manager in self.manager.items()
            for _turn in range(VISITS)
        )  # fmt: skip

    def promise(self) -> None:
        from vitalfew.relations.models import Commitment

        def promised(one: int) -> Commitment:
            made = self.back(300)
            due = made + timedelta(self.draw.randrange(5, 60))
            kept = due - timedelta(2) if due < self.today and self.draw.random() < 0.8 else None
            return Commitment(
                account_id=one, side=self.draw.choice(["us", "customer"]), what="提供返修件隔离清单",
                owner_id=self.manager.get(one, self.managers[one % MANAGERS]), contact_id=self.people[one][0],
                made_on=made, due_on=due, kept_on=kept,
            )  # fmt: skip

        _written(promised(key) for key in self.crowd.keys for _turn in range(PROMISES))
        _written(promised(one) for one in self.crowd.others[::4])

    def judge(self) -> None:
        from vitalfew.accounts.models import DossierValue
        from vitalfew.accounts.rules.dossier import FIELDS
        from vitalfew.relations.models import BuyerView, CompetitorShare, Contract, Need, WalletEstimate

        lines = [code for code, field in FIELDS.items() if field.holds in ("line", "text")]
        _written(
            DossierValue(account_id=one, field=field, value="按年招标，技术与采购共同决定", **self.judged())
            for one in self.people
            for field in (lines[:FIELDS_KNOWN] if one in self.manager else lines[:2])
        )
        for key in self.crowd.keys:
            _written(
                [
                    Need(account_id=key, kind="product", what=f"需求 {at}", priority="high", **self.judged())
                    for at in range(3)
                ]
            )
        told = list(self.crowd.keys)
        _written(
            WalletEstimate(
                account_id=key, year=2026, low=10**6, high=10**7, currency="CNY", method="tender", **self.judged(300)
            )
            for key in told
            for _turn in range(2)
        )
        _written(
            BuyerView(
                account_id=key, category="轴承", quadrant="strategic", supplier_status="preferred", **self.judged()
            )
            for key in told
        )
        _written(
            CompetitorShare(account_id=key, competitor=f"甲{at}", share="0.2", **self.judged())
            for key in told
            for at in range(2)
        )
        _written(
            Contract(
                account_id=key,
                kind="framework",
                name="年度框架",
                state="signed",
                ends_on=self.ahead(300),
                **self.judged(),
            )
            for key in told
        )

    def plan(self) -> None:
        from django.utils import timezone

        from vitalfew.loop.analysis.models import Cycle, StageRecord
        from vitalfew.loop.objectives.models import Objective, Progress
        from vitalfew.loop.plan.models import AccountPlan, PlannedAction

        year = self.today.replace(month=1, day=1)
        _written(
            StageRecord(
                key_account_id=number, stage="mid", move="initial", reason="bench", state="confirmed",
                proposed_by_id=self.manager[key], proposed_at=timezone.now(), valid_from=year,
                answered_by_id=self.crowd.director.pk, answered_at=timezone.now(),
            )
            for key, number in self.number.items()
        )  # fmt: skip
        cycles = _written(
            Cycle(account_id=key, number=1, phase="execution", reached={"analysis": year.isoformat()}, opened_on=year)
            for key in self.crowd.keys
        )
        aims = _written(
            Objective(
                cycle_id=cycle.pk, metric=metric, starts_on=year, due_on=year.replace(month=12, day=31), target=10**6,
                currency="" if metric == "order_days" else "CNY", owner_id=self.manager[cycle.account_id],
            )
            for cycle in cycles
            for metric in ("net_revenue", "gross_margin", "order_days")[:AIMS]
        )  # fmt: skip
        _written(
            Progress(
                objective_id=aim.pk,
                baseline=900_000,
                baseline_so_far=800_000,
                actual=700_000,
                as_of=self.today,
                generation=1,
            )
            for aim in aims
        )
        plans = _written(
            AccountPlan(
                cycle_id=cycle.pk, year=year.year, strategy="提高份额", written_by_id=self.manager[cycle.account_id]
            )
            for cycle in cycles
        )
        account = {cycle.pk: cycle.account_id for cycle in cycles}
        _written(
            PlannedAction(
                plan_id=each.pk, what=f"提交报价 {at}", owner_id=self.manager[account[each.cycle_id]],
                due_on=self.back(60) if at == 0 else self.ahead(90),
            )
            for each in plans
            for at in range(STEPS)
        )  # fmt: skip

    def ring(self) -> None:
        from vitalfew.loop.control.models import Alert

        evidence = {
            "silent_days": 48, "usual_gap": 11.0, "gap_low": 10.0, "gap_high": 12.0, "limit": 30.0, "order_days": 40,
        }  # fmt: skip
        self.rung = [*self.crowd.keys[::2], *self.crowd.others[::60]]
        _written(
            Alert(
                account_id=one, rule="W6", occasion=f"{self.today}", fired_on=self.back(30), severity=1 + one % 2,
                value=48, threshold=30, evidence=evidence, assignee_id=self.manager.get(one),
            )
            for one in self.rung
        )  # fmt: skip

    def remember(self) -> None:
        from django.utils import timezone

        from vitalfew.journal.models import Entry

        verbs = ["objectives.set", "plan.action_done", "relations.interaction_logged", "analysis.stage_confirmed"]
        about = [(one, verbs[at % 4]) for one in self.crowd.keys for at in range(JOURNAL_LINES)]
        about += [(one, "accounts.person_added") for one, people in self.people.items() for _person in people]
        self.draw.shuffle(about)
        now, seal = timezone.now(), "0" * 64
        _written(
            Entry(
                number=10**6 + number, at=now, actor_id=1, actor_name="bench", verb=verb, subject="bench",
                subject_id=number, account_id=one, version=1, after={"name": "王丽"}, previous_seal=seal, seal=seal,
            )
            for number, (one, verb) in enumerate(about)
        )  # fmt: skip

    def show_in_lists(self) -> None:
        from vitalfew.accounts.actions import write_in_rows
        from vitalfew.people.rules import COMMAND_LINE

        columns = ["tier", "manager_id_number", "last_contact_on", "stage", "stage_order", "next_step", "next_due_on"]
        values = [
            (key, self.tier[key], self.manager[key], self.met[key], "mid", 3, "提交报价", self.ahead(60))
            for key in self.crowd.keys
        ]
        write_in_rows(by=COMMAND_LINE, columns=columns, values=values)
        others = [(one, self.met[one]) for one in self.crowd.others]
        write_in_rows(by=COMMAND_LINE, columns=["last_contact_on"], values=others)
        write_in_rows(by=COMMAND_LINE, columns=["alarm"], values=[(one, 1 + one % 2) for one in self.rung])


def _written(rows: Iterable[Any]) -> list[Any]:
    """Write rows of one kind, a thousand at once, and return them with their numbers."""
    return [row for some in _some(iter(rows)) for row in type(some[0])._default_manager.bulk_create(some)]


def _some(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while found := [row for _turn, row in zip(range(AT_ONCE), rows, strict=False)]:
        yield found
