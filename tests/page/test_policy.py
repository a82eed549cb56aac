"""Nothing leaves the page: each way out is tried, is closed, and opens if its guard is taken away.

The last shows that a probe would notice. Probes run as the page's own code would.
"""

import base64
import hashlib
import re
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from playwright.sync_api import Page

from tests.support.browser_pages import PATIENCE, Open
from tests.support.folders import ROOT
from tests.support.page_build import BUILT

RECORDS: Final = ROOT / "records"
_WAIT: Final = 700
"""How long a request that must not come is waited for, in milliseconds. One that is allowed takes about 20."""
_POLL: Final = 20


class Probe(NamedTuple):
    """A way out: a script that tries to reach `ADDRESS` or `HOST`, and the guards that close it.

    A guard is a directive of the policy or a part of `guards.ts`.
    """

    script: str
    guards: tuple[str, ...]


def _element(name: str, attributes: str, then: str = "") -> str:
    """A script that puts an element with these attributes into the page, and then does something with it as `e`."""
    return (
        f"const e = Object.assign(document.createElement('{name}'), {{{attributes}}}); document.body.append(e); {then}"
    )


_REQUESTS: Final = {
    "fetch": "fetch(ADDRESS).catch(() => 0)",
    "XMLHttpRequest": "const x = new XMLHttpRequest(); x.open('GET', ADDRESS); x.send()",
    "beacon": "navigator.sendBeacon(ADDRESS, 'words')",
    "EventSource": "new EventSource(ADDRESS)",
    "WebSocket": "new WebSocket(ADDRESS.replace('http', 'ws'))",
    "image": _element("img", "src: ADDRESS"),
    "audio": _element("audio", "src: ADDRESS"),
    "frame": _element("iframe", "src: ADDRESS"),
    "style image": "document.body.style.backgroundImage = `url(${ADDRESS})`",
    "font": "new FontFace('f', `url(${ADDRESS})`).load().catch(() => 0)",
    "prefetch": _element("link", "rel: 'prefetch', href: ADDRESS"),
    "preload": _element("link", "rel: 'preload', as: 'image', href: ADDRESS"),
    "picture in a drawing": """
        const e = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
        const picture = document.createElementNS(e.namespaceURI, 'image');
        picture.setAttribute('href', ADDRESS); e.append(picture); document.body.append(e)""",
    "source set": _element("img", "srcset: `${ADDRESS} 1x`"),
    "video": _element("video", "src: ADDRESS"),
    "poster": _element("video", "poster: ADDRESS"),
    "pointer": "document.body.style.cursor = `url(${ADDRESS}), auto`",
    "adopted style sheet": """
        const sheet = new CSSStyleSheet(); sheet.replaceSync(`body {background: url(${ADDRESS})}`);
        document.adoptedStyleSheets = [sheet]""",
    "ping": _element("a", "href: '#claims', ping: ADDRESS", "e.click()"),
}
_TYPED: Final = {
    "script": _element("script", "src: ADDRESS"),
    "object": _element("object", "data: ADDRESS"),
    "embed": _element("embed", "src: ADDRESS"),
    "frame's content": _element("iframe", "srcdoc: `<meta http-equiv=refresh content='0;url=${ADDRESS}'>`"),
    "rules of speculation": """
        const e = document.createElement('script'); e.type = 'speculationrules';
        e.textContent = JSON.stringify({prefetch: [{source: 'list', urls: [ADDRESS]}]}); document.head.append(e)""",
    "worker": """
        const code = new Blob([`fetch('${ADDRESS}')`], {type: 'text/javascript'});
        new Worker(URL.createObjectURL(code))""",
}
"""Ways out through properties that take only trusted types, of which the page has none."""
_CONNECTION: Final = """
const c = new RTCPeerConnection({iceServers: [{urls: `stun:${HOST}`}]});
c.createDataChannel('d');
c.createOffer().then(o => c.setLocalDescription(o));
"""
PROBES: Final = {
    **{name: Probe(script, ("default-src",)) for name, script in _REQUESTS.items()},
    **{
        name: Probe(script, ("require-trusted-types-for", "script-src", "default-src"))
        for name, script in _TYPED.items()
    },
    "import": Probe("import(ADDRESS).catch(() => 0)", ("script-src",)),
    "module": Probe(_element("link", "rel: 'modulepreload', href: ADDRESS"), ("script-src",)),
    "style sheet": Probe(_element("link", "rel: 'stylesheet', href: ADDRESS"), ("style-src",)),
    "form": Probe(_element("form", "action: ADDRESS", "e.submit()"), ("form-action", "navigate")),
    "location": Probe("location.href = ADDRESS", ("navigate",)),
    "link": Probe(_element("a", "href: ADDRESS", "e.click()"), ("navigate", "click")),
    "link to a new tab": Probe(_element("a", "href: ADDRESS, target: '_blank'", "e.click()"), ("click",)),
    "area to a new tab": Probe(_element("area", "href: ADDRESS, target: '_blank'", "e.click()"), ("click",)),
    "link in a drawing": Probe(
        """
        const e = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
        const link = document.createElementNS(e.namespaceURI, 'a');
        link.setAttribute('href', ADDRESS); link.setAttribute('target', '_blank');
        e.append(link); document.body.append(e); link.dispatchEvent(new MouseEvent('click', {cancelable: true}))""",
        ("click",),
    ),
    "refresh": Probe(_element("meta", "httpEquiv: 'refresh', content: `0;url=${ADDRESS}`"), ("navigate",)),
    "window": Probe("window.open(ADDRESS)", ("open",)),
    # The relative address `x` shows which base holds.
    "base": Probe(
        _element("base", "href: ADDRESS", "document.title = new URL('x', document.baseURI).href"), ("base-uri",)
    ),
    "WebRTC": Probe(_CONNECTION, ("RTCPeerConnection",)),
}


