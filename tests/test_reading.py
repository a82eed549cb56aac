from nsatu_data.models import Claim, Event, Record
from nsatu_data.references import references
from tests.datasets import by_id, reading


def test_a_reading_gives_the_records_of_a_model_by_the_ids_of_their_places() -> None:
    whole = reading()
    assert [one for one, _ in whole.of(Event)] == ["event/arda-asks-to-join", "event/arda-joins"]
    claims = [one for one, values in by_id().items() if "statement" in values]
    assert [one for one, _ in whole.of(Claim)] == sorted(claims)
    assert dict(whole.of(Record)) == whole.records


def test_a_reading_is_whole_where_nothing_was_refused() -> None:
    assert reading().whole
    assert not reading(refused=["actor/arda"]).whole


def test_a_reading_knows_what_each_record_refers_to() -> None:
    whole = reading()
    assert whole.references == {one: tuple(references(record)) for one, record in whole.records.items()}


def test_a_reading_sorts_its_records_by_the_ids_of_their_places() -> None:
    whole = reading()
    backwards = reading(reversed([*by_id().values()]))
    assert list(whole.records) == list(backwards.records) == sorted(by_id())
    assert list(backwards.references) == sorted(by_id())
    assert backwards == whole
