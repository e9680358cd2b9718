"""Text in every encoding that exports come in, whole and broken."""

from collections.abc import Iterator

from badfiles.cases import CHINESE_HEADERS, Case, accepted, asked, good_rows, refused, table

CHINESE = table([[*row[:2], row[2].replace("ü", "u"), *row[3:]] for row in good_rows()], CHINESE_HEADERS)
ENGLISH = table(good_rows())
WHOLE = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "gbk", "gb2312",
    "gb18030",
)  # fmt: skip
TRADITIONAL = {"北辰風電裝備公司": 0, "台灣積體電路製造股份有限公司": 1, "鴻海精密工業": 2, "聯發科技": 3}
JAPANESE = ("トヨタ自動車株式会社", "三菱電機エンジニアリング", "ベアリング商会", "日立製作所")
WESTERN = ("Müller & Söhne", "Café “Zürich” – 5€", "Señor Núñez S.L.", "Œuvre naïve")


def cases() -> Iterator[Case]:
    """Yield files of one encoding, of several, and of none."""
    yield from _whole()
    yield from _cut()
    yield from _mixed()
    yield from _wrong()


def _named(names: tuple[str, ...]) -> str:
    return table([[*row[:2], names[number % 4], *row[3:]] for number, row in enumerate(good_rows())])


def _plain(names: tuple[str, ...]) -> str:
    rows = [[*row[:2], names[number % 4], *row[3:4], "6204", *row[5:]] for number, row in enumerate(good_rows())]
    return table(rows)


def _whole() -> Iterator[Case]:
    for encoding in WHOLE:
        yield accepted(f"chinese in {encoding}", CHINESE.encode(encoding))
    yield accepted("four bytes a character in gb18030", ENGLISH.replace("bolt", "𠮷㐂").encode("gb18030"))
    yield accepted("big5", _plain(tuple(TRADITIONAL)).encode("big5"))
    yield accepted("shift-jis", _plain(JAPANESE).encode("cp932"))
    yield accepted("western windows", _plain(WESTERN).encode("cp1252"))
    yield accepted("utf-16 big-endian with its mark", b"\xfe\xff" + CHINESE.encode("utf-16-be"))
    yield accepted("utf-32 big-endian with its mark", b"\x00\x00\xfe\xff" + CHINESE.encode("utf-32-be"))
    yield accepted("two marks at the start", b"\xef\xbb\xbf\xef\xbb\xbf" + CHINESE.encode())


def _cut() -> Iterator[Case]:
    broken = "北辰风电装备有限公司".encode()
    for number, cut in enumerate((1, 2, 4)):
        content = ENGLISH.encode().replace(broken, broken[:-cut], 1)
        yield accepted(f"utf-8 cut inside a character {number + 1}", content, 2)
    with_mark = b"\xef\xbb\xbf" + ENGLISH.encode().replace(broken, broken[:-1], 1)
    yield accepted("utf-8 with its mark, cut inside a character", with_mark, 2)
    last = table([*good_rows(), ["1099", "C01", "北辰", "2026-03-01", "bolt", "1", "5.00"]])
    at_end = last.encode("gbk").rstrip(b"\n") + ",北".encode("gbk")[:-1]
    yield accepted("gbk cut inside its last character", at_end, 42, lines=40)
    old = CHINESE.encode("gbk")
    place = old.index("华东轴承集团".encode("gbk"))
    yield accepted("gbk with a byte lost", old[:place] + old[place + 1 :], 5)
    yield accepted("gbk with a wrong byte", old[:place] + b"\xff" + old[place + 1 :], 5)
    wide = CHINESE.encode("utf-16")
    yield refused("utf-16 cut inside a character", wide[:-1])
    yield refused("utf-16 with half a pair", wide[:200] + b"\x00\xd8" + wide[200:])
    yield refused("utf-32 cut inside a character", CHINESE.encode("utf-32")[:-2])
    yield refused("utf-32 with a number that is no character", CHINESE.encode("utf-32") + b"\xff\xff\xff\x7f")


def _mixed() -> Iterator[Case]:
    chinese = [["1098", "C02", "上海精密机械有限公司", "2026-03-01", "轴承", "1", "5.00"]]
    more = table(chinese, None)
    yield accepted("utf-8 with a line of gbk at its end", ENGLISH.encode() + more.encode("gbk"), 42, lines=40)
    yield accepted("utf-8 with a line of big5 at its end", ENGLISH.encode() + more.replace("轴", "軸").replace("机", "機").encode("big5", "ignore"), 42, lines=40)  # fmt: skip  # noqa: E501
    head, body = ENGLISH.split("\n", 1)
    yield accepted("a line of gbk under the header", f"{head}\n{more}".encode("gbk") + body.encode(), 2, lines=40)
    half = ENGLISH.encode() + table(good_rows(), None).encode("gb18030")
    yield refused("half utf-8, half gbk", half)
    yield accepted("a mark in the middle", ENGLISH.encode() + b"\xef\xbb\xbf" + more.encode(), lines=41)
    twice = ENGLISH.encode() + b"\xef\xbb\xbf" + ENGLISH.replace("2026-", "2027-").encode()
    yield accepted("two files one after the other, marks and headers too", twice, 42, lines=80)


def _wrong() -> Iterator[Case]:
    yield refused("a mark of utf-8 before gbk", b"\xef\xbb\xbf" + CHINESE.encode("gbk"))
    yield refused("a mark of utf-16 before utf-8", b"\xff\xfe" + CHINESE.encode()[:-1])
    yield asked("read before as another encoding", CHINESE.encode("gbk").decode("cp1252", "replace"))
    yield asked("utf-8 taken for western twice", CHINESE.encode().decode("latin-1"))
    yield refused("ebcdic", ENGLISH.encode("cp500", "replace"))
    yield refused("told to be what it is not", CHINESE.encode("gbk"), options={"encoding": "utf-16"})
    yield refused("told to be ascii", CHINESE, options={"encoding": "ascii"})
