"""The plugin of the form."""

import json
from importlib.resources import files as own_files
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel

from collection_kb.admin.config import entry_path, form_config
from collection_kb.admin.host import read_code_host
from collection_kb.admin.package import PackageError, find_package, package_files
from collection_kb.delivery.policy import FORM
from collection_kb.drafting.draft import body
from collection_kb.knowledge.language import LANGUAGES
from collection_kb.site import AFTER_LANGUAGES, NoOptions, Place, ShowsPages, is_first_pass, library_of


class AdminPlugin(ShowsPages, BasePlugin[NoOptions]):
    """Adds the form, one for both languages, and leads from an article to it.

    Without the editor's package the page says how to install it; without a repository, how to name one.
    """

    @event_priority(AFTER_LANGUAGES)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the library, and find the repository and the package."""
        self.library = library_of(config)
        self.host = read_code_host(config.repo_url, config.edit_uri)
        self.package = find_package(Path(config.config_file_path).parent)
        return config

    @event_priority(AFTER_LANGUAGES)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add all but the page."""
        if not is_first_pass(config):
            return files
        script = own_files(__package__).joinpath("form.js").read_text(encoding="utf-8")
        files.append(File.generated(config, f"{FORM}form.js", content=script))
        if self.package:
            settings = form_config(self.library, self.host, str(config.extra.get("sign_in") or ""))
            files.append(File.generated(config, f"{FORM}config.yml", content=settings))
            try:
                for path, content in package_files(self.package):
                    files.append(File.generated(config, FORM + path, content=content))
            except PackageError as error:
                raise PluginError(f"{error}; install what package-lock.json names: npm ci") from None
        return files

    @event_priority(AFTER_LANGUAGES)
    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Add the page, drawn by a template of its own, once the names of styles are known."""
        if is_first_pass(config):
            types = [one for one in self.library.types.values() if one.sections]
            outlines = {body(one, "zh").strip(): body(one, "en").strip() for one in types}
            page = env.get_template("admin.html").render(
                config=config,
                languages=LANGUAGES,
                has_package=bool(self.package),
                has_host=bool(self.host),
                outlines=json.dumps(outlines, ensure_ascii=False),
            )
            file = File.generated(config, f"{FORM}index.html", content=page, inclusion=InclusionLevel.INCLUDED)
            files.append(file)

    @property
    def origins(self) -> tuple[str, str]:
        """Return the addresses, beside the site's own, with which the form talks and from which it shows pictures."""
        return (self.host.api, self.host.pictures) if self.host else ("", "")

    def shown(self, place: Place) -> dict[str, object]:
        """Return where the form shows an article, if it can save it."""
        if not (place.article and self.host and self.package):
            return {}
        return {"form_url": FORM + entry_path(place.article.type, place.article.slug)}
