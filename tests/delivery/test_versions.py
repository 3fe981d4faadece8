"""A build that is killed, fails or finds no room leaves the site as it was; readers only ever get one version."""

import hashlib
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

import pytest

from collection_kb.delivery import exchange as exchanging
from collection_kb.delivery.versions import MANIFEST, publication
from tests.conftest import serving

KILLS = int(os.environ.get("KB_KILLS", "4"))
"""`make soak` sets it to 50."""

KB = [sys.executable, "-c", "from collection_kb.cli import main; main()", "build"]
ASSET = re.compile(r'(?:href|src)="([^"]*assets/[^"]+\.(?:css|js))"')


def start(project: Path, *options: str, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*KB, *options],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,  # noqa: PLW1509 - no thread of ours holds a lock
    )


def build(project: Path, *options: str, before: Callable[[], None] | None = None) -> tuple[int, str]:
    running = start(project, *options, before=before)
    out, error = running.communicate()
    return running.returncode, out + error


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def say(project: Path, words: str) -> None:
    """Change what every page shows: the home page's title, and the styles."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r"^site_name: .*$", f"site_name: {words}", text, flags=re.MULTILINE), encoding="utf-8")


class Reader(Thread):
    """Loads pages over and over, with all that they need, and keeps what it got."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.address = address
        self.loads: list[tuple[str, bytes, dict[str, bytes]]] = []
        self.failures: list[str] = []
        self._stopped = Event()

    def run(self) -> None:
        while not self._stopped.is_set():
            for path in ("", "objections/obj-no-money/", "en/", "articles/"):
                try:
                    page = self._get(path)
                    time.sleep(0.01)  # a network is slower than this machine
                    needs = {urljoin(path, one) for one in ASSET.findall(page.decode())}
                    self.loads.append((path, page, {one: self._get(one) for one in needs}))
                except URLError as error:
                    self.failures.append(f"{path}: {error}")

    def _get(self, path: str) -> bytes:
        with urlopen(self.address + path, timeout=20) as response:  # noqa: S310 - our own server
            content: bytes = response.read()
            return content

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def version_of(load: tuple[str, bytes, dict[str, bytes]], versions: list[dict[str, bytes]]) -> int:
    """Return the number of the version that a page and all that it loaded belong to; -1 when to none."""
    path, page, needs = load
    for number, version in enumerate(versions):
        if version[f"{path}index.html"] == page and all(version[one] == got for one, got in needs.items()):
            return number
    return -1


