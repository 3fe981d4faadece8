"""Where the articles are kept, as far as an address tells it: the code host, the repository, the branch, the folder."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

Kind = Literal["github", "gitlab"]

_EDIT = re.compile(r"(?:-/)?(?:edit|blob|tree)/(?P<branch>[^/]+)/(?P<folder>.+?)/?")


@dataclass(frozen=True)
class CodeHost:
    """A repository that the form can write to. `origin` has no slash at its end; an empty `branch` is the default."""

    kind: Kind
    origin: str
    repository: str
    branch: str
    folder: str

    @property
    def api(self) -> str:
        """Return the address to which the form talks."""
        return "https://api.github.com" if self.kind == "github" else self.origin

    @property
    def pictures(self) -> str:
        """Return the address from which the form shows who has signed in."""
        return "https://avatars.githubusercontent.com" if self.kind == "github" else self.origin


def read_code_host(repo_url: str | None, edit_uri: str | None) -> CodeHost | None:
    """Return the code host of `repo_url`; None when there is none, or none that the form knows.

    `edit_uri` is the way to a file as MkDocs defines it: `edit/main/docs/`, on GitLab also `-/edit/main/docs/`.
    """
    address = urlsplit(repo_url or "")
    repository = address.path.strip("/").removesuffix(".git")
    host = address.hostname or ""
    kind: Kind | None = "github" if host == "github.com" else "gitlab" if "gitlab" in host else None
    if not kind or address.scheme != "https" or "/" not in repository:
        return None
    match = _EDIT.fullmatch(edit_uri or "")
    branch, folder = (match["branch"], match["folder"]) if match else ("", "docs")
    return CodeHost(kind, f"https://{address.netloc}", repository, branch, folder)
