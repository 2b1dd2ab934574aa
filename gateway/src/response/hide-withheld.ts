// Takes out of what subgraphs said about failures all that may speak of an object that the client is not shown.
import type { ShapedResponse } from '../execution/compiled/response-shape.ts';
import { type ErrorCode, errorCodeRegistry } from '../error-codes/error-code-registry.ts';
import { isOutage, type SubgraphFailure } from '../subgraph/subgraph-failure.ts';
import { readPlace, type ResponsePlace } from './response-place.ts';

interface WithheldObject {
  readonly place: ResponsePlace;
  readonly reason: 'foreign' | 'unknown';
}

/**
 * Inside an object of another account, nothing has failed that the client would miss. Where it is only not known to whom
 * an object belongs, a failure is the likely reason, and is told at the object: which subgraph, and the code where the
 * code is one of ours. An error that may speak of the object and of more, or
 * does not say of what, keeps nothing else either.
 */
export function hideWithheld(
  failures: readonly SubgraphFailure[],
  { data, errors }: ShapedResponse,
): readonly SubgraphFailure[] {
  const withheld = errors.flatMap(({ place, withheld: reason }): WithheldObject[] =>
    reason === undefined ? [] : [{ place, reason }],
  );
  if (withheld.length === 0) return failures;
  return failures.flatMap((failure) => {
    const places = failure.places.flatMap((place) => placeOutside(place, withheld));
    if (failure.places.length > 0 && places.length === 0) return [];
    const isAbout =
      failure.places.length === 0 ||
      failure.places.some(
        (place) =>
          readPlace(place, data) === undefined ||
          withheld.some((object) => startsWith(object.place, place) || startsWith(place, object.place)),
      );
    return [{ ...failure, ...(isAbout && mask(failure)), places: dropRepeated(places) }];
  });
}

function placeOutside(place: ResponsePlace, withheld: readonly WithheldObject[]): ResponsePlace[] {
  const object = withheld.find((each) => startsWith(place, each.place));
  if (object === undefined) return [place];
  return object.reason === 'foreign' ? [] : [object.place];
}

function startsWith(place: ResponsePlace, start: ResponsePlace): boolean {
  return start.length <= place.length && start.every((step, index) => step === place[index]);
}

function dropRepeated(places: readonly ResponsePlace[]): ResponsePlace[] {
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
}

/** A message, and a code of its own, can be about anything that the subgraph knows. */
function mask(failure: SubgraphFailure): Pick<SubgraphFailure, 'message' | 'extensions'> {
  const { code } = failure.extensions;
  const isKnown = isOutage(failure) || (typeof code === 'string' && Object.hasOwn(errorCodeRegistry, code));
  return {
    message: `Subgraph "${failure.subgraph}" failed to resolve this.`,
    extensions: { code: isKnown ? code : maskedCode, service: failure.subgraph },
  };
}

const maskedCode: ErrorCode = 'DOWNSTREAM_SERVICE_ERROR';
