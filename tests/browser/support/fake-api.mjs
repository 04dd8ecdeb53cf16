// A test fixture that speaks the API's protocol with made-up answers: for states that the real system shows seldom or slowly
// (failed, blocked, slow, rate-limited, expired). No product code knows it.
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { toChartWidget } from '../../../packages/semantic/dist/index.js';

const USERS = {
  admin_user: { username: 'admin_user', role: 'admin', store_ids: [1, 2], all_stores: true, password: 'admin123' },
  manager_store1: {
    username: 'manager_store1',
    role: 'store_manager',
    store_ids: [1],
    all_stores: false,
    password: 'manager123',
  },
  manager_multi: {
    username: 'manager_multi',
    role: 'store_manager',
    store_ids: [1, 2],
    all_stores: false,
    password: 'manager123',
  },
  marketing_user: {
    username: 'marketing_user',
    role: 'marketing',
    store_ids: [1, 2],
    all_stores: false,
    password: 'marketing123',
  },
  finance_user: {
    username: 'finance_user',
    role: 'finance',
    store_ids: [1],
    all_stores: false,
    password: 'finance123',
  },
};
const SUGGESTIONS = [
  'Revenue by month',
  'Rentals by category',
  'Top films by revenue',
  'Revenue by month and category',
  'Which customers rent most?',
  'How many films do we stock?',
];
const STAGES = ['authorize', 'retrieve', 'plan', 'guard', 'execute', 'render', 'audit'];
const hash = (letter) => letter.repeat(64);
const scopeOf = ({ username, role, store_ids, all_stores }) => ({ username, role, store_ids, all_stores });

