"""What briefgen costs: whole processes on generated desks, beside naive scripts and peers with the same content, in one run.

bench.py [--runs N] [--sizes 5,50,500] [--only ROWS] [--growth] prints the table that the README quotes: each row with its goal, what was
measured and whether it holds. bench.py --peers installs the peers. bench.py --evidence [--archive DIR] [--show] prints instead how many
planted errors the rules of evidence find, and how many true sentences they doubt. bench.py --editor and --preview measure what editors
wait for.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.bench import editor, evidence, peers, preview, rows, table  # noqa: E402  (found only once the root is on the path)
from tests.bench.measure import Failed  # noqa: E402


def options_of(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """What was asked for. Ends the process for what cannot be asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3, help="of each command; medians are printed")
    parser.add_argument("--sizes", type=_sizes, default=[500, 50, 5], help="in developments; rows of one size take the largest")
    parser.add_argument("--only", type=_rows, help=f"some of: {', '.join(rows.ROWS)}")
    parser.add_argument("--growth", action="store_true", help="with the rows of a desk four times as large, which take minutes")
    parser.add_argument("--peers", action="store_true", help="install the peers into .peers/ and measure nothing")
    parser.add_argument("--evidence", action="store_true", help="planted errors and true paraphrases instead of times")
    parser.add_argument("--editor", action="store_true", help="what editors wait for: language server and preview")
    parser.add_argument(
        "--preview", action="store_true", help="1,000 saves with the preview open: how soon each is seen, what memory grows by"
    )
    parser.add_argument("--archive", type=Path, help="with --evidence: folder of the first desk's texts; its own setting where left out")
    parser.add_argument("--show", action="store_true", help="with --evidence: what was missed and what was doubted though true")
    options = parser.parse_args(arguments)
    options.only = options.only or [name for name in rows.ROWS if name not in rows.SLOW or (options.growth and name == "growth")]
    return options


def _sizes(text: str) -> list[int]:
    return sorted({int(size) for size in text.split(",")}, reverse=True)


def _rows(text: str) -> list[str]:
    names = text.split(",")
    unknown = [name for name in names if name not in rows.ROWS]
    if unknown:
        raise argparse.ArgumentTypeError(f"there are no rows {', '.join(unknown)}; there are {', '.join(rows.ROWS)}")
    return names


def main() -> None:
    options = options_of()
    if options.editor:
        editor.main()
    elif options.preview:
        preview.main()
    elif options.evidence:
        evidence.main(options.archive or evidence.archive_of_first_desk(), options.show)
    elif options.peers:
        try:
            peers.install()
        except subprocess.CalledProcessError:
            sys.exit("The peers were not installed; what pip says stands above.")
    else:
        print_table(options)


def print_table(options: argparse.Namespace) -> None:
    compileall.compile_dir(sysconfig.get_paths()["purelib"], quiet=2)
    for folder in ("briefgen", "tests/bench"):
        compileall.compile_dir(ROOT / folder, quiet=2)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores; medians of {options.runs}; wall, CPU of all processes, peak of one")
    print(table.HEAD, flush=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = rows.Bench(Path(folder), options.runs, options.sizes, lambda text: print(text, flush=True))
        for name in options.only:
            try:
                for text in rows.ROWS[name](bench):
                    bench.print(text)
            except Failed as error:
                sys.exit(f"{name}: {error}")


if __name__ == "__main__":
    main()
