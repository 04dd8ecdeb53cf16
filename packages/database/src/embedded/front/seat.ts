import type { BackendState } from '../engine/protocol.js';
import type { Session } from './session.js';

/** What the desk knows of a session beyond what the session knows of itself. */
export interface Seat {
  settings: ReadonlyMap<string, string>;
  sessionUser: string;
  /** The role of SET ROLE, or null. */
  roleName: string | null;
  state: BackendState | null;
  /** A Flush has opened a batch that no Sync has closed yet. */
  openBatch: boolean;
  /** After an interruption in an open batch, messages are skipped up to the Sync, as PostgreSQL does. */
  skipToSync: boolean;
}

/** The seat of a session that has just been opened. */
export function createSeat(session: Session): Seat {
  const { settings, roleName } = session.start;
  const sessionUser = session.role?.name ?? '';
  return { settings, sessionUser, roleName, state: null, openBatch: false, skipToSync: false };
}
