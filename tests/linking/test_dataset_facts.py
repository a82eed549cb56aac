import pytest

from nsatu_data.linking.record_facts import Facts, facts
from nsatu_data.model.vocabulary import Kind
from tests.support.example_datasets import by_id, reading


@pytest.mark.parametrize("kind", Kind)
def test_a_reading_gives_the_records_of_a_kind_by_the_ids_of_their_places(kind: Kind) -> None:
    wanted = [one for one, values in sorted(by_id().items()) if values["kind"] == kind]
    assert list(reading().of(kind)) == [(one, facts(by_id()[one])) for one in wanted]


def test_a_reading_gives_every_pointer_in_order() -> None:
    wanted = [
        (one, index, pointer)
        for one, values in sorted(by_id().items())
        for index, pointer in enumerate(facts(values).evidence)
    ]
    assert list(reading().pointers) == wanted
    assert len(wanted) == 11


def test_a_reading_is_whole_where_nothing_was_refused() -> None:
    assert reading().whole
    assert not reading(refused=["actor/arda"]).whole


def test_a_reading_sorts_its_records_by_the_ids_of_their_places() -> None:
    whole = reading()
    backwards = reading(reversed([*by_id().values()]))
    assert list(whole.records) == list(backwards.records) == sorted(by_id())
    assert backwards.records == whole.records


def test_a_kind_is_not_mixed_up_with_one_whose_name_begins_alike() -> None:
    mixed = {"event/a": Facts({}, ()), "events/a": Facts({}, ()), "event0/a": Facts({}, ()), "even/t": Facts({}, ())}
    assert [one for one, _ in type(reading())(mixed).of(Kind.EVENT)] == ["event/a"]
