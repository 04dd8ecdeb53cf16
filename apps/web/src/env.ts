/** What the web server is told from outside; the only reader of `process.env` in this app. */
export interface WebSettings {
  /** Base address of the public API, without `/api` at its end. Never reaches the browser. */
  readonly apiUrl: string;
  /** Addresses that people reach this app at. Empty: derived from the host name of each request. */
  readonly origins: readonly string[];
  readonly port: number;
  /** The development server needs looser content rules than the built app. */
  readonly development: boolean;
}

/** Reads the settings anew at each call: Next builds this file long before they are known. */
export function readSettings(): WebSettings {
  const { API_URL, WEB_ORIGIN, WEB_PORT, NODE_ENV } = process.env;
  return {
    apiUrl: (API_URL ?? 'http://127.0.0.1:3000').replace(/\/+$/, '').replace(/\/api$/, ''),
    origins: (WEB_ORIGIN ?? '')
      .split(',')
      .map((origin) => origin.trim().replace(/\/+$/, ''))
      .filter((origin) => origin !== ''),
    port: Number(WEB_PORT ?? 3001),
    development: NODE_ENV === 'development',
  };
}
