"""The sample company's groups: a German maker of drives that has bought a Chinese one, and its works."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Node:
    """A group or a site made by hand, under one that has been made before or an account of the books."""

    key: str
    kind: str
    zh: str
    en: str
    country: str = ""


@dataclass(frozen=True)
class Belonging:
    """Who belongs to whom, since so many days ago; both by code, or by the key of a node."""

    child: str
    parent: str
    since: int


NODES = (
    Node("kessdorf", "group", "凯斯道夫集团", "Kessdorf Gruppe", "德国"),
    Node("ulm", "site", "凯斯道夫乌尔姆工厂", "Kessdorf Werk Ulm", "德国"),
)
# Before the purchase the Chinese maker bought on its own, at its own prices: the group counts it from that day on.
BELONGINGS = (
    Belonging("C0011", "kessdorf", 1000),
    Belonging("ulm", "C0011", 800),
    Belonging("C0024", "kessdorf", 240),
)
