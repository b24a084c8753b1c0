"""Whole-process times and peak memory of `briefgen build` beside naive scripts, on the same content, in one run.

bench.py [--runs N] [--sizes 5,50,500] [--skip-pdf-above N]. Prints a table and the ratios that the README quotes.
bench.py --evidence [--archive DIR] [--show] prints instead how many planted errors the rules of evidence find, and how many true sentences
they doubt; with --show each error that was missed and each truth that was doubted.
"""

from __future__ import annotations

import argparse
import compileall
import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from tests.bench import corpus, evidence  # noqa: E402  (found only once the root is on the path)


@dataclass(frozen=True)
class Cost:
    """Median seconds and peak memory in MB of a command."""

    seconds: float
    memory: float


def measure(command: list[str], runs: int, cwd: Path) -> Cost:
    """Runs a command several times; a run that other load disturbed (waited twice as long as it computed) is repeated once."""
    seconds, memory = [], []
    for _ in range(runs):
        took, peak, busy = _once(command, cwd)
        if took > 2 * busy + 0.5:
            took, peak, busy = _once(command, cwd)
        seconds.append(took)
        memory.append(peak)
    return Cost(statistics.median(seconds), max(memory))


def _once(command: list[str], cwd: Path) -> tuple[float, float, float]:
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    took = time.perf_counter() - started
    errors = process.stderr.read().decode() if process.stderr else ""
    if status:
        sys.exit(f"{' '.join(command)} failed:\n{errors}")
    return took, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024), usage.ru_utime + usage.ru_stime


def ours(desk: Path, out: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "briefgen", "build", "--desk", str(desk), "--output", str(out), "--quiet", *more]


def row(name: str, cost: Cost, base: Cost | None = None) -> None:
    ratio = f"{cost.seconds / base.seconds:8.2f}" if base else "        "
    print(f"{name:<44} {cost.seconds:8.2f} s {cost.memory:7.0f} MB {ratio}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sizes", default="5,50,500")
    parser.add_argument("--skip-pdf-above", type=int, default=50, help="PDF of more developments is left out (minutes)")
    parser.add_argument("--evidence", action="store_true", help="planted errors and true paraphrases instead of times")
    parser.add_argument("--archive", type=Path, help="folder of the first desk's texts; its own setting where left out")
    parser.add_argument("--show", action="store_true", help="with --evidence: what was missed and what was doubted though true")
    options = parser.parse_args()
    if options.evidence:
        evidence.main(options.archive or evidence.archive_of_first_desk(), options.show)
        return
    sizes = [int(size) for size in options.sizes.split(",")]
    compileall.compile_dir(sysconfig.get_paths()["purelib"], quiet=2)
    compileall.compile_dir(ROOT / "briefgen", quiet=2)
    print(f"{'':<44} {'median':>10} {'peak':>10} {'× naive':>8}")
    with tempfile.TemporaryDirectory() as folder:
        bench(Path(folder), sizes, options)


def bench(folder: Path, sizes: list[int], options: argparse.Namespace) -> None:
    out = folder / "out"
    docx: dict[int, Cost] = {}
    for size in sizes:
        desk = corpus.write(folder / f"desk-{size}", size)
        if size <= options.skip_pdf_above:
            naive = measure([sys.executable, str(HERE / "naive_pdf.py"), str(desk), str(folder / "naive.pdf")], options.runs, folder)
            row(f"PDF, {size} developments: naive", naive)
            row(
                f"PDF, {size} developments: briefgen",
                measure(ours(desk, out, "--format", "pdf-only", "--force"), options.runs, folder),
                naive,
            )
        naive = measure(
            [sys.executable, str(HERE / "naive_docx.py"), str(desk), str(folder / "naive.docx")], 1 if size > 100 else options.runs, folder
        )
        row(f"DOCX, {size} developments: naive", naive)
        docx[size] = measure(ours(desk, out, "--format", "docx", "--force"), options.runs, folder)
        row(f"DOCX, {size} developments: briefgen", docx[size], naive)
    if {50, 500} <= docx.keys():
        print(f"DOCX, 500 over 50 developments: {docx[500].seconds / docx[50].seconds:.1f} ×")
    start_up(folder, options.runs)
    reading(folder, options)


def start_up(folder: Path, runs: int) -> None:
    """The quick commands on the project's own desk, beside a cold PDF build of it."""
    out = folder / "real"
    cold = measure(ours(ROOT, out, "--format", "pdf-only", "--force"), runs, folder)
    row("real desk: cold PDF build", cold)
    for name, command in {"--help": ["--help"], "list": ["list", "--desk", str(ROOT)], "check": ["check", "--desk", str(ROOT)]}.items():
        row(f"real desk: {name} (× cold build)", measure([sys.executable, "-m", "briefgen", *command], max(5, runs), folder), cold)
    row("real desk: up-to-date build (× cold build)", measure(ours(ROOT, out, "--format", "pdf-only"), max(5, runs), folder), cold)


def reading(folder: Path, options: argparse.Namespace) -> None:
    """Checking 500 developments, beside rendering them (measured at 50 and scaled by ten, which favours rendering)."""
    large, small = corpus.write(folder / "desk-500", 500), corpus.write(folder / "desk-50", 50)
    render = measure(ours(small, folder / "out", "--format", "pdf-only", "--force"), options.runs, folder)
    check = measure([sys.executable, "-m", "briefgen", "check", "--desk", str(large)], options.runs, folder)
    row("check of 500 developments (× 10 PDFs of 50)", check, Cost(10 * render.seconds, 0))
    archived = corpus.write(folder / "desk-archive", 500, archive=True)
    verify = measure([sys.executable, "-m", "briefgen", "verify", "--desk", str(archived)], options.runs, folder)
    row("verify of 500 developments (× 10 PDFs of 50)", verify, Cost(10 * render.seconds, 0))


if __name__ == "__main__":
    main()
