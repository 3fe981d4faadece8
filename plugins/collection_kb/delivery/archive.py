"""The built site as one zip file, for an intranet server or for a folder without one."""

import time
import zipfile
from pathlib import Path

NOTE_NAME = "README.txt"
NOTE = """\
催收知识库：解压整个文件夹，不要只打开压缩包里的单个文件。

放到内网服务器：把文件夹放进任何网页服务器即可，全部功能可用。
离线副本（断网后继续用）只在 https 地址或本机地址下可用，这是浏览器的规定。

直接从文件夹打开：双击 index.html。搜索、复制、填空、打印、红线检查都可用。不可用的是：
- 离线副本和“有新版本”提示：文件夹里的就是这一版，换版时换掉整个文件夹；
- 填空内容换一页就清空，因为没有服务器时每一页都重新载入；
- 收藏和最近看过：有的浏览器在文件夹里不保存；
- 订阅（feed）：阅读器读不到本机文件。


The collection knowledge base: unpack the whole folder; do not open single files inside the archive.

On an intranet server: put the folder into any web server; everything works.
The offline copy works only at an https address or on the machine itself; browsers demand that.

From a folder: open index.html. Search, copying, filling in, printing and the wording check work. What does not:
- the offline copy and the notice of a new version: the folder is this version; replace all of it for the next one;
- what is filled in is gone on the next page, since without a server every page loads anew;
- favourites and recent pages: some browsers keep nothing for files;
- feeds: a reader cannot reach files of this machine.
"""

EPOCH = 315_532_800
"""The first moment that a zip file knows, in seconds since 1970: for a site without a history."""


def write_archive(site: Path, target: Path, moment: int) -> int:
    """Write the files below `site`, and a note how to open them, into the zip file `target`; return their number.

    All files have the date `moment` (seconds since 1970), that of the content: the same site gives the same file on any
    day, and a web server that tells versions apart by date and size sees a new one.
    """
    date = time.gmtime(max(moment, EPOCH))[:6]
    files = sorted(file for file in site.rglob("*") if file.is_file())
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(_entry(NOTE_NAME, date), NOTE)
        for file in files:
            archive.writestr(_entry(file.relative_to(site).as_posix(), date), file.read_bytes())
    return len(files) + 1


def _entry(name: str, date: tuple[int, int, int, int, int, int]) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
