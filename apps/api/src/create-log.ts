import { pino, type Logger } from 'pino';

/** One JSON line per event. Names that could carry a secret are blanked wherever they turn up. */
export function createLog(level: string): Logger {
  return pino({
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
  });
}
