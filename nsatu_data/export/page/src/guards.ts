// Closes the ways out of the page that its content security policy leaves open.
//
// The policy allows no connection, no form and no script but the page's own. It says nothing about peer-to-peer
// connections, new windows, new tabs or leaving the page, each of which could carry words of an opened text away.
//
// Where the page is part of a site, its file begins with links to the site's other pages. A reader may follow these, at
// exactly the addresses that they had before any of the data was shown.

/**
 * Removes peer-to-peer connections and new windows, and refuses to leave the page or to open another address than those
 * of the site's links.
 */
export function closeWaysOut(window: Window & typeof globalThis): void {
  const links = window.document.querySelectorAll<HTMLAnchorElement>(".site-nav a");
  const site: ReadonlySet<string> = new Set([...links].map((link) => link.href));
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "WebTransport"]) {
    Object.defineProperty(window, name, { value: undefined, writable: false, configurable: false });
  }
  Object.defineProperty(window, "open", { value: () => null, writable: false, configurable: false });
  // A link that opens a new tab, by its target or by the reader's keys, does not navigate this window.
  for (const name of ["click", "auxclick"]) {
    window.addEventListener(name, (event) => refuseOtherAddress(event, window.location, site), { capture: true });
  }
  // Safari before 26.2 and Firefox before 147 have no `navigation`; there, only a script could leave, and none does.
  const navigation = (window as { navigation?: EventTarget }).navigation;
  navigation?.addEventListener("navigate", (event) => {
    const { destination, navigationType, downloadRequest } = event as unknown as NavigationEvent;
    const isOwnFile = downloadRequest !== null && destination.url.startsWith("blob:");
    const isAllowed = destination.sameDocument || isOwnFile || site.has(destination.url);
    if (!isAllowed && navigationType !== "reload") event.preventDefault();
  });
}

/** Refuses to follow a link unless it leads to a part of this page, to a file that the page made, or to the site. */
function refuseOtherAddress(event: Event, here: Location, site: ReadonlySet<string>): void {
  for (const element of event.composedPath()) {
    const address = addressOf(element);
    if (address === null || address.startsWith("blob:") || site.has(address)) continue;
    if (withoutHash(address) !== withoutHash(here.href)) event.preventDefault();
  }
}

/** The whole address that an element links to, in HTML or in a picture; null if it is no link. */
function addressOf(element: EventTarget): string | null {
  if (element instanceof HTMLAnchorElement || element instanceof HTMLAreaElement) return element.href || null;
  return element instanceof SVGAElement ? new URL(element.href.baseVal, element.baseURI).href : null;
}

function withoutHash(address: string): string {
  return address.split("#", 1)[0] ?? "";
}

interface NavigationEvent {
  readonly destination: { readonly sameDocument: boolean; readonly url: string };
  readonly navigationType: string;
  /** The name of the file if a link downloads it, else null. */
  readonly downloadRequest: string | null;
}