/** Starts the fixture on a free port of loopback. `expire()` ends all sessions at once; `requests` tells what was called. */
export async function startFakeApi({ port = 0 } = {}) {
  const sessions = new Map();
  const conversations = new Map();
  const savedAnswers = new Map();
  const requests = [];
  const aborted = [];
  let refused = null;
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = url.pathname.replace(/^\/api\//, '');
    requests.push(`${request.method} ${path}`);
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
    const json = (status, value, headers = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(value === null ? '' : JSON.stringify(value));
    };
    const fail = (status, message, headers) =>
      json(status, { statusCode: status, error: 'Error', message, request_id: randomUUID() }, headers);

    if (path === refused) return fail(503, 'This cannot be done now');
    if (path === 'auth/login') {
      const user = USERS[body.username];
      if (body.username === 'slow_down') return fail(429, 'Too many attempts', { 'retry-after': '240' });
      if (user === undefined || user.password !== body.password) return fail(401, 'Wrong user name or password');
      const token = randomUUID();
      sessions.set(token, user);
      return json(200, { access_token: token, token_type: 'Bearer', expires_in: 3600, user: scopeOf(user) });
    }
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    const user = sessions.get(token);
    if (user === undefined) return fail(401, 'Invalid JWT token');
    const store = body.store_id;
    if (store !== undefined && !user.store_ids.includes(store))
      return fail(403, 'Requested store is outside your access scope');

    if (path === 'auth/me') return json(200, scopeOf(user));
    if (path === 'auth/logout') {
      sessions.delete(token);
      return json(204, null);
    }
    if (path === 'auth/logout-everywhere') {
      for (const [other, owner] of sessions) if (owner === user) sessions.delete(other);
      return json(204, null);
    }
    if (path === 'suggestions') return json(200, { suggestions: SUGGESTIONS });
    if (path === 'schema') return json(200, CATALOG);
    if (path === 'complete') return json(200, { completions: complete(url.searchParams.get('q') ?? '') });
    if (path === 'feedback' && request.method === 'POST') return json(204, null);
    if (path === 'conversations')
      return json(200, { conversations: [...conversations.values()].map(toSummary).reverse() });
    if (path.startsWith('conversations/')) {
      const found = conversations.get(path.split('/')[1]);
      if (found === undefined) return fail(404, 'No such conversation');
      if (request.method === 'DELETE') conversations.delete(found.id);
      if (request.method === 'PATCH') found.title = body.title;
      return request.method === 'DELETE'
        ? json(204, null)
        : json(200, request.method === 'PATCH' ? toSummary(found) : { ...toSummary(found), turns: found.turns });
    }
    if (path === 'saved' && request.method === 'GET') return json(200, { saved: [...savedAnswers.values()].reverse() });
    if (path === 'saved') {
      const turn = [...conversations.values()]
        .flatMap((entry) => entry.turns)
        .find((entry) => entry.request_id === body.request_id);
      if (turn === undefined) return fail(404, 'There is no such answer');
      const saved = {
        id: randomUUID(),
        title: body.title ?? turn.question,
        question: turn.question,
        query: body.as === 'interpretation' ? turn.query : null,
        store_id: null,
        request_id: turn.request_id,
        result_sha256: body.result_sha256 ?? null,
        created_at: '2022-07-20T09:00:00Z',
      };
      savedAnswers.set(saved.id, saved);
      return json(201, saved);
    }
    if (path.startsWith('saved/')) {
      const found = savedAnswers.get(path.split('/')[1]);
      if (found === undefined) return fail(404, 'There is no such saved answer');
      if (request.method === 'DELETE') savedAnswers.delete(found.id);
      if (request.method === 'PATCH') found.title = body.title;
      return request.method === 'GET' ? json(200, found) : json(204, null);
    }
    if (path.endsWith('/export')) {
      response.writeHead(200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': 'attachment; filename="answer.csv"',
      });
      return response.end('month,revenue\r\n2022-05-01,4823.44\r\n');
    }
    if (path.startsWith('audit') || path.startsWith('admin')) {
      if (user.role !== 'admin') return fail(403, 'Only an administrator may do this');
      return json(200, admin(path, request.method, body));
    }
    if (path === 'ask' || path === 'ask/stream' || path === 'query') {
      const question = body.question ?? 'Edited question';
      if (/too fast/i.test(question)) return fail(429, 'Too many questions', { 'retry-after': '12' });
      const answer = toAnswer({
        question,
        user,
        store,
        query: body.query,
        conversationId: body.conversation_id ?? randomUUID(),
      });
      keep(conversations, answer, question);
      if (path !== 'ask/stream') return json(200, answer);
      const pause = /very slow/i.test(question) ? 20_000 : /slow/i.test(question) ? 900 : 15;
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      let open = true;
      response.on('close', () => {
        open = false;
        if (!response.writableFinished) aborted.push(question);
      });
      for (const stage of STAGES) {
        response.write(`event: stage\ndata: ${JSON.stringify({ stage, status: 'started', duration_ms: 0 })}\n\n`);
        await new Promise((resolve) => setTimeout(resolve, pause));
        if (!open) return undefined;
        response.write(`event: stage\ndata: ${JSON.stringify({ stage, status: 'ok', duration_ms: pause })}\n\n`);
      }
      return response.end(`event: answer\ndata: ${JSON.stringify(answer)}\n\n`);
    }
    return fail(404, 'There is no such address');
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    aborted,
    expire: () => sessions.clear(),
    refuse: (path) => void (refused = path),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}

function keep(conversations, answer, question) {
  const now = new Date().toISOString();
  const found = conversations.get(answer.conversation_id) ?? {
    id: answer.conversation_id,
    title: question,
    created_at: now,
    turns: [],
  };
  found.updated_at = now;
  found.turns.push({
    request_id: answer.request_id,
    question,
    status: answer.status,
    answer: answer.answer,
    query: answer.explain.interpretation,
    columns: answer.data.columns.map((column) => column.name),
    rows: answer.data.rows.slice(0, 20),
    withheld: false,
    created_at: now,
  });
  conversations.set(found.id, found);
}

function toSummary({ id, title, created_at, updated_at, turns }) {
  return { id, title, created_at, updated_at, turn_count: turns.length };
}

function complete(text) {
  const start = text.search(/\S+$/);
  const word = start < 0 ? '' : text.slice(start).toLowerCase();
  const names = [
    ['revenue', 'metric', 'What customers paid'],
    ['rentals', 'metric', 'Number of rentals'],
    ['category', 'dimension', 'Category of the film'],
    ['month', 'time', 'By calendar month'],
    ['Action', 'value', 'categories category'],
    ['revenue by store', 'question', undefined],
  ];
  return names
    .filter(([name]) => word !== '' && name.toLowerCase().startsWith(word))
    .map(([name, kind, description]) => ({
      text: name,
      kind,
      ...(description === undefined ? {} : { description }),
      start,
      end: text.length,
    }));
}

