"""run: what it does on machines that are bare, old, half set up or moved, with stand-ins for Python and for the network."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from briefgen.products.running_code import LIBRARIES, OF_THE_DESK
from tools.lock import LOCKS
from tools.lock import pins as lock_pins

ROOT = Path(__file__).parent.parent.parent
TOOLS = ("sh", "cat", "cksum", "cp", "dirname", "grep", "id", "mkdir", "readlink", "rm", "sleep")
PYTHON = """#!/bin/sh
# Stands in for Python: notes each call, and makes an environment of copies of itself.
echo "${0##*/} $*" >>"$LOG"
case "$*" in
    *sys.version_info*3,*11*) [ -z "${OLD-}" ] || exit 1; [ -z "${BARE-}" ] || case "$*" in *ensurepip*) exit 1 ;; esac; echo "$0" ;;
    *'import ensurepip'*) [ ! -e "${BARE-/nowhere}" ] || exit 1 ;;
    *python%d.%d-venv*) echo python3.11-venv ;;
    *native.missing*) cat "$NATIVE" ;;
    *native.install_command*) echo "$INSTALL" ;;
    *'-m venv'*) mkdir -p "${4}/bin" && cp "$0" "${4}/bin/python" ;;
    *purelib*) echo "${0%/bin/python}" ;;
    *requirements.lock*) [ -z "${OFFLINE-}" ] || { echo "Failed to establish a new connection"; exit 1; } ;;
    *'-m briefgen'*) echo "in $PWD" ;;
esac
"""


@dataclass
class Machine:
    """A project folder with `run`, a PATH that holds only what is put there, and a note of every call of Python."""

    folder: Path
    environment: dict[str, str]

    @property
    def project(self) -> Path:
        return self.folder / "project"

    def run(
        self, *arguments: str, at: Path | None = None, program: Path | None = None, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        """Call `run` as a user would; output and messages are kept apart."""
        command = [str(program or self.project / "run"), *arguments]
        return subprocess.run(
            command, cwd=at or self.project, env=self.environment | environment, capture_output=True, text=True, timeout=60, check=False
        )

    def calls(self) -> str:
        """What Python was called with since the last question."""
        log = self.folder / "log"
        text = log.read_text() if log.exists() else ""
        log.unlink(missing_ok=True)
        return text

    def put(self, name: str, script: str) -> None:
        """Put a program on the PATH."""
        path = self.folder / "bin" / name
        path.unlink(missing_ok=True)
        path.write_text(script)
        path.chmod(0o755)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with a Python that is new enough, the system libraries, and a project that was just cloned."""
    (tmp_path / "bin").mkdir()
    project = tmp_path / "project"
    (project / "sub").mkdir(parents=True)
    shutil.copy(ROOT / "run", project / "run")
    (project / "requirements.lock").write_text("one==1\n")
    (project / "requirements-dev.lock").write_text("one==1\ntwo==1\n")
    (project / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "native").write_text("")
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool) or pytest.fail(f"{tool} is needed"))
    paths = {"PATH": str(tmp_path / "bin"), "LOG": str(tmp_path / "log"), "NATIVE": str(tmp_path / "native"), "INSTALL": ""}
    made = Machine(tmp_path, paths)
    made.put("python3", PYTHON)
    return made


def test_no_command_lists_commands_without_setting_up(machine: Machine) -> None:
    """`./run` alone lists what it can do and touches nothing."""
    result = machine.run()
    for command in ("build", "check", "list", "test", "snapshots", "lint", "bench", "doctor"):
        assert re.search(rf"^  {command} ", result.stdout, re.MULTILINE)
    assert result.returncode == 0
    assert not (machine.project / ".venv").exists()


