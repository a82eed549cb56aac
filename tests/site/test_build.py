"""The site is complete, its links lead somewhere, and a second build gives the same bytes."""

import hashlib
import html
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

import nsatu_data
from docs.site import documents, handbook, link_check, reference, theme_html, whole_site
from docs.site.foreign_html import ChangedHtml
from docs.site.navigation import PAGES, nav
from nsatu_data import rules
from nsatu_data.manuals import codes, manual
from tests.support import checkout_copies, public_surface
from tests.support.folders import ROOT

_LATER: Final = """
import runpy, sys, time
now, local, utc = time.time, time.localtime, time.gmtime
time.time = lambda: now() + 4e7
time.localtime = lambda seconds=None: local(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: utc(time.time() if seconds is None else seconds)
sys.argv = ["site", sys.argv[1]]
runpy.run_module("docs.site", run_name="__main__")
"""
"""Builds the site as if it were more than a year later."""


def test_another_folder_and_another_time_give_the_same_bytes(content: dict[str, bytes], tmp_path: Path) -> None:
    checkout = tmp_path / "elsewhere"
    checkout_copies.copy(checkout)
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONPATH": str(checkout)}
    arguments = [sys.executable, "-c", _LATER, "built"]
    outcome = subprocess.run(arguments, cwd=checkout, env=environment, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr
    built = checkout / "built"
    again = {path.relative_to(built).as_posix(): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    assert _digests(again) == _digests(content)


def _digests(files: dict[str, bytes]) -> dict[str, str]:
    return {path: hashlib.sha256(one).hexdigest() for path, one in sorted(files.items())}


def test_nothing_tells_where_and_when_it_was_built(content: dict[str, bytes], site: Path) -> None:
    folders = (f"{ROOT}/".encode(), str(site).encode())
    assert [path for path, one in content.items() for folder in folders if folder in one] == []
    assert [path for path in content if re.search(r"\.(buildinfo|doctree|pickle)$|^_sources/", path)] == []


def test_every_link_leads_somewhere(content: dict[str, bytes], capsys: pytest.CaptureFixture[str]) -> None:
    checked = link_check.check(content)
    with capsys.disabled():
        print(f"\n{checked.summary()}")
    assert checked.broken == []
    assert checked.pages > 100
    assert checked.links > 10_000


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('href="index.html#across-records"', 'href="index.html#across"', "the page has no such anchor"),
        ('href="index.html#across-records"', 'href="../nothing.html"', "there is no such file"),
        ('href="../index.html"', 'href="../index.html#record/risk/no-such"', "the page has no such anchor"),
        ('src="../_static/doctools.js', 'src="../_static/no-such.js', "there is no such file"),
    ],
)
def test_a_broken_link_is_found(old: str, new: str, problem: str, content: dict[str, bytes]) -> None:
    page = "findings/agent-reacts.html"
    changed = content[page].decode("utf-8").replace(old, new, 1).encode("utf-8")
    assert changed != content[page]
    broken = link_check.check({**content, page: changed}).broken
    assert [one.startswith(f"{page}: ") and one.endswith(problem) for one in broken] == [True]


@pytest.mark.parametrize("link", ["javascript:alert(1)", " JavaScript:alert(1)", "vbscript:x", "repository:LICENSE"])
def test_a_link_that_runs_code_or_is_none_is_found(link: str) -> None:
    checked = link_check.check({"index.html": f'<a href="{link}">a</a><a href="mailto:a@example.org">b</a>'.encode()})
    scheme = link.strip().partition(":")[0].lower()
    assert checked.broken == [f"index.html: {link}: no link of a site begins with {scheme}:"]


def test_a_missing_page_breaks_every_link_to_it(content: dict[str, bytes]) -> None:
    files = {path: one for path, one in content.items() if path != "findings/agent-reacts.html"}
    assert len(link_check.check(files).broken) > 1


def test_a_link_to_a_view_of_a_record_is_no_broken_one(content: dict[str, bytes]) -> None:
    page = (
        b'<a href="index.html#record/actor/japan">1</a><a href="index.html#claims?q=x">2</a><a href="downloads/">3</a>'
    )
    assert link_check.check({**content, "new.html": page}).broken == []


def test_every_page_begins_with_the_links_of_the_site(content: dict[str, bytes]) -> None:
    for path, one in content.items():
        if path.endswith(".html") and not path.startswith(("downloads/nsatu", "files/")) and path.count("/") < 2:
            names = re.findall(rb"<nav class=\"site-nav\".*?</nav>", one)
            assert len(names) == 1, path
            assert [f">{name}</a>".encode() in names[0] for name in PAGES.values()] == [True] * len(PAGES), path


def test_every_document_is_a_page(content: dict[str, bytes]) -> None:
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = [path for path in listed.split() if re.fullmatch(r"(docs/)?[\w-]+\.md", path)]
    assert len(top) > 10
    assert [path for path in top if f"{path.removesuffix('.md')}.html" not in content] == []
    assert set(documents.written()) >= set(top)


def test_every_code_has_a_page_that_says_what_its_manual_says(content: dict[str, bytes]) -> None:
    for code in codes():
        text = html.unescape(re.sub(r"<[^>]*>", "", content[f"findings/{code}.html"].decode("utf-8")))
        assert manual(code).summary.replace("`", "") in re.sub(r"\s+", " ", text), code


def test_every_public_name_is_in_the_reference(content: dict[str, bytes]) -> None:
    pages = b"".join(one for path, one in content.items() if path.startswith("reference/")).decode("utf-8")
    assert [name for name in public_surface.public_names() if f'id="{name}"' not in pages] == []
    assert 'id="nsatu_data.model.Certainty.POSSIBLE"' in pages
    assert 'id="nsatu_data.Dataset.where"' not in pages
    assert [name for name in reference.full_names().values() if f'id="{name}"' not in pages] == []
    # A type in a signature leads to its page.
    assert re.search(r'href="[^"]*#nsatu_data\.Diagnostic"', pages)


