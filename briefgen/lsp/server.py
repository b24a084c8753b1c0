"""The language server: what an editor asks is answered from the desks that its files stand in, with the texts that are not saved.

Of two desks in one workspace each has its own; files in none are left alone. What fails in one answer is logged, and the server goes on.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import urllib.request
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.lsp.server import LanguageServer

import briefgen
from briefgen.content.content import Content
from briefgen.content.record import ID_PATTERN
from briefgen.diagnostics.diagnostic import ContentError, Diagnostic
from briefgen.editing.layout.formatted import formatted
from briefgen.lsp import completion, fixes, problems
from briefgen.lsp.at_cursor import AtCursor, at_cursor
from briefgen.lsp.hover import cited_at, hover
from briefgen.lsp.names import Definition, Name, definitions, name_at, occurrences
from briefgen.lsp.positions import column_of, position, span
from briefgen.lsp.typed_desk import TypedDesk, desk_of
from briefgen.preview.run import address_of

CURSOR = "briefgen/cursor"
"""A notification that the editor sends as its cursor moves: uri, line from 0."""
SOON, LATER = 0.05, 0.3
"""Seconds after the last change, after which the desk is looked at, and after that its archived texts."""
F = TypeVar("F", bound=Callable[..., Any])


class DeskServer(LanguageServer):
    """A language server with the desks that it was asked about."""

    def __init__(self) -> None:
        super().__init__("briefgen", briefgen.__version__, types.TextDocumentSyncKind.Incremental)
        self._desks: dict[Path, TypedDesk] = {}
        self.told: dict[str, list[tuple[Diagnostic, types.Diagnostic]]] = {}
        self.waiting: dict[Path, asyncio.Task[None]] = {}

    def desk(self, uri: str) -> TypedDesk | None:
        """The desk that a file stands in, if it is one of its records."""
        path = path_of(uri)
        folder = desk_of(path) if path else None
        if folder is None or path is None or not folder.show(path).startswith("content/"):
            return None
        return self._desks.setdefault(folder.root, TypedDesk(folder))

    def desks(self) -> list[TypedDesk]:
        """Those that can be shown."""
        return [desk for desk in self._desks.values() if _content(desk)]

    def lines(self, uri: str) -> list[str]:
        """The lines of a file as it stands in the editor."""
        return [line.rstrip("\r\n") for line in self.workspace.get_text_document(uri).lines] or [""]

    def at(self, uri: str, where: types.Position) -> AtCursor | None:
        """What stands at a cursor of a file that is a record of a desk."""
        desk, lines = self.desk(uri), self.lines(uri)
        path = path_of(uri)
        if desk is None or path is None or where.line >= len(lines):
            return None
        return at_cursor(desk.name(path), lines, where.line, column_of(lines[where.line], where.character))

    def tell(self, desk: TypedDesk, found: list[Diagnostic]) -> None:
        """Shows the problems of a desk in its files; files that had some and have none any more are told so."""
        by_file = problems.by_file(found)
        root = desk.folder.root
        for uri in [uri for uri in self.told if path_of(uri) and desk_of(path_of(uri) or root) == desk.folder]:
            by_file = {**by_file, desk.name(path_of(uri) or root): by_file.get(desk.name(path_of(uri) or root), [])}
        documents = desk.documents()
        for name, some in by_file.items():
            uri = (root / name).as_uri()
            lines = list(documents[name].lines) if name in documents else self.lines(uri) if (root / name).is_file() else [""]
            self.told[uri] = [(one, problems.shown(one, lines)) for one in some]
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, [shown for _, shown in self.told[uri]]))


def path_of(uri: str) -> Path | None:
    """The file of an address; None for what is no file."""
    parts = urlsplit(uri)
    return Path(unquote(parts.path)) if parts.scheme == "file" else None


def make() -> DeskServer:
    """A server with all that it can."""
    server = DeskServer()

    def safely(empty: Callable[[], Any]) -> Callable[[F], F]:
        """A handler whose faults are logged, by their kind and place alone, and give an empty answer."""

        def made(handler: F) -> F:
            @wraps(handler)
            def answer(*arguments: Any) -> Any:
                try:
                    return handler(*arguments)
                except Exception as error:
                    server.window_log_message(types.LogMessageParams(types.MessageType.Error, fault(handler.__name__, error)))
                    return empty()

            return cast("F", answer)

        return made

    def look(uri: str) -> None:
        desk = server.desk(uri)
        if desk is None:
            return
        if waiting := server.waiting.get(desk.folder.root):
            waiting.cancel()
        server.waiting[desk.folder.root] = asyncio.get_running_loop().create_task(follow(desk))

    async def follow(desk: TypedDesk) -> None:
        """Tells the problems of a desk once nobody types, and those of its sources a little later; others are answered meanwhile."""
        loop = asyncio.get_running_loop()
        try:
            await asyncio.sleep(SOON)
            found = await loop.run_in_executor(None, desk.problems)
            server.tell(desk, found)
            await asyncio.sleep(LATER)
            verified = await loop.run_in_executor(None, desk.verified)
            if verified is not None:
                server.tell(desk, [*found, *verified.problems])
        except Exception as error:
            server.window_log_message(types.LogMessageParams(types.MessageType.Error, fault("problems", error)))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    @safely(lambda: None)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        typed(params.text_document.uri, params.text_document.text)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    @safely(lambda: None)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        typed(params.text_document.uri, server.workspace.get_text_document(params.text_document.uri).source)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    @safely(lambda: None)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        typed(params.text_document.uri, None)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    @safely(lambda: None)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        look(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    @safely(lambda: None)
    def did_change_files(params: types.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            look(change.uri)

    def typed(uri: str, text: str | None) -> None:
        desk, path = server.desk(uri), path_of(uri)
        if desk and path:
            desk.typed(path, text)
            look(uri)

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["¶", "“", '"', "@", "#", " "]))
    @safely(lambda: types.CompletionList(False, []))
    def complete(params: types.CompletionParams) -> types.CompletionList:
        desk, at = server.desk(params.text_document.uri), server.at(params.text_document.uri, params.position)
        if desk is None or at is None:
            return types.CompletionList(False, [])
        items = completion.completions(at, _content(desk), desk.library(), source_of(server.lines(params.text_document.uri), at))
        return types.CompletionList(False, items)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    @safely(lambda: None)
    def show(params: types.HoverParams) -> types.Hover | None:
        desk, at = server.desk(params.text_document.uri), server.at(params.text_document.uri, params.position)
        if desk is None or at is None:
            return None
        told = hover(at, _content(desk), desk.library(), source_of(server.lines(params.text_document.uri), at))
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, told)) if told else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    @safely(lambda: None)
    def define(params: types.DefinitionParams) -> types.Location | None:
        uri = params.text_document.uri
        desk, at = server.desk(uri), server.at(uri, params.position)
        if desk is None or at is None:
            return None
        cited = cited_at(at, source_of(server.lines(uri), at))
        if cited and (place := line_of_paragraph(desk, cited[0], cited[1])) and at.word != cited[0]:
            return place
        name = named(desk, at)
        found = next((one for one in definitions(desk.good) if one.name == name), None) if desk.good and name else None
        return location(desk, found) if found else None

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    @safely(list)
    def refer(params: types.ReferenceParams) -> list[types.Location]:
        return [place for place, _ in written(params.text_document.uri, params.position)]

    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    @safely(lambda: None)
    def prepare(params: types.PrepareRenameParams) -> types.Range | None:
        desk, at = server.desk(params.text_document.uri), server.at(params.text_document.uri, params.position)
        if desk is None or at is None or named(desk, at) is None:
            return None
        begins = len(at.before) - len(at.begun) + 1
        return _on_line(at, begins)

    @server.feature(types.TEXT_DOCUMENT_RENAME)
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        desk, at = server.desk(params.text_document.uri), server.at(params.text_document.uri, params.position)
        name = named(desk, at) if desk and at else None
        if desk is None or name is None or desk.good is None:
            return None
        if not re.fullmatch(ID_PATTERN, params.new_name):
            raise ValueError("An id is of small letters, digits and single hyphens, for example missile-defence.")
        if any(one.name == Name(name.kind, params.new_name) for one in definitions(desk.good)):
            raise ValueError(f"Another {name.kind} is already called “{params.new_name}”.")
        changes: dict[str, list[types.TextEdit]] = {}
        for place, _ in written(params.text_document.uri, params.position):
            changes.setdefault(place.uri, []).append(types.TextEdit(place.range, params.new_name))
        return types.WorkspaceEdit(changes)

    def written(uri: str, where: types.Position) -> list[tuple[types.Location, str]]:
        """Every place where the id at a cursor is written."""
        desk, at = server.desk(uri), server.at(uri, where)
        name = named(desk, at) if desk and at else None
        if desk is None or name is None or desk.good is None:
            return []
        documents = desk.documents()
        one = next(one for one in definitions(desk.good) if one.name == name)
        found = occurrences(desk.good, name, one, documents)
        return [
            (
                types.Location((desk.folder.root / o.file).as_uri(), span(list(documents[o.file].lines), o.line, o.column, len(name.id))),
                o.file,
            )
            for o in found
            if o.file in documents
        ]

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions([types.CodeActionKind.QuickFix]))
    @safely(list)
    def act(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri, lines = params.text_document.uri, server.lines(params.text_document.uri)
        here = [
            pair
            for pair in server.told.get(uri, [])
            if pair[1].range.start.line <= params.range.end.line and params.range.start.line <= pair[1].range.end.line
        ]
        return [action for problem, shown in here for action in fixes.fixes(problem, shown, uri, lines)]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    @safely(list)
    def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        desk, path = server.desk(params.text_document.uri), path_of(params.text_document.uri)
        name = desk.name(path) if desk and path else ""
        content = _content(desk) if desk else None
        some = [one for one in definitions(content) if one.location.file == name] if content else []
        return [symbol(one) for one in some]

    @server.feature(types.WORKSPACE_SYMBOL)
    @safely(list)
    def search(params: types.WorkspaceSymbolParams) -> list[types.WorkspaceSymbol]:
        every = [(desk, one) for desk in server.desks() for one in definitions(cast("Content", desk.good))]
        return [found(desk, one) for desk, one in every if params.query.casefold() in f"{one.name.id} {one.title}".casefold()]

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    @safely(list)
    def hint(params: types.InlayHintParams) -> list[types.InlayHint]:
        desk, path = server.desk(params.text_document.uri), path_of(params.text_document.uri)
        content = _content(desk) if desk else None
        if desk is None or path is None or content is None:
            return []
        verified = desk.verified()
        confirmed = verified.confirmations.confirmed(content.desk.confirm_by) if verified else frozenset()
        return list(hints(content, desk.name(path), confirmed, params.range, server.lines(params.text_document.uri)))

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    @safely(list)
    def lay_out(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        desk, path = server.desk(params.text_document.uri), path_of(params.text_document.uri)
        if desk is None or path is None:
            return []
        text = server.workspace.get_text_document(params.text_document.uri).source
        try:
            made = formatted(desk.name(path), text)
        except ContentError:
            return []  # what cannot be read is told as a problem
        end = types.Position(len(text.splitlines()) + 1, 0)
        return [types.TextEdit(types.Range(types.Position(0, 0), end), made)] if made != text else []

    @server.feature(CURSOR)
    @safely(lambda: None)
    def cursor(params: Any) -> None:
        path = path_of(str(params.uri))
        folder = desk_of(path) if path else None
        if folder and path and (address := address_of(folder.root)):
            asyncio.get_running_loop().run_in_executor(None, lead_preview, address, str(path), int(params.line) + 1)

    return server


def fault(handler: str, error: Exception) -> str:
    """What is logged of a fault: nothing of the desk's texts."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return f"briefgen could not answer {handler}: {type(error).__name__} at {place}"


