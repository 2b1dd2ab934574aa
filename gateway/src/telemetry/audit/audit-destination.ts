// Where the lines of the audit log go.

export interface AuditDestination {
  /** Takes a line with its line end. Never throws and never waits: a line that cannot be kept is counted as lost. */
  write(line: string): void;
  /** Goes on in the file that its path names now: after a rotation. */
  reopen(): void;
  /** Writes what is waiting, once, and lets go of the file. */
  close(): Promise<void>;
}

/** What becomes of a line, for the figures that operators watch. */
export type AuditResult = 'written' | 'lost';

export type CountAuditLines = (result: AuditResult, lines: number) => void;