def test_only_the_page_of_a_rule_begins_with_a_rule(content: dict[str, bytes]) -> None:
    of_rules = {rule.CODE for rule in rules.RULES}
    begun = [code for code in codes() if "<p>Rule: " in content[f"findings/{code}.html"].decode("utf-8")]
    assert begun == [code for code in codes() if code in of_rules]


def test_downloads_have_their_sizes_and_digests(content: dict[str, bytes], site: Path) -> None:
    outcome = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=site / "downloads", check=False
    )
    assert outcome.returncode == 0
    index = content["downloads/index.html"].decode("utf-8")
    lines = content["downloads/SHA256SUMS"].decode("utf-8").splitlines()
    held = {path.removeprefix("downloads/") for path in content if path.startswith("downloads/")}
    assert {line.split("  ")[1] for line in lines} == held - {"SHA256SUMS", "index.html"}
    assert [line for line in lines if f"<code>{line.split('  ')[0]}</code>" not in index] == []
    assert re.findall("<h2>(.*?)</h2>", index) == ["Data", "Packages", "Citation and changes", "Schemas", "Types"]
    packages = index.partition("<h2>Packages</h2>")[2].partition("<h2>")[0]
    assert len(re.findall(r'<li><a href="[^"]*\.(?:whl|tar\.gz|tgz)">', packages)) == packages.count("<li>") == 3
    version = nsatu_data.load(ROOT / "records").manifest.version
    endings = ("bib", "graphml", "html", "json", "jsonl", "jsonld", "sqlite", "tgz", "ttl")
    assert [ending for ending in endings if f"nsatu-data-{version}.{ending}" not in held] == []
    others = (f"nsatu_data-{version}-py3-none-any.whl", f"nsatu_data-{version}.tar.gz", "CITATION.cff")
    assert {*others, f"nsatu-data-{version}-csv.zip"} <= held


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("# A\n\n[gone](gone.md)\n", "gone.md"),
        ("# A\n\n[gone](README.md#no-such-anchor)\n", "no-such-anchor"),
        ("# A\n\n```no-such-language\nx\n```\n", "no-such-language"),
        ("# A\n\n#### D\n", "Non-consecutive header"),
    ],
)
def test_a_warning_is_an_error(text: str, warning: str, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "handbook.md").write_text("# H\n\n```{toctree}\nREADME\na\n```\n", encoding="utf-8")
    (source / "README.md").write_text("# R\n", encoding="utf-8")
    (source / "a.md").write_text(text, encoding="utf-8")
    (source / "_site").mkdir()
    with pytest.raises(handbook.FaultyHandbook, match=warning):
        handbook.run(source, tmp_path / "site", tmp_path / "doctrees")


def test_a_theme_that_writes_other_html_is_reported() -> None:
    marks = list(theme_html._MENDED)
    page = f'<head>\n</head>\n<div class="page">{" ".join(marks)}</div>'
    assert theme_html.mended({"a.html": page})["a.html"].count(nav("a.html")) == 1
    for mark in marks:
        with pytest.raises(ChangedHtml) as caught:
            theme_html.mended({"a.html": page.replace(mark, "")})
        assert str(caught.value) == (f"the theme does not write any more what docs.site.theme_html replaces: {mark}")
    with pytest.raises(ChangedHtml) as caught:
        theme_html.mended({"a.html": page, "b/c.html": page.replace("</head>", "")})
    assert str(caught.value) == "b/c.html has no </head> any more"


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(SystemExit, match="holds files that are no site"):
        whole_site.write({"index.html": b""}, tmp_path)
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "Dear"


def test_the_history_of_a_branch_for_pages_is_left_alone(tmp_path: Path) -> None:
    whole_site.write({".nojekyll": b""}, tmp_path / "pages")
    (tmp_path / "pages" / ".git").write_text("gitdir: elsewhere", encoding="utf-8")
    with pytest.raises(SystemExit, match="holds files that are no site"):
        whole_site.write({"index.html": b""}, tmp_path / "pages")
    assert (tmp_path / "pages" / ".git").exists()


def test_a_file_is_no_folder_for_a_site(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"letter\.txt is no folder for a site"):
        whole_site.write({"index.html": b""}, tmp_path / "letter.txt")


def test_a_site_replaces_the_one_before(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    whole_site.write({"a/old.html": b"1", ".nojekyll": b""}, folder)
    whole_site.write({"new.html": b"2", ".nojekyll": b""}, folder)
    assert sorted(path.name for path in tmp_path.rglob("*")) == [".nojekyll", "new.html", "site"]


def test_a_link_to_a_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to("elsewhere")
    whole_site.write({".nojekyll": b""}, tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "elsewhere" / ".nojekyll").exists()


@pytest.mark.parametrize("name", ["file", "file/site", "link"])
def test_what_is_no_folder_is_one_line(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("Dear", encoding="utf-8")
    (tmp_path / "link").symlink_to("file")
    with pytest.raises(SystemExit) as caught:
        whole_site.write({"index.html": b""}, tmp_path / name)
    problem = "the site cannot be written" if "/" in name else "is no folder for a site"
    assert problem in str(caught.value)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "Dear"


def test_a_site_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    whole_site.write({"old.html": b"1", ".nojekyll": b""}, folder)
    with pytest.raises(SystemExit, match="the site cannot be written: "):
        whole_site.write({"a": b"", "a/file.html": b"below a file"}, folder)
    assert sorted(path.name for path in tmp_path.rglob("*")) == [".nojekyll", "old.html", "site"]
