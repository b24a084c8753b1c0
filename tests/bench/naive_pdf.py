"""The naive way to a PDF: one Jinja template and WeasyPrint, tagged, with the same content. naive_pdf.py DESK OUT"""

import sys
from pathlib import Path

import weasyprint
from naive_html import page

weasyprint.HTML(string=page(Path(sys.argv[1]))).write_pdf(sys.argv[2], pdf_tags=True)
