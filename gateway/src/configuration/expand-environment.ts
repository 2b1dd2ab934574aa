// Replaces `${env.NAME}` and `${env.NAME:-default}` in the values of a YAML document.
import { type Document, isPair, isScalar, isSeq, visit } from 'yaml';
import type { ConfigProblem } from './config-error.ts';

/** What a configuration may refer to; `process.env` in the command. */
export type Environment = Readonly<Record<string, string | undefined>>;

const reference = /\$\{env\.([A-Za-z_]\w*)(?::-([^}]*))?\}/g;

/**
 * Changes the document in place and returns a problem for each variable that is neither set nor given a default.
 * A value that is written without quotes may become a number or a boolean, as if it had been written so in the file.
 */
export function expandEnvironment(document: Document, env: Environment): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  visit(document, {
    Scalar(key, scalar, ancestors) {
      if (key === 'key' || typeof scalar.value !== 'string' || !scalar.value.includes('${')) return;
      let isComplete = true;
      const expanded = scalar.value.replace(reference, (_, name: string, fallback: string | undefined) => {
        // As in a shell, `:-` also covers a variable that is set but empty.
        const value = fallback === undefined ? env[name] : env[name] || fallback;
        if (value !== undefined) return value;
        isComplete = false;
        problems.push({
          path: findPath(ancestors, scalar),
          message: `the environment variable ${name} is not set; set it, or write \${env.${name}:-default}`,
        });
        return '';
      });
      if (!isComplete) return;
      scalar.value = scalar.type === 'PLAIN' ? readPlainScalar(expanded) : expanded;
    },
  });
  return problems;
}

function readPlainScalar(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** The keys that lead to `node`, read off the nodes above it. */
function findPath(ancestors: readonly unknown[], node: unknown): (string | number)[] {
  const path: (string | number)[] = [];
  const chain = [...ancestors, node];
  for (const [index, ancestor] of chain.entries()) {
    const child = chain[index + 1];
    if (isPair(ancestor) && isScalar(ancestor.key)) path.push(String(ancestor.key.value));
    else if (isSeq(ancestor)) path.push(ancestor.items.indexOf(child));
  }
  return path;
}