def test_first_call_sets_up_and_then_runs_the_command(machine: Machine) -> None:
    """The first call makes the environment from the lock with hashes, says so, and hands the arguments on."""
    result = machine.run("build", "--format", "pdf")
    calls = machine.calls()
    assert result.returncode == 0, result.stderr
    assert "--require-hashes" in calls
    assert "--no-deps" in calls
    assert "requirements-dev.lock" not in calls
    assert "-m compileall" in calls
    assert calls.endswith("python -P -m briefgen build --format pdf\n")
    assert (machine.project / ".venv" / "briefgen.pth").read_text() == f"{machine.project}\n"
    assert "setting up" in result.stderr
    assert "run:" not in result.stdout


def test_second_call_runs_the_command_and_nothing_else(machine: Machine) -> None:
    """The second call is quiet, takes no turn, and starts one program: the command itself."""
    machine.run("list")
    machine.calls()
    machine.put("mkdir", '#!/bin/sh\necho mkdir >>"$LOG"\n')
    result = machine.run("list")
    assert machine.calls() == "python -P -m briefgen list\n"
    assert result.stderr == ""


def test_changed_lock_makes_the_environment_anew(machine: Machine) -> None:
    """Another lock file means another environment, with nothing left of the old one."""
    machine.run("list")
    (machine.project / ".venv" / "left-over").touch()
    machine.calls()
    (machine.project / "requirements.lock").write_text("one==2\n")
    machine.run("list")
    assert "--require-hashes" in machine.calls()
    assert not (machine.project / ".venv" / "left-over").exists()


def test_developers_tools_are_added_when_first_needed(machine: Machine) -> None:
    """The developers' commands add their packages to the environment, once; a build before or after does not set up again."""
    machine.run("list")
    assert "requirements-dev.lock" not in machine.calls()
    result = machine.run("lint")
    calls = machine.calls()
    assert "requirements-dev.lock" in calls
    assert "-m venv" not in calls
    assert "developers' tools" in result.stderr
    machine.run("list")
    machine.run("lint")
    assert "--require-hashes" not in machine.calls()


def test_changed_lock_of_the_tools_adds_them_again(machine: Machine) -> None:
    """Another lock of the developers' tools leaves the packages of a build as they are."""
    machine.run("lint")
    machine.calls()
    (machine.project / "requirements-dev.lock").write_text("one==1\ntwo==2\n")
    machine.run("list")
    assert machine.calls() == "python -P -m briefgen list\n"
    machine.run("lint")
    calls = machine.calls()
    assert "requirements-dev.lock" in calls
    assert "-m venv" not in calls


def test_environment_whose_python_went_is_made_anew(machine: Machine) -> None:
    """An environment whose Python was removed repairs itself."""
    machine.run("list")
    machine.calls()
    python = machine.project / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nowhere/python3.11")
    result = machine.run("list")
    assert "-m venv" in machine.calls()
    assert result.returncode == 0


def test_half_made_environment_is_made_anew(machine: Machine) -> None:
    """A set-up that failed half-way leaves no environment that passes for whole: the next call repairs it."""
    failed = machine.run("list", OFFLINE="yes")
    assert failed.returncode == 1
    assert "HTTPS_PROXY" in failed.stderr
    assert (machine.project / ".venv" / "bin" / "python").exists()
    machine.calls()
    assert machine.run("list").returncode == 0
    assert "--require-hashes" in machine.calls()


def test_half_removed_environment_is_made_anew(machine: Machine) -> None:
    """A set-up killed while it cleared the old environment leaves nothing that passes for whole."""
    machine.run("list")
    lock = machine.project / "requirements.lock"
    before = lock.read_text()
    lock.write_text("one==2\n")
    machine.put("rm", f'#!/bin/sh\n[ "$1" != -rf ] || exit 1\nexec {shutil.which("rm")} "$@"\n')
    assert machine.run("list").returncode == 1
    lock.write_text(before)
    machine.put("rm", f'#!/bin/sh\nexec {shutil.which("rm")} "$@"\n')
    shutil.rmtree(machine.project / ".venv.lock")
    machine.calls()
    machine.run("list")
    assert "--require-hashes" in machine.calls()


