"""run against a package index of its own: what is locked is what is installed, and what cannot be had is told apart."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tools import lock as locking

ROOT = Path(__file__).parent.parent.parent
pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="run is for POSIX shells")]
NOWHERE = "http://127.0.0.1:9/simple"
"""A port of the machine itself on which nothing listens."""


@dataclass(frozen=True)
class Index:
    """A folder that pip reads as an index, with wheels that are made here."""

    folder: Path

    @property
    def address(self) -> str:
        return self.folder.as_uri()

    def offer(self, name: str, version: str, *needs: str, extras: str = "") -> str:
        """Put a wheel on offer; its line for a lock."""
        wheel = f"{name}-{version}-py3-none-any.whl"
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        info = f"{name}-{version}.dist-info"
        lines = [*(f"Requires-Dist: {need}" for need in needs), *(f"Provides-Extra: {extra}" for extra in extras.split())]
        files = {
            f"{name}.py": f"version = '{version}'\n",
            f"{info}/METADATA": "\n".join(["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}", *lines, ""]),
            f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        }
        record = "".join(f"{path},sha256={_digest(text)},{len(text)}\n" for path, text in files.items())
        with zipfile.ZipFile(folder / wheel, "w") as archive:
            for path, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
                archive.writestr(path, text)
        (folder / "index.html").write_text("".join(f'<a href="{path.name}">{path.name}</a>\n' for path in sorted(folder.glob("*.whl"))))
        return f"{name}=={version} --hash=sha256:{hashlib.sha256((folder / wheel).read_bytes()).hexdigest()}\n"


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index(tmp_path / "index")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that was just cloned, with a program that says which versions it sees."""
    folder = tmp_path / "project"
    for name in ("briefgen/machine", "tools"):
        (folder / name).mkdir(parents=True)
    for name in ("run", "tools/complete.py", "tools/lock.py", "briefgen/machine/system_libraries.py"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("briefgen/__init__.py", "briefgen/machine/__init__.py"):
        (folder / name).touch()
    (folder / "briefgen" / "__main__.py").write_text("import alpha, beta\nprint(alpha.version, beta.version)\n")
    (folder / "pyproject.toml").write_text(
        '[project]\nname = "p"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["beta>=1"]\n[dependency-groups]\ndev = []\n'
    )
    (folder / "requirements-dev.lock").touch()
    return folder


@contextmanager
def served(*statuses: int) -> Iterator[str]:
    """The address of an index here that answers with these statuses in turn, the last for ever; 0 hangs up, 200 offers nothing."""
    left = list(statuses)

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status = left.pop(0) if len(left) > 1 else left[0]
            if status:
                self.send_response(status)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()


def run(project: Path, address: str, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Call `run` with a Python that is whole, an index, and no settings of this machine."""
    foreign = ("pip_", "uv_", "python", "http_proxy", "https_proxy", "all_proxy")
    environment = {name: value for name, value in os.environ.items() if not name.lower().startswith(foreign)}
    environment |= {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": address, "PIP_RETRIES": "1", "BRIEFGEN_PYTHON": sys.executable}
    environment |= settings
    return subprocess.run(
        [str(project / "run"), *arguments], env=environment, capture_output=True, text=True, timeout=300, check=False, cwd=project
    )


def test_what_others_publish_tomorrow_changes_nothing(project: Path, index: Index) -> None:
    """Newer releases that do not fit, asked for with and without an extra, leave the locked versions as they are."""
    lock = index.offer("alpha", "1.0", "gamma>=1 ; extra == 'more'", extras="more")
    lock += index.offer("beta", "1.0", "alpha[more]>=1") + index.offer("gamma", "1.0")
    (project / "requirements.lock").write_text(lock)
    index.offer("alpha", "2.0", "delta>=9 ; extra == 'more'", extras="more")
    index.offer("beta", "2.0", "alpha>=2")
    index.offer("gamma", "2.0", "nothing-that-exists>=1")
    result = run(project, index.address, "list")
    assert (result.returncode, result.stdout) == (0, "1.0 1.0\n"), result.stderr


def test_an_incomplete_lock_names_what_is_missing(project: Path, index: Index) -> None:
    """What an extra of a locked package needs and the lock leaves out is named, with who needs it, and nothing passes for set up."""
    lock = index.offer("alpha", "1.0", "gamma>=1 ; extra == 'more'", extras="more") + index.offer("beta", "1.0", "alpha[more]>=1")
    (project / "requirements.lock").write_text(lock)
    index.offer("gamma", "1.0")
    result = run(project, index.address, "list")
    assert result.returncode == 1
    assert "gamma is not in the lock, and alpha needs it (gamma>=1" in result.stderr
    assert "./run lock" in result.stderr
    assert not (project / ".venv" / "stamp").exists()


@pytest.mark.parametrize("change", ["withdrawn", "replaced"])
def test_a_lock_that_can_no_longer_be_had_is_told(project: Path, index: Index, change: str) -> None:
    """A release that was withdrawn or replaced is the lock's matter, not the network's, and the message says what mends it."""
    lock = index.offer("alpha", "1.0") + index.offer("beta", "1.0")
    (project / "requirements.lock").write_text(lock)
    if change == "withdrawn":
        (index.folder / "alpha" / "alpha-1.0-py3-none-any.whl").unlink()
        (index.folder / "alpha" / "index.html").write_text("")
        index.offer("alpha", "1.1")
    else:
        index.offer("alpha", "1.0", "beta>=1")
    result = run(project, index.address, "list")
    assert result.returncode == 1
    assert "./run lock" in result.stderr
    assert "does not answer" not in result.stderr


def test_an_index_that_does_not_answer_is_told(project: Path, index: Index) -> None:
    """Where nothing answers, the message names the settings of the network, and not the lock."""
    (project / "requirements.lock").write_text(index.offer("beta", "1.0"))
    result = run(project, NOWHERE, "list")
    assert result.returncode == 1
    assert "HTTPS_PROXY or PIP_INDEX_URL" in result.stderr
    assert "./run lock" not in result.stderr


@pytest.mark.parametrize(
    ("statuses", "told"), [((0, 200), "withdrawn"), ((404,), "withdrawn"), ((503,), "does not answer"), ((0,), "does not answer")]
)
def test_one_failed_try_tells_nothing_of_the_network(project: Path, index: Index, statuses: tuple[int, ...], told: str) -> None:
    """An index that hangs up once and then answers has withdrawn the release; one that never gives an answer is the network's matter."""
    (project / "requirements.lock").write_text(index.offer("beta", "1.0"))
    with served(*statuses) as address:
        result = run(project, address, "list")
    assert result.returncode == 1
    assert told in result.stderr
    assert ("./run lock" in result.stderr) == (told == "withdrawn")
    if statuses[0] == 0:
        assert "Retrying" in result.stderr


@pytest.mark.parametrize(("setting", "told"), [("1", "unset PIP_NO_INDEX"), ("0", "./run lock")])
def test_an_index_that_nobody_may_ask_is_not_the_lock_s_fault(project: Path, index: Index, setting: str, told: str) -> None:
    """Where PIP_NO_INDEX forbids the index, that is said and what undoes it; where it is switched off, it is not blamed."""
    (project / "requirements.lock").write_text("beta==9 --hash=sha256:" + "0" * 64 + "\n")
    index.offer("beta", "1.0")
    result = run(project, index.address, "list", PIP_NO_INDEX=setting)
    assert result.returncode == 1
    assert told in result.stderr
    assert ("PIP_NO_INDEX" in result.stderr) == (setting == "1")
    assert ("./run lock" in result.stderr) == (setting == "0")


def test_a_dependency_that_no_lock_has_is_named_at_the_next_call(project: Path, index: Index) -> None:
    """What is added to pyproject.toml without a new lock is named at the next call, and again until the lock has it."""
    (project / "requirements.lock").write_text(index.offer("alpha", "1.0") + index.offer("beta", "1.0"))
    assert run(project, index.address, "list").returncode == 0
    settings = project / "pyproject.toml"
    before = settings.read_text()
    settings.write_text(before.replace('["beta>=1"]', '["beta>=1", "gamma>=3"]'))
    for _ in range(2):
        result = run(project, index.address, "list")
        assert (result.returncode, result.stdout) == (1, "")
        assert "gamma is not in the lock, and briefgen needs it (gamma>=3)" in result.stderr
        assert "./run lock" in result.stderr
    settings.write_text(before + "# something else\n")
    result = run(project, index.address, "list")
    assert (result.returncode, result.stdout, result.stderr) == (0, "1.0 1.0\n", "")


@pytest.fixture
def uv() -> Path:
    return Path(shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}") or pytest.skip("uv is not here"))


def test_the_lock_is_renewed_with_as_few_changes_as_can_be(project: Path, index: Index, uv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pin that can still be had stays; one that was withdrawn moves on, and what changed is said; --upgrade takes the newest."""
    monkeypatch.chdir(project)
    for name in [name for name in os.environ if name.startswith(("PIP_", "UV_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("UV_DEFAULT_INDEX", index.address)
    monkeypatch.setenv("UV_NO_CONFIG", "1")
    monkeypatch.setenv("UV_CACHE_DIR", str(project / "cache"))
    for version in ("1.0", "1.1"):
        index.offer("alpha", version)
    for version in ("1.0", "2.0"):
        index.offer("beta", version, "alpha>=1")
    (project / "requirements.lock").write_text("alpha==1.1\nbeta==1.0\n")
    (project / "requirements-dev.lock").write_text("alpha==1.1\nbeta==1.0\n")
    assert locking.renew(uv, [])["requirements.lock"] == []
    (index.folder / "alpha" / "alpha-1.1-py3-none-any.whl").unlink()
    index.offer("alpha", "1.2")
    assert locking.renew(uv, []) == {name: ["alpha 1.1 → 1.2"] for name in locking.LOCKS}
    assert locking.renew(uv, ["--upgrade"])["requirements.lock"] == ["beta 1.0 → 2.0"]
    assert str(project.parent) not in (project / "requirements.lock").read_text()


def test_changes_of_a_lock_are_said_by_name() -> None:
    """Packages that moved, came and went are told apart."""
    assert locking.changes({"a": "1", "b": "1", "c": "1"}, {"a": "2", "c": "1", "d": "3"}) == ["a 1 → 2", "b 1 removed", "d 3 added"]
