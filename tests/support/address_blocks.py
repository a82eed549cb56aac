"""The parts of documents, modules and settings that depend on the project's addresses, or name the version of the data.

Until there is an address, the documents show what works from a clone or from a file. Then they show what users of the
published project write.
"""

import json
from collections.abc import Mapping
from functools import partial
from typing import Final

from tests.support import address_templates
from tests.support.addresses import Addresses, Maintainer
from tests.support.readme_parts import between

_BEGIN: Final = "# <addresses>"
_NOTE: Final = "# `make derived` writes people and addresses here, from the table [tool.nsatu-data] below."
_END: Final = "# </addresses>"


def module(addresses: Addresses) -> str:
    """The text of `nsatu_data.addresses`."""
    return address_templates.MODULE.format(site=addresses.site)


def project(text: str, addresses: Addresses) -> str:
    """The text of `pyproject.toml` with the project's people and addresses, which package indexes show.

    Raises ValueError unless each mark is there once.
    """
    if (text.count(_BEGIN), text.count(_END)) != (1, 1):
        raise ValueError(f"pyproject.toml: the marks {_BEGIN} and {_END} do not stand there once each")
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    people = [f"  {_table(one)},\n" for one in addresses.maintainers]
    urls = [f"{name} = {json.dumps(address)}\n" for name, address in addresses.urls.items()]
    parts = [
        *(["maintainers = [\n", *people, "]\n"] if people else []),
        *(["\n[project.urls]\n", *urls] if urls else []),
    ]
    return f"{before}{_BEGIN}\n{_NOTE}\n{''.join(parts)}{_END}{after}"


def _table(person: Maintainer) -> str:
    """A person as a table of TOML, whose strings are those of JSON here."""
    entries = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in person._asdict().items() if value]
    return f"{{ {', '.join(entries)} }}"


def readme(text: str, addresses: Addresses, version: str) -> str:
    """The text of README.md with how to install the package, and how to use it in CI."""
    return _filled(text, address_templates.README, addresses, version)


def guide(text: str, addresses: Addresses, version: str) -> str:
    """The text of CONTRIBUTING.md with whole workflows."""
    return _filled(text, address_templates.GUIDE, addresses, version)


def releasing(text: str, addresses: Addresses, version: str) -> str:
    """The text of docs/releasing.md with how to check a release."""
    return _filled(text, address_templates.RELEASING, addresses, version)


def _filled(text: str, blocks: Mapping[str, str], addresses: Addresses, version: str) -> str:
    """Fill in the blocks between their marks. Raises ValueError for a mark that does not stand there once."""
    wheel = f"nsatu_data-{version}-py3-none-any.whl"
    if addresses.repository:
        values = {
            **address_templates.PUBLISHED,
            "pinned": f"nsatu-data=={version}",
            "action": f"{addresses.account_and_name}@v{version}",
            "repository": addresses.repository,
            "revision": f"v{version}",
        }
    else:
        values = {**address_templates.CLONE, "pinned": f"./{wheel}"}
    # The words may name the file.
    words = {key: value.format(wheel=wheel, account=addresses.account_and_name) for key, value in values.items()}
    for name, block in blocks.items():
        text = between(text, name, partial(_block, block, words))
    return text


def _block(template: str, words: Mapping[str, str], _path: str) -> str:
    return template.format_map(words)
