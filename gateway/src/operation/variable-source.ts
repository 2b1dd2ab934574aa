// Where the values of an operation's variables are.

export interface VariableSource {
  /** The client's, by its names, as they came. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Of variables that stand for literals: JSON texts, by internal names. */
  readonly literals: ReadonlyMap<string, string>;
}
