// Error bodies in Akeneo's form: the status as `code`, a message, and for some a link to the documentation.
import { Problem, type ProblemRenderer } from '../../server/problem.ts';

/** A refusal that the documentation explains at length. */
export class DocumentedProblem extends Problem {
  readonly documentation: string;

  constructor(status: number, detail: string, documentation: string) {
    super({ status, detail });
    this.documentation = documentation;
  }
}

export const renderAkeneoProblem: ProblemRenderer = (problem) => ({
  contentType: 'application/json',
  body: {
    code: problem.status,
    message: problem.detail ?? problem.title,
    ...(problem instanceof DocumentedProblem && { _links: { documentation: { href: problem.documentation } } }),
  },
});
