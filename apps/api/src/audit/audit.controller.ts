import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  AuditDetailSchema,
  AuditListSchema,
  AuditVerificationSchema,
  type AuditDetail,
  type AuditList,
  type AuditVerification,
} from '@copilot/contracts';
import { AdminOnly } from '../auth/auth.guard.js';
import { CurrentSession, RequestId } from '../auth/current-session.js';
import type { SecurityEvents } from '../auth/user-store.js';
import { by, type Session } from '../http/gateway-request.js';
import { ProblemError } from '../http/problem-error.js';
import { wellFormedText } from '../http/well-formed-text.js';
import { AUDIT, SECURITY_EVENTS } from '../injection-tokens.js';
import { Describe } from '../openapi/describe.js';
import type { AuditStore } from './audit-store.js';

const recordId = z.string().regex(/^[qs]?\d{1,18}$/, 'must be the id of a record');
const AuditQuerySchema = z.object({
  username: wellFormedText(128).optional(),
  status: z
    .string()
    .regex(/^[a-z_.]{1,40}$/, 'must be a status')
    .optional(),
  kind: z.enum(['question', 'security'], 'must be question or security').optional(),
  q: wellFormedText(200).optional(),
  from: z.iso.datetime({ error: 'must be a time like 2026-01-31T00:00:00Z' }).optional(),
  to: z.iso.datetime({ error: 'must be a time like 2026-01-31T00:00:00Z' }).optional(),
  before: recordId.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
type AuditQuery = z.infer<typeof AuditQuerySchema>;

@Controller('audit')
@AdminOnly()
export class AuditController {
  constructor(
    @Inject(AUDIT) private readonly audit: AuditStore,
    @Inject(SECURITY_EVENTS) private readonly events: SecurityEvents,
  ) {}

  @Get()
  @Describe({
    summary: 'The audit log, newest first',
    description:
      'Questions and security events; administrators only, and reading is audited as well. `next_before` asks for the following page as `?before=`.',
    ok: AuditListSchema,
    problems: [400, 403],
  })
  async list(
    @CurrentSession() session: Session,
    @RequestId() requestId: string,
    @Query({ schema: AuditQuerySchema }) query: AuditQuery,
  ): Promise<AuditList> {
    const { q, ...filter } = query;
    const list = await this.audit.list({ ...filter, search: q });
    await this.events.append({ event: 'audit.read', outcome: 'ok', ...by(session), requestId, detail: 'list' });
    return list;
  }

  @Get('verify')
  @Describe({
    summary: 'Whether the audit chain holds, and where it breaks first',
    ok: AuditVerificationSchema,
    problems: [403],
  })
  async verify(@CurrentSession() session: Session, @RequestId() requestId: string): Promise<AuditVerification> {
    const verification = await this.audit.verify();
    await this.events.append({
      event: 'audit.verify',
      outcome: 'ok',
      ...by(session),
      requestId,
      detail: verification.ok ? 'holds' : 'broken',
    });
    return verification;
  }

  @Get(':id')
  @Describe({ summary: 'One record with its stages', ok: AuditDetailSchema, problems: [403, 404] })
  async get(
    @CurrentSession() session: Session,
    @RequestId() requestId: string,
    @Param('id') id: string,
  ): Promise<AuditDetail> {
    const found = recordId.safeParse(id).success ? await this.audit.get(id) : null;
    if (found === null) throw new ProblemError('audit.not-found');
    await this.events.append({ event: 'audit.read', outcome: 'ok', ...by(session), requestId, detail: `record ${id}` });
    return found;
  }
}
