import type { Answer, RunRequest } from '@copilot/contracts';

/** A complete answer as the workflow gives it, for the question and scope of a request. */
export function exampleAnswer(request: RunRequest, rows: Answer['data']['rows'] = [['2022-05-01', 4823.44]]): Answer {
  return {
    request_id: request.request_id ?? 'none',
    conversation_id: request.conversation?.id ?? 'none',
    status: 'answered',
    error_stage: null,
    answer: `Revenue was ${String(rows[0]?.[1] ?? 'nothing')}.`,
    data: {
      columns: [
        { name: 'month', type: 'date', role: 'dimension', label: 'Month', format: 'month' },
        { name: 'revenue', type: 'number', role: 'metric', label: 'Revenue', format: 'currency' },
      ],
      rows,
    },
    row_count: rows.length,
    truncated: false,
    widgets: [],
    explain: {
      planner: 'semantic',
      model: null,
      sql: 'SELECT 1',
      views: ['v_payments'],
      interpretation: {
        metrics: [{ metric: 'revenue' }],
        dimensions: [{ member: 'payments.payment_date', grain: 'month' }],
        filters: [],
        time_range: null,
        sort: [],
        limit: null,
      },
      words: [],
      assumptions: [],
      confidence: 0.97,
      data_as_of: null,
      sources: [],
      timings_ms: { plan: 1 },
    },
    security: {
      ...request.user_context,
      allowed_views: ['v_payments'],
      views_read: ['v_payments'],
      checks: [{ name: 'select_only', status: 'passed' }],
      row_limit: 200,
      statement_timeout_ms: 5000,
    },
    certificate: null,
    clarification: null,
    suggestions: [],
  };
}
