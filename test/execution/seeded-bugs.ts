// Mistakes an engine could make, put into one that works, to see that they are noticed.
import type { Answer, AnswerError, Path } from './answer.ts';
import type { SubgraphExchange } from './candidate.ts';

export interface SeededBug {
  readonly title: string;
  /** Changes an answer on its way to the client. */
  readonly alterAnswer?: (answer: Answer) => Answer;
  /** Changes what passes between the engine and its subgraphs. */
  readonly alterExchange?: (exchange: SubgraphExchange) => SubgraphExchange;
}

export const seededBugs: readonly SeededBug[] = [
  {
    title: 'null is not propagated',
    alterAnswer: (answer) => {
      let { data = null } = answer;
      for (const { path = [] } of answer.errors ?? []) data = fillNulls(data, path);
      return { ...answer, data };
    },
  },
  {
    title: 'two entries of a list are swapped',
    alterAnswer: (answer) => changeFirst(answer, isList, (list) => list.toReversed()),
  },
  {
    title: 'members are in another order',
    alterAnswer: (answer) =>
      changeFirst(answer, isLargerObject, (value) => Object.fromEntries(Object.entries(value).toReversed())),
  },
  {
    title: 'a null is left out',
    alterAnswer: (answer) =>
      changeFirst(answer, hasNullMember, (value) =>
        Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null)),
      ),
  },
  {
    title: 'an error is lost',
    alterAnswer: ({ errors = [], ...rest }) => withErrors(rest, errors.slice(1)),
  },
  {
    title: 'an error is at the next item of a list',
    alterAnswer: ({ errors = [], ...rest }) =>
      withErrors(
        rest,
        errors.map((error) => ({ ...error, ...(error.path && { path: error.path.map(addOne) }) })),
      ),
  },
  {
    title: 'an error has lost its code',
    alterAnswer: ({ errors = [], ...rest }) =>
      withErrors(
        rest,
        errors.map(({ message, path }) => ({ message, ...(path && { path }) })),
      ),
  },
  {
    title: 'there is an error too many',
    alterAnswer: (answer) => ({ ...answer, errors: [...(answer.errors ?? []), { message: 'Made up' }] }),
  },
  {
    title: 'an entity gets what is meant for another',
    alterExchange: (exchange) => async (subgraph, request) => changeEntities(await exchange(subgraph, request)),
  },
  {
    title: 'errors of subgraphs are not read',
    alterExchange: (exchange) => async (subgraph, request) => {
      const { errors: _, ...response } = JSON.parse(await exchange(subgraph, request)) as Answer;
      return JSON.stringify(response);
    },
  },
  {
    title: 'variables that are null are not sent',
    alterExchange: (exchange) => (subgraph, request) => {
      const { variables, ...rest } = JSON.parse(request) as { variables?: Record<string, unknown> };
      const given = Object.entries(variables ?? {}).filter(([, value]) => value !== null);
      return exchange(subgraph, JSON.stringify({ ...rest, variables: Object.fromEntries(given) }));
    },
  },
  {
    title: 'a mutation is sent twice',
    alterExchange: (exchange) => async (subgraph, request) => {
      const { query } = JSON.parse(request) as { query: string };
      if (query.startsWith('mutation')) await exchange(subgraph, request);
      return exchange(subgraph, request);
    },
  },
];

function withErrors(answer: Answer, errors: readonly AnswerError[]): Answer {
  return errors.length === 0 ? answer : { ...answer, errors };
}

function addOne(step: Path[number]): Path[number] {
  return typeof step === 'number' ? step + 1 : step;
}

/** Puts empty objects where something is null above the end of a path. */
function fillNulls(data: Record<string, unknown> | null, path: Path): Record<string, unknown> | null {
  const copy = structuredClone(data);
  let parent: unknown = copy;
  for (const step of path.slice(0, -1)) {
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, step)) return copy;
    const members = parent as Record<string | number, unknown>;
    if (members[step] === null) members[step] = {};
    parent = members[step];
  }
  return copy;
}

/** Changes the first value for which there is something to change. */
function changeFirst<Kind>(
  answer: Answer,
  isChanged: (value: unknown) => value is Kind,
  change: (value: Kind) => unknown,
): Answer {
  let isDone = false;
  const walk = (value: unknown): unknown => {
    if (isDone || typeof value !== 'object' || value === null) return value;
    if (isChanged(value)) {
      const changed = change(value);
      if (JSON.stringify(changed) !== JSON.stringify(value)) {
        isDone = true;
        return changed;
      }
    }
    if (Array.isArray(value)) return value.map(walk);
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member)]));
  };
  return { ...answer, data: walk(answer.data ?? null) as Record<string, unknown> | null };
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isLargerObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 1;
}

function hasNullMember(value: unknown): value is object {
  return isLargerObject(value) && Object.values(value).includes(null);
}

function changeEntities(text: string): string {
  const response = JSON.parse(text) as Answer;
  for (const [name, list] of Object.entries(response.data ?? {})) {
    if (name.startsWith('_e') && Array.isArray(list)) list.reverse();
  }
  return JSON.stringify(response);
}
