"""What the documents say is so: commands run, links lead somewhere, generated pages match the code."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pharmacy.people import MAY, Act
from pharmacy.site import load_site
from tests.generated_docs import DOCS, PAGES
from tui.cli import app

ROOT = DOCS.parent
TEXTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SAFETY.md", "SECURITY.md", "CHANGELOG.md")]
TEXTS += sorted(DOCS.rglob("*.md"))
INIT = ["init", "--badge", "1000", "--name", "A", "--site", str(ROOT / "samples" / "hospital.toml")]
COMMANDS = re.findall(
    r"^\| `alemprep ([^`]+)`", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
)


@pytest.mark.parametrize("page", PAGES)
def test_a_generated_page_is_what_the_code_says_today(page: str) -> None:
    assert (DOCS / page).read_text(encoding="utf-8") == PAGES[page](), "run: make docs"


def test_the_readme_shows_commands() -> None:
    assert len(COMMANDS) >= 7


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_runs_as_shown(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALEMPREP_DB", str(tmp_path / "alemprep.db"))
    words = shlex.split(command)
    if words[0] in {"audit", "backup", "doctor", "migrate"}:
        CliRunner().invoke(app, INIT, input="4711\n4711\n")
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, words, input="4711\n4711\n")
    assert result.exit_code == 0, result.output


def test_the_site_file_of_the_guide_can_be_used_as_shown(tmp_path: Path) -> None:
    guide = (DOCS / "guide.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:^    .+\n|^\n)+", guide, re.MULTILINE)
    shown = [block for block in blocks if re.match(r"\s+(hospital =|\[places\]|\[logger\])", block)]
    (tmp_path / "site.toml").write_text("".join(shown), encoding="utf-8")
    site = load_site(tmp_path / "site.toml")
    assert (len(shown), list(site.places)) == (2, ["FR2", "W4"])
    assert site.logger is not None
    assert site.logger.example == "25/03/2026 10:05:00"


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_link_leads_to_a_file(path: Path) -> None:
    for target, heading in re.findall(r"\]\(([^)#]*)(?:#([^)]+))?\)", path.read_text(encoding="utf-8")):
        file = path.parent / target if target else path
        assert file.exists(), target
        assert not heading or heading in _headings(file), heading


def _headings(page: Path) -> set[str]:
    """Of a page, as links name them."""
    said = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", each.lower()).replace(" ", "-") for each in said}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_make_target_that_is_named_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^    )make ([a-z]+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert named <= targets


def test_every_test_that_works_in_a_hospital_is_run_on_a_server_too() -> None:
    asked = subprocess.run(
        ["make", "--no-print-directory", "--dry-run", "test-postgresql"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    named = re.findall(r"tests/\S+", asked.stdout.splitlines()[-1])
    run = {file for each in named for found in ROOT.glob(each) for file in (found, *found.rglob("test_*.py"))}
    asking = re.compile(r"^(?:async )?def \w+\([^)]*\bhouse: House\b", re.MULTILINE)
    in_a_hospital = {
        file
        for file in (ROOT / "tests").rglob("test_*.py")
        if asking.search(file.read_text(encoding="utf-8"))
    }
    assert len(in_a_hospital) > 50
    assert in_a_hospital - run == set()


def test_every_act_has_its_roles() -> None:
    assert set(MAY) == set(Act)


def test_the_locks_name_neither_an_index_nor_a_host() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = (ROOT / name).read_text(encoding="utf-8")
        assert "--hash=sha256:" in lock
        assert not re.search(r"://|--index|--find-links|--extra-index", lock)
