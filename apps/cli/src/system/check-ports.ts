import { createServer } from 'node:net';
import { Fault } from '../fault.js';

export interface WantedPort {
  readonly setting: string;
  readonly port: number;
  readonly host: string;
}

/** Tries every port before anything is started and names all that cannot be had. */
export async function checkPorts(wanted: readonly WantedPort[]): Promise<void> {
  const results = await Promise.all(wanted.map(tryPort));
  const faults = results.filter((result) => result !== undefined);
  if (faults.length > 0) throw new Fault(`${faults.join('\n')}\nNothing was started.`);
}

function tryPort({ setting, port, host }: WantedPort): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(toSentence(error, { setting, port, host })));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

function toSentence(error: NodeJS.ErrnoException, { setting, port, host }: WantedPort): string {
  if (error.code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program: stop that one, or set ${setting} to a free port.`;
  }
  if (error.code === 'EACCES')
    return `Port ${port} needs more rights than this user has: set ${setting} to one above 1023.`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return `${host} is not an address of this machine: set HOST to 127.0.0.1 or 0.0.0.0.`;
  }
  return `Port ${port} cannot be used (${error.code ?? error.message}): set ${setting} to another one.`;
}
