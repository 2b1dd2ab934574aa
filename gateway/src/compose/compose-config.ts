// What is composed, and from which files: the configuration of `compose`, with every path resolved and every file read.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type DefinitionNode, GraphQLError, Kind, parse, Source } from 'graphql';
import { globSync } from 'tinyglobby';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { ConfigError, type ConfigProblem } from '../configuration/config-error.ts';
import { readEventCatalogue } from '../supergraph/governance/event-catalogue.ts';
import type { GovernanceOptions } from '../supergraph/governance/governance-rule.ts';
import { readOwnership } from '../supergraph/governance/ownership-matrix.ts';
import type { SubgraphDocument } from './subgraph-document.ts';

const configSchema = z.strictObject({
  subgraphs: z
    .record(
      z.string().regex(/^\w[\w-]*$/, 'expected a subgraph name of letters, digits, "_" and "-"'),
      z.strictObject({
        /** Where the gateway reaches the subgraph, unless its configuration says otherwise. */
        routing_url: z.url(),
        /** SDL files or patterns, joined in this order; the files of one pattern by name. */
        schema: z.array(z.string().min(1)).min(1),
      }),
    )
    .refine((subgraphs) => Object.keys(subgraphs).length > 0, 'expected at least one subgraph'),
  /** The data ownership matrix. */
  ownership: z.string().min(1).optional(),
  /** The event catalogue, an AsyncAPI 3 document. */
  events: z.string().min(1).optional(),
  output: z.strictObject({ supergraph: z.string().min(1), api: z.string().min(1) }),
});

export interface ComposeConfig {
  readonly subgraphs: readonly SubgraphDocument[];
  readonly governance: GovernanceOptions;
  /** Absolute paths of the files that are written. */
  readonly output: { readonly supergraph: string; readonly api: string };
}

/** Throws a `ConfigError` that lists every problem: of the file itself, and of the files that it names. */
export function readComposeConfig(file: string): ComposeConfig {
  const directory = path.dirname(path.resolve(file));
  const config = parseConfigFile(file);
  const problems: ConfigProblem[] = [];
  const attempt = <Value>(keys: ConfigProblem['path'], read: () => Value): Value | undefined => {
    try {
      return read();
    } catch (error) {
      problems.push({ path: keys, message: (error as Error).message });
      return undefined;
    }
  };
  const { ownership: ownershipFile, events: eventsFile } = config;
  const ownership =
    ownershipFile === undefined
      ? undefined
      : attempt(['ownership'], () => readOwnership(path.resolve(directory, ownershipFile)));
  const events =
    eventsFile === undefined
      ? undefined
      : attempt(['events'], () => readEventCatalogue(path.resolve(directory, eventsFile)));
  const subgraphs = Object.entries(config.subgraphs).map(([name, { routing_url: url, schema }]) => ({
    name,
    url,
    document: {
      kind: Kind.DOCUMENT as const,
      definitions: schema.flatMap(
        (pattern, index) =>
          attempt(['subgraphs', name, 'schema', index], () => readDefinitions(directory, pattern)) ?? [],
      ),
    },
  }));
  if (problems.length > 0) throw new ConfigError(file, problems);
  return {
    subgraphs,
    governance: { ...(ownership && { ownership }), ...(events && { events }) },
    output: {
      supergraph: path.resolve(directory, config.output.supergraph),
      api: path.resolve(directory, config.output.api),
    },
  };
}

function parseConfigFile(file: string): z.infer<typeof configSchema> {
  let content: unknown;
  try {
    content = parseYaml(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new ConfigError(file, [{ path: [], message: `cannot be read: ${(error as Error).message}` }]);
  }
  const result = configSchema.safeParse(content);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => ({
    path: issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
    message: issue.message,
  }));
  throw new ConfigError(file, problems);
}

function readDefinitions(directory: string, pattern: string): DefinitionNode[] {
  const files = globSync(pattern, { cwd: directory, expandDirectories: false }).toSorted();
  if (files.length === 0) throw new Error(`no file matches "${pattern}"`);
  return files.flatMap((name) => {
    const source = new Source(readFileSync(path.resolve(directory, name), 'utf8'), name);
    try {
      return parse(source).definitions;
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      const [place] = error.locations ?? [];
      throw new Error(`${name}:${place?.line ?? 1}:${place?.column ?? 1}: ${error.message}`, { cause: error });
    }
  });
}