const SQL = `SELECT date_trunc('month', p.payment_date)::date AS month,
       sum(p.amount) AS revenue
FROM analytics.v_payments AS p
WHERE p.payment_date >= '2022-01-01' -- from the question
GROUP BY 1
ORDER BY 1
LIMIT 200`;

const METRIC = (name, label, description, format) => ({ name, label, description, format, synonyms: [] });
const DIMENSION = (name, label, description, type = 'string') => ({ name, label, description, type, synonyms: [] });
const CATALOG = {
  views: [
    'v_payments',
    'v_rentals',
    'v_inventory',
    'v_customers',
    'v_staff',
    'v_stores',
    'v_films',
    'v_categories',
    'v_film_categories',
    'v_actors',
    'v_film_actors',
  ].map((name) => ({
    name,
    description: `One row per ${name.slice(2).replace('_', ' ')}.`,
    columns: [
      { name: 'store_id', type: 'integer', description: 'The store it belongs to' },
      { name: 'film_id', type: 'integer', description: 'The film' },
    ],
  })),
  metrics: [
    { ...METRIC('revenue', 'revenue', 'The sum of all payments.', 'currency'), time: 'payments.payment_date' },
    METRIC('rental_count', 'rentals', 'The number of rentals.', 'integer'),
    METRIC('customer_count', 'customers', 'The number of customers.', 'integer'),
  ],
  dimensions: [
    DIMENSION('categories.category', 'category', 'The category of a film.'),
    DIMENSION('films.title', 'film', 'The title of a film.'),
    DIMENSION('payments.payment_date', 'payment date', 'When it was paid.', 'datetime'),
    DIMENSION('stores.store_id', 'store', 'The store.', 'integer'),
  ],
};

const MONTHS = [
  ['2022-01-01', 4106.35],
  ['2022-02-01', 9631.88],
  ['2022-03-01', 12886.49],
  ['2022-04-01', 14559.56],
  ['2022-05-01', 4823.44],
  ['2022-06-01', 11230.1],
  ['2022-07-01', 10178.92],
];
const CATEGORIES = [
  ['Sports', 5314.21],
  ['Sci-Fi', 4756.98],
  ['Animation', 4656.3],
  ['Drama', 4587.39],
  ['Comedy', 4383.58],
  ['Action', 4375.85],
  ['New', 4351.62],
  ['Games', 4281.33],
  ['Foreign', 4270.67],
  ['Family', 4226.07],
  ['Documentary', 4217.52],
  ['Horror', 3722.54],
  ['Children', 3655.55],
  ['Classics', 3639.59],
  ['Travel', 3549.64],
  ['Music', 3417.72],
];

