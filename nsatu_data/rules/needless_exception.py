"""What is said to stand against the words does: an exception that is no longer needed goes.

`against_words` silences a warning for a reason. Once the record, the words pointed at or the lexicon have changed, so
that there would be no warning, it would silence the next one, which nobody gave a reason for. It can be seen only with
the text at hand.

Bad, in `risk/strain-on-the-budget.yaml`, with `--text source/river-pact=article.txt`:

    certainty: possible
    against_words:
      certainty: "The hedge is a way of speaking."

Good:

    certainty: possible
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.reading import Reading
from nsatu_data.rules.certainty_against_words import all_held

CODE: Final = "needless-exception"


def check(reading: Reading) -> Iterator[Fault]:
    for identifier, held in all_held(reading):
        if held.is_excepted and held.is_borne_out:
            yield Fault(
                CODE,
                f"the words do not speak against {held.said}",
                f"/against_words/{held.field}",
                "remove the exception",
                record=identifier,
            )
