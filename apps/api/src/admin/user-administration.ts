import type { ManagedUser, Role } from '@copilot/contracts';

/** Users as administrators see and change them; every change says whether the user exists. */
export interface UserAdministration {
  list(): Promise<ManagedUser[]>;
  /** The stores that exist. */
  storeIds(): Promise<readonly number[]>;
  get(username: string): Promise<ManagedUser | null>;
  setActive(username: string, active: boolean): Promise<boolean>;
  setRole(username: string, role: Role): Promise<boolean>;
  setStores(username: string, stores: { storeIds: readonly number[]; allStores: boolean }): Promise<boolean>;
}
