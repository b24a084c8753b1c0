"""The benchmark measures what it says: whole trees of processes, edits that change one thing, and scripts that run on today's desks."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefgen.desk.folder import DeskFolder
from tests.bench import bench, corpus, peers, rows
from tests.bench.edits import change_title, change_word, middle, new_word
from tests.bench.measure import Cost, Failed, measure, once
from tests.bench.table import HEAD, Against, figure, line, ratio
from tests.conftest import ROOT
from tests.tools.desks import loaded
from tools.lock import pins

BENCH = ROOT / "tests/bench"
HOLD = "import sys; held = b'x' * int(sys.argv[1])"
"""Holds so many bytes."""
IN_A_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLD!r}, sys.argv[1]], check=True)"


def script(code: str, *more: str) -> list[str]:
    return [sys.executable, "-I", "-c", code, *more]


def files_of(desk: Path) -> dict[Path, list[str]]:
    return {path: path.read_text(encoding="utf-8").split() for path in sorted(desk.rglob("*.yaml"))}


@pytest.mark.parametrize(("change", "key"), [(change_word, "text:"), (change_title, "title:")])
def test_an_edit_changes_one_word_of_one_file(change: Callable[[Path, str], Path], key: str, tmp_path: Path) -> None:
    """It stands in the development in the middle, and the desk is as good as before."""
    desk = corpus.write(tmp_path, 5)
    before = files_of(desk)
    changed = change(desk, "novel")
    after = files_of(desk)
    assert [path for path in before if before[path] != after[path]] == [changed] == [middle(desk)]
    assert changed.stem == "step-0002"
    [(old, new)] = [pair for pair in zip(before[changed], after[changed], strict=True) if pair[0] != pair[1]]
    assert (old != "novel", new) == (True, "novel")
    assert re.search(rf"^(  - )?{key} .*novel", changed.read_text(encoding="utf-8"), re.MULTILINE)
    loaded(DeskFolder(desk))


def test_an_edit_that_changes_nothing_is_told(tmp_path: Path) -> None:
    """A build after it would find what is kept and pass for a quick one."""
    desk = corpus.write(tmp_path, 3)
    change_title(desk, "novel")
    with pytest.raises(ValueError, match="“novel”"):
        change_title(desk, "novel")


def test_each_run_has_words_of_its_own() -> None:
    """Words are of one length, so that no file grows by them, and none is one of the generated desks'."""
    words = [new_word(random.Random(seed)) for seed in range(50)]
    assert len(set(words)) == 50
    assert {len(word) for word in words} == {8}
    assert not set(words) & set(corpus.WORDS)


def test_the_peak_is_that_of_the_largest_process_of_the_tree() -> None:
    """A child's memory counts, and that of whoever measures does not."""
    mine = bytearray(120_000_000)
    assert once(script(HOLD, "0")).memory < 100_000_000 < len(mine)
    assert 200_000_000 < once(script(HOLD, "200000000")).memory < 300_000_000
    assert 200_000_000 < once(script(IN_A_CHILD, "200000000")).memory < 300_000_000


def test_what_a_child_computes_counts() -> None:
    """CPU seconds are those of all processes that the command waited for."""
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}], check=True)"
    assert once(script(child)).computed >= 0.3


@pytest.mark.skipif(sys.platform != "linux", reason="orphans are waited for on Linux only")
def test_what_outlives_the_command_counts() -> None:
    """As the process does from which a pool makes its others."""
    busy = "import time\nheld = bytearray(150_000_000)\nwhile time.process_time() < 0.3: pass"
    orphan = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {busy!r}])"
    cost = once(script(orphan))
    assert cost.computed >= 0.3
    assert cost.memory > 150_000_000


def test_a_command_that_fails_is_not_measured() -> None:
    """What it wrote is told."""
    with pytest.raises(Failed, match=r"ended with 3:\nno such desk"):
        once(script("import sys; print('no such desk', file=sys.stderr); sys.exit(3)"))


def test_every_run_is_prepared(tmp_path: Path) -> None:
    """What a run before left is taken away before the next."""
    left = tmp_path / "left"
    measure(script("import sys; open(sys.argv[1], 'x')", str(left)), 3, lambda: left.unlink(missing_ok=True))
    assert left.exists()


@pytest.mark.parametrize(
    ("value", "printed"),
    [(0.40, "0.4"), (0.0113207, "0.0113"), (1.516, "1.52"), (99.96, "100"), (106.4, "106"), (1116.2, "1116"), (0.02, "0.02")],
)
def test_a_figure_has_three_digits(value: float, printed: str) -> None:
    """However large or small it is."""
    assert figure(value) == printed


