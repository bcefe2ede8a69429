import os
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

from nemawashi.reading import read
from nemawashi.record.store import Store
from tests.reading.reports import REGISTRY, REPORT


def folder_of(tmp_path, count):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04d}.txt").write_text(f"Report {number}.\n{REPORT}", encoding="utf-8")
    return folder


def told(documents):
    return [(one.file, [(s.start, s.end, s.speaker) for s in one.statements]) for one in documents]


def test_any_executor_gives_the_same_documents_in_the_same_order(tmp_path):
    folder = folder_of(tmp_path, 24)
    plain = told(read([folder], registry=REGISTRY, model=False))
    with ThreadPoolExecutor(3) as threads:
        assert told(read([folder], registry=REGISTRY, model=False, executor=threads)) == plain
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        assert told(read([folder], registry=REGISTRY, model=False, executor=processes)) == plain
    assert [file for file, _ in plain] == sorted(file for file, _ in plain)


def test_threads_share_the_parser(tmp_path):
    folder = folder_of(tmp_path, 8)
    plain = told(read([folder], registry=REGISTRY))
    with ThreadPoolExecutor(4) as threads:
        assert told(read([folder], registry=REGISTRY, executor=threads)) == plain


def test_documents_come_as_they_are_read_not_at_the_end(tmp_path):
    stream = read([folder_of(tmp_path, 200)], model=False)
    start = time.perf_counter()
    next(stream)
    first = time.perf_counter() - start
    for _ in stream:
        pass
    assert first < 0.5 * (time.perf_counter() - start)


def test_a_journal_is_read_back_the_same_and_faster(tmp_path):
    folder = folder_of(tmp_path, 20)
    journal = tmp_path / "journal.db"
    first = list(read([folder], registry=REGISTRY, model=False, journal=journal))
    assert list(read([folder], registry=REGISTRY, model=False, journal=journal)) == first
    (folder / "0003.txt").write_text("Ishiba said that nothing has changed.", encoding="utf-8")
    again = list(read([folder], registry=REGISTRY, model=False, journal=journal))
    assert [a == b for a, b in zip(first, again, strict=True)].count(False) == 1


def test_a_killed_run_goes_on_where_it_stopped(tmp_path):
    folder = folder_of(tmp_path, 300)
    journal = tmp_path / "journal.db"
    script = f"from nemawashi.reading import read\nfor one in read([{str(folder)!r}], model=False, journal={str(journal)!r}): print(one.file, flush=True)\n"
    script = script.replace("journal='", "journal=__import__('pathlib').Path('").replace("db')", "db'))")
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(30):
            child.stdout.readline()
        os.kill(child.pid, signal.SIGKILL)
    store = Store(journal)
    kept = store._connection.execute("SELECT count(*) FROM document").fetchone()[0]
    store.close()
    assert kept >= 30
    assert len(list(read([folder], model=False, journal=journal))) == 300


def test_memory_stays_flat_over_a_folder(tmp_path):
    folder = folder_of(tmp_path, 400)
    stream = read([folder], model=False)
    for _ in range(100):
        next(stream)
    early = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in stream:
        pass
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1.1 * early
