// One thing that went wrong at a subgraph, in words that a client may read, and the places it left empty.
import type { ResponsePlace } from '../response/response-place.ts';

export interface SubgraphFailure {
  readonly subgraph: string;
  readonly message: string;
  /** With `code`; only members that are safe to show. */
  readonly extensions: Readonly<Record<string, unknown>>;
  /** Where in the client's response the failure shows. */
  readonly places: readonly ResponsePlace[];
  /**
   * `exact`: the subgraph named the places. `fetch`: the whole fetch failed, and these are all fields it was to fill.
   * `loss`: what else is missing because of a failure that is told already. But for those that are exact, some places may
   * have been filled from elsewhere or were never asked for by the client.
   */
  readonly scope: 'exact' | 'fetch' | 'loss';
}

/** Whether everybody would have been told the same, whoever asked. Any other error may be an answer to just this caller. */
export function isOutage({ extensions }: SubgraphFailure): boolean {
  return outageCodes.has(extensions['code']);
}

const outageCodes: ReadonlySet<unknown> = new Set(['SYSTEM_UNAVAILABLE', 'CIRCUIT_BREAKER_OPEN', 'GATEWAY_TIMEOUT']);
