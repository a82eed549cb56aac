"""A claim is denied where the words that carry it negate it, and affirmed elsewhere.

"Not", "never" and "rather than" deny; "not only", "not without" and "no doubt" affirm. A negation that was passed over
turns a statement round. With the text at hand the words pointed at, and what governs them in their sentence, are held
against a lexicon of cues (`nsatu_data/lexicons`), where there is one for the source's language. It errs at times: then
point at the words that carry the claim and at no more, or say under `against_words` why the claim stands against them.
What is `implied` is not held against it.

Bad, in `risk/strain-on-the-budget.yaml`, with `--text source/river-pact=article.txt`:

    polarity: denied

Good:

    polarity: affirmed
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.reading import Reading
from nsatu_data.rules.certainty_against_words import differences

CODE: Final = "polarity-against-words"


def check(reading: Reading) -> Iterator[Fault]:
    yield from differences(reading, "polarity", CODE)
