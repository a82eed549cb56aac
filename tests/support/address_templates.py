"""The words of the blocks that depend on the project's addresses: templates, and what they say with and without one."""

from typing import Final

MODULE: Final = '''\
"""The address of the site, for the reports that lead to its pages.

Derived from `pyproject.toml` by `make derived`; not to be edited.
"""

from typing import Final

SITE: Final = "{site}"
"""The address that the site's paths are appended to; without a site, the root of the project's identifiers."""
'''

_HOOK: Final = """\
```yaml
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: nsatu-data-validate
"""
_JOB: Final = """\
jobs:
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v7
"""
_WORKFLOW: Final = f"""\
```yaml
name: Records
on: [push, pull_request]
permissions:
  contents: read
{_JOB}"""
_SCANNED_WORKFLOW: Final = _WORKFLOW.replace("contents: read\n", "contents: read\n  security-events: write\n")

README: Final = {
    "install": """\
{needed}

```console
$ python3 -m venv .venv && . .venv/bin/activate
$ pip install {package}
```

{another}

Data frames, graphs and some exports need other libraries: `pip install '{package}[frames,graph,rdf]'`. The extra
`spark` is for [corpora past one machine](docs/corpora.md#past-one-machine).
""",
    "action": """\
In GitHub Actions, each finding appears at its line in the pull request, and the job's summary says what the pull
request changes{folder}:

```yaml
- uses: actions/checkout@v7
  with:
    fetch-depth: 2
- uses: {action}
```
""",
    "pre-commit": f"""\
Before each commit, with [pre-commit](https://pre-commit.com){{beside}}:

{_HOOK}```
""",
}
"""The blocks of README.md, by the name of their marks."""

GUIDE: Final = {
    "pre-commit": f"""\
{{update}}{_HOOK}        args: [records]
```
""",
    "action": f"""\
{{copy}}{_WORKFLOW}        with:
          fetch-depth: 2
      - uses: {{action}}
        with:
          paths: records
```

With code scanning, which stores findings and shows which of them are new in a pull request:

{_SCANNED_WORKFLOW}      - uses: {{action}}
        with:
          sarif-file: nsatu-data.sarif
      - uses: github/codeql-action/upload-sarif@v4
        if: always()
        with:
          sarif_file: nsatu-data.sarif
```
""",
    "without-the-action": f"""\
Without the action. Any other CI can run the same two commands without `--format github`{{file}}:

{_WORKFLOW}      - uses: actions/setup-python@v7
        with:
          python-version: "3.13"
      - run: pip install {{pinned}}
      - run: nsatu-data validate --format github records
```
""",
}
"""The blocks of CONTRIBUTING.md, by the name of their marks."""

RELEASING: Final = {
    "verify": """\
With the files of a release in a folder:

```console
$ sha256sum --check --ignore-missing SHA256SUMS
$ {attested}
```
""",
}

PUBLISHED: Final = {
    "attested": "gh attestation verify {wheel} --repo {account}",
    "needed": "You need Python 3.11 or later:",
    "package": "nsatu-data",
    "another": """\
In a clone of this repository, `pip install .` installs the clone. The file of a release installs in the same way:
`pip install {wheel}`.""",
    "folder": "",
    "beside": "",
    "update": "",
    "copy": "",
    "file": "",
}
"""What the templates say if the project has an address."""

CLONE: Final = {
    "attested": "gh attestation verify {wheel} --repo ...   # the account and the name of the repository",
    "needed": """\
You need Python 3.11 or later. The package is not published yet, so clone this repository, and install from its
folder:""",
    "package": ".",
    "another": """\
A release will have a file that installs in the same way: `pip install {wheel}`.
[Publishing under an account](CONTRIBUTING.md#publishing-under-an-account) lists what needs an account.""",
    "folder": ". The action is a folder with a copy of this repository",
    "beside": """\
, from a clone next to your repository. Then run
`pre-commit autoupdate --bleeding-edge`, which puts the clone's newest commit in the place of `HEAD`""",
    "update": """\
`repo` is a clone of this repository next to yours. Then run `pre-commit autoupdate --bleeding-edge`, which puts the
clone's newest commit in the place of `HEAD`.

""",
    "copy": """\
The action is the folder `nsatu_data` of your repository, with a copy of this one. If a clone is next to your
repository, this command in yours makes the copy. A pull request could change the copy, so review that too.

```console
$ git -C ../nsatu_data archive --prefix nsatu_data/ HEAD | tar -x
```

""",
    "file": """\
. The file in your
repository is from a release, or `pip wheel --no-deps ../nsatu_data` makes it from a clone""",
    "action": "./nsatu_data",
    "repository": "../nsatu_data",
    "revision": "HEAD",
}
"""What the templates say if the project has no address."""
