// How much every cache may hold. Some peers can be told a number of entries only: one of 24 products has about 13 kB.
export const cacheLimitBytes = 512 * 2 ** 20;
export const cacheLimitResponses = 40_000;
export const cacheLifetimeMs = 3_600_000;
