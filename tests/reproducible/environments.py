"""`make reproducible`: the committed content built here and elsewhere, compared byte for byte."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
ELSEWHERE = Path(__file__).parent / "elsewhere"
HERE = {"LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1"}
THERE = {
    "LC_ALL": "C",
    "LANGUAGE": "tr",
    "TZ": "Pacific/Kiritimati",
    "PYTHONHASHSEED": "424242",
    "PYTHONPATH": str(ELSEWHERE),
    "OPENBLAS_NUM_THREADS": "1",
    "GIT_CONFIG_GLOBAL": str(ELSEWHERE / "gitconfig"),
    "COLUMNS": "40",
    "USER": "somebody",
}
LONG_AGO = 978_307_200


def build(project: Path, target: Path, environment: dict[str, str], *, umask: int = -1) -> None:
    """Build the project into `target`; raises CalledProcessError with the log when that fails."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(target)],
        check=True,
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        umask=umask,
    )


def age(project: Path) -> None:
    """Give every file of the project the same old date."""
    for file in project.rglob("*"):
        if not file.is_symlink() and ".git" not in file.parts:
            os.utime(file, (LONG_AGO, LONG_AGO))


def differences(first: Path, second: Path) -> list[str]:
    """Return the files of two folders that are not the same in both."""
    one, other = digests(first), digests(second)
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file, by its path below the folder."""
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def main() -> None:
    """Build the last commit twice, each from a clone of its own, and exit with 1 when the two differ."""
    with TemporaryDirectory() as scratch:
        here, there = Path(scratch, "here"), Path(scratch, "another place", "那里", "kb")
        for clone in (here, there):
            subprocess.run(["git", "clone", "--quiet", "--no-local", str(ROOT), str(clone)], check=True)
        age(there)
        build(here, Path(scratch, "site"), HERE)
        build(there, Path(scratch, "site-there"), THERE, umask=0o077)
        different = differences(Path(scratch, "site"), Path(scratch, "site-there"))
        count = len(digests(Path(scratch, "site")))
        if different:
            kept = ROOT / ".cache" / "reproducible"
            shutil.rmtree(kept, ignore_errors=True)
            for name in ("site", "site-there"):
                shutil.copytree(Path(scratch, name), kept / name)
            sys.exit(f"Not the same in both builds, kept in {kept}:\n" + "\n".join(different))
    sys.stdout.write(f"OK: {count} files, the same bytes in two environments.\n")


if __name__ == "__main__":
    main()
