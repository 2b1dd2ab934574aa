// A refusal of the admin listener, in words for the operator who asked.

export class AdminProblem extends Error {
  override readonly name = 'AdminProblem';
  readonly status: number;

  /** The message never holds a key, a secret or a password. */
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
