/** The text of a bundle as the generated converter writes what it read; it checks every type, at run time. */
export function decode(text, { toBundle, bundleToJson }) {
  return bundleToJson(toBundle(text));
}
