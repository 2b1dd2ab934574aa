// Which entities and accounts an event is about.

export interface EventSubject {
  /** The entities that it names, by type: a key by field name. A type that is not among them is concerned as a whole. */
  readonly keys: ReadonlyMap<string, Readonly<Record<string, string>>>;
  /** The accounts that it names. Undefined when it concerns all. */
  readonly accounts: readonly string[] | undefined;
}

/** That of an event that may be about anything. */
export const anySubject: EventSubject = { keys: new Map(), accounts: undefined };
