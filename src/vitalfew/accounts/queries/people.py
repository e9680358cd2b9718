"""The people of one account and the posts they hold. Who may see the account is the caller's question."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import CharField, QuerySet, Value

from vitalfew import words
from vitalfew.accounts.models import Contact, OrgUnit, Post, TeamMember
from vitalfew.accounts.queries.visible import Reader, accounts_visible_to, only_visible
from vitalfew.accounts.rules import (
    ContactKind,
    ContactState,
    PersonState,
    PersonStatus,
    PersonWhy,
    Place,
    Places,
    PostState,
    UnfitPerson,
    UnitState,
)
from vitalfew.prepared import Prepared


def get_contacts(account_id: int) -> list[ContactState]:
    """Return the people who hold a post at the account, by name."""
    return [ContactState(*row) for row in _IN_POST(account_id=account_id)]


def _places(account_id: int) -> QuerySet[Post, tuple[str, int, str, str | None, str]]:
    text: Any = CharField()
    there = Post.objects.filter(account_id=account_id, until=None).annotate(mark=Value("theirs", text))
    told = there.order_by().values_list("mark", "contact_id", "contact__name", "unit__function", "level")
    # Who has left the team counts for what was done meanwhile; the latest membership says the function.
    team: Any = TeamMember.objects.filter(account_id=account_id, user__isnull=False).exclude(function="")
    ours = team.annotate(mark=Value("ours", text)).order_by()
    return told.union(ours.values_list("mark", "user_id", "user__name", "function", "ring"), all=True)


_PLACES = Prepared(_places)
_IN_POST = Prepared(
    lambda account_id: (
        Post.objects.filter(account_id=account_id, until=None)
        .exclude(contact__kind=ContactKind.PLACEHOLDER)
        .order_by("contact__name", "contact_id")
        .values_list("contact_id", "contact__version", "contact__name", "title", "level")
    )
)


def get_contact_names(user: Reader, contact_ids: Iterable[int]) -> dict[int, str]:
    """Return the names of those of these people who hold or held a post at an account the user sees, in one query."""
    posts = only_visible(Post.objects.filter(contact_id__in=set(contact_ids)), user)
    return dict(posts.values_list("contact_id", "contact__name"))


def get_people(account_id: int) -> list[PersonState]:
    """Return everybody who holds or held a post at the account, in one query; the post is the open or the last one.

    A seat of which nobody knows who holds it is nobody: it stands on the map alone.
    """
    last: dict[int, Post] = {}
    known_ones = Post.objects.filter(account_id=account_id).exclude(contact__kind=ContactKind.PLACEHOLDER)
    for post in _whole(known_ones):
        known = last.get(post.contact_id)
        if known is None or _later(post, known):
            last[post.contact_id] = post
    elsewhere = _in_post_elsewhere(account_id, [pk for pk, post in last.items() if post.until])
    return [person_state(post, is_elsewhere=pk in elsewhere) for pk, post in last.items()]


def get_person(account_id: int, contact_id: int) -> PersonState | None:
    """Return one person of the account; None where nobody of this number ever held a post there."""
    post = last_post(account_id, contact_id)
    if post is None:
        return None
    return person_state(post, is_elsewhere=bool(post.until and _in_post_elsewhere(account_id, [contact_id])))


def get_posts(user: Reader, contact_id: int) -> list[PostState]:
    """Return every post of the person at accounts that the user may see, the latest first."""
    posts = list(only_visible(_whole(Post.objects.filter(contact_id=contact_id)), user))
    posts.sort(key=lambda post: (post.until is None, post.until or date.min, post.pk), reverse=True)
    return [post_state(post) for post in posts]


def get_places(account_id: int) -> Places:
    """Return who stands where on both sides, in one question: function and level of theirs, function of ours."""
    theirs, ours = [], {}
    for mark, number, name, function, level in _PLACES(account_id=account_id):
        if mark == "theirs":
            theirs.append(Place(number, name, function or "", level))
        else:
            ours[number] = function or ""
    return Places(tuple(theirs), ours)


def get_places_of(account_ids: Collection[int]) -> dict[int, Places]:
    """Return who stands where at each of these accounts, in two questions."""
    theirs, ours = defaultdict[int, list[Place]](list), defaultdict[int, dict[int, str]](dict)
    there = Post.objects.filter(account_id__in=account_ids, until=None).order_by("pk")
    for account, number, name, function, level in there.values_list(
        "account_id", "contact_id", "contact__name", "unit__function", "level"
    ):
        theirs[account].append(Place(number, name, function or "", level))
    team = TeamMember.objects.filter(account_id__in=account_ids, user__isnull=False).exclude(function="")
    for account, user, function in team.order_by("from_on", "pk").values_list("account_id", "user_id", "function"):
        ours[account][user or 0] = function
    return {one: Places(tuple(theirs[one]), ours[one]) for one in account_ids}


def get_units(account_id: int) -> list[UnitState]:
    """Return the units of the account by name."""
    return [unit_state(unit) for unit in OrgUnit.objects.filter(account_id=account_id).order_by("name", "pk")]


def get_post_word(user: Reader, field: str, number: int) -> str:
    """Return the name of the unit, or of the superior, that a post names by number; nothing where it is not seen."""
    if field == "unit":
        return only_visible(OrgUnit.objects.filter(pk=number), user).values_list("name", flat=True).first() or ""
    posts = only_visible(Post.objects.filter(pk=number), user)
    return posts.values_list("contact__name", flat=True).first() or ""


def find_account(user: Reader, typed: str) -> int:
    """Return the one account the user sees that has this code or name; refuse where it is none or several."""
    wanted, seen = typed.strip(), accounts_visible_to(user)
    for field in ("code", "name", "name_en"):
        found = list(seen.filter(**{field: wanted}).values_list("pk", flat=True)[:2]) if wanted else []
        if len(found) == 1:
            return found[0]
    raise UnfitPerson(PersonWhy.NO_ACCOUNT)


def require_there(account_id: int, contact_ids: Iterable[int], on: date) -> None:
    """Refuse to meet people at the account on a day by which they had left it (INV19)."""
    for contact_id in contact_ids:
        post = last_post(account_id, contact_id)
        if post and post.until and post.until <= on:
            raise UnfitPerson(PersonWhy.HAS_LEFT)


def last_post(account_id: int, contact_id: int) -> Post | None:
    """Return the post the person holds at the account, or the last one held there."""
    found: Post | None = None
    for post in _whole(Post.objects.filter(account_id=account_id, contact_id=contact_id)):
        found = post if found is None or _later(post, found) else found
    return found


def known_as(account_id: int, name: str) -> Contact | None:
    """Return the person of this name at the account: who is there, else who was."""
    posts = Post.objects.filter(account_id=account_id, contact__name=name.strip()).select_related("contact")
    found = sorted(posts, key=lambda post: (post.until is not None, -post.pk))
    return found[0].contact if found else Contact.objects.filter(account_id=account_id, name=name.strip()).first()


def contact_state(post: Post) -> ContactState:
    """Return the person of the post as the simplest readers know him."""
    return ContactState(post.contact_id, post.contact.version, post.contact.name, post.title, post.level)


def person_state(post: Post, *, is_elsewhere: bool) -> PersonState:
    """Return the person of the post as his readers know him."""
    contact = post.contact
    status = PersonStatus.MOVED if is_elsewhere else PersonStatus.LEFT
    return PersonState(
        id=contact.pk,
        version=contact.version,
        name=contact.name,
        name_en=contact.name_en,
        phone=contact.phone,
        email=contact.email,
        ground=contact.ground,
        source=contact.source,
        notice_on=contact.notice_on,
        expires_on=contact.expires_on,
        post=post_state(post),
        status=status if post.until else PersonStatus.ACTIVE,
        kind=ContactKind(contact.kind),
    )


def post_state(post: Post) -> PostState:
    """Return the post as its readers know it."""
    return PostState(
        id=post.pk,
        version=post.version,
        account_id=post.account_id,
        account_name=words.name(post.account.name, post.account.name_en),
        title=post.title,
        unit_id=post.unit_id,
        unit=post.unit.name if post.unit else "",
        function=post.unit.function if post.unit else "",
        level=post.level,
        boss_id=post.reports_to.contact_id if post.reports_to else None,
        boss=post.reports_to.contact.name if post.reports_to else "",
        since=post.since,
        until=post.until,
    )


def unit_state(unit: OrgUnit) -> UnitState:
    """Return the unit as its readers know it."""
    return UnitState(unit.pk, unit.version, unit.name, unit.function)


def _whole(posts: QuerySet[Post]) -> QuerySet[Post]:
    return posts.select_related("contact", "account", "unit", "reports_to__contact")


def _later(post: Post, than: Post) -> bool:
    return (post.until is None, post.until or date.min, post.pk) > (than.until is None, than.until or date.min, than.pk)


def _in_post_elsewhere(account_id: int, contact_ids: list[int]) -> set[int]:
    if not contact_ids:
        return set()
    open_posts = Post.objects.filter(contact_id__in=contact_ids, until=None).exclude(account_id=account_id)
    return set(open_posts.values_list("contact_id", flat=True))
