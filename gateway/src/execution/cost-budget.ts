// What a caller's operations may cost over time. The engine asks before anything is fetched, and settles afterwards.

export interface CostBudget {
  /**
   * Takes the estimate from what is left. Throws a `CodedError` when that is less. Not called for a response that was kept
   * whole, which costs nobody anything.
   */
  admit(estimated: number): Promise<void> | void;
  /**
   * Sets what the operation did cost against what was admitted: 0 for a caller who got what another one made run. Not
   * called for one that was given up, which costs what it was estimated at.
   */
  charge(actual: number): void;
}
