import pino, { type Logger, type LoggerOptions } from 'pino';

/** One JSON line per event. Names that could carry a secret are blanked wherever they turn up. */
export function createLog(level: string): Logger {
  // Lines leave when the process has time for it, and all of them before it ends.
  const options: LoggerOptions = {
    level,
    base: { service: 'api' },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: [
        '*.password',
        '*.access_token',
        '*.authorization',
        '*.headers',
        '*.question',
        '*.parameters',
        '*.detail',
        '*.hint',
      ],
      censor: '[removed]',
    },
  };
  return pino(options, pino.destination({ sync: false }));
}
