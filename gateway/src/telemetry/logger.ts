// The gateway's log: JSON lines on standard output.
import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';

/** `destination` takes the lines in place of standard output. */
export function createLogger({ level }: { readonly level: string }, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    name: 'commerce-graph-gateway',
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // A last line of defence: nothing here logs headers, but a library's error might carry them along.
    redact: { paths: ['*.headers', '*.*.headers', 'headers'], remove: true },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
