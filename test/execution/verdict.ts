// Judges an engine's answer. Data has to be right to the letter; of errors, what a client can rely on.
import type { Answer, AnswerError, Path } from './answer.ts';
import type { Exchange } from './memory-subgraph.ts';

/** The code of an error that has none of its own. */
const maskedCode = 'DOWNSTREAM_SERVICE_ERROR';

/**
 * Where it does not matter how the operation is planned, there is one right answer:
 *
 * - the same data, members in the same order;
 * - for a field that is null because it failed: an error with its path and code, and no such error for another field;
 * - for a place that is null because something inside may not be: an error at or below it, and none such elsewhere.
 */
export function judgeAgainstTruth(answer: Answer, truth: Answer): string[] {
  const problems = compareText('data', JSON.stringify(answer.data), JSON.stringify(truth.data));
  if (problems.length > 0) return problems;
  return compareText('errors', describeErrors(answer), describeErrors(truth));
}

/**
 * Where subgraphs fail on their own, the answer depends on the plan. But each value is the true one or null, and:
 *
 * - each null that is not the truth is explained by an error that says where, or that it does not know where;
 * - what a subgraph reported with a code reaches the client, and nothing else has such a code;
 * - there are no errors when nothing has failed.
 *
 * With the answer of a reference that runs the same plan, nothing is null that the reference has.
 */
export function judgeUnderFailure(
  answer: Answer,
  options: {
    /** The answer without any failure. */
    readonly truth: Answer;
    readonly exchanges: readonly Exchange[];
    readonly reference: Answer | undefined;
    /** Whether a null can be what the subgraph answered, so that there is nothing to explain. */
    readonly isNullAnAnswer: boolean;
    /** Whether failures can be seen in the exchanges. */
    readonly isFailureVisible: boolean;
  },
): string[] {
  const { truth, exchanges, reference, isNullAnAnswer, isFailureVisible } = options;
  const { errors = [] } = answer;
  const problems: string[] = [];
  const nulls = listExtraNulls(answer.data, truth.data, [], problems);
  for (const path of nulls) {
    if (reference !== undefined && (readAt(reference.data, path).value ?? null) !== null) {
      problems.push(`${spell(path)} is null, but not in the reference`);
    }
    if (!isNullAnAnswer && !errors.some((error) => isSameBranch(error.path ?? [], path))) {
      problems.push(`${spell(path)} is null and no error says why`);
    }
  }
  for (const { path } of errors) {
    if (path !== undefined && !leadsIntoData(answer.data, path)) {
      problems.push(`an error is at ${spell(path)}, which is no place of the response`);
    }
  }
  if (isFailureVisible && errors.length > 0 && !exchanges.some(hasFailed)) {
    problems.push(`there are errors though nothing failed: ${JSON.stringify(errors)}`);
  }
  const reported = listCoded(exchanges.flatMap(readErrors));
  problems.push(...compareText('errors with codes', listCoded(errors), reported));
  return problems;
}

function compareText(what: string, actual: string, expected: string): string[] {
  return actual === expected ? [] : [`${what}\n    are:       ${actual}\n    should be: ${expected}`];
}

/** The normal form of errors; see `judgeAgainstTruth`. */
function describeErrors({ data, errors = [] }: Answer): string {
  const lines = errors.map(({ path = [], extensions }) => {
    const { value, depth } = readAt(data, path);
    const place = spell(path.slice(0, depth));
    if (value !== null) return `error at ${spell(path)}, which is not null`;
    return depth === path.length ? `${place} ${JSON.stringify(extensions?.code ?? maskedCode)}` : `inside ${place}`;
  });
  return [...new Set(lines)].toSorted().join('; ');
}

/** The value at a path, and how many of its steps there are before something is null. */
function readAt(data: unknown, path: Path): { readonly value: unknown; readonly depth: number } {
  let value = data;
  for (const [depth, step] of path.entries()) {
    if (value === null) return { value, depth };
    if (typeof value !== 'object' || !Object.hasOwn(value, step)) return { value: undefined, depth };
    value = (value as Record<string | number, unknown>)[step];
  }
  return { value, depth: path.length };
}

/** Whether there is an error of a field that the operation does not ask for. */
export function hasStrayError({ data, errors = [] }: Answer): boolean {
  // The stock gateway counts items wrongly in lists of several types, so that only what is outside of lists tells.
  return errors.some(({ path = [] }) => {
    const firstIndex = path.findIndex((step) => typeof step === 'number');
    return !leadsIntoData(data, firstIndex === -1 ? path : path.slice(0, firstIndex));
  });
}

function leadsIntoData(data: unknown, path: Path): boolean {
  return readAt(data ?? null, path).value !== undefined;
}

/** Paths of what is null or left out and no null in truth. Everything else that differs is a problem. */
function listExtraNulls(value: unknown, truth: unknown, path: Path, problems: string[]): Path[] {
  if (value === null || value === undefined) return truth === null ? [] : [path];
  if (Array.isArray(value) && Array.isArray(truth) && value.length === truth.length) {
    return value.flatMap((item, index) => listExtraNulls(item, truth[index], [...path, index], problems));
  }
  if (isObject(value) && isObject(truth) && isPartOf(value, truth)) {
    return Object.entries(truth).flatMap(([name, expected]) => {
      const member = Object.entries(value).find(([other]) => other === name)?.[1];
      return listExtraNulls(member, expected, [...path, name], problems);
    });
  }
  if (JSON.stringify(value) !== JSON.stringify(truth)) {
    problems.push(`${spell(path)} is ${JSON.stringify(value)}; true is ${JSON.stringify(truth)}`);
  }
  return [];
}

/**
 * Whether an object has the members of the true one, in their order. It can lack those in fragments on its type, when
 * its type could not be fetched.
 */
function isPartOf(value: Record<string, unknown>, truth: Record<string, unknown>): boolean {
  const names = Object.keys(truth).filter((name) => Object.hasOwn(value, name));
  return names.join() === Object.keys(value).join();
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSameBranch(left: Path, right: Path): boolean {
  return left.slice(0, right.length).every((step, index) => step === right[index]);
}

function listCoded(errors: readonly AnswerError[]): string {
  const coded = errors.filter(
    ({ extensions }) => typeof extensions?.code === 'string' && /^FAULT|REFUSED/.test(extensions.code),
  );
  return [...new Set(coded.map(({ message, extensions }) => `${JSON.stringify(extensions?.code)} ${message}`))]
    .toSorted()
    .join('; ');
}

function hasFailed(exchange: Exchange): boolean {
  const response = readResponse(exchange);
  if (response === undefined || (response.errors?.length ?? 0) > 0) return true;
  const entities = Object.entries(response.data ?? {}).filter(([name]) => name.startsWith('_e'));
  return (
    exchange.request.includes('_entities(') &&
    (entities.length === 0 || entities.some(([, list]) => !Array.isArray(list)))
  );
}

function readErrors(exchange: Exchange): readonly AnswerError[] {
  return readResponse(exchange)?.errors ?? [];
}

function readResponse({ response }: Exchange): Answer | undefined {
  try {
    return response === undefined ? undefined : (JSON.parse(response) as Answer);
  } catch {
    return undefined;
  }
}

function spell(path: Path): string {
  return path.length === 0 ? 'data' : path.join('.');
}
