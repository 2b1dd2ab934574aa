// Fetches a JSON document of an identity provider, within bounds: it is asked while a client waits.

export interface FetchBounds {
  /** From the beginning to the last byte. */
  readonly timeoutMs: number;
  readonly limitBytes: number;
}

/** Rejects for everything but JSON with status 200. Redirects are not followed: only the configured address is trusted. */
export async function fetchJwks(url: string, { timeoutMs, limitBytes }: FetchBounds): Promise<unknown> {
  const response = await fetch(url, {
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    headers: { accept: 'application/jwk-set+json, application/json' },
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    const isRedirect = response.status >= 300 && response.status < 400;
    throw new Error(
      `The answer has the status ${response.status}.${isRedirect ? ' Configure the address that it leads to.' : ''}`,
    );
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Node's streams can be read so; the types of the browser's do not say it.
  const body = (response.body ?? []) as AsyncIterable<Uint8Array> | [];
  for await (const chunk of body) {
    size += chunk.byteLength;
    // Leaving the loop ends the connection.
    if (size > limitBytes) throw new Error(`The answer has more than ${limitBytes} bytes.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (cause) {
    throw new Error('The answer is no JSON.', { cause });
  }
}
