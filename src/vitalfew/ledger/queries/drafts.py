"""Files on their way into the books, as the pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from vitalfew.ledger.files import folder, incoming
from vitalfew.ledger.labels import already_sentence, question_sentence, refusal_sentence, row_problem
from vitalfew.ledger.labels_drafts import broken_sentence
from vitalfew.ledger.labels_sheets import note_sentences
from vitalfew.ledger.models import ColumnMapping, Draft
from vitalfew.ledger.queries.books import get_generation
from vitalfew.ledger.queries.settings import clashing_basis, get_closed_until
from vitalfew.ledger.rules.changes import Changes, of_json
from vitalfew.ledger.rules.control import touched
from vitalfew.ledger.rules.cures import Cure
from vitalfew.ledger.rules.duplicates import Likeness, Suspect
from vitalfew.ledger.rules.imports import Doing, ImportReport, ImportStatus, Question
from vitalfew.ledger.rules.sources import Hindrance
from vitalfew.people.rules import Actor

_OVER = (Draft.State.COMMITTED, Draft.State.DISCARDED)


@dataclass(frozen=True)
class ColumnGuess:
    """A column of the file, and what it is taken for: by its name, a known name, a look at it, or by choice."""

    header: str
    field: str | None
    samples: tuple[str, ...]
    why: str  # name | alias | content | chosen | ""
    place: str = ""  # the file, and the sheet where there are several


@dataclass(frozen=True)
class DraftState:
    """A draft as it stands."""

    token: str
    version: int
    state: str
    files: tuple[tuple[str, int], ...]  # name, bytes
    owner_id: int | None
    owner_name: str
    created_at: datetime
    progress: int  # rows read so far
    doing: str = Doing.READING  # while it is being checked
    columns: tuple[ColumnGuess, ...] = ()
    missing: tuple[str, ...] = ()  # fields that must still be named
    questions: tuple[Question, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    mapping_name: str = ""
    report: ImportReport | None = None
    totals: Mapping[str, str] = field(default_factory=dict)  # what the lines come to, by kind
    message: str = ""
    batch: int | None = None
    kind: str = ""  # where the file holds other facts than lines
    fact_batch: int | None = None
    source: str = ""  # the name of the source that brought it
    broken: str = ""  # why the work on it was given up
    reasons: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()  # columns that the saved reading does not know
    closed: tuple[date, ...] = ()  # closed months that it would change
    clash: str = ""  # why it does not fit the books' basis
    changes: Changes = field(default_factory=Changes)
    suspects: tuple[Suspect, ...] = ()
    is_stale: bool = False  # the books have moved since it was compared with them
    cures: tuple[Cure, ...] = ()
    currencies: tuple[str, ...] = ()  # of its lines; "" where a line does not say
    refused_amount: Decimal | None = None  # what the refused rows come to, as far as it can be read

    @property
    def bytes(self) -> int:
        return sum(size for _name, size in self.files)

    @property
    def is_under_way(self) -> bool:
        return self.state in (Draft.State.RECEIVED, Draft.State.CHECKING, Draft.State.COMMITTING)

    @property
    def hindrances(self) -> tuple[Hindrance, ...]:
        """Return why it is not written by itself where a source brought it."""
        told = {
            Hindrance.REFUSED_ROWS: self.report is not None and self.report.lines_refused > 0,
            Hindrance.NEW_COLUMNS: bool(self.unknown),
            Hindrance.CLOSED: bool(self.closed),
            Hindrance.BASIS: bool(self.clash),
        }
        return tuple(why for why, is_so in told.items() if is_so)

    @property
    def is_clean(self) -> bool:
        """Tell whether a source brought it and nobody has to look at it before it is written."""
        return bool(self.source) and self.state == Draft.State.READY and not self.hindrances

    @property
    def unreasoned(self) -> tuple[str, ...]:
        """Return what a reason must still be given for before it is written."""
        asked = {"closed": bool(self.closed), "basis": bool(self.clash)}
        return tuple(name for name, is_asked in asked.items() if is_asked and not self.reasons.get(name))

    @property
    def is_over(self) -> bool:
        return self.state in _OVER

    @property
    def is_in_the_books(self) -> bool:
        """Tell whether its bytes had been imported before: there is nothing left to do."""
        return self.report is not None and self.report.status is ImportStatus.ALREADY_IMPORTED


@dataclass(frozen=True)
class MappingState:
    """How columns are read, saved under a name."""

    id: int
    name: str
    version: int
    columns: Mapping[str, str]
    options: Mapping[str, Any]
    uses: int = 0
    last_used_at: datetime | None = None
    sources: tuple[str, ...] = ()


def get_draft(token: str) -> DraftState | None:
    """Return the draft with this token, its sentences in the language spoken now."""
    draft = Draft.objects.select_related("batch", "fact_batch", "source").filter(token=token).first()
    return draft_state(draft) if draft else None


def get_open_drafts(by: Actor) -> list[DraftState]:
    """Return the drafts that are not over, of this person and of the sources, the latest first."""
    is_his = Q(owner_id_number=by.actor_id) | Q(source__isnull=False)
    drafts = Draft.objects.select_related("batch", "fact_batch", "source").filter(is_his).exclude(state__in=_OVER)
    return [draft_state(draft) for draft in drafts.order_by("-id")]


def get_owner(token: str) -> str:
    """Return whose file it is; "" where there is none."""
    return Draft.objects.filter(token=token).values_list("owner_name", flat=True).first() or ""


def get_mappings() -> list[MappingState]:
    """Return every saved reading of columns, by name."""
    return [
        MappingState(
            one.pk,
            one.name,
            one.version,
            one.columns,
            one.options,
            one.uses,
            one.last_used_at,
            tuple(source.name for source in one.source_set.all()),
        )
        for one in ColumnMapping.objects.prefetch_related("source_set").order_by("name")
    ]


def draft_state(draft: Draft) -> DraftState:
    """Return the row as its readers see it."""
    answer = draft.report.get("answer", {})
    report = _report(draft, answer)
    return DraftState(
        token=draft.token,
        version=draft.version,
        state=draft.state,
        files=tuple((file["name"], file["bytes"]) for file in draft.files),
        owner_id=draft.owner_id_number,
        owner_name=draft.owner_name,
        created_at=draft.created_at,
        progress=draft.progress,
        doing=draft.doing,
        columns=tuple(ColumnGuess(**one | {"samples": tuple(one["samples"])}) for one in answer.get("columns", ())),
        missing=tuple(answer.get("missing", ())),
        questions=tuple(Question(**one | {"samples": tuple(one["samples"])}) for one in answer.get("questions", ())),
        options=draft.mapping.get("options", {}),
        mapping_name=draft.mapping.get("name", ""),
        report=report,
        totals=draft.report.get("totals", {}),
        message=report.message if report else "",
        batch=draft.batch_id,
        kind=answer.get("kind", draft.fact_batch.kind if draft.fact_batch else ""),
        fact_batch=draft.fact_batch_id,
        source=draft.source.name if draft.source else "",
        broken=broken_sentence(draft.report["broken"]) if draft.report.get("broken") else "",
        reasons=draft.reasons,
        **_standing(draft, answer),
    )


def _standing(draft: Draft, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a person must look at before a checked file is written."""
    if draft.state not in (Draft.State.READY, Draft.State.COMMITTING):
        return {}
    named = draft.mapping.get("columns", {})
    unknown = [one["header"] for one in answer.get("columns", ()) if not one["field"] and one["header"] not in named]
    changes = of_json(draft.report.get("changes", {}))
    generation = draft.report.get("generation")
    refused = answer.get("refused_amount")
    months = {month.month for month in changes.changed}
    return {
        "changes": changes,
        "is_stale": generation is not None and generation != get_generation(),
        "cures": tuple(Cure(**one) for one in answer.get("cures", ())),
        "refused_amount": Decimal(refused) if refused else None,
        "currencies": tuple(sorted({str(one["currency"]) for one in answer.get("told", ())})),
        "suspects": tuple(
            Suspect(**one | {"likeness": Likeness(one["likeness"])}) for one in draft.report.get("suspects", ())
        ),
        "unknown": tuple(dict.fromkeys(unknown)),
        "closed": touched(months, get_closed_until()),
        "clash": "" if answer.get("kind") else clashing_basis(answer.get("basis", "")),
    }


