"""The workflows: they give code from forks no rights, and name only what exists."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from collection_kb.cli import main
from tests.conftest import PROJECT

WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
GITLAB = PROJECT / ".gitlab-ci.yml"
BIN = Path(sys.executable).parent
PINNED = re.compile(r"uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


def loaded(file: Path) -> dict[str, Any]:
    workflow: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - plain texts
    return workflow


def steps(file: Path) -> list[dict[str, Any]]:
    return [step for job in loaded(file)["jobs"].values() for step in job["steps"]]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)
def test_rights(file: Path) -> None:
    """Check that every action is pinned by digest, that rights are given job by job, and that no run keeps a token."""
    text = file.read_text(encoding="utf-8")
    uses = [line.strip().removeprefix("- ") for line in text.splitlines() if "uses:" in line]
    assert [line for line in uses if not PINNED.match(line)] == []
    workflow = loaded(file)
    assert workflow["permissions"] == {}
    assert all(job["permissions"] and job["timeout-minutes"] for job in workflow["jobs"].values())
    assert "concurrency" in workflow
    checkouts = [step for step in steps(file) if step.get("uses", "").startswith("actions/checkout@")]
    assert [step for step in checkouts if step["with"].get("persist-credentials") != "false"] == []
    assert len(text.splitlines()) < 75


def test_rights_of_forks() -> None:
    """Check that code of a pull request can only read, and that what may write runs no code of it."""
    untrusted = PROJECT / ".github" / "workflows" / "pull-request.yml"
    assert list(loaded(untrusted)["on"]) == ["pull_request"]
    assert {str(job["permissions"]) for job in loaded(untrusted)["jobs"].values()} == {"{'contents': 'read'}"}
    assert "secrets" not in untrusted.read_text(encoding="utf-8")
    for file in WORKFLOWS:
        assert "pull_request_target" not in file.read_text(encoding="utf-8")
        if "workflow_run" in loaded(file)["on"]:
            assert [step for step in steps(file) if "uses" in step] == []  # neither a checkout nor anything else
            assert not re.search(
                r"\b(make|python\d?|pip|npm|\.venv|kb)\b", "".join(step["run"] for step in steps(file))
            )


MISTAKES = {
    "a token is kept": ("persist-credentials: false", "fetch-tags: true", "zizmor"),
    "a title runs as a command": ("make setup-dev", "echo ${{ github.event.pull_request.title }}", "zizmor"),
    "an action is not pinned": ("@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1", "@v7", "zizmor"),
    "a step is misspelt": ("steps.site.outputs", "steps.sight.outputs", "actionlint"),
    "a key is misspelt": ("runs-on:", "run-on:", "actionlint"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_linters(tmp_path: Path, mistake: str) -> None:
    """Check that `make lint` runs linters that find what is wrong in a workflow."""
    good, bad, tool = MISTAKES[mistake]
    text = (PROJECT / ".github" / "workflows" / "pull-request.yml").read_text(encoding="utf-8")
    assert good in text
    file = tmp_path / ".github" / "workflows" / "pull-request.yml"
    file.parent.mkdir(parents=True)
    (line,) = re.findall(
        rf"^\t@\$\(BIN\)/({tool} .*)$", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    for content, passes in ((text, True), (text.replace(good, bad), False)):
        file.write_text(content, encoding="utf-8")
        done = subprocess.run(["sh", "-c", f"{BIN}/{line}"], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) == passes, done.stdout


def commands(file: Path) -> list[str]:
    if file == GITLAB:
        jobs = [job for job in loaded(file).values() if isinstance(job, dict) and "script" in job]
        return [line for job in jobs for line in job["script"]]
    return [line for step in steps(file) for line in step.get("run", "").splitlines()]


@pytest.mark.parametrize("file", [*WORKFLOWS, GITLAB], ids=lambda file: file.stem)
def test_commands(file: Path) -> None:
    """Check that what the workflows run exists: targets of `make`, and commands of `kb` with their options."""
    targets = set(re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for line in commands(file):
        words = line.partition(">")[0].split()
        if words[:1] == ["make"]:
            assert {word for word in words[1:] if not word.startswith("--")} <= targets
        elif words[:1] == [".venv/bin/kb"]:
            command = main.get_command(click.Context(main), words[1])
            assert command, line
            if isinstance(command, click.Group):
                command = command.commands[words[2]]
            known = {option for parameter in command.params for option in parameter.opts}
            assert {re.sub(r".*:\+", "", word) for word in words if "--" in word} <= known
        elif file == GITLAB:
            assert words[0] == "git"


FAKE = """#!/bin/sh
case "$*" in
  *pulls*) cat "$ANSWERS/pulls.json" ;;
  *artifacts*) cat "$ANSWERS/artifacts.json" ;;
  "run download"*) mkdir -p "$RUNNER_TEMP/report" && cp -P "$ANSWERS/report.md" "$RUNNER_TEMP/report/" ;;
  "pr comment"*) echo "$3" > "$ANSWERS/posted" && cat "$7" >> "$ANSWERS/posted" ;;