class Reached(NamedTuple):
    """A server that counts what reaches it: requests over HTTP, and packets over UDP at `host`."""

    url: str
    host: str
    calls: list[str]


@pytest.fixture
def outside() -> Iterator[Reached]:
    calls: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            calls.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    port = server.server_address[1]
    udp = _udp(calls)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Reached(f"http://127.0.0.1:{port}/words", f"127.0.0.1:{udp.getsockname()[1]}", calls)
    server.shutdown()
    server.server_close()
    udp.close()


def _udp(calls: list[str]) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listening.bind(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                listening.recv(2048)
            except OSError:
                return
            calls.append("udp")

    threading.Thread(target=listen, daemon=True).start()
    return listening


def _try(open_page: Open, file: Path, probe: Probe, outside: Reached, wait: int) -> bool:
    """Whether a probe reaches the outside from a page within some milliseconds."""
    page, *_ = open_page(file, "#overview")
    page.locator("h1").wait_for()
    names = f"const ADDRESS = '{outside.url}', HOST = '{outside.host}';"
    page.evaluate(f"() => {{ {names} try {{ {probe.script} }} catch (e) {{}} }}")
    if "base-uri" in probe.guards:
        return page.title().startswith("http")
    return _is_reached(page, outside, wait)


def _is_reached(page: Page, outside: Reached, wait: int) -> bool:
    """Whether something arrives within some milliseconds."""
    for _ in range(0, wait, _POLL):
        if outside.calls:
            return True
        page.wait_for_timeout(_POLL)
    return bool(outside.calls)


_CODE: Final = {
    "navigate": ('navigation?.addEventListener("navigate"', 'navigation?.addEventListener("no-such-event"'),
    "click": ('["click","auxclick"]', '["no-such-event"]'),
    "open": ('"open",{value', '"no-such-function",{value'),
    "RTCPeerConnection": ('"RTCPeerConnection"', '"NoSuchConnection"'),
}
"""What is replaced in the built page to take away a guard of `guards.ts`."""


def _without(html: str, guards: tuple[str, ...]) -> str:
    """The page without some guards."""
    for guard in guards:
        if guard in _CODE:
            old, new = _CODE[guard]
            assert html.count(old) == 1, (guard, html.count(old))
            html = _with_hash(html.replace(old, new))
        else:
            # A base address has no list of allowed ones that a directive could open.
            opened = "" if guard == "base-uri" else f"{guard} * blob: 'unsafe-inline'; "
            html, found = re.subn(rf"{guard} [^;\"]*; ", opened, html, count=1)
            assert found == 1, guard
    return html


def _with_hash(html: str) -> str:
    """The page with a policy that allows its changed script."""
    script = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)[-1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return re.sub(r"script-src 'sha256-[^']*'", f"script-src 'sha256-{digest}'", html, count=1)


@pytest.mark.parametrize("name", PROBES)
def test_a_way_out_is_closed(name: str, html: Callable[[Path], Path], open_page: Open, outside: Reached) -> None:
    assert not _try(open_page, html(RECORDS), PROBES[name], outside, _WAIT)


@pytest.mark.parametrize("name", PROBES)
def test_the_probe_notices_if_the_guard_is_gone(
    name: str, html: Callable[[Path], Path], open_page: Open, outside: Reached, tmp_path: Path
) -> None:
    file = tmp_path / "open.html"
    file.write_text(_without(html(RECORDS).read_text(encoding="utf-8"), PROBES[name].guards), encoding="utf-8")
    assert _try(open_page, file, PROBES[name], outside, PATIENCE)


def test_the_policy_is_the_one_that_the_design_asks_for() -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', BUILT.read_text(encoding="utf-8"))
    assert policy is not None
    assert re.sub(r"sha256-[^']*", "sha256-", policy[1]) == (
        "default-src 'none'; script-src 'sha256-'; style-src 'sha256-'; form-action 'none'; base-uri 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


@pytest.mark.parametrize("button", ["middle", "left with Control"])
@pytest.mark.parametrize("is_guarded", [True, False], ids=["guarded", "without its guard"])
def test_a_reader_cannot_open_another_address_in_a_new_tab(
    *, is_guarded: bool, button: str, html: Callable[[Path], Path], open_page: Open, outside: Reached, tmp_path: Path
) -> None:
    file = html(RECORDS)
    if not is_guarded:
        (tmp_path / "open.html").write_text(_without(file.read_text(encoding="utf-8"), ("click",)), encoding="utf-8")
        file = tmp_path / "open.html"
    page, *_ = open_page(file, "#overview")
    page.locator("h1").wait_for()
    page.evaluate(
        "url => { const e = document.createElement('a'); e.id = 'out'; e.href = url; e.textContent = 'out';"
        " document.querySelector('main').prepend(e) }",
        outside.url,
    )
    if button == "middle":
        page.locator("#out").click(button="middle")
    else:
        page.locator("#out").click(modifiers=["Control"])
    assert _is_reached(page, outside, _WAIT if is_guarded else PATIENCE) != is_guarded


def test_the_pages_own_links_open_in_a_new_tab(html: Callable[[Path], Path], open_page: Open) -> None:
    page, *_ = open_page(html(RECORDS), "#overview")
    for name in ("#graph", "#claims"):
        with page.context.expect_page() as opened:
            page.locator(f".tabs a[href='{name}']").click(modifiers=["Control"])
        opened.value.locator("h1").wait_for()
        assert opened.value.url == f"{html(RECORDS).as_uri()}{name}"