def _on_line(at: AtCursor, begins: int) -> types.Range:
    text = at.before + at.after
    start, end = position([text], 1, begins), position([text], 1, begins + len(at.word))
    return types.Range(types.Position(at.line, start.character), types.Position(at.line, end.character))


def _content(desk: TypedDesk) -> Content | None:
    if desk.good is None:
        desk.problems()
    return desk.good


def named(desk: TypedDesk, at: AtCursor) -> Name | None:
    """The id at a cursor."""
    content = _content(desk)
    return name_at(content, at.kind, at.key, at.word, at.before[: len(at.before) - len(at.begun)]) if content and at.word else None


def source_of(lines: list[str], at: AtCursor) -> str:
    """The source of a citation that names none: of its fact, paragraph or development, the nearest above that is less indented."""
    indent = len(at.before) - len(at.before.lstrip(" -"))
    for number in range(min(at.line, len(lines) - 1), -1, -1):
        found = re.match(r"^(?P<lead>\s*(?:- +)*)source:\s*(?P<id>[a-z0-9-]+)\s*$", lines[number])
        if found and len(found["lead"]) <= indent:
            return found["id"]
    return ""


def location(desk: TypedDesk, one: Definition) -> types.Location:
    """Where an id is defined."""
    place = one.location
    lines = list(one.entry.document.lines)
    return types.Location((desk.folder.root / place.file).as_uri(), span(lines, place.line, place.column, len(one.name.id)))


