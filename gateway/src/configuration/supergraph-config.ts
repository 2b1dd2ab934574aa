// The keys under `supergraph`: where it comes from, where it is served and how operations are planned.
import { z } from 'zod';
import { duration } from './duration.ts';
import { listenAddress } from './listen-address.ts';

type FilePath = () => z.ZodType<string, string>;
type Text = () => z.ZodString;

/** `filePath` is the type of a path that must exist. */
export function supergraphConfig(filePath: FilePath, httpUrl: () => z.ZodURL, name: Text) {
  const source = z
    .strictObject({
      file: filePath().optional().describe('A composed supergraph.'),
      watch: z.boolean().default(true).describe('Serve the file anew when it changes.'),
      subgraphs: z
        .record(name(), z.strictObject({ url: httpUrl() }))
        .optional()
        .describe('Compose the supergraph from these running subgraphs, by name.'),
      poll_interval: duration('100ms')
        .prefault('10s')
        .describe('How often running subgraphs are asked for their schema.'),
    })
    // `when` lets this check speak beside the others, not only after they are all mended.
    .refine((value) => (value.file === undefined) !== (value.subgraphs === undefined), {
      error: 'give exactly one of "file" (a composed supergraph) and "subgraphs" (compose from running ones)',
      when: ({ value }) => typeof value === 'object' && value !== null,
    });
  return z.strictObject(
    {
      listen: listenAddress().prefault('127.0.0.1:4000').describe('Address and port. Port 0 takes a free one.'),
      path: z
        .string()
        .regex(/^\/[\w./-]*$/, 'expected a path such as "/graphql"')
        .default('/graphql'),
      introspection: z.boolean().optional().describe('Default: true, and false in production.'),
      query_planning: queryPlanning(),
      source,
    },
    { error: (issue) => (issue.input === undefined ? 'required: say where the supergraph comes from' : undefined) },
  );
}

function queryPlanning() {
  return z
    .strictObject({
      planner: z
        .enum(['hive', 'apollo'])
        .optional()
        .describe(
          'Who plans. Default: `hive`, native code in a process of its own, and `apollo` for what it cannot plan and where it does not run.',
        ),
      cache: z
        .strictObject({
          in_memory: z
            .strictObject({
              limit: z.int().min(1).default(512).describe('How many operations are kept planned and compiled.'),
            })
            .prefault({}),
        })
        .prefault({}),
      warmed_up_queries: z
        .int()
        .min(0)
        .default(100)
        .describe('How many of the most used operations are planned for a changed supergraph before it takes over.'),
    })
    .prefault({});
}
