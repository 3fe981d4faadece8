"""Topics inferred from labelled texts, articles and the taxonomy."""

from pathlib import Path

import pytest

from collection_kb.knowledge.library import Library, load_library
from collection_kb.topics.document import Document, article_document, passage, terms
from collection_kb.topics.engine import model_of
from collection_kb.topics.inference import decide, infer_article
from collection_kb.topics.model import NONE, Example, train
from collection_kb.topics.tagging import tag
from collection_kb.topics.training import training_examples
from tests.conftest import PROJECT

LIBRARY: Library = load_library(PROJECT / "docs")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the learned model."""
    return tmp_path_factory.mktemp("cache")


def given(text: str, cache: Path) -> list[str]:
    return [one.topic for one in decide(model_of(LIBRARY, cache).scores(passage(text)))]


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("诉讼时效期间一般为三年，从债权人知道权利受损之日起算；起诉、对方同意还款都会让时效中断，重新计算。", "law"),
        ("客户说“我要投诉你”，先别辩解，把投诉渠道和工号报给他，挂断后马上告诉主管。", "complaints"),
        (
            "A customer says she wants to end her life. Stay on the line, ask if she is safe, get the manager.",
            "vulnerability",
        ),
        (
            (
                "Work out an affordable instalment from income and essential spending, then propose a smaller sum. "
                "Trade each concession for an earlier date or a larger first payment, stay within your authority, "
                "and put the plan in writing: amount, due day, number of instalments, what happens if one is missed."
            ),
            "negotiation",
        ),
    ],
)
def test_plain_cases(text: str, main: str, cache: Path) -> None:
    """Check that texts that are plainly about a topic get it as main topic."""
    assert given(text, cache)[:1] == [main]


@pytest.mark.parametrize(
    "text", ["", "😀", "   \n", "1234 5678", "今天中午食堂吃面。", "The printer on floor two is out of toner."]
)
def test_nothing_is_better_than_a_guess(text: str, cache: Path) -> None:
    """Check that a text without evidence has no topic."""
    assert given(text, cache) == []


def test_two_megabytes(cache: Path) -> None:
    """Check that a huge text is tagged by its beginning, without delay."""
    text = "诉讼时效一般为三年，起诉会让时效中断，时效届满后债务人可以抗辩，法院不主动适用。" * 20_000
    assert given(text, cache)[:1] == ["law"]


def test_same_twice(cache: Path, tmp_path: Path) -> None:
    """Check that learning again gives the same scores, from the cache as well as anew."""
    text = passage("跳票之后第二天上午打过去，重新约一个小一点的数。")
    fresh = model_of(LIBRARY, tmp_path / "other").scores(text)
    assert model_of(LIBRARY, cache).scores(text) == fresh
    assert len(list(cache.glob("topics-*.npz"))) <= 1


def test_damaged_cache(tmp_path: Path) -> None:
    """Check that a damaged cache is learned again."""
    model_of(LIBRARY, tmp_path)
    (file,) = tmp_path.glob("topics-*.npz")
    file.write_bytes(b"damaged")
    assert model_of(LIBRARY, tmp_path).labels[0] == "law"
    assert file.stat().st_size > 100


def test_title_counts_more_than_words_in_passing() -> None:
    """Check that a word in the title outweighs the same word in the text."""
    title = Document((("title", "投诉"), ("body", "还款")))
    body = Document((("title", "还款"), ("body", "投诉")))
    assert title.terms()["投诉"] > body.terms()["投诉"]


def test_terms() -> None:
    """Check that width, case and inflection do not matter, and that pairs do not run over punctuation."""
    assert list(terms("ＰＴＰ")) == ["ptp"]
    assert list(terms("跳票，停")) == ["跳", "票", "跳票", "停"]
    assert list(terms("Promises kept")) == ["promis", "kept", "promis kept"]


def test_headings_of_the_type_are_not_evidence() -> None:
    """Check that the fixed headings, which all articles of a type share, say nothing."""
    article = LIBRARY.articles["obj-no-money"]
    document = article_document(article.texts["zh"], article.type)
    assert "这样说" not in dict(document.fields)["heading"]


def test_declared_topics_are_law(project: Path, tmp_path: Path) -> None:
    """Check that declared topics stand whatever the text says, and that only the gap is inferred."""
    tags = tag(load_library(project / "docs"), tmp_path)
    assert tags["obj-no-money"].topics == ("objections", "psychology")
    assert not tags["obj-no-money"].inferred
    assert tags["obj-lost-job"].inferred


def test_learns_from_few_examples() -> None:
    """Check that two labelled texts are enough to tell two topics apart."""
    examples = [
        Example("a", passage("court judgment court"), ("law",)),
        Example("b", passage("court lawsuit"), ("law",)),
        Example("c", passage("breathe calm breathe"), ("mindset",)),
        Example("d", passage("calm walk"), ("mindset",)),
    ]
    scores = train(examples, ("law", "mindset")).scores(passage("court"))
    assert scores["law"] > scores["mindset"]
    assert set(scores) == {"law", "mindset", NONE}


def test_articles_of_the_library(cache: Path) -> None:
    """Check that articles without their labels would get their main topic among the three: the model has seen them."""
    model = model_of(LIBRARY, cache)
    right = sum(
        bool({one.topic for one in infer_article(article, model)} & set((article.facts.topics or ())[:1]))
        for article in LIBRARY.articles.values()
    )
    assert right >= 0.95 * len(LIBRARY.articles)


def test_training_examples_have_unique_names() -> None:
    """Check that an example can be named in an explanation."""
    names = [example.name for example in training_examples(LIBRARY)]
    assert len(names) == len(set(names))
