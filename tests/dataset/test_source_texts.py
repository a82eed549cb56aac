"""Laws of `Dataset.with_texts` and `Dataset.words`: the words are those of the canonical text, or there is an error."""

import copy
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from nsatu_data import CannotRun, InvalidDataset
from nsatu_data.dataset.dataset import Dataset
from nsatu_data.model import Evidence
from nsatu_data.text.canonical_text import Canonical, Slice, digest
from tests.support import river_pact
from tests.support.example_datasets import by_id, changed, dataset, manifest, record
from tests.support.made_up_articles import SOURCE, cuts, slices, source_of, texts

TEXT = river_pact.TEXT.encode()


def _evidence(text: Canonical, sentences: list[Slice], span: Slice) -> Evidence:
    (sentence,) = [number for number, (start, end) in enumerate(sentences, 1) if start <= span.start < end]
    words = text.text[span.start : span.end]
    return Evidence(source=SOURCE, sentence=sentence, start=span.start, end=span.end, sha256=digest(words))


def _untidied(text: str, data: DataObject) -> bytes:
    """A text as an editor could have saved it: another form of line ends and spaces, and a byte-order mark."""
    end = data.draw(st.sampled_from(["\n", "\r\n", "\n\n\n", " \r\n\t", "\u2028"]))
    lines = [line.replace(" ", data.draw(st.sampled_from([" ", "  ", "\u00a0"]))) for line in text.split("\n")]
    return (data.draw(st.sampled_from(["", "\ufeff"])) + end.join(lines) + end).encode()


@given(texts, st.data())
def test_words_are_those_of_the_canonical_text_however_the_file_is_laid_out(text: Canonical, data: DataObject) -> None:
    sentences = data.draw(cuts(text))
    assume(sentences)
    whole = Dataset(manifest(), [source_of(text, sentences)]).with_texts({"": _untidied(text.text, data)})
    span = data.draw(slices(sentences))
    # Four bytes a code point: no slice of a string is involved.
    expected = text.text.encode("utf-32-le")[4 * span.start : 4 * span.end].decode("utf-32-le")
    assert whole.words(_evidence(text, sentences, span)) == expected


@given(texts, st.data())
def test_a_text_that_differs_in_a_character_is_refused(text: Canonical, data: DataObject) -> None:
    sentences = data.draw(cuts(text))
    assume(sentences)
    at = data.draw(st.integers(0, len(text.text) - 1))
    assume(text.text[at] not in " \nqQ")
    other = f"{text.text[:at]}Q{text.text[at + 1 :]}"
    with pytest.raises(InvalidDataset, match=r"text of source/made-up: error: .* \[text-mismatch\]$"):
        Dataset(manifest(), [source_of(text, sentences)]).with_texts({SOURCE: other.encode()})


def test_every_pointer_of_the_example_gives_its_words(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(TEXT)
    for given_text in (file, str(file), TEXT):
        whole = dataset().with_texts({river_pact.SOURCE: given_text})
        for one in whole:
            for pointer in getattr(one, "evidence", ()):
                assert digest(whole.words(pointer)) == pointer.sha256
    (pointer,) = whole.risks["risk/strain-on-the-budget"].evidence
    assert whole.words(pointer) == river_pact.TEXT[pointer.start : pointer.end]


def test_the_dataset_stays_the_same_and_only_the_new_one_has_the_text() -> None:
    first = dataset()
    second = first.with_texts({"": TEXT})
    (pointer,) = first.risks["risk/strain-on-the-budget"].evidence
    assert first == second
    for whole in (second, second.with_texts({}), copy.deepcopy(second), pickle.loads(pickle.dumps(second))):  # noqa: S301
        assert whole.words(pointer) == second.words(pointer)
        assert repr(whole).endswith("\n  with the text of source/river-pact")
    with pytest.raises(ValueError) as caught:
        first.words(pointer)
    assert str(caught.value) == (
        "the text of source/river-pact was not given; dataset.with_texts({'source/river-pact': 'article.txt'}) "
        "returns a dataset that has it"
    )


def test_a_pointer_whose_digest_is_another_is_refused() -> None:
    whole = dataset(changed("risk/strain-on-the-budget", "/evidence/0/sha256", "0" * 64)).with_texts({"": TEXT})
    (pointer,) = whole.risks["risk/strain-on-the-budget"].evidence
    with pytest.raises(ValueError) as caught:
        whole.words(pointer)
    span = f"{pointer.start} to {pointer.end}"
    assert str(caught.value) == f"the digest of the evidence is not that of the words at {span} of source/river-pact"


def test_one_error_names_every_text_that_does_not_match(tmp_path: Path) -> None:
    other = record({**by_id()[river_pact.SOURCE], "id": "source/river-pact-again"})
    whole = Dataset(manifest(), [*dataset(), other])
    file = tmp_path / "article.txt"
    file.write_bytes(TEXT.replace(b"Arda", b"Orda"))
    with pytest.raises(InvalidDataset) as caught:
        whole.with_texts({river_pact.SOURCE: file, "source/river-pact-again": b"Another text."})
    first, second = caught.value.diagnostics
    assert (first.code, first.file, first.record) == ("text-mismatch", file.as_posix(), river_pact.SOURCE)
    assert first.message.startswith("the text differs from the encoded text at sentence 1, in line 1 of its file")
    assert second.message == "this is a different text: it has none of the sentences"
    assert "Orda" not in str(caught.value)


def test_bytes_that_are_no_text_are_an_error_with_a_place() -> None:
    with pytest.raises(InvalidDataset, match=r"^text of source/river-pact:1:2: error: .*U\+0007.* \[forbidden-char"):
        dataset().with_texts({"": b"a\x07"})


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"source/river": "x"}, KeyError, "there is no source source/river; did you mean source/river-pact?"),
        ({"source/river-pact": "no-such.txt"}, CannotRun, "no-such.txt: No such file or directory"),
        ({"": "One sentence.\nAnother."}, TypeError, "a text in memory must be bytes; a str is the path of its file"),
        ({"": "A sentence. " * 400}, TypeError, "a text in memory must be bytes; a str is the path of its file"),
    ],
)
def test_what_names_no_text_is_an_error(given: dict[str, str], error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        dataset().with_texts(given)
    assert str(caught.value) == message


def test_an_empty_id_needs_exactly_one_source() -> None:
    none: Any = Dataset(manifest(), [])
    with pytest.raises(KeyError, match="there is no source"):
        none.with_texts({"": TEXT})


def test_texts_that_are_no_mapping_are_refused() -> None:
    for wrong in ("text.txt", b"words", ["text.txt"]):
        with pytest.raises(TypeError, match="texts must be a mapping from the id of a source to its text"):
            dataset().with_texts(wrong)  # type: ignore[arg-type]
