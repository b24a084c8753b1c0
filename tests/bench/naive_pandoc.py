"""The naive way to Word through pandoc, from the page that the naive PDF is set from, without its drawing. naive_pandoc.py DESK OUT"""

import shutil
import subprocess
import sys
from pathlib import Path

from naive_html import page


def pandoc():
    """The program of the system; else the one that a package brings."""
    found = shutil.which("pandoc")
    if found:
        return found
    import pypandoc

    return pypandoc.get_pandoc_path()


html = page(Path(sys.argv[1]), drawn=False)
subprocess.run([pandoc(), "--from", "html", "--to", "docx", "--output", sys.argv[2]], input=html.encode(), check=True)
