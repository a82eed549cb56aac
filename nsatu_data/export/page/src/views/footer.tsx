// What holds for the whole dataset: version, licences, how it was made, and the licences of the page's own parts.

import type { JSX } from "preact";
import { useDataset } from "../parts/context.ts";

export function Footer(): JSX.Element {
  const { manifest, digest } = useDataset();
  const licences = document.getElementById("licences")?.textContent?.trim();
  return (
    <footer class="page-footer">
      <p>
        {manifest.title}, version {manifest.version}
        {manifest.released && `, released on ${manifest.released}`} (schema {manifest.schema_version}). Data:{" "}
        {manifest.licences.data}. By {manifest.creators.map((creator) => creator.name).join(", ")}.
      </p>
      <p>
        SHA-256 of the bundle: <code class="digest">{digest}</code>
      </p>
      {licences && (
        <details>
          <summary>Licences of the software in this page</summary>
          <pre tabIndex={0}>{licences}</pre>
        </details>
      )}
    </footer>
  );
}
