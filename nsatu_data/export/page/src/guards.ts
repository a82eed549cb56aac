// Closes the ways out of the page that its content security policy leaves open.
//
// The policy allows no connection, no form and no script but the page's own. It says nothing about peer-to-peer
// connections, new windows or leaving the page, each of which could carry words of an opened text away.

/** Removes peer-to-peer connections and new windows, and refuses to leave the page for another address. */
export function closeWaysOut(window: Window & typeof globalThis): void {
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel", "WebTransport"]) {
    Object.defineProperty(window, name, { value: undefined, writable: false, configurable: false });
  }
  Object.defineProperty(window, "open", { value: () => null, writable: false, configurable: false });
  // Safari before 26.2 and Firefox before 147 have no `navigation`; there, only a link could leave, and there is none.
  const navigation = (window as { navigation?: EventTarget }).navigation;
  navigation?.addEventListener("navigate", (event) => {
    const { destination, navigationType, downloadRequest } = event as unknown as NavigationEvent;
    const isOwnFile = downloadRequest !== null && destination.url.startsWith("blob:");
    if (!destination.sameDocument && navigationType !== "reload" && !isOwnFile) event.preventDefault();
  });
}

interface NavigationEvent {
  readonly destination: { readonly sameDocument: boolean; readonly url: string };
  readonly navigationType: string;
  /** The name of the file if a link downloads it, else null. */
  readonly downloadRequest: string | null;
}