def line_of_paragraph(desk: TypedDesk, source: str, number: int) -> types.Location | None:
    """The line of the archived text on which a paragraph begins."""
    reading = desk.library().get(source)
    paragraph = reading.paragraph(number) if reading else None
    if reading is None or paragraph is None or desk.good is None or not desk.good.desk.archive:
        return None
    file = (desk.folder.root / desk.good.desk.archive / reading.source.archive.file).resolve()
    line = next((n for n, text in enumerate(reading.text.lines) if text.strip() and text.strip() == paragraph.text.strip()), 0)
    return types.Location(file.as_uri(), types.Range(types.Position(line, 0), types.Position(line, 0)))


def found(desk: TypedDesk, one: Definition) -> types.WorkspaceSymbol:
    """An id that was searched for."""
    title = f"{one.name.id} {one.title}"
    return types.WorkspaceSymbol(location(desk, one), title, types.SymbolKind.Object, container_name=one.name.kind)


def symbol(one: Definition) -> types.DocumentSymbol:
    """An id in the outline of its file."""
    place = one.location
    where = span(list(one.entry.document.lines), place.line, place.column, len(one.name.id))
    return types.DocumentSymbol(one.name.id, types.SymbolKind.Object, where, where, one.title)


def hints(content: Content, file: str, confirmed: frozenset[str], within: types.Range, lines: list[str]) -> Iterator[types.InlayHint]:
    """Behind each fact of a file who says so, and whether persons confirmed it."""
    for entry in content.entries:
        for path, fact in entry.statements if entry.document.name == file else ():
            line = entry.location((*path, "text")).line
            if within.start.line <= line - 1 <= within.end.line and line <= len(lines):
                yes = ", confirmed" if entry.places.get(path) in confirmed else ""
                end = position(lines, line, len(lines[line - 1]) + 1)
                yield types.InlayHint(end, f"{fact.says}{yes}", padding_left=True)


def lead_preview(address: str, file: str, line: int) -> None:
    """Tells a preview where the editor's cursor is; one that is gone is told nothing."""
    data = json.dumps({"file": file, "line": line}).encode()
    request = urllib.request.Request(f"{address}cursor", data, {"Content-Type": "application/json"}, method="POST")
    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=2).close()
    except OSError:
        return


def serve() -> None:
    """Serves an editor over standard input and output until it ends."""
    with os.fdopen(os.dup(0), "rb") as asked, os.fdopen(os.dup(1), "wb") as answered:  # it closes what it was given
        make().start_io(asked, answered)
