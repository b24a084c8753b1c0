"""LibreOffice as a second opinion: it settles all tracked changes of a Word document and writes it again.

It does not know changes within notes, and it leaves empty paragraphs where a table went (seen with version 7.4), so that only the
paragraphs of the body that say something can be compared.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.tools import docx_xml
from tests.tools.docx_xml import W

COMMANDS = {
    "accept": ".uno:AcceptAllTrackedChanges",
    "reject": ".uno:RejectAllTrackedChanges",
    "update": ".uno:UpdateAllIndexes",
}
"""What is done to a document: all changes settled, or its contents made anew."""
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
MODULE = (
    HEAD
    + """<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub SettleAll(jobs As String)
  For Each job In Split(jobs, "|")
    parts = Split(job, "&gt;")
    Settle parts(0), parts(1), parts(2)
  Next
End Sub
Sub Settle(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  createUnoService("com.sun.star.frame.DispatchHelper").executeDispatch(document.CurrentController.Frame, command, "", 0, Array())
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = "FilterName"
  filter(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(target), filter())
  document.close(True)
End Sub
</script:module>"""
)
LIBRARY = (
    HEAD
    + """<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false">{}</library:library>"""
)


class Office:
    """LibreOffice with a profile of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._run("--terminate_after_init")
        macros = folder / "profile/user/basic/Standard"
        macros.mkdir(parents=True, exist_ok=True)
        (macros / "Module1.xba").write_text(MODULE, encoding="utf-8")
        (macros / "script.xlb").write_text(LIBRARY.format('<library:element library:name="Module1"/>'), encoding="utf-8")
        (macros / "dialog.xlb").write_text(LIBRARY.format(""), encoding="utf-8")

    def lines(self, *settled: tuple[bytes, str]) -> list[list[str]]:
        """The paragraphs of each body that hold words, once all changes are accepted or rejected. LibreOffice starts once for all."""
        jobs, targets = [], []
        for number, (data, decision) in enumerate(settled):
            source, target = self._folder / f"source-{number}.docx", self._folder / f"target-{number}.docx"
            source.write_bytes(data)
            target.unlink(missing_ok=True)
            jobs.append(f"{source}>{target}>{COMMANDS[decision]}")
            targets.append(target)
        self._run(f'macro:///Standard.Module1.SettleAll("{"|".join(jobs)}")')
        return [_lines(target.read_bytes()) for target in targets]

    def _run(self, *arguments: str) -> None:
        profile = f"-env:UserInstallation=file://{self._folder / 'profile'}"
        subprocess.run(["soffice", profile, "--headless", "--norestore", *arguments], check=True, capture_output=True)


def _lines(data: bytes) -> list[str]:
    body = docx_xml.tree(data)
    assert not [node for node in body.iter() if node.tag in {f"{W}ins", f"{W}del"}]
    found = ["".join(text.text or "" for text in line.iter(f"{W}t")) for line in body.iter(f"{W}p")]
    return [line for line in found if line]
