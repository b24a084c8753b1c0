"""The same words in every format: one projection of a document, made from HTML, PDF and Word, and how two of them differ."""

from tests.parity.compare import LOSSES, Loss, difference, expected
from tests.parity.model import Block, Piece
from tests.parity.paper import read_pdf
from tests.parity.screen import read_html
from tests.parity.word import read_docx

__all__ = ["LOSSES", "Block", "Loss", "Piece", "difference", "expected", "read_docx", "read_html", "read_pdf"]
