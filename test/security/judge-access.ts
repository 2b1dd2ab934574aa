// Says what of an answer this caller should not have been given, by what the contract declares.
import { getNamedType } from 'graphql';
import type { Caller } from './callers.ts';
import type { GovernedSchema, ScopeDemand } from './governed-schema.ts';
import { walkAnswer } from './walk-answer.ts';

/** Codes that say to a caller: this is not for you. */
export const denialCodes: ReadonlySet<string> = new Set(['UNAUTHORIZED_FIELD_OR_TYPE', 'UNAUTHENTICATED', 'FORBIDDEN']);

export interface Judgement {
  /** What was given and should not have been. */
  readonly faults: readonly string[];
  /** Where the caller's scopes do not allow a field that was asked for. */
  readonly denied: readonly string[];
}

export function judgeAccess(
  { schema, findAccountPath, listDemands }: GovernedSchema,
  answer: { readonly query: string; readonly data: unknown },
  caller: Caller,
): Judgement {
  const faults: string[] = [];
  const denied: string[] = [];
  walkAnswer(schema, answer, undefined, {
    visitObject(type, object, place) {
      const path = findAccountPath(type.name);
      const account = path && readPath(object, path);
      if (account !== undefined && (typeof account !== 'string' || !caller.permitted.includes(account))) {
        faults.push(`${place} is an object of the account ${JSON.stringify(account)}`);
      }
    },
    visitField({ parent, definition, value, place }) {
      const demands = [`${parent.name}.${definition.name}`, getNamedType(definition.type).name].flatMap(listDemands);
      if (demands.every((demand) => isMet(demand, caller))) return undefined;
      if (value !== null && value !== undefined) faults.push(`${place} needs scopes that the caller has not`);
      denied.push(place);
      return 'stop';
    },
  });
  return { faults, denied };
}

function isMet(demand: ScopeDemand, { isAnonymous, scopes }: Caller): boolean {
  return !isAnonymous && demand.some((all) => all.every((scope) => scopes.includes(scope)));
}

function readPath(object: unknown, path: readonly string[]): unknown {
  let value = object;
  for (const name of path) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return value ?? undefined;
}
