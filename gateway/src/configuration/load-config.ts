// Reads the configuration: YAML, environment, schema. The result is complete, checked and frozen.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Document, isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigError, type ConfigProblem } from './config-error.ts';
import { createConfigJsonSchema, type JsonSchema } from './config-json-schema.ts';
import { type Environment, expandEnvironment } from './expand-environment.ts';
import { createConfigSchema, type GatewayConfig } from './gateway-config.ts';
import { findNearestWord } from './nearest-word.ts';

/** What the command line says, which wins over the file. */
export interface ConfigOverrides {
  /** Absolute path of a supergraph file, in place of the configured source. */
  readonly supergraphFile?: string;
  readonly host?: string;
  readonly port?: number;
}

type ConfigPath = readonly (string | number)[];

/** Reads a configuration file. Throws a `ConfigError` that names every problem with its line. */
export function loadConfig(file: string, env: Environment, overrides: ConfigOverrides = {}): GatewayConfig {
  const lines = new LineCounter();
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(file, [{ path: [], message: `cannot be read: ${(error as Error).message}` }]);
  }
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    throw new ConfigError(
      file,
      document.errors.map(({ pos, message }) => ({
        path: [],
        message: message.replace(/ at line \d+, column \d+:[^]*$/, ''),
        line: lines.linePos(pos[0]).line,
      })),
    );
  }
  return readConfig(document, { source: file, directory: path.dirname(path.resolve(file)), env, overrides, lines });
}

/** The same for a configuration written in code, shaped as the file. Paths in it are relative to `directory`. */
export function parseConfig(
  input: Record<string, unknown>,
  { directory = process.cwd(), env = {}, overrides = {} }: ParseConfigOptions = {},
): GatewayConfig {
  return readConfig(new Document(input), { source: 'The configuration', directory, env, overrides });
}

export interface ParseConfigOptions {
  readonly directory?: string;
  readonly env?: Environment;
  readonly overrides?: ConfigOverrides;
}

interface ConfigOrigin {
  readonly source: string;
  readonly directory: string;
  readonly env: Environment;
  readonly overrides: ConfigOverrides;
  readonly lines?: LineCounter;
}

function readConfig(document: Document, origin: ConfigOrigin): GatewayConfig {
  const { source, directory, env, overrides } = origin;
  if (document.contents === null) document.contents = document.createNode({}) as never;
  if (!isMap(document.contents)) throw new ConfigError(source, [{ path: [], message: 'expected keys and values' }]);
  if (overrides.supergraphFile !== undefined) {
    document.setIn(['supergraph', 'source'], document.createNode({ file: overrides.supergraphFile }));
  }
  if (!document.has('production')) document.set('production', env['NODE_ENV'] === 'production');

  const problems = expandEnvironment(document, env);
  const result = createConfigSchema(directory).safeParse(document.toJS());
  if (result.success && problems.length === 0) return freezeDeeply(applyListenOverrides(result.data, overrides));

  // A value whose variable is missing would be reported twice: once for the variable and once for what it left behind.
  const isReported = (issuePath: ConfigPath) => problems.some((problem) => isSamePath(problem.path, issuePath));
  const issues = describeIssues(result.error?.issues ?? []).filter((issue) => !isReported(issue.path));
  const located = [...problems, ...issues].map((problem) => withLine(problem, document, origin.lines));
  throw new ConfigError(
    source,
    located.toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0)),
  );
}

function applyListenOverrides(config: GatewayConfig, { host, port }: ConfigOverrides): GatewayConfig {
  const { listen } = config.supergraph;
  return {
    ...config,
    supergraph: { ...config.supergraph, listen: { host: host ?? listen.host, port: port ?? listen.port } },
  };
}

function describeIssues(issues: readonly z.core.$ZodIssue[]): ConfigProblem[] {
  const schema = createConfigJsonSchema();
  return issues.flatMap((issue): ConfigProblem[] => {
    const issuePath = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code !== 'unrecognized_keys') return [{ path: issuePath, message: describeIssue(issue) }];
    const known = listKnownKeys(schema, issuePath);
    return issue.keys.map((key) => ({ path: [...issuePath, key], message: describeUnknownKey(key, known) }));
  });
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    return `required: ${issue.expected}`;
  }
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.map(String).join(', ')}`;
  return issue.message.replace(/^Invalid input: /, '');
}

function describeUnknownKey(key: string, known: readonly string[]): string {
  const nearest = findNearestWord(key, known);
  return nearest === undefined
    ? `unknown key; known here: ${known.join(', ')}`
    : `unknown key; did you mean "${nearest}"?`;
}

/** The keys that the schema allows at a path. */
function listKnownKeys(root: JsonSchema, keys: ConfigPath): string[] {
  let schema: JsonSchema | undefined = root;
  for (const key of keys) {
    const next: unknown =
      typeof key === 'number' ? schema?.items : (schema?.properties?.[key] ?? schema?.additionalProperties);
    schema = typeof next === 'object' && next !== null ? (next as JsonSchema) : undefined;
  }
  return Object.keys(schema?.properties ?? {});
}

/** The line of the key, or of the nearest key above it that the file contains. */
function withLine(problem: ConfigProblem, document: Document, lines: LineCounter | undefined): ConfigProblem {
  if (lines === undefined) return problem;
  for (let depth = problem.path.length; depth > 0; depth -= 1) {
    const parent = document.getIn(problem.path.slice(0, depth - 1), true) ?? document.contents;
    const key = problem.path[depth - 1];
    const node: unknown = isMap(parent)
      ? parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key))?.key
      : document.getIn(problem.path.slice(0, depth), true);
    const range = (node as Node | undefined)?.range;
    if (range) return { ...problem, line: lines.linePos(range[0]).line };
  }
  return problem;
}

function isSamePath(left: ConfigPath, right: ConfigPath): boolean {
  return left.length === right.length && left.every((part, index) => part === right[index]);
}

function freezeDeeply<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freezeDeeply(part);
  }
  return value;
}
