import { EngineLost, type EngineOutcome } from '../engine/engine.js';
import { errorMessage, fromClient, message, queryMessage, readyForQuery } from '../wire/messages.js';
import { readRows, type OwnResult } from '../wire/read-rows.js';
import type { Backend } from './backend.js';
import type { Batch } from './batch.js';
import { HolderWatch } from './holder-watch.js';
import { OutputFilter, type OutputEvents } from './output-filter.js';
import { changesRoles, readRoles, roleCatalogSql, type Role } from './role-catalog.js';
import { createSeat, type Seat } from './seat.js';
import type { Session } from './session.js';

/** How long others wait for a session that holds the backend and does nothing. */
export interface DeskLimits {
  readonly idleHolderMs: number;
  /** A statement whose client is gone may finish within this time. */
  readonly orphanMs: number;
  /** How long a statement has to stop when it is asked to, before its thread is ended. */
  readonly stopMs: number;
  /** The backend is opened anew, between two sessions, when a large statement has made its memory grow beyond this. */
  readonly memoryBytes: number;
}

interface OwnJob {
  readonly sql: string;
  resolve(result: OwnResult): void;
  reject(error: Error): void;
}

interface Interruption {
  readonly code: string;
  readonly text: string;
}

/**
 * Puts the sessions' batches in a row before the one backend.
 * A session keeps the backend from the start of a batch to its end, and while its transaction is open; everything else queues.
 */
export class Desk {
  readonly #queue: Session[] = [];
  readonly #own: OwnJob[] = [];
  readonly #seats = new Map<Session, Seat>();
  #running: { session: Session; batch: Batch; hungry: boolean } | null = null;
  #busy = false;
  #holder: Session | null = null;
  #watch: NodeJS.Timeout | null = null;
  #interruption: Interruption | null = null;
  #roles: ReadonlyMap<string, Role> | null = null;
  #closing = false;

  readonly #holderWatch: HolderWatch;

  constructor(
    private readonly backend: Backend,
    private readonly limits: DeskLimits,
    private readonly onFatal: (error: Error) => void,
  ) {
    const view = {
      idleHolder: () => this.#idleHolder(),
      ownLimitMs: (session: Session) => this.#seats.get(session)?.state?.idleInTransactionTimeoutMs ?? 0,
      othersWait: () => this.#queue.length > 0 || this.#own.length > 0,
    };
    this.#holderWatch = new HolderWatch(view, limits.idleHolderMs);
  }

