"""whole.py DESK OUT PRODUCT: builds a desk's PDF in one piece, as a build does that has no parts."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from briefgen.desk.folder import find
from briefgen.pipeline.make import fresh
from briefgen.pipeline.order import ordered
from tests.bench.kept_process import has_error, silent


def main(desk: Path, out: Path, product: str) -> None:
    gc.disable()  # as the command line does
    order = ordered(find(desk), (), [product], ["pdf"], out)._replace(whole=True)  # type: ignore[list-item]
    fresh(order, order.made_from(), has_error, silent)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
