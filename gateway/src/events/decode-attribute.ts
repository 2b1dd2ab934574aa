// Reads a CloudEvents attribute out of an HTTP header, as the HTTP binding 1.0.2 says (3.1.3.2).

/** Undefined when the value is none that the binding allows. */
export function decodeAttribute(headerValue: string): string | undefined {
  // Whatever is not printable ASCII has to come percent-encoded; what else arrives was mangled on its way, or never encoded.
  if (!/^[ -~]*$/.test(headerValue)) return undefined;
  const unquoted = /^"(?:[^"\\]|\\.)*"$/.test(headerValue)
    ? headerValue.slice(1, -1).replace(/\\(.)/g, '$1')
    : headerValue;
  try {
    // One round; refuses what is no UTF-8, overlong forms among it.
    return decodeURIComponent(unquoted);
  } catch {
    return undefined;
  }
}
