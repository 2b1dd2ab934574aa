// Why a supergraph is not served: every reason at once.

export class SupergraphError extends Error {
  override readonly name = 'SupergraphError';
  readonly problems: readonly string[];

  constructor(summary: string, problems: readonly string[], options?: ErrorOptions) {
    super([summary, ...problems.map((problem) => `  ${problem.replaceAll('\n', '\n  ')}`)].join('\n'), options);
    this.problems = problems;
  }
}
