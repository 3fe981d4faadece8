"""The file that tells a code-hosting site whom to ask for review; of several lines that fit, the last counts."""

from collections.abc import Iterable, Iterator

from collection_kb.knowledge.content_files import DATA_FOLDER
from collection_kb.knowledge.language import LANGUAGES
from collection_kb.knowledge.library import Library
from collection_kb.ownership.owner import owners_of

PLACE = ".github/CODEOWNERS"

_HEAD = """\
# Who is asked to review what. `kb owners > .github/CODEOWNERS` writes this file: change the data instead.
#   docs/_data/roles.yml          `account` of each role, such as "@organisation/team"
#   docs/_data/article-types.yml  `owner` of each type of article
#   docs/_data/topics.yml         `owner` of each topic
# 谁来审什么。这个文件由上面的命令生成，要改请改数据：账号写在 roles.yml 的 account 里。
"""
_MISSING = """\
# Roles without an account are not asked 还没有账号的岗位，不会被通知: {roles}
"""


def codeowners(library: Library, docs: str) -> str:
    """Return the whole file; `docs` is the content folder, seen from the root of the repository."""
    missing = [role.id for role in library.roles.values() if not role.account]
    head = _HEAD + (_MISSING.format(roles=", ".join(missing)) if missing else "")
    lines = [f"{path} {' '.join(accounts)}\n" for path, accounts in _entries(library, docs)]
    return head + ("\n" + "".join(lines) if lines else "")


def _entries(library: Library, docs: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for topic in library.topics.values():
        if accounts := _accounts((topic.owner,), library):
            yield f"/{docs}/{DATA_FOLDER}/topic-examples/{topic.id}.yml", accounts
    for article_type in library.types.values():
        accounts = _accounts((article_type.owner,), library)
        if accounts and article_type.folder != ".":
            for language in LANGUAGES:
                yield f"/{docs}/{language}/{article_type.folder}/", accounts
    for article in library.articles.values():
        accounts = _accounts(owners_of(article, library), library)
        if accounts and accounts != _accounts((article.type.owner,), library):
            for language in LANGUAGES:
                yield f"/{docs}/{language}/{article.type.path(article.slug)}", accounts


def _accounts(roles: Iterable[str], library: Library) -> tuple[str, ...]:
    accounts = (library.roles[role].account for role in roles if role in library.roles)
    return tuple(dict.fromkeys(account for account in accounts if account))
