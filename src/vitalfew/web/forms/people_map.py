"""Forms of the map: what is said of a person, the lines between two, whom somebody reports to, a seat to be filled."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vitalfew.accounts.labels_people import LEVEL_LABELS
from vitalfew.accounts.rules import ContactKind
from vitalfew.relations.labels_map import (
    ATTITUDE_LABELS,
    DRIVE_LABELS,
    EVIDENCE_LABELS,
    INFLUENCE_LABELS,
    KIND_LABELS,
    LINE_LABELS,
    LINE_STRENGTH_LABELS,
    OPENNESS_LABELS,
    PART_LABELS,
    POWER_LABELS,
    ROLE_LABELS,
)
from vitalfew.relations.rules.stances import ATTITUDES, LONGEST_WISH
from vitalfew.web.forms.inputs import People, Version, choice, chosen, day, line, offer, person

_SOURCE = _("Write who says so, or what it is read from.")


def several(label: Any, words: dict[Any, Any]) -> forms.MultipleChoiceField:
    """Return a field for any number of a few words."""
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=[(one.value, word) for one, word in words.items()],
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"invalid_choice": _("Choose one of what is offered.")},
    )


class JudgeForm(forms.Form):
    """Say how a person counts and stands to us; each field helps to think, none must be filled."""

    power = chosen(pgettext_lazy("field", "Power circle"), POWER_LABELS)
    attitude = chosen(pgettext_lazy("field", "Attitude"), {one: ATTITUDE_LABELS[one] for one in ATTITUDES})
    evidence = choice(pgettext_lazy("field", "Evidence"), EVIDENCE_LABELS, _("Choose one."), as_buttons=True)
    influence = chosen(pgettext_lazy("field", "Influence"), INFLUENCE_LABELS)
    roles = several(pgettext_lazy("field", "Role when buying"), ROLE_LABELS)
    parts = several(pgettext_lazy("field", "Part in the sale"), PART_LABELS)
    openness = chosen(pgettext_lazy("field", "Openness"), OPENNESS_LABELS)
    drive = chosen(pgettext_lazy("field", "Moved by"), DRIVE_LABELS)
    for_firm = line(pgettext_lazy("field", "Wants for the firm"), longest=LONGEST_WISH, autocomplete="off")
    for_self = line(pgettext_lazy("field", "Wants for the own work"), longest=LONGEST_WISH, autocomplete="off")
    rhythm_days = forms.IntegerField(
        label=pgettext_lazy("field", "Contact wanted every … days"), required=False, min_value=1, max_value=1000,
        widget=forms.NumberInput(attrs={"class": "in"}),
        error_messages={"invalid": _("Write a number of days."), "min_value": _("Write a number of days."),
                        "max_value": _("Write a number of days.")},
    )  # fmt: skip
    source = line(pgettext_lazy("field", "Source"), _SOURCE, autocomplete="off")
    version = Version()

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        helps = {
            "power": _("Whose word settles it, and whom do they ask before?"),
            "attitude": _("What would this person say of us to a colleague?"),
            "influence": _("When this person speaks, does the decision move?"),
            "drive": _("What is this person praised for at home?"),
            "for_firm": _("What would have to happen for their firm to call it a good deal?"),
            "for_self": _("What would make the own work easier or better seen? Write only what you could say to them."),
        }
        for name, words in helps.items():
            self.fields[name].help_text = words

    def clean(self) -> dict[str, Any]:
        """Return numbers as numbers, and nothing said as None."""
        told = super().clean() or {}
        for name in ("attitude", "influence"):
            if name in told:
                told[name] = int(told[name]) if told[name] else None
        return told


class LineForm(forms.Form):
    """Say that something runs from this person to another."""

    kind = choice(pgettext_lazy("field", "Kind"), LINE_LABELS, _("Choose one."))
    head = person(pgettext_lazy("field", "To whom"), _("Choose one of the people in the list."))
    strength = choice(pgettext_lazy("field", "Strength"), LINE_STRENGTH_LABELS, _("Choose one."), as_buttons=True)
    note = line(pgettext_lazy("field", "Source"), _SOURCE, autocomplete="off")
    since = day(pgettext_lazy("field", "Since"), help_text=_("Left empty: from today on."))

    def __init__(self, *arguments: Any, people: People, **more: Any) -> None:
        super().__init__(*arguments, **more)
        offer(self, "head", people, nobody=_("Choose …"))

    def clean(self) -> dict[str, Any]:
        """Return the strength as a number and the end as its person."""
        told = super().clean() or {}
        if "strength" in told:
            told["strength"] = int(told["strength"])
        return told


class UnderForm(forms.Form):
    """Say under whom a person stands."""

    boss = person(pgettext_lazy("field", "Reports to"))
    version = Version()

    def __init__(self, *arguments: Any, people: People, **more: Any) -> None:
        super().__init__(*arguments, **more)
        offer(self, "boss", people, nobody=_("nobody, stands on top"))


class SeatForm(forms.Form):
    """Note a seat of which nobody knows who holds it, or somebody outside who has a say."""

    kind = choice(
        pgettext_lazy("field", "Kind"),
        {kind: KIND_LABELS[kind] for kind in (ContactKind.PLACEHOLDER, ContactKind.OUTSIDER)},
        _("Choose one."),
        as_buttons=True,
    )
    name = line(
        pgettext_lazy("person", "Name"), _("Write the name."), longest=150, autocomplete="off",
        help_text=_("Of a seat: what is looked for, for example head of quality."),
    )  # fmt: skip
    title = line(pgettext_lazy("field", "Title"), longest=150, autocomplete="off")
    unit = line(pgettext_lazy("field", "Unit"), longest=150, list="units", autocomplete="off")
    level = chosen(pgettext_lazy("field", "Level"), LEVEL_LABELS)
    boss = person(pgettext_lazy("field", "Reports to"))

    def __init__(self, *arguments: Any, people: People, **more: Any) -> None:
        super().__init__(*arguments, **more)
        offer(self, "boss", people, nobody=_("unknown"))