def test_what_is_within_its_goal_holds() -> None:
    """The value is compared as it was measured, not as it is printed; where there is no goal nothing is said."""
    base = Cost(100, 100, 0)
    values = {seconds: ratio(Cost(seconds, 80, 0), base, "B", 0.40) for seconds in (40, 40.001)}
    assert [value.holds for value in values.values()] == [True, False]
    assert {(value.goal(), value.measured(), value.by_cpu) for value in values.values()} == {("0.4 B", "0.4 B", 0.8)}
    assert (ratio(base, base, "B").holds, ratio(base, base, "B").goal()) == (None, "")


def test_columns_stand_below_their_heads() -> None:
    """Each value ends where its head ends, and what is not there leaves its place blank."""
    heads = [found.end() for found in re.finditer(r"by CPU|\S+", HEAD)]
    cost, against = Cost(9.5, 8.25, 450_000_000), Against(0.5, "B", 0.4, by_cpu=0.45)
    values = ["0.4 B", "0.5 B", "no", "0.45", "9.50 s", "8.25 s", "450 MB"]
    text = line("cold", cost, against)
    assert [text[:end].endswith(value) for end, value in zip(heads, values, strict=True)] == [True] * 7, text
    assert line("cold", cost)[heads[3] :] == text[heads[3] :]
    assert line("only words") == "only words"


def test_rows_that_take_minutes_are_asked_for() -> None:
    """All others are measured unless some are named."""
    assert set(rows.ROWS) - set(bench.options_of([]).only) == {"growth"}
    assert bench.options_of(["--growth"]).only == list(rows.ROWS)
    assert bench.options_of(["--only", "word,cold", "--sizes", "5,50"]).only == ["word", "cold"]
    assert bench.options_of(["--sizes", "5,50"]).sizes == [50, 5]


def test_rows_that_there_are_not_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    """With those that there are."""
    with pytest.raises(SystemExit):
        bench.options_of(["--only", "cold,warm"])
    assert "there are no rows warm; there are cold, word," in capsys.readouterr().err


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> rows.Bench:
    """A benchmark in which each build takes a second for each development to the power of 1.2, and no script is run."""
    monkeypatch.setattr(rows.Bench, "cold", lambda self, size, kind, *more, name="": Cost(size**1.2, size, 460_000_000))
    monkeypatch.setattr(rows.Bench, "naive", lambda self, size, name, *more: Cost(500, 400, 0))
    return rows.Bench(tmp_path, 1, [500, 5], lambda text: None)


def test_growth_is_an_exponent(small: rows.Bench) -> None:
    """That of cold time by size, from the largest desk to one four times as large."""
    assert [re.findall(r"size\^\S+|yes|no", text) for text in rows.growth(small)] == [["size^1.1", "size^1.2", "no"]] * len(rows.PRODUCTS)


def test_a_goal_is_for_its_size(small: rows.Bench) -> None:
    """A desk of another size is measured and not judged."""

    def judged() -> list[bool]:
        return [bool(re.search("yes|no", text)) for text in (*rows.cold(small), *rows.memory(small))]

    assert judged() == [True] * 6
    small.sizes = [50, 7]
    assert judged() == [True, True, False, False, False, False]


def test_memory_is_held_against_its_goal(small: rows.Bench) -> None:
    """In MB of a million bytes."""
    assert all("450 MB" in text and "460 MB    no" in text for text in rows.memory(small))


