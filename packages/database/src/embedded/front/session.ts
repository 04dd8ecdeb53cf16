import { createScramExchange, mockVerifier, readVerifier } from '../wire/scram.js';
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import { FrameReader, FrameTooLarge, type Frame } from '../wire/frame-reader.js';
import {
  errorMessage,
  fromClient,
  fromServer,
  int32,
  message,
  readCstring,
  readyForQuery,
  type TransactionStatus,
} from '../wire/messages.js';
import { Batch } from './batch.js';
import type { Role } from './role-catalog.js';
import { collectStartSettings, SettingRefused, type StartSettings } from './session-settings.js';
import { StatementNames } from './statement-names.js';

/** What a session needs from the server around it. */
export interface SessionHost {
  /** Names by which clients may call the one database. */
  readonly databaseNames: readonly string[];
  readonly settingContexts: ReadonlyMap<string, string>;
  /** Reported to each client at the start; those a session changes are overridden. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly mockSecret: Buffer;
  findRole(name: string): Promise<Role | null>;
  /** How many sessions are open, in all and of one role. */
  countSessions(roleOid?: number): number;
  cancel(processId: number, secret: number): void;
  /** A batch is complete, or COPY data has come. */
  hasWork(session: Session): void;
  ended(session: Session): void;
}

const maxSessions = 200;
/** A client that does not read its answer is left at this many bytes. */
const largestBacklog = 256 * 1024 * 1024;
const copyWindow = 4 * 1024 * 1024;
const largestMessage = 256 * 1024 * 1024;

/** One client connection: start-up, password, and the cutting of what it sends into batches. It does not know the backend. */
export class Session {
  readonly processId: number;
  readonly secret: number = randomBytes(4).readInt32BE();
  readonly names = new StatementNames(`c${randomBytes(8).toString('hex')}_`);
  /** Complete batches, oldest first. */
  readonly batches: Batch[] = [];
  role: Role | null = null;
  start: StartSettings = { settings: new Map(), roleName: null };
  status: TransactionStatus = 'I';
  closed = false;
  #reader = new FrameReader();
  #filling = new Batch();
  /** The batch that COPY data goes to: the newest complete one. */
  #newest: Batch | null = null;
  #phase: 'start' | 'busy' | 'password' | 'open' = 'start';
  #onPassword: ((frame: Frame) => Promise<void>) | null = null;

  constructor(
    private readonly socket: Socket,
    private readonly host: SessionHost,
    processId: number,
  ) {
    this.processId = processId;
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => this.#receive(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#close());
    socket.setTimeout(30_000, () => socket.destroy());
  }

  send(bytes: Buffer): void {
    if (this.closed) return;
    this.socket.write(bytes);
    if (this.socket.writableLength > largestBacklog) this.socket.destroy();
  }

  /** Tells the client why, and ends the connection. */
  refuse(code: string, text: string, hint?: string): void {
    if (this.closed) return;
    this.socket.end(errorMessage({ severity: 'FATAL', code, text, hint }));
    setTimeout(() => this.socket.destroy(), 1000).unref();
    this.#close();
  }

  /** COPY data has been used; the client may send more. */
  drained(): void {
    if (!this.closed && this.socket.isPaused()) this.socket.resume();
  }

