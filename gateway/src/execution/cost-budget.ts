// What a caller's operations may cost over time. Whoever executes asks before and settles afterwards.

export interface CostBudget {
  /** Throws a `CodedError` when what is left is less than the operation is estimated to cost. */
  admit(estimated: number): Promise<void> | void;
  /** Sets what the operation did cost against what was admitted. */
  charge(actual: number): void;
}
