"""The two languages of the site; the first is the default and the language of the article proper."""

from collections.abc import Mapping
from typing import Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
SOURCE_LANGUAGE: Language = "zh"

Labels = Mapping[Language, str]