def _report(draft: Draft, answer: Mapping[str, Any]) -> ImportReport | None:
    """Return what the check or the commit found, None as long as neither has ended."""
    if draft.report.get("is_already") and (batch := draft.batch or draft.fact_batch):
        return ImportReport(
            ImportStatus.ALREADY_IMPORTED,
            batch=batch.pk,
            kind=draft.fact_batch.kind if draft.fact_batch else "",
            message=already_sentence(batch.imported_by, batch.imported_at),
        )
    if counts := draft.report.get("counts"):
        return _counted(draft, answer, counts)
    if refusal := draft.report.get("refusal"):
        return _refused(answer, draft.token, refusal_sentence(**refusal))
    if draft.state == Draft.State.MAPPING:
        return ImportReport(ImportStatus.NEEDS_MAPPING, message=question_sentence(answer))
    if clash := draft.report.get("clash"):
        return _refused(answer, draft.token, clash)
    return None


def _counted(draft: Draft, answer: Mapping[str, Any], counts: Mapping[str, Any]) -> ImportReport:
    days = {name: date.fromisoformat(counts[name]) if counts.get(name) else None for name in ("first_day", "last_day")}
    status = ImportStatus.COMMITTED if draft.state == Draft.State.COMMITTED else ImportStatus.READY
    batch = draft.batch or draft.fact_batch
    return ImportReport(
        **dict(counts) | days | {"status": status, "batch": draft.batch_id or draft.fact_batch_id},
        problems=_problems(answer),
        problems_file=_problems_file(draft.token, batch.problems_file if batch else ""),
        notes=note_sentences(answer),
    )


def _refused(answer: Mapping[str, Any], token: str, message: str) -> ImportReport:
    return ImportReport(
        ImportStatus.REFUSED,
        lines_read=answer.get("lines_read", 0),
        lines_refused=answer.get("lines_refused", 0),
        message=message,
        problems=_problems(answer),
        problems_file=_problems_file(token),
    )


def _problems(answer: Mapping[str, Any]) -> tuple[dict[str, Any], ...]:
    return tuple(row_problem(problem) for problem in answer.get("problems", ()))


def _problems_file(token: str, kept: str = "") -> str | None:
    """Return where the rows set aside can be fetched: with the batch, once there is one."""
    path = folder() / kept if kept else incoming() / f"{token}.problems.csv"
    return str(path) if path.exists() else None
