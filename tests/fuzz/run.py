"""`make fuzz`: every target for a bounded time, guided by the code that a text reaches (atheris: libFuzzer)."""

import os
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / ".cache" / "fuzz"
ARTICLES = 40
LONGEST = 4_000
"""Bytes of a text; what only a longer one shows is a question of limits."""


def seed(folder: Path) -> None:
    """Write what to start from: articles, data and hostile texts of our own."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "docs").rglob("*.md"))[:ARTICLES]]
    texts += [file.read_text(encoding="utf-8")[:2000] for file in sorted((ROOT / "docs" / "_data").rglob("*.yml"))]
    hostile = yaml.safe_load((ROOT / "tests" / "data" / "hostile.yml").read_text(encoding="utf-8"))
    texts += [case["text"] for case in hostile]
    for number, text in enumerate(texts):
        (folder / f"seed-{number}").write_text(text, encoding="utf-8")


def fuzz(target: str, arguments: list[str]) -> None:
    """Fuzz one target in this process; libFuzzer ends it."""
    import atheris  # noqa: PLC0415 - installed by `make fuzz` only

    with atheris.instrument_imports(include=["collection_kb", "markdown", "html", "yaml"]):
        from tests.fuzz.targets import TARGETS  # noqa: PLC0415

    run = TARGETS[target]
    atheris.Setup([sys.argv[0], *arguments], lambda data: run(data.decode("utf-8", "ignore")))
    atheris.Fuzz()


def main() -> None:
    """Fuzz each target in a process of its own; exit with 1 when one found something."""
    if len(sys.argv) > 2:
        fuzz(sys.argv[1], sys.argv[2:])
        return
    seconds = sys.argv[1]
    failed = []
    for target in ("yaml", "article", "markdown", "wording", "search", "law"):
        corpus = CORPUS / target
        seed(corpus)
        options = [
            f"-max_total_time={seconds}",
            "-timeout=20",
            f"-max_len={LONGEST}",
            "-rss_limit_mb=2500",
            "-verbosity=0",
        ]
        command = [sys.executable, "-m", "tests.fuzz.run", target, *options, f"-artifact_prefix={corpus}-", str(corpus)]
        sys.stdout.write(f"{target} ...\n")
        sys.stdout.flush()
        if subprocess.run(command, check=False, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}).returncode:
            failed.append(target)
    sys.exit(f"Found something: {', '.join(failed)}. The texts are in {CORPUS}." if failed else 0)


if __name__ == "__main__":
    main()
