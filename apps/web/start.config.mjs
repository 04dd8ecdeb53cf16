// The settings of `start.mjs`, and the two that Next itself reads from the environment.
process.env.NEXT_TELEMETRY_DISABLED = '1';
process.env.NODE_ENV = 'production';
process.env.WEB_PORT ??= '3001';

const { HOST, WEB_PORT, WEB_ORIGIN, WEB_TRUST_PROXY } = process.env;
if (!/^\d{1,5}$/.test(WEB_PORT) || Number(WEB_PORT) > 65535) {
  console.error(`WEB_PORT is "${WEB_PORT}"; it must be a port from 0 to 65535.`);
  process.exit(1);
}

export default {
  host: HOST ?? '127.0.0.1',
  port: Number(WEB_PORT),
  /** Whether people come over TLS. */
  secure: (WEB_ORIGIN ?? '').includes('https://'),
  /** Whether a proxy in front may say whom a request comes from. */
  trustProxy: WEB_TRUST_PROXY === '1' || WEB_TRUST_PROXY === 'true',
};