function toAnswer({ question, user, store, query, conversationId }) {
  const scope = { ...scopeOf(user), ...(store === undefined ? {} : { store_ids: [store], all_stores: false }) };
  const where = scope.all_stores ? 'all stores' : `store ${scope.store_ids.join(' and ')}`;
  const interpretation = query ?? {
    metrics: [{ metric: 'revenue' }],
    dimensions:
      /categor/i.test(question) && !/month and/i.test(question)
        ? [{ member: 'categories.category' }]
        : [{ member: 'payments.payment_date', grain: 'month', label: 'month' }],
    filters:
      /action/i.test(question) || /only/i.test(question)
        ? [{ kind: 'compare', member: 'categories.category', op: 'eq', values: ['Action'] }]
        : [],
    time_range: /2022|follow/i.test(question)
      ? { member: 'payments.payment_date', from: '2022-01-01', to: '2023-01-01', label: '2022' }
      : null,
    sort: [{ by: 'dimension:0', direction: 'asc' }],
    limit: null,
  };
  const word = /\b(revenue|rentals|films|customers)\b/i.exec(question);
  const odd = /\bzorgle\b/i.exec(question);
  const base = {
    request_id: randomUUID(),
    conversation_id: conversationId,
    status: 'answered',
    error_stage: null,
    answer: '',
    data: { columns: [], rows: [] },
    row_count: 0,
    truncated: false,
    widgets: [],
    explain: {
      planner: 'semantic',
      model: null,
      sql: SQL,
      views: ['v_payments'],
      interpretation,
      steps: ['Take all payments of your stores.', 'Add them up by month.', 'Sort by month.'],
      definitions: [
        {
          name: 'revenue',
          description: 'The sum of all payments; a payment belongs to the store that owns the rented copy.',
        },
      ],
      words: [
        ...(word === null
          ? []
          : [
              {
                text: word[0],
                start: word.index,
                end: word.index + word[0].length,
                status: 'used',
                as: `metric ${word[0].toLowerCase()}`,
              },
            ]),
        ...(odd === null
          ? []
          : [{ text: odd[0], start: odd.index, end: odd.index + odd[0].length, status: 'not_understood' }]),
      ],
      assumptions: /assum/i.test(question)
        ? ['“Best” is taken to mean highest revenue; by rentals the order would differ.']
        : [],
      confidence: 0.97,
      data_as_of: '2022-07-27T11:31:00Z',
      sources: [{ id: 'm1', title: 'Revenue', kind: 'metric', score: 0.91 }],
      timings_ms: { authorize: 0.3, retrieve: 1.2, plan: 3.4, guard: 0.8, execute: 18.2, render: 0.6, audit: 2.1 },
    },
    security: {
      ...scope,
      allowed_views: CATALOG.views.map((view) => view.name),
      views_read: ['v_payments'],
      scope_rules: [{ view: 'v_payments', rule: `only rows of ${where}` }],
      checks: [
        { name: 'select_only', status: 'passed' },
        { name: 'views_allowed', status: 'passed' },
        { name: 'functions_allowed', status: 'passed' },
        { name: 'row_limit', status: 'passed', detail: 'at most 200 rows' },
      ],
      row_limit: 200,
      statement_timeout_ms: 5000,
    },
    certificate: null,
    clarification: null,
    suggestions: [
      'Revenue by category in 2022',
      'Compare with the year before',
      'Follow: only Action',
      'A fourth one that is cut',
    ],
  };
  base.certificate = toCertificate(base, scope);
  const nothing = {
    ...base,
    certificate: null,
    explain: {
      ...base.explain,
      sql: null,
      interpretation: null,
      steps: [],
      definitions: [],
      confidence: null,
      planner: 'none',
      data_as_of: null,
      timings_ms: { plan: 2.2 },
    },
    security: {
      ...base.security,
      views_read: [],
      scope_rules: [],
      checks: base.security.checks.map((check) => ({ name: check.name, status: 'not_run' })),
    },
  };
  const dimension = (name, format, type = 'string') => ({ name, type, role: 'dimension', format, label: name });
  const revenue = { name: 'revenue', type: 'number', role: 'metric', format: 'currency', label: 'revenue' };
  const filled = (columns, rows, answer, drawn, more = {}) => ({
    ...base,
    answer,
    data: { columns, rows },
    row_count: rows.length,
    widgets: [
      ...(drawn ? [toChartWidget({ title: question, columns, rows })] : []),
      { type: 'table', title: question, columns: columns.map(({ name, label, format }) => ({ name, label, format })) },
    ],
    ...more,
  });

  if (/two ways/i.test(question))
    return filled(
      [dimension('category', 'text'), revenue],
      CATEGORIES,
      `Sports earned most in ${where}: $5,314.21 of $67,406.56.`,
      true,
      {
        explain: {
          ...base.explain,
          second_reading: {
            planner: 'llm',
            model: 'some/model',
            restated: 'rentals by category',
            sql: 'SELECT category, count(*) AS rental_count FROM analytics.v_rentals GROUP BY 1',
            views: ['v_rentals'],
            agrees: /agree/i.test(question),
            columns: /agree/i.test(question) ? [] : ['category', 'rental_count'],
            rows: /agree/i.test(question) ? [] : CATEGORIES.map(([category], index) => [category, 1179 - index]),
            row_count: CATEGORIES.length,
          },
        },
      },
    );
  if (/zorgle|which store/i.test(question))
    return {
      ...nothing,
      status: 'needs_clarification',
      answer: 'Which figure do you mean?',
      clarification: {
        question: 'Which figure do you mean by “zorgle”?',
        options: [
          { label: 'Revenue', question: 'Revenue by month' },
          { label: 'Rentals', question: 'Rentals by month' },
        ],
      },
    };
  if (/weather|delete/i.test(question))
    return {
      ...nothing,
      status: 'refused',
      answer:
        'I answer questions about rentals, payments, films and customers; I cannot change data or look elsewhere.',
      suggestions: SUGGESTIONS.slice(0, 3),
    };
  if (/password/i.test(question))
    return {
      ...nothing,
      status: 'blocked',
      error_stage: 'guard',
      answer: 'The query read a view that your role may not read.',
      explain: { ...nothing.explain, planner: 'llm', model: 'some/model', sql: 'SELECT password FROM staff' },
      security: {
        ...base.security,
        views_read: [],
        checks: [
          { name: 'select_only', status: 'passed' },
          { name: 'views_allowed', status: 'failed', detail: 'staff is not a view of this role' },
        ],
      },
    };
  if (/break/i.test(question))
    return {
      ...nothing,
      status: 'failed',
      error_stage: 'execute',
      answer: 'The database did not answer in time. Try again, or ask for a shorter period.',
    };
  if (/empty|nothing/i.test(question))
    return filled(
      [dimension('month', 'month', 'date'), revenue],
      [],
      `There were no payments in ${where} for this period.`,
      false,
    );
  if (/how many|total/i.test(question))
    return filled(
      [{ name: 'films', type: 'integer', role: 'metric', format: 'integer', label: 'films' }],
      [[759]],
      `There are 759 different films on the shelves of ${where}.`,
      false,
      {
        widgets: [
          {
            type: 'kpi',
            title: `Films, ${where}`,
            value: 759,
            formatted: '759',
            format: 'integer',
            comparison: { label: 'against the catalogue', formatted: '75.9%', direction: 'down' },
          },
        ],
      },
    );
  if (/month and categor/i.test(question)) {
    const rows = MONTHS.flatMap(([month, value], at) =>
      CATEGORIES.slice(0, 4).map(([category], index) => [
        month,
        category,
        Math.round(value * (0.2 + 0.06 * ((index + at) % 4)) * 100) / 100,
      ]),
    );
    return filled(
      [dimension('month', 'month', 'date'), dimension('category', 'text'), revenue],
      rows,
      `Revenue of ${where} by month and category, 28 figures in all.`,
      true,
    );
  }
  if (/long|customers/i.test(question)) {
    const rows = Array.from({ length: 200 }, (_, index) => [
      `Customer ${index + 1}`,
      Math.round((211.55 - index * 0.7) * 100) / 100,
      46 - Math.floor(index / 6),
      index % 9 === 0 ? null : '2022-07-27',
    ]);
    return filled(
      [
        dimension('customer', 'text'),
        revenue,
        { name: 'rentals', type: 'integer', role: 'metric', format: 'integer', label: 'rentals' },
        { name: 'last_rental', type: 'date', role: 'attribute', format: 'date', label: 'last rental' },
      ],
      rows,
      `ELEANOR HUNT of ${where} paid most: $211.55 over 46 rentals.`,
      true,
      { truncated: true },
    );
  }
  if (/hostile/i.test(question))
    return filled(
      [
        { ...dimension('<img src=x onerror=alert(1)>', 'text'), label: '<img src=x onerror=alert(1)>' },
        { ...revenue, label: '__proto__' },
      ],
      [
        ['=HYPERLINK("http://evil.example")', 1],
        ['<script>alert(1)</script>', 2],
        ['datum.constructor', 3],
      ],
      '<img src=http://evil.example/x.png> [link](http://evil.example) $3.00',
      true,
      { explain: { ...base.explain, planner: 'llm', model: 'some/model' } },
    );
  if (/categor/i.test(question))
    return filled(
      [dimension('category', 'text'), revenue],
      CATEGORIES,
      `Sports earned most in ${where}: $5,314.21 of $67,406.56.`,
      true,
    );
  return filled(
    [dimension('month', 'month', 'date'), revenue],
    MONTHS,
    `Revenue of ${where} was $67,416.51 from January to July 2022.`,
    true,
  );
}