  /** A session has a complete batch, or COPY data. */
  hasWork(session: Session): void {
    if (this.#running?.session === session && this.#running.hungry) return this.#feed();
    if (session.batches.length === 0) return;
    if (this.#holder !== session && !this.#queue.includes(session)) this.#queue.push(session);
    this.#pump();
  }

  /** A session has ended: what it began is rolled back, what it prepared is dropped. */
  ended(session: Session): void {
    const place = this.#queue.indexOf(session);
    if (place >= 0) this.#queue.splice(place, 1);
    if (this.#running?.session === session && this.#running.hungry) this.#feed();
    this.#pump();
  }

  /** Runs a statement of our own as the administrator. */
  ask(sql: string): Promise<OwnResult> {
    return new Promise((resolve, reject) => {
      this.#own.push({ sql, resolve, reject });
      this.#pump();
    });
  }

  /** The role of a name, as the catalog has it after all finished commands. */
  async findRole(name: string): Promise<Role | null> {
    if (this.#roles === null) {
      const roles = readRoles(await this.ask(roleCatalogSql));
      this.#roles = new Map(roles.map((role) => [role.name, role]));
    }
    return this.#roles.get(name) ?? null;
  }

  /** The catalog of roles has been changed by a statement of our own. */
  rolesChanged(): void {
    this.#roles = null;
  }

  /** Stops what a session runs now; without effect when it runs nothing. */
  cancel(session: Session): void {
    if (this.#running?.session === session) {
      this.#interrupt({ code: '57014', text: 'canceling statement due to user request' });
      return;
    }
    const place = this.#queue.indexOf(session);
    if (place >= 0) this.#answerUnrun(session, { code: '57014', text: 'canceling statement due to user request' });
  }

  /** Waits for what runs now, and takes nothing more. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#interrupt({ code: '57P01', text: 'terminating connection due to administrator command' });
    const deadline = Date.now() + 3000;
    while (this.#busy && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
    this.#holderWatch.stop();
  }

  #pump(): void {
    if (this.#busy || this.#closing) return;
    this.#answerOverdue();
    const work = this.#nextWork();
    if (work === null) return this.#holderWatch.start();
    this.#holderWatch.stop();
    this.#busy = true;
    void work()
      .catch((error: unknown) => this.onFatal(error instanceof Error ? error : new Error(String(error))))
      .finally(() => {
        this.#busy = false;
        this.#pump();
      });
  }

  #nextWork(): (() => Promise<void>) | null {
    const holder = this.#holder;
    if (holder !== null) {
      if (holder.closed) return () => this.#release(holder);
      return holder.batches.length > 0 ? () => this.#serve(holder) : null;
    }
    const own = this.#own.shift();
    if (own !== undefined) return () => this.#serveOwn(own);
    for (const [session] of this.#seats) if (session.closed) return () => this.#leave(session);
    if (this.backend.memoryBytes > this.limits.memoryBytes) return () => this.backend.renew();
    const session = this.#queue.shift();
    return session === undefined ? null : () => this.#serve(session);
  }

  async #serveOwn(job: OwnJob): Promise<void> {
    try {
      job.resolve(await this.backend.ask(job.sql));
    } catch (error) {
      job.reject(error instanceof Error ? error : new Error(String(error)));
      if (error instanceof EngineLost) await this.#reopen(error.reason);
    }
  }

  async #serve(session: Session): Promise<void> {
    const batch = session.batches.shift();
    if (batch === undefined) return;
    const seat = this.#seat(session);
    if (seat.skipToSync) {
      if (batch.end === 'ready') {
        seat.skipToSync = false;
        session.send(readyForQuery(session.status));
      }
      batch.done = true;
      return this.#after(session);
    }
    this.#running = { session, batch, hungry: false };
    const filter = this.#filter(session, batch);
    try {
      const handOver = await this.backend.handOver(session, seat);
      this.#startWatch(session);
      const outcome = await this.backend.engine.run({
        handOver,
        bytes: filter.bytes,
        onOutput: (bytes) => filter.push(bytes),
        onHungry: () => this.#hungry(),
      });
      this.#finish(session, batch, seat, filter, outcome);
    } catch (error) {
      if (!(error instanceof EngineLost)) throw error;
      this.#stopWatch();
      await this.#recover({ session, batch, seat, began: filter.began(), error });
    }
    this.#stopWatch();
    batch.done = true;
    session.drained();
    this.#running = null;
    this.#interruption = null;
    if (session.status === 'I' && !seat.openBatch) await this.#safely(() => this.backend.remember(seat));
    this.#after(session);
  }

  /** Builds the batch's bytes and the filter for its answer. */
  #filter(
    session: Session,
    batch: Batch,
  ): { bytes: Buffer; push(bytes: Buffer): void; answered(): boolean; began(): boolean } {
    const { generation } = this.backend.engine;
    const seat = this.#seat(session);
    const missing = seat.openBatch
      ? []
      : [...batch.needs].flatMap((name) => session.names.missing(name, generation) ?? []);
    for (const name of [...batch.needs, ...batch.parses]) session.names.parsed(name, generation);
    let answered = false;
    let began = false;
    const whyStopped = (): string | null => this.#interruption?.text ?? null;
    const events: OutputEvents = {
      forward: (bytes) => session.send(bytes),
      commandComplete: (tag) => {
        if (tag === 'BEGIN') began = true;
        if (tag === 'COMMIT' || tag === 'ROLLBACK') began = false;
        if (changesRoles(tag)) this.#roles = null;
        if (tag === 'DISCARD ALL' || tag === 'DEALLOCATE ALL') for (const [other] of this.#seats) other.names.dropped();
      },
      ready: (status) => {
        answered = true;
        session.status = status;
      },
    };
    const filter = new OutputFilter(session.names.prefix, missing.length, events, whyStopped);
    return {
      bytes: Buffer.concat([...missing, ...batch.frames]),
      push: (bytes) => filter.push(bytes),
      answered: () => answered,
      began: () => began,
    };
  }

  #finish(session: Session, batch: Batch, seat: Seat, filter: { answered(): boolean }, outcome: EngineOutcome): void {
    if (outcome.kind === 'handOverFailed') {
      this.backend.handOverFailed();
      const fault = readRows(outcome.output).error;
      if (this.#interruption !== null) return answer(session, batch, seat, this.#interruption);
      return session.refuse(fault?.['C'] ?? '28000', fault?.['M'] ?? 'the session cannot be established');
    }
    seat.state = outcome.state;
    seat.openBatch = !filter.answered();
    this.backend.ran(outcome.state, batch.traces);
  }

  /** Decides whether the session keeps the backend. */
  #after(session: Session): void {
    const seat = this.#seat(session);
    const holds = session.status !== 'I' || (seat.openBatch && !seat.skipToSync);
    this.#holder = holds ? session : null;
    if (!holds && !session.closed && session.batches.length > 0) this.#queue.push(session);
  }

  /** A session has gone while it held the backend. */
  async #release(session: Session): Promise<void> {
    this.#holder = null;
    session.status = 'I';
    const seat = this.#seat(session);
    const end = Buffer.concat([...(seat.openBatch ? [message(fromClient.sync)] : []), queryMessage('ROLLBACK')]);
    await this.#safely(async () => {
      await this.backend.run(null, end);
    });
  }

  /** Drops the prepared statements of a session that has ended. */
  async #leave(session: Session): Promise<void> {
    this.#seats.delete(session);
    await this.#safely(() => this.backend.leave(session));
  }

  /** Does something of our own in the backend; if its thread ends meanwhile, it is opened again. */
  async #safely(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof EngineLost)) throw error;
      await this.#reopen(error.reason);
    }
  }

  #hungry(): void {
    if (this.#running === null) return;
    this.#running.hungry = true;
    this.#feed();
    if (this.#running?.hungry === true) this.#holderWatch.start();
  }

  /** Hands on the COPY data that has come; a client that is gone means the COPY fails. */
  #feed(): void {
    const running = this.#running;
    if (running === null || !running.hungry) return;
    const { session, batch } = running;
    if (session.closed) {
      running.hungry = false;
      this.backend.engine.feed(
        Buffer.concat([message(fromClient.copyFail, 'the client is gone'), message(fromClient.sync)]),
      );
      return;
    }
    if (batch.copyData.length === 0) return;
    this.#holderWatch.stop();
    running.hungry = false;
    this.backend.engine.feed(Buffer.concat(batch.copyData));
    batch.copyData = [];
    batch.copyBytes = 0;
    session.drained();
  }

  #startWatch(session: Session): void {
    let orphanSince = 0;
    this.#watch = setInterval(() => {
      this.#answerOverdue();
      const busy = this.backend.engine.busy();
      if (busy === null) return;
      if (session.closed) {
        orphanSince ||= Date.now();
        if (Date.now() - orphanSince > this.limits.orphanMs)
          this.#interrupt({ code: '57014', text: 'the client is gone' });
      } else if (busy.statementTimeoutMs > 0 && busy.runningMs > busy.statementTimeoutMs) {
        this.#interrupt({ code: '57014', text: 'canceling statement due to statement timeout' });
      }
    }, 20);
  }

  #stopWatch(): void {
    if (this.#watch !== null) clearInterval(this.#watch);
    this.#watch = null;
  }

  /** Stops what runs: PostgreSQL is asked first; where it does not come to a safe point in time, its thread is ended. */
  #interrupt(interruption: Interruption): void {
    const running = this.#running;
    if (running === null || this.#interruption !== null) return;
    this.#interruption = interruption;
    if (running.hungry) {
      running.hungry = false;
      this.backend.engine.feed(
        Buffer.concat([message(fromClient.copyFail, interruption.text), message(fromClient.sync)]),
      );
    }
    this.backend.engine.askToStop();
    setTimeout(() => {
      if (this.#running === running && this.#interruption === interruption)
        void this.backend.engine.terminate(interruption.text);
    }, this.limits.stopMs).unref();
  }

  /** The backend was stopped, or stopped by itself, in the middle of a batch. */
  async #recover(lost: {
    session: Session;
    batch: Batch;
    seat: Seat;
    began: boolean;
    error: EngineLost;
  }): Promise<void> {
    const { session, batch, seat } = lost;
    const why = this.#interruption ?? {
      code: '58000',
      text: `the embedded database stopped while it ran this statement (${lost.error.reason}); it has been started again`,
    };
    const inTransaction = session.status !== 'I' || lost.began;
    await this.#reopen(why.text);
    seat.openBatch = false;
    session.status = 'I';
    if (inTransaction && !session.closed) await this.#failTransaction(session, seat);
    answer(session, batch, seat, why);
  }

  /** Puts the new backend where PostgreSQL would be: in a transaction that has failed, until the client ends it. */
  async #failTransaction(session: Session, seat: Seat): Promise<void> {
    const handOver = await this.backend.handOver(session, seat);
    await this.backend.engine.run({
      handOver,
      bytes: Buffer.concat([queryMessage('BEGIN'), queryMessage('SELECT 1/0')]),
      onOutput: () => undefined,
      onHungry: () => undefined,
    });
    session.status = 'E';
  }

  async #reopen(why: string): Promise<void> {
    this.#interruption = null;
    this.#holder = null;
    await this.backend.reopen(why);
  }

  /** A statement that waits in the queue for longer than its own statement_timeout is answered without being run. */
  #answerOverdue(): void {
    for (const session of [...this.#queue]) {
      const limit = this.#seats.get(session)?.state?.statementTimeoutMs ?? 0;
      const [batch] = session.batches;
      if (limit > 0 && batch !== undefined && Date.now() - batch.since > limit) {
        this.#answerUnrun(session, { code: '57014', text: 'canceling statement due to statement timeout' });
      }
    }
  }

  #answerUnrun(session: Session, why: Interruption): void {
    this.#queue.splice(this.#queue.indexOf(session), 1);
    const batch = session.batches.shift();
    if (batch === undefined) return;
    batch.done = true;
    answer(session, batch, this.#seat(session), why);
    if (session.batches.length > 0) this.#queue.push(session);
  }

  /** The session that keeps the backend from others without using it: in an open transaction, or in a COPY without data. */
  #idleHolder(): Session | null {
    if (this.#running !== null) return this.#running.hungry ? this.#running.session : null;
    return this.#holder;
  }

  #seat(session: Session): Seat {
    const seat = this.#seats.get(session) ?? createSeat(session);
    this.#seats.set(session, seat);
    return seat;
  }
}

/** Answers a batch with an error instead of running it (to its end). */
function answer(session: Session, batch: Batch, seat: Seat, why: Interruption): void {
  session.send(errorMessage(why));
  if (batch.end === 'ready') session.send(readyForQuery(session.status));
  else seat.skipToSync = true;
}