esac
"""
PULLS = '[{"number": 6, "head": {"sha": "old"}}, {"number": 7, "head": {"sha": "abc"}}]'
ARTIFACTS = '{"artifacts": [{"name": "site", "size_in_bytes": 9000000}, {"name": "report", "size_in_bytes": 900}]}'


@pytest.mark.skipif(not shutil.which("jq"), reason="The code host's machines have jq.")
@pytest.mark.parametrize(
    ("pulls", "artifacts", "report", "posted"),
    [
        (PULLS, ARTIFACTS, "# 报告\n@everyone\n", True),
        (PULLS.replace("abc", "newer"), ARTIFACTS, "# 报告\n", False),
        (PULLS, ARTIFACTS.replace("900}", "900000}"), "# 报告\n", False),
        (PULLS, ARTIFACTS, "x" * 60001, False),
        (PULLS, ARTIFACTS, None, False),
        (PULLS, '{"artifacts": []}', "# 报告\n", False),
    ],
    ids=["posted", "commit is old", "artifact too large", "report too large", "report is a link", "no report"],
)
def test_report_posted(tmp_path: Path, pulls: str, artifacts: str, report: str | None, *, posted: bool) -> None:
    """Check that a report is posted where the event says, calls nobody, and is refused when something is odd."""
    (tmp_path / "gh").write_text(FAKE, encoding="utf-8")
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "pulls.json").write_text(pulls, encoding="utf-8")
    (tmp_path / "artifacts.json").write_text(artifacts, encoding="utf-8")
    if report is None:
        (tmp_path / "report.md").symlink_to("/etc/hostname")
    else:
        (tmp_path / "report.md").write_text(report, encoding="utf-8")
    output = tmp_path / "output"
    output.touch()
    environment = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "ANSWERS": str(tmp_path),
        "RUNNER_TEMP": str(tmp_path / "runner"),
        "GITHUB_OUTPUT": str(output),
        "COMMIT": "abc",
        "HEAD": "someone:branch",
        "GH_REPO": "you/kb",
        "RUN": "1",
    }
    find, post = steps(PROJECT / ".github" / "workflows" / "report.yml")
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", find["run"]], env=environment, check=False)
    if number := output.read_text(encoding="utf-8").removeprefix("number=").strip():
        environment["NUMBER"] = number
        done = subprocess.run(["bash", "-eo", "pipefail", "-c", post["run"]], env=environment, check=False)
    assert (tmp_path / "posted").exists() == posted
    if posted:
        assert done.returncode == 0
        first, *rest = (tmp_path / "posted").read_text(encoding="utf-8").splitlines()
        assert first == "7"
        assert rest[-2:] == ["# 报告", "@\u200beveryone"]