def test_killed_while_read(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Kill builds at random moments while a reader loads pages: each load is of one version, and nothing is left."""
    assets = Path(exchanging.__file__).parents[1] / "theme"
    versions = []
    duration = 0.0
    for words in ("第一版", "第二版"):
        say(project, words)
        began = time.monotonic()
        code, log = build(project, "--site", str(tmp_path_factory.mktemp("version") / "site"))
        duration = time.monotonic() - began
        assert code == 0, log
        versions.append(contents(max(tmp_path_factory.getbasetemp().glob("version*/site"), key=os.path.getmtime)))
    assert assets.is_dir()
    assert versions[0]["index.html"] != versions[1]["index.html"]
    assert build(project)[0] == 0
    site = project / "site"
    dice = random.Random(KILLS)  # noqa: S311 - the same moments each time
    with serving(site) as address:
        reader = Reader(f"{address}/")
        reader.start()
        for number in range(KILLS):
            say(project, ("第一版", "第二版")[number % 2])
            running = start(project)
            time.sleep(dice.uniform(0, duration * 1.1))
            running.send_signal(dice.choice((signal.SIGTERM, signal.SIGKILL)))
            running.communicate()
            now = {path: text for path, text in contents(site).items() if path != MANIFEST}
            assert any(version.items() - {(MANIFEST, version[MANIFEST])} <= now.items() for version in versions)
        say(project, "第一版")
        assert build(project)[0] == 0
        say(project, "第二版")
        assert build(project)[0] == 0
        time.sleep(0.5)
        reader.stop()
    assert reader.failures == []
    seen = [version_of(load, versions) for load in reader.loads]
    assert set(seen) == {0, 1}
    assert sorted(one.name for one in (project / ".site-build").iterdir()) == ["lock", "previous"]


def files(folder: Path, **texts: str) -> None:
    for path, text in texts.items():
        file = folder / path.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def publish(site: Path, **texts: str) -> bool:
    with publication(site) as one:
        files(one.next, **texts)
        return one.publish()


STYLE = "assets__kb__kb_{}_css"


def test_styles_of_the_version_before(tmp_path: Path) -> None:
    """Check that what is named by digest outlives one change, not two, and a build of the same content none."""
    site = tmp_path / "site"
    names = [hashlib.sha256(str(number).encode()).hexdigest()[:12] for number in range(3)]
    for number, name in enumerate(names):
        assert publish(site, index_html=str(number), **{STYLE.format(name): name})
        assert not publish(site, index_html=str(number), **{STYLE.format(name): name})
        there = {file.name.split(".")[1] for file in site.glob("assets/kb/*")}
        assert there == set(names[max(0, number - 1) : number + 1])


@pytest.fixture
def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do as on a system that cannot let two folders change places in one step."""
    monkeypatch.setattr(exchanging, "_at_once", lambda _one, _other: False)


@pytest.mark.usefixtures("without_exchange")
def test_two_renamings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check the way round, and that a kill in the middle of it is mended by the next build."""
    site = tmp_path / "site"
    for text in ("one", "two", "three"):
        publish(site, index_html=text)
        assert (site / "index.html").read_text(encoding="utf-8") == text
    rename = Path.rename

    def killed(self: Path, target: Path) -> Path:
        if self.name == "next":
            os._exit(9)
        return rename(self, target)

    child = os.fork()
    if not child:
        monkeypatch.setattr(Path, "rename", killed)
        publish(site, index_html="four")
    os.waitpid(child, 0)
    assert not site.exists()
    with publication(site):
        assert (site / "index.html").read_text(encoding="utf-8") == "three"


def kill_at(step: int) -> None:
    """Kill this process, without any farewell, when it does its `step`th thing to files from now on."""
    done = iter(range(step))

    def watch(event: str, _: object) -> None:
        if event.startswith(("os.", "shutil.", "open", "ctypes.call")) and next(done, None) is None:
            os._exit(9)

    sys.addaudithook(watch)


@pytest.mark.parametrize("at_once", [True, False])
def test_killed_at_every_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, at_once: bool) -> None:
    """Check every step: whenever a build is killed, one whole version stands there, at the latest at the next build."""
    if not at_once:
        monkeypatch.setattr(exchanging, "_at_once", lambda _one, _other: False)
    site = tmp_path / "site"
    old = {"index_html": "old", "a_html": "old", STYLE.format("0" * 12): "old"}
    new = {"index_html": "new", "b_html": "new", STYLE.format("1" * 12): "new"}
    finished, step = False, 0
    while not finished:
        publish(site, **old)
        child = os.fork()
        if not child:
            kill_at(step)
            publish(site, **new)
            os._exit(0)
        finished = os.waitpid(child, 0)[1] == 0
        if at_once:
            assert site.is_dir()
        with publication(site):
            texts = {path: text for path, text in contents(site).items() if path.endswith(".html")}
            assert set(texts) in ({"index.html", "a.html"}, {"index.html", "b.html"})
            assert len(set(texts.values())) == 1
        step += 1
    assert step > 20


def small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def unwritable(project: Path) -> Iterator[tuple[list[str], str]]:
    """Yield the options of builds that cannot work, and a word of what is said."""
    (project / "file").write_text("mine", encoding="utf-8")
    yield ["--site", "file"], "是一个文件"
    (project / "mine").mkdir()
    (project / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    yield ["--site", "mine"], "thesis.txt"
    yield ["--site", "mine", "--lang", "en"], "nothing was done"
    yield ["--site", "docs/site"], "要放在外面"
    yield ["--site", "file/site"], "写不了"
    yield ["--site", "/proc/site"], "写不了"


def test_places_that_cannot_be_filled(project: Path) -> None:
    """Check that a wrong target is named, nothing is lost, and nobody sees a traceback."""
    for options, says in unwritable(project):
        code, log = build(project, *options)
        assert code == 1, log
        assert says in log
        assert "Traceback" not in log
    assert (project / "file").read_text(encoding="utf-8") == "mine"
    assert contents(project / "mine") == {"thesis.txt": b"years of work"}


def test_failing_builds(project: Path) -> None:
    """Check that a mistake, and a full disk, leave the site as it was, and that a file put into it is not lost."""
    assert build(project)[0] == 0
    before = contents(project / "site")
    say(project, "另一版")
    code, log = build(project, before=small_files)
    assert (code, "磁盘满了" in log, "Traceback" in log) == (1, True, False), log
    card = project / "docs" / "zh" / "guides" / "listen-and-ask.md"
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace("[communication]", "[comunication]"), encoding="utf-8")
    code, log = build(project)
    assert (code, "KB020" in log, "没有构建" in log, "Traceback" in log) == (1, True, True, False), log
    card.write_text(text, encoding="utf-8")
    assert contents(project / "site") == before
    note = project / "site" / "note.txt"
    note.write_text("mine", encoding="utf-8")
    assert build(project)[0] == 1
    assert note.read_text(encoding="utf-8") == "mine"
    note.unlink()
    assert build(project)[0] == 0
    assert contents(project / "site") != before


def test_full_disk(tmp_path: Path, project: Path) -> None:
    """Check a real file system without room, where this machine lets us make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here; the limit on files of the test before stands in for it")
    try:
        code, log = build(project, "--site", str(disk / "site"))
        assert (code, "磁盘满了" in log, "Traceback" in log) == (1, True, False), log
        assert not (disk / "site").exists()
        code, log = build(project, "--site", str(disk))
        assert (code, "Traceback" in log) == (1, False), log
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_two_builds_at_once(tmp_path: Path) -> None:
    """Check that a second build of the same site says so and waits for nobody."""
    with publication(tmp_path / "site"):
        code, log = build(tmp_path, "--site", str(tmp_path / "site"), "--config", shutil.which("true") or "/bin/true")
        assert code == 1
        assert "另一次构建" in log