@pytest.mark.parametrize(("parts", "told"), [(b"p" * 105, "1.05 ×   yes"), (b"p" * 111, "1.11 ×    no"), (b"w" * 100, "not to be had")])
def test_a_file_is_held_against_one_set_whole(parts: bytes, told: str, small: rows.Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the switch changes nothing there is nothing to compare, and the row says so."""

    def made(command: list[str], environment: Mapping[str, str] | None = None) -> Cost:
        whole = "tests.bench.whole" in command
        out = Path(command[-2] if whole else command[command.index("--output") + 1])
        out.mkdir()
        (out / "pack.pdf").write_bytes(b"w" * 100 if whole else parts)
        return Cost(1, 1, 0)

    monkeypatch.setattr(rows, "once", made)
    monkeypatch.setattr(rows.Bench, "desk", lambda self, size: self.folder / "desk")
    *_, text = rows.size(small)
    assert told in text


def test_an_edit_that_changed_no_file_is_told(small: rows.Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that found nothing to do is no figure for an edit."""
    monkeypatch.setattr(rows, "once", lambda command, environment=None: Cost(1, 1, 0))
    small.sizes = [3]
    with pytest.raises(Failed, match="changed no"):
        list(rows.word(small))


def test_peers_that_are_not_there_are_told(small: rows.Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each once, with what installs it; the rows of Word are measured all the same."""
    said: list[str] = []
    small.print = said.append
    monkeypatch.setattr(peers, "installed", lambda module: False)
    monkeypatch.setattr(rows.shutil, "which", lambda name: None)
    assert small.filled(500) is None
    told = [*rows.beside(small), *said]
    assert [text.split(" is not there; ")[1] for text in told] == ["./run bench --peers installs it"] * 3
    assert [text.split()[0] for text in told] == ["Typst", "pandoc", "D,"]


def test_the_lock_of_the_peers_is_whole() -> None:
    """It holds each of them, with hashes, what briefgen needs too in briefgen's own version, and no address."""
    wanted = re.findall(r"^[a-z]\w*", (BENCH / "requirements.in").read_text(encoding="utf-8"), re.MULTILINE)
    text = (BENCH / "requirements.lock").read_text(encoding="utf-8")
    found = pins(text)
    own = pins((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    assert len(wanted) == 3
    assert {name.replace("_", "-") for name in wanted} - {"uv"} <= found.keys()
    assert {name: version for name, version in found.items() if own.get(name, version) != version} == {}
    assert [entry.split()[0] for entry in re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:] if "--hash=sha256:" not in entry] == []
    assert "://" not in text


NAIVE = {"naive_pdf.py": b"%PDF", "naive_docx.py": b"PK", "naive_typst.py": b"%PDF", "naive_docxtpl.py": b"PK", "naive_pandoc.py": b"PK"}
NEEDS = {"naive_typst.py": "typst", "naive_docxtpl.py": "docxtpl", "naive_pandoc.py": "pypandoc"}


def made_by(name: str, tmp_path: Path) -> Path:
    """What a naive script makes of a generated desk of the present form."""
    if name in NEEDS and not peers.installed(NEEDS[name]):
        pytest.skip(f"{NEEDS[name]} is not there; {peers.INSTALL}")
    desk = corpus.write(tmp_path / "desk", 3)
    out = tmp_path / f"{name}.out"
    more = [str(tmp_path / "template.docx")] if name == "naive_docxtpl.py" else []
    done = subprocess.run(
        [sys.executable, str(BENCH / name), str(desk), str(out), *more],
        env=rows.with_peers(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return out


@pytest.mark.slow
@pytest.mark.parametrize("name", NAIVE)
def test_a_naive_script_makes_its_file(name: str, tmp_path: Path) -> None:
    """From a generated desk of the present form."""
    assert made_by(name, tmp_path).read_bytes().startswith(NAIVE[name])


@pytest.mark.slow
def test_both_naive_ways_to_word_say_the_same(tmp_path: Path) -> None:
    """The template of docxtpl has what python-docx writes, word for word."""
    from docx import Document
    from docx.oxml.ns import qn

    def words(path: Path) -> list[str]:
        return [text.text for text in Document(str(path)).element.body.iter(qn("w:t")) if text.text]

    made = [" ".join(words(made_by(name, tmp_path))).split() for name in ("naive_docxtpl.py", "naive_docx.py")]
    assert made[0] == made[1]
    assert len(made[0]) > 1000


@pytest.mark.slow
def test_a_process_that_is_kept_builds_what_was_changed(tmp_path: Path) -> None:
    """After its edit the pack has the new word, and the report has the seconds of one build, not of the first."""
    from pypdf import PdfReader

    desk, out, report = corpus.write(tmp_path / "desk", 3), tmp_path / "out", tmp_path / "report"
    once([sys.executable, "-m", "tests.bench.kept_process", str(desk), str(out), str(report), "1", "pack"])
    [word] = set(middle(desk).read_text(encoding="utf-8").split()) - set(
        middle(corpus.write(tmp_path / "before", 3)).read_text(encoding="utf-8").split()
    )
    [pack] = out.glob("*.pdf")
    assert word in " ".join(page.extract_text() for page in PdfReader(pack).pages)
    assert [len(values) for values in json.loads(report.read_text(encoding="ascii"))] == [1, 1]


@pytest.mark.slow
def test_the_benchmark_runs_from_end_to_end() -> None:
    """On a small desk: each row that is asked for is printed, with its baseline once."""
    done = subprocess.run(
        [sys.executable, str(BENCH / "bench.py"), "--runs", "1", "--sizes", "3", "--only", "word"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    names = [text.split(":")[0] for text in done.stdout.splitlines()[2:]]
    assert names == ["B, 3 developments", "one word changed, 3", "one word changed, 3"]
