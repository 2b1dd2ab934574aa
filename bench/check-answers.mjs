// Whether a gateway gives the right data: a fast wrong answer is not compared with anything.
import { isDeepStrictEqual } from 'node:util';

async function post(gateway, { body, headers }) {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
    body,
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  try {
    return { length: Buffer.byteLength(text), answer: JSON.parse(text) };
  } catch {
    throw new Error(`Status ${response.status}, not JSON: ${text.slice(0, 200)}`);
  }
}

function explainDifference(answer, expected) {
  if (answer.errors !== undefined) return `errors: ${JSON.stringify(answer.errors).slice(0, 300)}`;
  const place = findDifference(answer.data, expected.data, 'data');
  return place === undefined ? undefined : `other data at ${place}`;
}

/** The path of the first value that differs. The order of the keys of an object says nothing. */
function findDifference(value, expected, place) {
  if (isDeepStrictEqual(value, expected)) return undefined;
  if (typeof value !== 'object' || typeof expected !== 'object' || value === null || expected === null) return place;
  for (const key of new Set([...Object.keys(expected), ...Object.keys(value)])) {
    const found = findDifference(value[key], expected[key], `${place}.${key}`);
    if (found !== undefined) return found;
  }
  return place;
}

/** Waits until it gives the right answer to the first request. @returns after how many milliseconds that was */
export async function waitUntilReady(gateway, { requests, answers }) {
  const begin = performance.now();
  let reason;
  // A peer may answer before all of it is ready, but not for long.
  let giveUpAt = begin + 60_000;
  while (performance.now() < giveUpAt && gateway.child.exitCode === null) {
    try {
      const { answer } = await post(gateway, requests[0]);
      giveUpAt = Math.min(giveUpAt, performance.now() + 5000);
      reason = explainDifference(answer, answers[0]);
      if (reason === undefined) return performance.now() - begin;
    } catch (error) {
      reason = error.cause?.message ?? error.message;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`It did not become ready (${reason}). ${gateway.child.output.trim().slice(-500)}`);
}

/** Every distinct request once. @returns how long each answer was, and what was wrong with the first wrong one */
export async function checkAnswers(gateway, { requests, answers }) {
  const lengths = [];
  let difference;
  let next = 0;
  const check = async () => {
    while (next < requests.length) {
      const index = next++;
      const { answer, length } = await post(gateway, requests[index]);
      lengths[index] = length;
      const reason = explainDifference(answer, answers[index]);
      if (reason !== undefined) difference ??= `request ${index}: ${reason}`;
    }
  };
  await Promise.all(Array.from({ length: 16 }, check));
  return { lengths, difference };
}
