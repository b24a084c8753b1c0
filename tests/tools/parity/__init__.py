"""The same words in every format: one projection of a document, made from HTML, PDF and Word, and how two of them differ."""

from tests.tools.parity.compare import LOSSES, Loss, difference, expected
from tests.tools.parity.model import Block, Piece
from tests.tools.parity.paper import read_pdf
from tests.tools.parity.screen import read_html
from tests.tools.parity.word import read_docx

__all__ = ["LOSSES", "Block", "Loss", "Piece", "difference", "expected", "read_docx", "read_html", "read_pdf"]
