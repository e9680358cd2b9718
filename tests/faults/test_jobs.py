"""What many workers and a kill do to the queue: every piece of work is done, and by one of them. Real processes."""

from pathlib import Path

from faults.test_imports import happens

WORKERS, JOBS = 4, 40


def test_four_workers_do_every_piece_of_work_once(tmp_path: Path, database: str) -> None:
    seen = happens("crowd", tmp_path, database, str(tmp_path / "noted"), program="working.py")
    assert seen["noted"] == {str(number): 1 for number in range(JOBS)}
    assert (sum(seen["done"]), len(seen["done"])) == (JOBS, WORKERS)
    assert seen["states"] == {"done": JOBS}


def test_of_four_workers_one_reads_an_import_at_a_time(tmp_path: Path, database: str) -> None:
    seen = happens("lane", tmp_path, database, str(tmp_path / "noted"), program="working.py")
    assert (seen["done"], seen["overlaps"], seen["states"]) == (JOBS, 0, {"done": JOBS})


def test_the_work_of_a_killed_worker_is_done_by_the_next(tmp_path: Path, database: str) -> None:
    seen = happens("kill", tmp_path, database, str(tmp_path / "noted"), program="working.py")
    assert seen["held"] == {"running": 1}
    assert seen["soon"] == 0
    assert (seen["later"], seen["noted"], seen["states"]) == (1, {"1": 2}, {"done": 1})
