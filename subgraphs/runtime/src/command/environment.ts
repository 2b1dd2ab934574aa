// Reads the settings of a command from the environment: all of its problems at once, in words that name the variable.
import { z } from 'zod';

export class EnvironmentError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment is not complete:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'EnvironmentError';
    this.problems = problems;
  }
}

/** The variables that every subgraph command reads. `defaultPort` is the port it has when nothing is said. */
export function describeSubgraphEnvironment(defaultPort: number) {
  return {
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65_535).default(defaultPort),
    LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
    ASSERTION_JWKS: z.string(),
    ASSERTION_ISSUER: z.string().default('commerce-graph-gateway'),
  };
}

/** Throws an EnvironmentError that lists every problem. A variable set to nothing counts as not set. */
export function readEnvironment<TShape extends z.ZodRawShape>(
  shape: TShape,
  environment: Readonly<Record<string, string | undefined>>,
): z.infer<z.ZodObject<TShape>> {
  const present = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = z.object(shape).safeParse(present);
  if (read.success) return read.data;
  throw new EnvironmentError(
    read.error.issues.map((issue) => {
      const name = issue.path.join('.');
      return present[name] === undefined ? `${name} is not set` : `${name} is not valid: ${issue.message}`;
    }),
  );
}
