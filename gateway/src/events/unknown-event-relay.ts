// Tells other replicas of events whose type is not known here: a few messages a second, however many such events come.
import { setTimeout as wait } from 'node:timers/promises';
import type { EventInvalidation, Invalidator } from '../field-cache/invalidation/invalidation.ts';

/** Resolves when the others have been told; rejects when they could not be. */
export type UnknownEventRelay = (invalidations: readonly EventInvalidation[]) => Promise<void>;

/** From one message to the next. Nothing of what is waited for is known to be kept anywhere. */
const pauseMs = 250;

/**
 * The first is told at once. What comes until the pause is over is told together, each once: there may be a newer catalogue
 * elsewhere, so nothing may be left out, but types that nobody knows cost little.
 */
export function createUnknownEventRelay(invalidator: Invalidator): UnknownEventRelay {
  let gathered = new Map<string, EventInvalidation>();
  let pause: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  async function tellGathered(): Promise<void> {
    await pause;
    const invalidations = [...gathered.values()];
    gathered = new Map();
    next = undefined;
    pause = wait(pauseMs, undefined, { ref: false });
    await invalidator.invalidate(invalidations);
  }

  return (invalidations) => {
    for (const each of invalidations) gathered.set(JSON.stringify([each.type, each.subject]), each);
    return (next ??= tellGathered());
  };
}
