import type { Engine } from '../engine/engine.js';
import type { BackendState, HandOver } from '../engine/protocol.js';
import { fromClient, message, queryMessage } from '../wire/messages.js';
import { quoteIdentifier } from '../wire/quote.js';
import { readRows, type OwnResult } from '../wire/read-rows.js';
import { changedSettingsSql, establishSql, resetSql, sqlStatementsSql } from './establish.js';
import type { Seat } from './seat.js';
import type { Session } from './session.js';
import type { Traces } from './session-traces.js';

/** Whose session the backend is in, by which statements, and what may have been left behind in it. */
interface Established {
  readonly session: Session | null;
  readonly sql: string;
  readonly loginOid: number;
  /** The next session must not skip the reset. */
  readonly dirty: boolean;
  /** Settings, session user or role may differ from what the seat remembers. */
  readonly settingsTouched: boolean;
}

/** The one backend and the session that it is in. Runs statements of our own; one thing at a time. */
export class Backend {
  /** Size of its memory after the last batch. */
  memoryBytes = 0;
  #established: Established | null = null;

  constructor(
    readonly engine: Engine,
    private readonly onLog: (line: string) => void,
  ) {}

  /** Runs a statement of our own as the administrator, in a session with nothing of another's in it. */
  async ask(sql: string): Promise<OwnResult> {
    await this.#dropLeft();
    return readRows(await this.run({ sql: resetSql, loginOid: administratorOid }, queryMessage(sql)));
  }

  /** Runs bytes whose answer nobody but us reads. */
  async run(handOver: HandOver | null, bytes: Buffer): Promise<Buffer> {
    const chunks: Buffer[] = [];
    if (handOver !== null) this.#established = { ...handOver, session: null, dirty: false, settingsTouched: false };
    const outcome = await this.engine.run({
      handOver,
      bytes,
      onOutput: (chunk) => chunks.push(chunk),
      onHungry: () => this.engine.feed(message(fromClient.copyFail, 'no data')),
    });
    if (outcome.kind === 'handOverFailed') chunks.push(outcome.output);
    return Buffer.concat(chunks);
  }

  /** What has to happen before a session's bytes may run; null when the backend is in its session already, or in one just like it. */
  async handOver(session: Session, seat: Seat): Promise<HandOver | null> {
    if (session.role === null) throw new Error('a session without a role has no batches');
    const now = this.#established;
    if (now?.session === session) return null;
    const loginOid = session.role.oid;
    const sql = establishSql(seat);
    if (now !== null && !now.dirty && now.sql === sql && now.loginOid === loginOid) {
      this.#established = { ...now, session };
      return null;
    }
    await this.#dropLeft();
    this.#established = { session, sql, loginOid, dirty: false, settingsTouched: false };
    return { sql, loginOid };
  }

  /** The session could not be established: nobody knows how far it came. */
  handOverFailed(): void {
    this.#established = null;
  }

  /** Notes what a batch of the established session may have left behind. */
  ran(state: BackendState, traces: Traces): void {
    this.memoryBytes = state.memoryBytes;
    const now = this.#established;
    if (now === null || !traces.any) return;
    this.#established = { ...now, dirty: true, settingsTouched: now.settingsTouched || traces.settings };
  }

  /** Reads back what the established session has changed of itself, so that it finds it again after others and after a restart. */
  async remember(seat: Seat): Promise<void> {
    const now = this.#established;
    if (now === null || !now.settingsTouched || seat.state === null) return;
    const { sessionUserOid, currentUserOid } = seat.state;
    const changed = readRows(await this.run(null, queryMessage(changedSettingsSql)));
    if (changed.error !== null) return;
    seat.settings = new Map(changed.rows.map(([name, value]) => [name ?? '', value ?? '']));
    seat.sessionUser = (await this.#roleName(sessionUserOid)) ?? seat.sessionUser;
    seat.roleName = currentUserOid === sessionUserOid ? null : await this.#roleName(currentUserOid);
    this.#established = { ...now, settingsTouched: false };
  }

  /** A session has ended: drops what it prepared. */
  async leave(session: Session): Promise<void> {
    const close = session.names.closeAll(this.engine.generation);
    if (this.#established?.session === session) await this.#dropLeft();
    if (this.#established?.session === session) this.#established = { ...this.#established, session: null };
    if (close.length > 0) await this.run(null, Buffer.concat([close, message(fromClient.sync)]));
  }

  /** Opens the backend in a new thread. *Throws* EngineLost when it cannot be opened. */
  async reopen(why: string): Promise<void> {
    this.#established = null;
    this.memoryBytes = 0;
    const openMs = await this.engine.start();
    this.onLog(`database reopened in ${Math.round(openMs)} ms: ${why}`);
  }

  /** Gives back the memory that a large statement has taken. */
  async renew(): Promise<void> {
    const bytes = this.memoryBytes;
    await this.engine.stop();
    await this.reopen(`its memory had grown to ${Math.round(bytes / 1e6)} MB`);
  }

  /** Prepared statements of SQL's PREPARE share one name space; no reset drops them without those of the protocol. */
  async #dropLeft(): Promise<void> {
    if (this.#established === null || !this.#established.dirty) return;
    const administrator = { sql: 'SET SESSION AUTHORIZATION postgres', loginOid: administratorOid };
    const found = readRows(await this.run(administrator, queryMessage(sqlStatementsSql)));
    for (const [name] of found.rows) await this.run(null, queryMessage(`DEALLOCATE ${quoteIdentifier(name ?? '')}`));
    // The settings are still those of the session that was left: the next one has to wipe them.
    if (this.#established !== null) this.#established = { ...this.#established, dirty: true };
  }

  async #roleName(oid: number): Promise<string | null> {
    const sql = `SELECT rolname FROM pg_catalog.pg_roles WHERE oid = ${oid}`;
    return readRows(await this.run(null, queryMessage(sql))).rows[0]?.[0] ?? null;
  }
}

const administratorOid = 10;
