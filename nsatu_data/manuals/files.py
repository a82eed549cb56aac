"""Files and folders: what keeps a file from being read, or from being a part of the dataset."""


class ChangedFile:
    """A file changed, or went, while it was checked.

    A run may read a file twice: to judge it, and to tell the line and the column of what it found. Where the file is
    another one by then, what was judged is not what lies there. Check again when nothing else writes to the dataset.

    Bad, the second while the first still runs:

        $ nsatu-data validate &
        $ git switch next-version

    Good:

        $ git switch next-version
        $ nsatu-data validate
    """


class EmptyFile:
    r"""A file is empty, or holds only spaces and line feeds.

    Parsers read it as null, as undefined, or refuse it. An editor that was killed while it saved leaves such a
    file behind, and so does a record that was begun. Write the record, or remove the file.

    Bad, the whole of `actor/arda.yaml`, as this prints it:

        $ printf '\n'

    Good, in `actor/arda.yaml`:

        id: actor/arda
        kind: actor
    """


class EmptyText:
    r"""A file that is given as the text of a source holds nothing but white space.

    Evidence points at characters of the text, so there is nothing to verify it by. Most often the path is another
    file's, or a download failed. Name the file that holds the article's text.

    Bad, the whole of `article.txt`, with `--text source/river-pact=article.txt`, as this prints it:

        $ printf '\n'

    Good, in `article.txt`:

        Arda's council asked to join the River Pact, which has its seat in Lorn.
    """


class FileTooLarge:
    """A file has more than 262 144 bytes.

    A record is a page, and a source with all the sentences of an article is some pages. What is larger than the limit
    is another sort of file, or is meant to cost the reader time and memory. It is not read beyond the limit.

    Bad, in `actor/arda.yaml`, as this prints it:

        $ yes '# the river, the pact, the river' | head -n 10000

    Good:

        # the river, the pact
    """


class IdAgainstPath:
    """A record's id is not the one that its file stands for.

    The record `actor/arda` lies in `actor/arda.yaml`. So a file is found by its id without a search, two records
    cannot have the same id, and a record that was renamed in one of the two places is noticed.

    Bad, in `actor/arda.yaml`:

        id: actor/ardaland

    Good:

        id: actor/arda
    """


class MisplacedFile:
    """A file or folder lies where a dataset has none.

    A dataset is the manifest `dataset.yaml` and a folder for each kind that holds `<slug>.yaml` files. What lies
    elsewhere, or ends in `.yml`, would be a record that nobody reads while its author believes it counts. Notes in
    Markdown and hidden files may lie beside the records.

    Bad, in `actor/notes.txt`:

        Ask who sits on the council.

    Good, in `actor/notes.md`:

        Ask who sits on the council.
    """


class MissingManifest:
    """There is no `dataset.yaml`.

    The manifest says what the dataset is, which version it has, which version of the schema its records are written
    for, and under which terms it may be used. Without it nobody can cite the data or know how to read it.

    Bad:

        $ rm dataset.yaml

    Good, the whole of `dataset.yaml`:

        title: "Arda and the River Pact"
        description: "What a short made-up article says about Arda's request to join the River Pact."
        version: "1.0.0"
        schema_version: "1.0"
        licences:
          data: CC-BY-4.0
        creators:
          - name: "The authors of the example"
    """


class NotAFile:
    """What has the name of a record's file is a link, a folder or a device.

    A link can lead out of the dataset: then a copy of the dataset is not whole, and a check that quotes faulty lines
    would print those of somebody else's file. A folder or a device is no record. Links are not followed; put the file
    itself in its place.

    Bad:

        $ mv actor/arda.yaml ../arda.yaml
        $ ln -s ../../arda.yaml actor/arda.yaml

    Good:

        $ mv ../arda.yaml actor/arda.yaml
    """


class SchemaVersion:
    """A dataset is written for a version of the schema that this package does not know.

    Another major version means other things by the same words; a newer minor one may have fields and terms that are
    unknown here. Judged by the wrong schema, a sound dataset would seem faulty, or a faulty one sound, so nothing more
    is judged. Install the version of the package that knows the schema, or bring the records to the version known.

    Bad, in `dataset.yaml`:

        schema_version: "2.0"

    Good:

        schema_version: "1.0"
    """


class TooManyRecords:
    """There are more records than one run takes.

    Every record that is read takes memory until the run ends, so that references can be followed. A folder that a
    program filled by mistake, or somebody on purpose, is not to take the machine with it. The limit is a million, in a
    folder or in a bundle; `--max-records` sets another.

    Bad, for the twelve records of the example:

        $ nsatu-data validate --max-records 11

    Good:

        $ nsatu-data validate --max-records 12
    """


class TooManyFaults:
    """More than 100 faults were found in one record or file, or more than 10 000 in a bundle.

    Nobody mends so many before the next check, and a file that was made to have millions of them would take the memory
    of the machine that checks it. The first are told, in the order in which they were found, and this fault stands
    where the next would. What was found is an error in any case: nothing passes because the rest was not looked at.

    Bad, in `actor/arda.yaml`:

        $ for n in $(seq 101); do echo "note_$n: a"; done

    Good:

        role: "the state that asks to join"
    """


class UnreadableFile:
    """A file is there and cannot be read.

    Its permissions are for another user, or the disk has a fault. What it says is not known, so the dataset cannot be
    said to be sound.

    Bad:

        $ chmod a-r actor/arda.yaml

    Good:

        $ chmod a+r actor/arda.yaml
    """
