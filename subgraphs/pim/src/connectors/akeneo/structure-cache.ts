// Keeps structure that changes rarely for a short time, so that a page does not ask for it again.

export interface StructureCacheOptions<T> {
  /** Fetches the named ones; those that do not exist are missing from the answer. */
  readonly load: (codes: readonly string[]) => Promise<ReadonlyMap<string, T>>;
  readonly maxAgeMs: number;
  readonly now?: () => number;
}

/** How long a code is known not to exist. Shorter: somebody may just be creating it. */
const absenceMaxAgeMs = 30_000;

const maxEntries = 10_000;

/** No code of Akeneo's is longer. A longer one would make a URL that Akeneo does not read. */
const maxCodeLength = 255;

export interface StructureCache<T> {
  /** Those that exist, by code. Codes that are not kept are fetched together, each once however many wait for it. */
  get(codes: Iterable<string>): Promise<ReadonlyMap<string, T>>;
}

interface Entry<T> {
  readonly found: Promise<T | undefined>;
  /** Until when it is kept. While its fetch is under way, for ever. */
  keptUntil: number;
}

export function createStructureCache<T>({
  load,
  maxAgeMs,
  now = Date.now,
}: StructureCacheOptions<T>): StructureCache<T> {
  const entries = new Map<string, Entry<T>>();

  /** Codes come from callers, too: what they make up must not fill the memory. */
  function makeRoom(): void {
    if (entries.size < maxEntries) return;
    for (const [code, { keptUntil }] of entries) {
      if (keptUntil <= now()) entries.delete(code);
    }
    if (entries.size >= maxEntries) entries.clear();
  }

  async function settle(code: string, entry: Entry<T>): Promise<void> {
    try {
      const ageMs = (await entry.found) === undefined ? Math.min(absenceMaxAgeMs, maxAgeMs) : maxAgeMs;
      entry.keptUntil = now() + ageMs;
    } catch {
      // A failure is told to those who wait for it, and not kept for those who come later.
      if (entries.get(code) === entry) entries.delete(code);
    }
  }

  function fetchTogether(codes: readonly string[]): void {
    const loaded = load(codes);
    for (const code of codes) {
      const entry: Entry<T> = { found: loaded.then((found) => found.get(code)), keptUntil: Number.POSITIVE_INFINITY };
      entries.set(code, entry);
      void settle(code, entry);
    }
  }

  return {
    async get(codes) {
      makeRoom();
      const wanted = [...new Set(codes)].filter((code) => code.length <= maxCodeLength);
      const missing = wanted.filter((code) => (entries.get(code)?.keptUntil ?? 0) <= now());
      if (missing.length > 0) fetchTogether(missing);
      const found = await Promise.all(wanted.map(async (code) => [code, await entries.get(code)?.found] as const));
      return new Map(found.flatMap(([code, value]) => (value === undefined ? [] : [[code, value]])));
    },
  };
}
