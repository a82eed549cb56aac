"""A claim is in another voice than its source's where the words lay it to somebody, and nowhere else.

"Critics say that", "according to" and quotation marks lay what is claimed to others, and the source is not to be held
to it. With the text at hand the words pointed at, and what governs them in their sentence, are held against a lexicon
of cues (`nsatu_data/lexicons`), where there is one for the source's language. That somebody says or fears something is
an event or a reaction in the source's voice: there only what stands before the words counts. The lexicon errs at times:
then point at the words that carry the claim and at no more, or say under `against_words` why the claim stands against
them. What is `implied` is not held against it.

Bad, in `implication/end-of-absence.yaml`, with `--text source/river-pact=article.txt`:

    voice: actor/welcomers

Good:

    voice: source/river-pact
"""

from collections.abc import Iterator
from typing import Final

from nsatu_data.diagnostics import Fault
from nsatu_data.reading import Reading
from nsatu_data.rules.certainty_against_words import differences

CODE: Final = "voice-against-words"


def check(reading: Reading) -> Iterator[Fault]:
    yield from differences(reading, "voice", CODE)