function toCertificate(answer, scope) {
  return {
    version: 1,
    request_id: answer.request_id,
    issued_at: '2022-07-28T08:00:00Z',
    subject: scope,
    policy_version: '1',
    policy_sha256: hash('a'),
    question_sha256: hash('b'),
    statement: { sql: SQL, sha256: hash('c') },
    relations: [
      {
        name: 'v_payments',
        columns: ['amount', 'payment_date', 'store_id'],
        scope: { kind: 'store', column: 'store_id' },
      },
    ],
    functions: ['date_trunc', 'sum'],
    caps: { row_limit: 200, statement_timeout_ms: 5000, result_bytes: 1_048_576 },
    result: { row_count: 7, truncated: false, sha256: hash('d') },
    witness: { status: 'passed', store_columns: [] },
    key_id: 'f00dfacecafe',
    signature: 'c2lnbmF0dXJl',
  };
}

const AUDIT = Array.from({ length: 40 }, (_, index) => ({
  id: String(1040 - index),
  kind: index % 7 === 3 ? 'login' : 'question',
  request_id: randomUUID(),
  conversation_id: randomUUID(),
  username: ['manager_store1', 'finance_user', 'marketing_user', 'admin_user'][index % 4],
  role: ['store_manager', 'finance', 'marketing', 'admin'][index % 4],
  store_ids: [1],
  all_stores: index % 4 === 3,
  question: index % 7 === 3 ? null : SUGGESTIONS[index % SUGGESTIONS.length],
  status:
    index % 7 === 3
      ? 'ok'
      : ['answered', 'answered', 'needs_clarification', 'answered', 'refused', 'blocked', 'failed'][index % 7],
  error_stage: index % 7 === 6 ? 'execute' : null,
  row_count: index % 7 === 0 ? 12 : null,
  duration_ms: 24.5 + index,
  created_at: new Date(Date.UTC(2022, 6, 27, 11, 59 - index)).toISOString(),
}));
const MANAGED = Object.values(USERS).map((user) => ({ ...scopeOf(user), active: true }));

