import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { HealthSchema, ReadinessSchema, type Readiness } from '@copilot/contracts';
import { Open } from '../auth/auth.guard.js';
import { READINESS } from '../injection-tokens.js';
import { Describe } from '../openapi/describe.js';
import type { ReadReadiness } from './readiness.js';

@Controller()
@Open()
export class HealthController {
  constructor(@Inject(READINESS) private readonly readReadiness: ReadReadiness) {}

  @Get('health')
  @Describe({ summary: 'Whether the process is alive', ok: HealthSchema, open: true })
  health(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Describe({
    summary: 'Whether database, workflow service and model are there',
    description: '503 with the same body when questions cannot be answered.',
    ok: ReadinessSchema,
    also: { 503: ReadinessSchema },
    open: true,
  })
  async ready(@Res({ passthrough: true }) response: Response): Promise<Readiness> {
    const readiness = await this.readReadiness();
    response.status(readiness.status === 'ready' ? 200 : 503);
    return readiness;
  }
}