def test_moved_project_is_set_up_again(machine: Machine) -> None:
    """A project folder that was moved gets a new environment, since the old one names the old place."""
    machine.run("list")
    machine.calls()
    moved = machine.folder / "elsewhere"
    machine.project.rename(moved)
    machine.run("list", at=moved, program=moved / "run")
    assert "--require-hashes" in machine.calls()


def test_old_python_is_refused(machine: Machine) -> None:
    """Without a Python that is new enough nothing is made, and the message says what is needed."""
    result = machine.run("list", OLD="yes")
    assert result.returncode == 1
    assert "Python 3.11 or newer is needed" in result.stderr
    assert not (machine.project / ".venv").exists()
    assert not (machine.project / ".venv.lock").exists()


def test_old_python_is_passed_over_for_a_newer_one(machine: Machine) -> None:
    """Among several Pythons the first that is new enough is taken, whatever it is called."""
    machine.put("python3", "#!/bin/sh\nexit 1\n")
    machine.put("python", PYTHON)
    result = machine.run("list")
    assert result.returncode == 0
    assert f"{machine.folder}/bin/python;" in result.stderr


def test_another_python_that_is_asked_for_makes_the_environment_anew(machine: Machine) -> None:
    """BRIEFGEN_PYTHON is heeded where an environment is there already, also one of which nobody knows what made it; the same is kept."""
    machine.run("list")
    machine.put("python3.12", PYTHON)
    machine.calls()
    for asked, anew in (("python3", False), ("python3.12", True), (f"{machine.folder}/bin/python3.12", False), ("", False)):
        machine.run("list", BRIEFGEN_PYTHON=asked)
        assert ("-m venv" in machine.calls()) == anew, asked
    (machine.project / ".venv" / "python").unlink()
    machine.run("list", BRIEFGEN_PYTHON="python3.12")
    assert "python3.12 -I -m venv" in machine.calls()


def test_python_asked_for_that_is_not_there_is_named(machine: Machine) -> None:
    """No other Python takes the place of the one that was asked for."""
    result = machine.run("list", BRIEFGEN_PYTHON="python3.99")
    assert result.returncode == 1
    assert "BRIEFGEN_PYTHON asks for python3.99" in result.stderr