function admin(path, method, body) {
  if (path === 'audit') return { entries: AUDIT, next_before: '1000' };
  if (path === 'audit/verify') return { ok: true, checked: 1040, broken_at: null };
  if (path.startsWith('audit/'))
    return {
      ...AUDIT[0],
      planner: 'semantic',
      model: null,
      sql: SQL,
      views: ['v_payments'],
      problem: null,
      hash: hash('e'),
      previous_hash: hash('f'),
      events: STAGES.map((stage, index) => ({
        stage,
        status: 'ok',
        duration_ms: [0.3, 1.2, 3.4, 0.8, 18.2, 0.6, 2.1][index],
        created_at: '2022-07-27T11:59:00Z',
      })),
    };
  if (path === 'admin/users') return { users: MANAGED };
  if (path.startsWith('admin/users/') && method === 'PATCH')
    return Object.assign(MANAGED.find((user) => user.username === path.split('/')[2]) ?? MANAGED[0], body);
  if (path === 'admin/feedback')
    return {
      feedback: [
        {
          id: '1',
          request_id: randomUUID(),
          username: 'manager_store1',
          rating: 'down',
          comment: 'wrong period: I meant the fiscal year',
          question: 'Revenue last year',
          sql: SQL,
          reviewed: false,
          created_at: '2022-07-27T10:00:00Z',
        },
        {
          id: '2',
          request_id: randomUUID(),
          username: 'finance_user',
          rating: 'up',
          comment: null,
          question: 'Revenue by month',
          sql: SQL,
          reviewed: false,
          created_at: '2022-07-27T09:00:00Z',
        },
      ],
    };
  if (path === 'admin/verified-questions')
    return {
      verified_questions: [
        {
          id: '1',
          question: 'Revenue by month',
          sql: SQL,
          roles: ['finance', 'admin'],
          verified_by: 'admin_user',
          verified_at: '2022-07-20T09:00:00Z',
        },
      ],
    };
  return {};
}

if (process.argv[1]?.endsWith('fake-api.mjs')) {
  const api = await startFakeApi({ port: Number(process.env.PORT ?? 15491) });
  console.log(`listening at ${api.url}`);
}