  #close(): void {
    if (this.closed) return;
    this.closed = true;
    this.host.ended(this);
  }

  #receive(bytes: Buffer): void {
    if (this.closed) return;
    try {
      this.#reader.add(bytes);
      for (let frame = this.#next(); frame !== null && !this.closed; frame = this.#next()) this.#take(frame);
    } catch (error) {
      if (error instanceof FrameTooLarge) this.refuse('08P01', `invalid message: ${error.message}`);
      else this.refuse('08P01', 'invalid message format');
    }
  }

  /** While a step of the start-up waits for the database, what has come already stays in the reader. */
  #next(): Frame | null {
    return this.#phase === 'busy' ? null : this.#reader.next();
  }

  #take(frame: Frame): void {
    if (this.#phase === 'start') return this.#step(() => this.#begin(frame.bytes));
    if (this.#phase === 'password') {
      if (frame.type !== fromClient.password) return this.refuse('08P01', 'expected a password message');
      return this.#step(async () => this.#onPassword?.(frame));
    }
    this.#takeOpen(frame);
  }

  #step(run: () => Promise<void>): void {
    const before = this.#phase;
    this.#phase = 'busy';
    void run()
      .catch((error: unknown) => this.#refuseStart(error))
      .then(() => {
        if (this.#phase === 'busy') this.#phase = before;
        this.#receive(Buffer.alloc(0));
      });
  }

  #refuseStart(error: unknown): void {
    if (error instanceof SettingRefused) this.refuse(error.code, error.message);
    else this.refuse('57P03', 'the database system is not able to accept connections now');
  }

  async #begin(bytes: Buffer): Promise<void> {
    const version = bytes.readInt32BE(4);
    if (version === 80877103 || version === 80877104) {
      this.socket.write('N');
      return;
    }
    if (version === 80877102) {
      if (bytes.length >= 16) this.host.cancel(bytes.readInt32BE(8), bytes.readInt32BE(12));
      this.socket.end();
      return;
    }
    if (version >> 16 !== 3)
      return this.refuse(
        '0A000',
        `unsupported frontend protocol ${version >> 16}.${version & 0xffff}: server supports 3.0`,
      );
    const parameters = readParameters(bytes);
    this.#reader.typed = true;
    const newer = [...parameters.keys()].filter((name) => name.startsWith('_pq_.'));
    if ((version & 0xffff) > 0 || newer.length > 0) {
      this.send(message('v'.charCodeAt(0), int32(3 << 16), int32(newer.length), ...newer));
    }
    if (parameters.has('replication') && parameters.get('replication') !== 'false')
      return this.refuse('0A000', 'replication is not supported by the embedded database');
    await this.#authenticate(parameters);
  }

  async #authenticate(parameters: ReadonlyMap<string, string>): Promise<void> {
    const user = parameters.get('user') ?? '';
    if (user === '') return this.refuse('28000', 'no PostgreSQL user name specified in startup packet');
    const role = await this.host.findRole(user);
    const verifier = readVerifier(role?.password ?? null);
    const exchange = createScramExchange(verifier ?? mockVerifier(user, this.host.mockSecret));
    const wrong = (): void => this.refuse('28P01', `password authentication failed for user "${user}"`);
    this.#phase = 'password';
    this.#onPassword = async (first) => {
      const reply = exchange.first(readInitialResponse(first.bytes));
      if (reply === null) return wrong();
      this.send(message(authentication, int32(11), Buffer.from(reply)));
      this.#phase = 'password';
      this.#onPassword = async (last) => {
        const final = exchange.final(last.bytes.toString('utf8', 5));
        if (final === null || role === null || verifier === null || role.expired) return wrong();
        this.send(message(authentication, int32(12), Buffer.from(final)));
        this.#open(role, parameters);
      };
    };
    this.send(message(authentication, int32(10), 'SCRAM-SHA-256', Buffer.from([0])));
  }

  /** The password was right: checks what else PostgreSQL checks, and opens the session. */
  #open(role: Role, parameters: ReadonlyMap<string, string>): void {
    const database = parameters.get('database') ?? role.name;
    if (!role.mayLogIn) return this.refuse('28000', `role "${role.name}" is not permitted to log in`);
    if (!this.host.databaseNames.includes(database))
      return this.refuse(
        '3D000',
        `database "${database}" does not exist`,
        `This server holds one database: ${this.host.databaseNames[0] ?? ''}.`,
      );
    if (!role.mayConnect)
      return this.refuse(
        '42501',
        `permission denied for database "${database}"`,
        'User does not have CONNECT privilege.',
      );
    const crowded =
      this.host.countSessions() > maxSessions ||
      (role.connectionLimit >= 0 && !role.superuser && this.host.countSessions(role.oid) >= role.connectionLimit);
    if (crowded) return this.refuse('53300', `too many connections for role "${role.name}"`);
    this.start = collectStartSettings({ role, parameters, contexts: this.host.settingContexts });
    this.role = role;
    this.socket.setTimeout(0);
    this.#reader.largest = largestMessage;
    const reported = new Map([
      ...this.host.parameters,
      ['is_superuser', role.superuser ? 'on' : 'off'],
      ['session_authorization', role.name],
    ]);
    for (const [name, value] of this.start.settings) if (reported.has(name)) reported.set(name, value);
    const report = [...reported].map(([name, value]) => message(fromServer.parameterStatus, name, value));
    const key = message('K'.charCodeAt(0), int32(this.processId), int32(this.secret));
    this.#phase = 'open';
    this.send(Buffer.concat([message(authentication, int32(0)), ...report, key, readyForQuery('I')]));
  }

  #takeOpen(frame: Frame): void {
    if (frame.type === fromClient.terminate) {
      this.socket.end();
      return this.#close();
    }
    if (frame.type === fromClient.copyData || frame.type === fromClient.copyDone || frame.type === fromClient.copyFail)
      return this.#takeCopy(frame);
    if (!this.#filling.add(frame, this.names)) return;
    this.batches.push(this.#filling);
    this.#newest = this.#filling;
    this.#filling = new Batch();
    this.host.hasWork(this);
  }

  /** COPY data of a batch that has ended is what the client sent before it saw the error: PostgreSQL drops it too. */
  #takeCopy(frame: Frame): void {
    const batch = this.#newest;
    if (batch === null || batch.done) return;
    batch.copyData.push(frame.bytes);
    batch.copyBytes += frame.bytes.length;
    if (batch.copyBytes > copyWindow) this.socket.pause();
    this.host.hasWork(this);
  }
}

const authentication = 'R'.charCodeAt(0);

function readParameters(bytes: Buffer): Map<string, string> {
  const parameters = new Map<string, string>();
  let offset = 8;
  while (offset < bytes.length && bytes[offset] !== 0) {
    const name = readCstring(bytes, offset);
    const value = readCstring(bytes, name.next);
    parameters.set(name.text, value.text);
    offset = value.next;
  }
  return parameters;
}

/** The first SASL message: mechanism, length, data. */
function readInitialResponse(bytes: Buffer): string {
  const mechanism = readCstring(bytes, 5);
  return mechanism.text === 'SCRAM-SHA-256' ? bytes.toString('utf8', mechanism.next + 4) : '';
}
