// Which changes of rows announce which events, as triggers: in the transaction of the change, whoever makes it.

/** A trigger that writes events. */
export interface ChangeTrigger {
  readonly table: string;
  readonly on: 'INSERT' | 'UPDATE' | 'DELETE';
  /** SQL over `NEW` and `OLD`. Absent: always. */
  readonly when?: string;
  /** SELECTs of an event's type and the parts of its subject, as `announce` writes them. */
  readonly events: readonly string[];
}

/** SQL that names a row of the table: the one that was, or the one that is. */
type Row = 'OLD' | 'NEW';

/**
 * SELECTs events of a type. `parts` are the parts of the subject, each a SQL expression; `from` is whatever follows them,
 * where one change concerns several.
 */
export function announce(type: string, parts: readonly string[], from = ''): string {
  return `SELECT '${type}', json_array(${parts.join(', ')}) ${from}`.trim();
}

/**
 * Triggers for rows that come, go or change. A changed row announces what it concerned before and what it concerns now.
 * With `columns`, other columns may change without an event.
 */
export function watchRows(
  table: string,
  listEvents: (row: Row) => readonly string[],
  columns?: readonly string[],
): ChangeTrigger[] {
  const when = columns?.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(' OR ');
  return [
    { table, on: 'INSERT', events: listEvents('NEW') },
    { table, on: 'DELETE', events: listEvents('OLD') },
    { table, on: 'UPDATE', ...(when !== undefined && { when }), events: [...listEvents('OLD'), ...listEvents('NEW')] },
  ];
}

/** The statement that creates the trigger. Its name begins with `announce_`. */
export function printTrigger({ table, on, when, events }: ChangeTrigger, index: number): string {
  // UNION, not UNION ALL: what a row concerned before and concerns now is mostly the same.
  return `CREATE TRIGGER announce_${table}_${index} AFTER ${on} ON ${table}${when === undefined ? '' : ` WHEN ${when}`} BEGIN
    INSERT INTO changes (type, subject) ${[...new Set(events)].join(' UNION ')};
  END;`;
}
