"""What a call is told when it is refused: problem details (RFC 9457), in the caller's language, with a way on."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from vitalfew.accounts.labels_dossier import WHY_LABELS
from vitalfew.accounts.labels_people import PERSON_WHY_LABELS
from vitalfew.accounts.rules import NoSuchAccount, PersonWhy, UnfitPerson
from vitalfew.accounts.rules.dossier import DossierWhy, UnfitValue
from vitalfew.api.versions import NoVersion
from vitalfew.journal.rules import StaleVersion
from vitalfew.people.rules import KeyUsedOtherwise, NotAllowed

# Which value of the call a refusal of the rules speaks of; the others speak of the whole.
PLACES = {
    PersonWhy.NO_NAME: "name",
    PersonWhy.NAME_KNOWN: "name",
    PersonWhy.BOSS_ELSEWHERE: "boss_id",
    PersonWhy.BOSS_IN_CIRCLE: "boss_id",
    PersonWhy.IN_FUTURE: "since",
    PersonWhy.ENDS_BEFORE_IT_BEGINS: "since",
    DossierWhy.NO_SUCH_FIELD: "field",
    DossierWhy.NO_SOURCE: "source",
    DossierWhy.EXPIRES_BEFORE: "expires_on",
}


class Door(NinjaAPI):
    """The library's door, which tells a value that cannot be read back to whoever sent it."""

    def validation_error_from_error_contexts(self, error_contexts: list[Any]) -> ValidationError:
        """Return the errors with the values they are about, which the library leaves out."""
        found = super().validation_error_from_error_contexts(error_contexts)
        errors = [error for one in error_contexts for error in one.pydantic_validation_error.errors(include_url=False)]
        for told, error in zip(found.errors, errors, strict=True):
            told["input"] = error["input"]
        return found


class Changed(Exception):
    """Others have changed meanwhile what the caller wants to write: his values, those that stand, and their version."""

    def __init__(self, version: object, fields: Mapping[str, tuple[Any, Any]]) -> None:
        super().__init__(str(version))
        self.version = version
        self.fields = fields


def answer_problems(api: Door) -> None:
    """Let the door answer every refusal in one shape."""
    handlers: dict[type[Exception], Any] = {
        AuthenticationError: _unknown_caller,
        Changed: _changed,
        Http404: _plain(404, "not_found", _not_found_words),
        HttpError: _plain(400, "no_json", _no_json_words),
        KeyUsedOtherwise: _plain(422, "key_used", _key_words),
        NoSuchAccount: _plain(404, "not_found", _not_found_words),
        NotAllowed: _plain(403, "not_allowed", _not_allowed_words),
        NoVersion: _plain(428, "no_version", _no_version_words),
        StaleVersion: _plain(409, "changed", _changed_words),
        UnfitPerson: _unfit,
        UnfitValue: _unfit,
        ValidationError: _unread,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _plain(status: int, code: str, words: Callable[[], str]) -> Callable[[HttpRequest, Exception], JsonResponse]:
    return lambda request, refusal: _problem(status, code, words())


def _unfit(request: HttpRequest, refusal: Any) -> JsonResponse:
    labels: Mapping[Any, Any] = PERSON_WHY_LABELS if isinstance(refusal, UnfitPerson) else WHY_LABELS
    place = PLACES.get(refusal.why, "value" if isinstance(refusal, UnfitValue) else None)
    cure = str(labels[refusal.why])
    told = {"place": place, "value": _echo(getattr(request, "told", {}).get(place)), "cure": cure}
    return _problem(422, "unfit", cure, places=[told])


def _problem(status: int, code: str, title: str, **more: Any) -> JsonResponse:
    told = {"status": status, "code": code, "title": title, **more}
    how = {"ensure_ascii": False}
    return JsonResponse(told, status=status, content_type="application/problem+json", json_dumps_params=how)


def _unknown_caller(request: HttpRequest, refusal: AuthenticationError) -> JsonResponse:
    words = _("Send a token that has not ended, as Authorization: Bearer vf_… It is drawn on the page “API tokens”.")
    answer = _problem(401, "no_token", words)
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def _changed(request: HttpRequest, refusal: Changed) -> JsonResponse:
    fields = {name: {"yours": yours, "stands": stands} for name, (yours, stands) in refusal.fields.items()}
    answer = _problem(409, "changed", _changed_words(), version=str(refusal.version), fields=fields)
    answer.headers["ETag"] = f'"{refusal.version}"'
    return answer


def _unread(request: HttpRequest, refusal: ValidationError) -> JsonResponse:
    places = [
        {"place": _where(error["loc"]), "value": _echo(error.get("input")), "cure": _cure(error)}
        for error in refusal.errors
    ]
    return _problem(422, "unread", _("Some values cannot be read. Nothing was written."), places=places)


def _where(location: Iterable[Any]) -> str:
    """Return the name as its sender wrote it: limit of (query, limit), level of (body, told, level, enum)."""
    parts = [*location]
    return str(parts[2] if len(parts) > 2 else parts[-1])


def _echo(value: Any) -> Any:
    """Return a value as it came where it is one; of a whole body only that it was one."""
    return value if isinstance(value, str | int | float | bool) or value is None else "…"


def _cure(error: Mapping[str, Any]) -> str:
    context, kind = error.get("ctx", {}), str(error["type"])
    match kind:
        case "missing":
            return _("This value is needed.")
        case "extra_forbidden":
            return _("There is no value of this name. See /api/openapi.json.")
        case "string_too_long":
            return _("Use at most %(most)s characters.") % {"most": context.get("max_length", "")}
        case "enum" | "literal_error":
            return _("Choose one of: %(words)s.") % {"words": context.get("expected", "")}
        case "less_than_equal" | "less_than":
            return _("Choose a number of at most %(most)s.") % {"most": context.get("le", context.get("lt", ""))}
        case "greater_than_equal":
            return _("Choose a number of at least %(least)s.") % {"least": context.get("ge", "")}
        case _ if kind.startswith("date"):
            return _("Write the day as year-month-day, for example 2026-03-31.")
        case _ if kind.startswith("int"):
            return _("Write a whole number.")
        case "email":
            return _("This is no e-mail address. Check it, for example for a missing @.")
        case _:
            return _("Write this as the description of the API has it: /api/openapi.json.")


def _changed_words() -> str:
    return _("Somebody has changed this since you read it. Nothing was overwritten.")


def _no_json_words() -> str:
    return _("This is no JSON that can be read.")


def _not_allowed_words() -> str:
    return _("Your role does not allow this.")


def _not_found_words() -> str:
    return _("There is no such thing, or not for you.")


def _no_version_words() -> str:
    return _("Say which version you have read: send its ETag back as If-Match.")


def _key_words() -> str:
    return _("This Idempotency-Key has come before with another request. Send a new one.")
