"""The container file: it cannot be built without a registry, so what it copies and calls is checked one by one."""

import re
import shutil
import subprocess
from pathlib import Path

from tests.conftest import PROJECT

FILE = PROJECT / "deploy" / "Containerfile"
CONTEXT = PROJECT / "deploy" / "Containerfile.dockerignore"


def test_it_is_linted() -> None:
    done = subprocess.run([PROJECT / ".venv" / "bin" / "hadolint", FILE], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_what_it_copies_is_there() -> None:
    """Check that each path comes with the build's context, and that the nginx side has what kb.conf includes."""
    allowed = {line[1:] for line in CONTEXT.read_text(encoding="utf-8").splitlines() if line.startswith("!")}
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", FILE.read_text(encoding="utf-8"), re.MULTILINE)
    for path in " ".join(copied).split():
        assert (PROJECT / path).exists(), path
        assert path == "." or any(path == one or path.startswith(f"{one}/") for one in allowed), path
    conf = (PROJECT / "deploy" / "nginx" / "kb.conf").read_text(encoding="utf-8")
    text = FILE.read_text(encoding="utf-8")
    assert "--site /srv/kb/site" in text
    assert "root /srv/kb/site;" in conf
    assert "/healthz" in text
    assert "location = /healthz" in conf
    assert f"EXPOSE {re.findall('listen ([0-9]+);', conf)[0]}" in text


def test_what_it_calls_is_there(tmp_path: Path) -> None:
    """Check that the targets and the options exist, with nothing but the files of the context."""
    for line in CONTEXT.read_text(encoding="utf-8").splitlines():
        path = PROJECT / line[1:]
        if line.startswith("!") and path.is_file() and line != "!.git":
            shutil.copy(path, tmp_path)
    shutil.copytree(PROJECT / "plugins", tmp_path / "plugins")
    text = FILE.read_text(encoding="utf-8")
    targets = re.findall(r"make (\S+)", text)
    assert targets
    for target in targets:
        done = subprocess.run(["make", "--dry-run", target], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    said = subprocess.run(
        [PROJECT / ".venv" / "bin" / "kb", "build", "--help"], capture_output=True, text=True, check=True
    )
    assert all(option in said.stdout for option in re.findall(r"--(?:gzip|site)", text))


def test_images_are_pinned() -> None:
    """Check that each image has its registry and a version; nothing floats."""
    images = re.findall(r"^FROM (\S+)", FILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(images) == 2
    assert all(re.fullmatch(r"docker\.io/[\w/-]+:\d+\.\d+[\w.-]*", image) for image in images)
