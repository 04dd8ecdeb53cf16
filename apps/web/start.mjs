// Starts the built web app: reads HOST, WEB_PORT, API_URL, WEB_ORIGIN and prints one line when it is ready.
import { createServer } from 'node:http';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import settings from './start.config.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const { host, port } = settings;
if (!existsSync(join(folder, '.next', 'BUILD_ID'))) fail('The web app is not built. Run: npm run build:web');

const { default: next } = await import('next');
const app = next({ dev: false, dir: folder, hostname: host, port });
await app.prepare();
const handle = app.getRequestHandler();

// What a client claims about itself is dropped: Next fills in the real address, and its internal headers are nobody's to set.
const internal = ['x-middleware-subrequest', 'x-middleware-rewrite', 'x-middleware-next', 'x-nonce', 'x-copilot-path'];
const claimed = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'forwarded'];
const dropped = settings.trustProxy ? internal : [...internal, ...claimed];
const headers = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  ...(settings.secure ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
};

const server = createServer((request, response) => {
  for (const name of dropped) delete request.headers[name];
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  handle(request, response).catch((cause) => {
    console.error(JSON.stringify({ level: 'error', at: 'web', cause: String(cause) }));
    if (!response.headersSent) response.writeHead(500);
    response.end();
  });
});
server.requestTimeout = 60_000;
server.headersTimeout = 20_000;
server.on('error', (cause) =>
  fail(
    cause.code === 'EADDRINUSE'
      ? `Port ${port} on ${host} is taken. Set WEB_PORT to a free port.`
      : `The web app cannot listen: ${cause.message}`,
  ),
);
server.listen(port, host, () => {
  const address = server.address();
  const at = typeof address === 'object' && address !== null ? address.port : port;
  console.log(JSON.stringify({ ready: true, url: `http://${host.includes(':') ? `[${host}]` : host}:${at}` }));
});

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);

function stop() {
  if (stopping) return;
  stopping = true;
  server.close(() => process.exit(0));
  server.closeAllConnections();
  setTimeout(() => process.exit(0), 2000).unref();
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
