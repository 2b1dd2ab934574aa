// Reads a manifest of persisted queries, in the format that Apollo's tools write, and names every mistake in it.
import { type DocumentNode, Kind, OperationTypeNode, parse } from 'graphql';

export interface ManifestOperation {
  /** Opaque: tools write the SHA-256 of the body, others a name with a version. */
  readonly id: string;
  readonly body: string;
  /** The client that it belongs to. Absent: it is for all. */
  readonly clientName?: string;
}

export interface Manifest {
  readonly operations: readonly ManifestOperation[];
  /** Empty for a manifest that may be used. Each names the operation by its index. */
  readonly problems: readonly string[];
}

const format = 'apollo-persisted-query-manifest';
const version = 1;
const operationTypes: ReadonlySet<unknown> = new Set(Object.values(OperationTypeNode));

export function readManifest(text: string): Manifest {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return refuse(`it is no JSON: ${(error as Error).message}`);
  }
  if (!isRecord(content)) return refuse('it is no JSON object');
  const problems: string[] = [];
  if (content['format'] !== format) problems.push(`"format" must be "${format}"`);
  if (content['version'] !== version) problems.push(`"version" must be ${version}`);
  const entries = content['operations'];
  if (!Array.isArray(entries)) return refuse(...problems, '"operations" must be a list');

  const operations: ManifestOperation[] = [];
  const firstIndex = new Map<string, number>();
  for (const [index, entry] of (entries as unknown[]).entries()) {
    const report = (problem: string): void => void problems.push(`operations[${index}]: ${problem}`);
    const operation = readOperation(entry, report);
    if (operation === undefined) continue;
    const key = JSON.stringify([operation.id, operation.clientName]);
    const first = operations[firstIndex.get(key) ?? -1];
    if (first !== undefined && first.body !== operation.body) {
      report(`its id ${JSON.stringify(operation.id)} stands for another body further up`);
    }
    if (first === undefined) firstIndex.set(key, operations.push(operation) - 1);
  }
  return { operations, problems };
}

function refuse(...problems: readonly string[]): Manifest {
  return { operations: [], problems };
}

function readOperation(entry: unknown, report: (problem: string) => void): ManifestOperation | undefined {
  if (!isRecord(entry)) {
    report('it is no object');
    return undefined;
  }
  const { id, body, name, type, clientName } = entry;
  if (!isText(id)) report('"id" must be a text');
  const isClientName = clientName === undefined || clientName === null || isText(clientName);
  if (!isClientName) report('"clientName" must be a text, or absent');
  if (type !== undefined && !operationTypes.has(type)) report('"type" must be query, mutation or subscription');
  if (!isText(body)) {
    report('"body" must be the text of an operation');
    return undefined;
  }
  for (const problem of checkBody(body, name, type)) report(problem);
  if (!isText(id) || !isClientName) return undefined;
  return { id, body, ...(isText(clientName) && { clientName }) };
}

/** Whether it fits the schema is not asked: manifests hold the operations of clients that come and go. */
function checkBody(body: string, name: unknown, type: unknown): readonly string[] {
  let document: DocumentNode;
  try {
    document = parse(body, { noLocation: true });
  } catch (error) {
    return [`"body" is no GraphQL: ${(error as Error).message}`];
  }
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operations.length === 0) return ['"body" has no operation'];
  if (name !== undefined && name !== null && !operations.some((each) => (each.name?.value ?? '') === name)) {
    return [`"name" is ${JSON.stringify(name)}, and "body" has no operation of that name`];
  }
  if (operationTypes.has(type) && !operations.some(({ operation }) => operation === type)) {
    return [`"type" is ${String(type)}, and "body" has no such operation`];
  }
  return [];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
