"""Sign-ins, the doctor and faults on the command line."""

from pathlib import Path

import pytest

from doors.terminal import Inside, Terminal

PASSWORD = "correct horse battery\n"


@pytest.fixture
def terminal(db: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Inside:
    return Inside(capsys, monkeypatch)


def test_a_sign_in_is_made_listed_changed_and_closed(terminal: Inside) -> None:
    made = terminal.vitalfew("user", "add", "wang", "--name", "王芳", "--role", "director", told=PASSWORD)
    assert made.code == 0, made.err
    drawn = terminal.vitalfew("user", "add", "li", "--random")
    assert "Password, shown this once: " in drawn.out
    assert terminal.vitalfew("user", "list", "--json").json == {
        "users": [
            {"username": "li", "name": "li", "role": "manager", "is_sample": False},
            {"username": "wang", "name": "王芳", "role": "director", "is_sample": False},
        ]
    }
    assert terminal.vitalfew("user", "password", "wang", told=PASSWORD).code == 0
    # Nobody would be left to manage the others.
    assert "last administrator" in terminal.vitalfew("user", "close", "li").err
    terminal.vitalfew("user", "add", "admin", "--role", "administrator", "--random")
    assert terminal.vitalfew("user", "close", "li").code == 0
    assert [one["username"] for one in terminal.vitalfew("user", "list", "--json").json["users"]] == ["admin", "wang"]
    assert "王芳" in terminal.vitalfew("user", "list", language="zh-hans").out


@pytest.mark.parametrize(
    ("arguments", "told", "sentence"),
    [
        (("user", "add", "wang"), "short\n", "too short"),
        (("user", "close", "nobody"), "", "Nobody signs in as nobody"),
        (("figures",), "", "The books are empty"),
    ],
)
def test_a_fault_is_a_sentence(terminal: Inside, arguments: tuple[str, ...], told: str, sentence: str) -> None:
    answer = terminal.vitalfew(*arguments, told=told)
    assert (answer.code, answer.out) == (1, "")
    assert sentence in answer.err


def test_a_home_that_cannot_be_used_is_a_sentence_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    answer = Terminal(tmp_path / "file").vitalfew("user", "list")
    assert answer.code == 1
    assert str(tmp_path / "file") in answer.err


def test_the_doctor_says_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "home")
    lacks = terminal.vitalfew("doctor", "--json")
    assert lacks.code == 1
    by_name = {one["check"]: one for one in lacks.json["findings"]}
    assert by_name["tables"]["state"] == "bad"
    assert by_name["tables"]["remedy"]
    terminal.vitalfew("user", "add", "wang", "--role", "administrator", "--random")
    sound = terminal.vitalfew("doctor", "--json")
    states = {one["check"]: one["state"] for one in sound.json["findings"]}
    assert (states["backups"], states["journal"], states["engine"]) == ("watch", "good", "good")
    assert [one for one in sound.json["findings"] if one["state"] == "bad" and one["check"] != "fonts"] == []
    terminal.home.chmod(0o755)
    (terminal.home / "journal.key").write_text("x" * 64)
    broken = terminal.vitalfew("doctor", language="zh_CN.UTF-8")
    assert broken.code == 1
    assert f"chmod 700 {terminal.home}" in broken.err
    assert "日志第 1 行被外部改动过" in broken.err
    assert "系统时间" in broken.out
