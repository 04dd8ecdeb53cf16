import type { AuditDetail, AuditList, AuditVerification } from '@copilot/contracts';

/** Which records to list, newest first. */
export interface AuditFilter {
  readonly username?: string | undefined;
  readonly status?: string | undefined;
  readonly kind?: 'question' | 'security' | undefined;
  readonly search?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Records older than this id. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** The audit chain as administrators read it. */
export interface AuditStore {
  list(filter: AuditFilter): Promise<AuditList>;
  get(id: string): Promise<AuditDetail | null>;
  verify(): Promise<AuditVerification>;
}