def test_continuous_integration_says_which_pythons_it_takes(machine: Machine) -> None:
    """Without a home folder CI runs too: oldest and newest Python that are whole get their rounds, the others are named with the reason."""
    (machine.project / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", machine.project / ".ci" / "run")
    (machine.project / "run").write_text('#!/bin/sh\necho "$BRIEFGEN_PYTHON: $*"\n')
    for name in ("bash", "cut", "head", "tail", "mktemp"):
        (machine.folder / "bin" / name).symlink_to(shutil.which(name) or pytest.fail(f"{name} is needed"))
    machine.put("git", '#!/bin/sh\nmkdir -p "$4" && cp run "$4/run"\n')
    for version, answer in (("3.11", "exit 0"), ("3.12", "echo ctypes; echo venv"), ("3.13", "exit 0"), ("3.14", "exit 1")):
        machine.put(f"python{version}", f"#!/bin/sh\n{answer}\n")
    result = machine.run(program=machine.project / ".ci" / "run")
    assert result.returncode == 0, result.stderr
    assert result.stderr.splitlines() == [
        "Python 3.12 is skipped: python3.12 lacks ctypes, venv",
        "Python 3.14 is skipped: not found",
    ]
    lines = result.stdout.splitlines()
    assert lines[0] == "Oldest supported Python here: 3.11 python3.11; newest: 3.13 python3.13"
    assert [line for line in lines if "build" in line] == ["python3.11: build --format pdf", "python3.13: build --format pdf"]


def test_works_from_any_folder_and_stays_there(machine: Machine) -> None:
    """The command runs in the caller's folder, so that `../run check` and relative paths mean what they say."""
    result = machine.run("check", at=machine.project / "sub", program=Path("../run"))
    assert result.stdout == f"in {machine.project / 'sub'}\n"
    assert (machine.project / ".venv" / "stamp").exists()


def test_works_through_a_link_and_with_blanks_in_the_path(machine: Machine) -> None:
    """A link to `run` from another folder finds the project, even where its path holds blanks."""
    spaced = machine.folder / "my desk"
    machine.project.rename(spaced)
    link = machine.folder / "link"
    link.symlink_to("my desk/run")
    result = machine.run("list", at=machine.folder, program=link)
    assert result.returncode == 0, result.stderr
    assert (spaced / ".venv" / "stamp").exists()


def test_missing_system_library_is_installed(machine: Machine) -> None:
    """A missing library is installed with the system's package manager, before anything else is made."""
    machine.folder.joinpath("native").write_text("Pango\n")
    result = machine.run("list", INSTALL=f": >{machine.folder}/native")
    assert result.returncode == 0, result.stderr
    assert "Pango not found; installing" in result.stderr


def test_missing_system_library_without_rights_prints_the_command(machine: Machine) -> None:
    """Where a password would be needed, the exact command is printed and the exit code is 1."""
    machine.folder.joinpath("native").write_text("Pango\n")
    machine.put("sudo", "#!/bin/sh\nexit 1\n")
    result = machine.run("list", INSTALL="sudo apt-get install -y libpango-1.0-0")
    assert result.returncode == 1
    assert "\nsudo apt-get install -y libpango-1.0-0\n" in result.stderr
    assert not (machine.project / ".venv").exists()


def test_system_library_that_stays_missing_is_named(machine: Machine) -> None:
    """An installation that changes nothing is not taken for success."""
    machine.folder.joinpath("native").write_text("Pango\n")
    result = machine.run("list", INSTALL="true")
    assert result.returncode == 1
    assert "Pango still not found" in result.stderr


def test_missing_venv_package_is_installed(machine: Machine) -> None:
    """Debian's Python without its venv package gets it from apt."""
    flag = machine.folder / "no-venv"
    flag.touch()
    machine.put("id", "#!/bin/sh\necho 0\n")
    machine.put("apt-get", f'#!/bin/sh\necho "apt-get $*" >>"$LOG"\ncase "$1" in install) rm {flag} ;; esac\n')
    result = machine.run("list", BARE=str(flag))
    assert result.returncode == 0, result.stderr
    assert "apt-get install -y python3.11-venv\n" in machine.calls()


def test_lock_left_by_a_killed_set_up_is_taken_over(machine: Machine) -> None:
    """A lock whose owner is gone does not block the next set-up."""
    finished = subprocess.Popen([shutil.which("true") or "true"])
    finished.wait()
    lock = machine.project / ".venv.lock"
    lock.mkdir()
    (lock / "pid").write_text(f"{finished.pid}\n")
    result = machine.run("list")
    assert result.returncode == 0
    assert not lock.exists()


def test_second_set_up_waits_for_the_first(machine: Machine) -> None:
    """While another set-up is at work a call says so, waits, and then uses what the other made."""
    machine.run("list")
    made = machine.project / ".venv" / "stamp"
    hidden = made.rename(machine.folder / "stamp")
    lock = machine.project / ".venv.lock"
    lock.mkdir()
    (lock / "pid").write_text(f"{os.getpid()}\n")
    machine.put("sleep", f"#!/bin/sh\ncp '{hidden}' '{made}' && rm -r '{lock}'\n")
    machine.calls()
    result = machine.run("list")
    assert result.stderr.count("waiting") == 1
    assert machine.calls() == "python -P -m briefgen list\n"


SNAPSHOTS = "tests/whole/test_snapshots.py tests/whole/test_first_desk.py::test_outline tests/diagnostics/test_codes.py"


@pytest.mark.parametrize(
    ("arguments", "call"),
    [
        (("test", "-k", "a b"), "python -m pytest -n auto --dist worksteal -k a b"),
        (("test", "--fast", "-x"), "python -m pytest -n auto --dist worksteal -m not slow -x"),
        (("snapshots",), f"python -m pytest -vv --snapshot-details {SNAPSHOTS}"),
        (("snapshots", "--accept", "-x"), f"python -m pytest -vv --snapshot-update {SNAPSHOTS} -x"),
        (("bench", "--quick"), "python tests/bench/bench.py --quick"),
        (("init", "a b"), "python -P -m briefgen init a b"),
    ],
)
def test_commands_reach_their_programs(machine: Machine, arguments: tuple[str, ...], call: str) -> None:
    """Each command starts its program with the caller's options."""
    machine.run(*arguments)
    assert machine.calls().splitlines()[-1] == call


@pytest.mark.parametrize("step", ["ruff check", "ruff format", "mypy"])
def test_lint_reports_everything_and_fails_once(machine: Machine, step: str) -> None:
    """A style problem does not hide a type problem: all three checks run, and the exit code tells."""
    machine.run("lint")
    machine.calls()
    failing = PYTHON + f'case "$*" in *"{step}"*) exit 1 ;; esac\n'
    (machine.project / ".venv" / "bin" / "python").write_text(failing)
    result = machine.run("lint")
    assert machine.calls().splitlines() == ["python -m ruff check .", "python -m ruff format --check .", "python -m mypy"]
    assert result.returncode == 1


def test_lock_file_covers_the_project_file() -> None:
    """Every dependency in pyproject.toml is in its lock, in a version that satisfies it, and every line has hashes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [Requirement(text) for text in [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]]
    lock = (ROOT / "requirements-dev.lock").read_text()
    own = lock_pins((ROOT / "requirements.lock").read_text())
    assert {Requirement(text).name.replace(".", "-") for text in project["project"]["dependencies"]} <= own.keys()
    assert own.items() <= lock_pins(lock).items()
    pinned = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.MULTILINE))
    assert len(wanted) > 10
    assert [
        str(requirement) for requirement in wanted if pinned.get(requirement.name.replace(".", "-"), "") not in requirement.specifier
    ] == []
    entries = re.split(r"^(?=[a-z0-9-]+==)", lock, flags=re.MULTILINE)[1:]
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_lock_file_names_no_index_and_no_folder() -> None:
    """The locks say nothing of the machine they were made on."""
    lock = "".join((ROOT / name).read_text() for name in LOCKS)
    assert not re.search(r"://|--(extra-)?index-url|--find-links| /", lock)


def test_scripts_are_plain_and_executable() -> None:
    """`run` is valid POSIX sh, `.ci/run` valid bash, and both may be executed."""
    for name, shell in (("run", "sh"), (".ci/run", "bash")):
        script = ROOT / name
        assert os.access(script, os.X_OK)
        assert subprocess.run([shell, "-n", str(script)], capture_output=True, text=True, check=False).stderr == ""


def test_python_that_runs_the_tests_passes_the_version_check() -> None:
    """The Python question that `run` asks is one that a real Python understands."""
    code = re.search(r'-I -c "(import os, sys\n.*?)"', (ROOT / "run").read_text(), re.DOTALL)
    assert code
    question = code[1].replace("$parts", "import ctypes, ensurepip, venv")
    answer = subprocess.run([sys.executable, "-I", "-c", question], capture_output=True, text=True, check=True)
    assert Path(answer.stdout.strip()).samefile(sys.executable)


def test_what_is_imported_is_declared() -> None:
    """Every library that briefgen imports stands in pyproject.toml, and the list of those that a manifest names is the same."""
    own = {"briefgen", *sys.stdlib_module_names}
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "briefgen").rglob("*.py")]
    froms = {node.module for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    plain = {alias.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names = {name.split(".")[0] for name in froms | plain} - own
    declared = {Requirement(text).name for text in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]}
    providers = packages_distributions()
    assert len(names) > 8
    assert {name: providers[name] for name in names if not {found.lower().replace("_", "-") for found in providers[name]} & declared} == {}
    assert {re.sub(r"[-_.]+", "-", name) for name in declared} == {*LIBRARIES, *OF_THE_DESK}
