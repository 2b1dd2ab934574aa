// The two ways in which the ERP leaves a question unanswered.

/** No answer: it may have heard the question or not. Asking again later may help. */
export class ErpUnavailableError extends Error {
  override readonly name = 'ErpUnavailableError';
}

/** It heard the question and would not take it. Asking the same again will not help. */
export class ErpRefusedError extends Error {
  override readonly name = 'ErpRefusedError';
  readonly status: number;
  readonly code: string;

  constructor(path: string, status: number, code: string) {
    super(`The ERP refused POST ${path} with status ${status}, code ${code}.`);
    this.status = status;
    this.code = code;
  }
}
