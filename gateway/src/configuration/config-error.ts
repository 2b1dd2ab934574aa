// What is wrong with a configuration: every problem with its key and, for a file, its line.

export interface ConfigProblem {
  /** The key, for example `['supergraph', 'listen']`; empty for the document as a whole. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** 1-based; absent when the configuration did not come from a file. */
  readonly line?: number;
}

/** Thrown once, with all problems. Its message is meant for the person who wrote the file. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(source: string, problems: readonly ConfigProblem[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super(
      [`${source} has ${count}:`, ...problems.map((problem) => `  ${describeProblem(source, problem)}`)].join('\n'),
    );
    this.problems = problems;
  }
}

function describeProblem(source: string, { path, message, line }: ConfigProblem): string {
  const place = line === undefined ? '' : `${source}:${line} `;
  return `${place}${path.length === 0 ? '' : `${formatKey(path)}: `}${message}`;
}

function formatKey(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`))
    .join('');
}
