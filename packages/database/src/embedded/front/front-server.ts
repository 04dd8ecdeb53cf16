import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:net';
import { EmbeddedDatabaseError } from '../embedded-database-error.js';
import type { Desk } from './desk.js';
import { Session } from './session.js';

/** The wire front on the loopback address. */
export interface FrontServer {
  readonly port: number;
  /** Ends all sessions and stops listening. */
  close(): Promise<void>;
}

const reportedSettings = [
  'application_name',
  'client_encoding',
  'DateStyle',
  'default_transaction_read_only',
  'in_hot_standby',
  'integer_datetimes',
  'IntervalStyle',
  'scram_iterations',
  'search_path',
  'server_encoding',
  'server_version',
  'standard_conforming_strings',
  'TimeZone',
];

/** Listens on 127.0.0.1 and hands each connection a session. *Throws* EmbeddedDatabaseError when the port cannot be had. */
export async function startFrontServer(input: {
  desk: Desk;
  port: number;
  databaseNames: readonly string[];
}): Promise<FrontServer> {
  const { desk } = input;
  const settings = await desk.ask('SELECT name, context, setting FROM pg_catalog.pg_settings');
  const contexts = new Map(settings.rows.map(([name, context]) => [name ?? '', context ?? '']));
  const values = new Map(settings.rows.map(([name, , value]) => [name ?? '', value ?? '']));
  const parameters = new Map(reportedSettings.map((name) => [name, values.get(name) ?? '']));
  const sessions = new Set<Session>();
  let lastId = 0;
  const mockSecret = randomBytes(32);
  const server = createServer((socket) => {
    const session = new Session(
      socket,
      {
        databaseNames: input.databaseNames,
        settingContexts: contexts,
        parameters,
        mockSecret,
        findRole: (name) => desk.findRole(name),
        countSessions: (roleOid) =>
          [...sessions].filter((other) => roleOid === undefined || other.role?.oid === roleOid).length,
        cancel: (processId, secret) => {
          for (const other of sessions)
            if (other.processId === processId && other.secret === secret) desk.cancel(other);
        },
        hasWork: (one) => desk.hasWork(one),
        ended: (one) => {
          sessions.delete(one);
          desk.ended(one);
        },
      },
      (lastId = (lastId % 0x7ffffffe) + 1),
    );
    sessions.add(session);
  });
  await listen(server, input.port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : input.port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const session of [...sessions])
        session.refuse('57P01', 'terminating connection due to administrator command');
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 1500).unref())]);
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new EmbeddedDatabaseError(listenProblem(error, port), { cause: error })),
    );
    server.listen(port, '127.0.0.1', () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function listenProblem(error: NodeJS.ErrnoException, port: number): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} on 127.0.0.1 is taken by another program; set POSTGRES_PORT to a free one.`;
  if (error.code === 'EACCES') return `Port ${port} may not be used by this user; set POSTGRES_PORT to one above 1023.`;
  return `The embedded database cannot listen on 127.0.0.1:${port} (${error.message}); set POSTGRES_PORT to a free port.`;
}
