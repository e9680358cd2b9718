"""What a template keeps is what it would have said: sentences by language, addresses by their numbers."""

from types import SimpleNamespace

import pytest
from django.template import Context, Engine, Template
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix
from django.utils import translation

from vitalfew.web.addresses import MARK, address


def shown(source: str, language: str, **said: object) -> str:
    """Return the template as it is shown in a language, asked twice."""
    made = Template(source)
    with translation.override(language):
        first = made.render(Context(said))
        assert made.render(Context(said)) == first
    return first


def plainly(source: str, language: str, **said: object) -> str:
    """Return the same by Django's own tags."""
    engine = Engine(builtins=["django.templatetags.i18n"])
    with translation.override(language):
        return engine.from_string(source).render(Context(said))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    "source",
    [
        '{% translate "Sign out" %}',
        '{% translate "Accounts" context "loop" %}',
        "{% translate 'Analysis' context 'loop' %}",
        "{% translate word %}",
        '{% translate "Sign out"|upper %}',
        '{% translate "Sign out" as kept %}[{{ kept }}]',
        '{% translate "no <such> & sentence" %}',
        '{% translate word context "loop" %}',
    ],
)
def test_a_sentence_is_the_one_django_says(source: str, language: str) -> None:
    assert shown(source, language, word="Control") == plainly(source, language, word="Control")


def test_one_template_speaks_the_language_of_each_reader() -> None:
    made, said = Template('{% translate "Sign out" %}'), []
    for language in ("en", "zh-hans", "en", "zh-hans"):
        with translation.override(language):
            said.append(made.render(Context()))
    assert said[0] == said[2] != said[1] == said[3]


@pytest.mark.parametrize("number", [0, 1, 17, MARK, 2**63, 10**30])
def test_an_address_is_the_one_django_gives(number: int) -> None:
    assert address("account", number) == reverse("account", args=[number])
    assert shown("{% url 'account' number %}", "en", number=number) == reverse("account", args=[number])
    assert shown("{% url 'person' number 5 %}", "en", number=number) == reverse("person", args=[number, 5])


@pytest.mark.parametrize("word", ["title", "name_en", "a-b", "7", str(MARK), str(MARK + 2), "a b", "{}", "é/?&<"])
def test_words_in_an_address_stay_as_they_are(word: str) -> None:
    for numbers in ((3, 5), (4, 6)):
        try:
            plain = reverse("person_field", args=[*numbers, word])
        except NoReverseMatch:
            with pytest.raises(NoReverseMatch):
                address("person_field", *numbers, word)
        else:
            assert address("person_field", *numbers, word) == plain


def test_an_address_that_is_none_is_refused_as_by_django() -> None:
    for numbers in ([-1], [1, 2, 3, 4, 5]):
        with pytest.raises(NoReverseMatch):
            address("account", *numbers)
    with pytest.raises(NoReverseMatch):
        shown("{% url 'account' nobody.id %}", "en", nobody=SimpleNamespace(id=None))


def test_an_address_under_another_prefix_keeps_it() -> None:
    before, plain = get_script_prefix(), address("account", 7)
    set_script_prefix("/crm/")
    try:
        assert address("account", 7) == "/crm" + plain
    finally:
        set_script_prefix(before)
    assert address("account", 7) == plain
