"""Files that are no tables, whatever they are called."""

import bz2
import gzip
import io
import lzma
import zipfile
from collections.abc import Iterator

from badfiles.cases import Case, accepted, asked, good_rows, refused, table
from badfiles.packages import container

GOOD = table(good_rows())
HTML = "<html><head><meta charset='utf-8'></head><body><table><tr><td>1</td></tr></table></body></html>"


def cases() -> Iterator[Case]:
    """Yield what people drop by mistake."""
    documents: list[tuple[str, bytes, str]] = [
        ("a pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "orders.pdf"),
        ("a pdf called xlsx", b"%PDF-1.4\n1 0 obj", "orders.xlsx"),
        ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(100), "orders.png"),
        ("a photograph", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100), "orders.jpg"),
        ("a photograph of a telephone", b"\x00\x00\x00\x18ftypheic" + bytes(100), "IMG_0001.HEIC"),
        ("a scan", b"II*\x00" + bytes(100), "orders.tif"),
        ("a picture of the web", b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(100), "orders.webp"),
        ("an old bitmap", b"BM\x36\x00\x0c\x00\x00\x00\x00\x00" + bytes(100), "orders.bmp"),
        ("a moving picture", b"GIF89a" + bytes(100), "orders.gif"),
        ("rich text", b"{\\rtf1\\ansi hello}", "orders.rtf"),
        ("an old document", container({"WordDocument": bytes(5000)}), "orders.doc"),
        ("an old document called xls", container({"WordDocument": bytes(5000)}), "orders.xls"),
        ("old slides", container({"PowerPoint Document": bytes(5000)}), "orders.ppt"),
        ("an e-mail of outlook", container({"__properties_version1.0": bytes(5000)}), "orders.msg"),
        ("an old container of something else", container({"Contents": bytes(5000)}), "orders.xls"),
        ("a database", b"SQLite format 3\x00" + bytes(100), "orders.db"),
        ("a database of access", b"\x00\x01\x00\x00Standard ACE DB\x00" + bytes(100), "orders.accdb"),
        ("a program", b"MZ\x90\x00" + bytes(100), "orders.exe"),
        ("a program of linux", b"\x7fELF\x02\x01\x01" + bytes(100), "orders"),
        ("contact cards", b"BEGIN:VCARD\nVERSION:3.0\nFN:Li Ming\nEND:VCARD\n", "contacts.vcf"),
        ("a calendar", b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n", "visits.ics"),
        ("an e-mail", b"From - Mon Jan  5 10:00:00 2026\nSubject: orders\n", "orders.eml"),
        ("objects of json", b'{"orders": [{"invoice": 1}]}', "orders.json"),
        ("a list of json", b'[{"invoice": 1, "amount": 2}]', "orders.json"),
        ("lines of json", b'{"invoice": 1}\n{"invoice": 2}\n', "orders.jsonl"),
        ("xml", b'<?xml version="1.0"?><orders><order/></orders>', "orders.xml"),
        ("xml of wide characters", '<?xml version="1.0"?><orders/>'.encode("utf-16"), "orders.xml"),
        ("a workbook as xml of 2003", b'<?xml version="1.0"?><?mso-application x?><Workbook/>', "orders.xls"),
        ("random bytes", bytes((at * 7919 + at // 3) % 256 for at in range(5000)), "orders.csv"),
        ("java classes", b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + bytes(50), "orders.csv"),
    ]  # fmt: skip
    for name, content, file in documents:
        yield refused(name, content, file=file)
    yield from _pages()
    yield from _packed()
    yield from _programs()


def _pages() -> Iterator[Case]:
    yield refused("a web page called xls", HTML, file="orders.xls")
    yield refused("a table of a web page called csv", "\n<table><tr><td>1</td></tr></table>", file="orders.csv")
    yield refused("a page to sign in instead of the export", "<!DOCTYPE html>\n<title>登录</title>", file="export.csv")
    yield refused("a web page of wide characters", HTML.encode("utf-16"), file="orders.xls")
    yield refused("a web page with its mark", b"\xef\xbb\xbf" + HTML.encode(), file="orders.xls")
    yield refused("a web archive", "MIME-Version: 1.0\nContent-Type: multipart/related\n", file="orders.xls")


def _packed() -> Iterator[Case]:
    data = GOOD.encode()
    tight = lzma.compress(data)
    for name, content in (("gz", gzip.compress(data, mtime=0)), ("bz2", bz2.compress(data)), ("xz", tight)):
        yield refused(f"packed as {name}", content, file=f"orders.csv.{name}")
    for name, content in (
        ("rar", b"Rar!\x1a\x07\x01\x00"),
        ("7z", b"7z\xbc\xaf\x27\x1c\x00\x04"),
        ("zst", b"\x28\xb5\x2f\xfd\x24"),
    ):
        yield refused(f"packed as {name}", content + bytes(100), file=f"orders.{name}")
    for name, parts in (
        ("an archive of tables", {"orders.csv": GOOD}), ("an archive of a folder", {"2026/01/orders.csv": GOOD}),
        ("a document", {"[Content_Types].xml": "x", "word/document.xml": "x"}),
        ("slides", {"ppt/presentation.xml": "x"}),
        ("a spreadsheet of apple", {"Index/Document.iwa": "x"}),
        ("an empty archive", {}),
        ("an archive that points elsewhere", {"../../etc/passwd": "x"}),
    ):  # fmt: skip
        yield refused(name, _zip(parts), file="orders.xlsx")
    yield refused("the start of an archive", b"PK\x03\x04" + bytes(200), file="orders.xlsx")
    yield refused("the end of an archive", _zip({"orders.csv": GOOD})[-60:], file="orders.xlsx")
    yield accepted("a first header that starts like an archive", GOOD.replace("Invoice No", "PK", 1), file="orders.csv")


def _zip(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _programs() -> Iterator[Case]:
    yield refused("a query instead of its answer", "SELECT * FROM orders WHERE year = 2026;\n", file="orders.sql")
    yield asked("settings", "[server]\nport = 8000\n", file="orders.ini")
    yield refused("parquet cut off", b"PAR1" + bytes(100), file="orders.parquet")
    yield refused(
        "parquet with a footer of no sense", b"PAR1" + bytes(100) + b"\x10\x00\x00\x00PAR1", file="orders.parquet"
    )
