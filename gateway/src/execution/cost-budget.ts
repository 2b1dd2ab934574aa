// What a caller may still spend. The engine asks it before anything is fetched, and tells it afterwards what was.

export interface CostBudget {
  /** Throws a `CodedError` when the caller has not so much left. Not called for a response that was kept whole: it costs nobody anything. */
  admit(estimated: number): Promise<void> | void;
  /** Takes what it really cost: called once for each run of an operation, for the caller who made it run. */
  charge(actual: number): void;
}
