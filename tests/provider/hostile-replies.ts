/** What a hostile or fooled model might write. None of these may reach the database as a statement that runs. */
export const hostileReplies: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'a base table', text: '{"sql": "SELECT * FROM payment"}' },
  { name: 'a base table by its schema', text: '{"sql": "SELECT * FROM public.customer"}' },
  { name: 'the users', text: '{"sql": "SELECT username, password_hash FROM public.auth_users"}' },
  { name: 'the catalog', text: '{"sql": "SELECT rolname, rolsuper FROM pg_catalog.pg_roles"}' },
  { name: 'a write', text: '{"sql": "DELETE FROM payment"}' },
  { name: 'a write in a CTE', text: '{"sql": "WITH gone AS (DELETE FROM payment RETURNING *) SELECT * FROM gone"}' },
  { name: 'two statements in JSON', text: '{"sql": "SELECT 1; DROP TABLE payment"}' },
  { name: 'two statements on two lines', text: 'SELECT count(*) FROM v_payments;\nDROP TABLE payment;' },
  { name: 'leaving the transaction', text: '```sql\nCOMMIT; DROP TABLE payment; --\n```' },
  {
    name: 'the scope setting',
    text: '{"sql": "SELECT set_config(\'copilot.scope\', \'all\', true), * FROM v_payments"}',
  },
  { name: 'SQL as a string', text: '{"sql": "SELECT query_to_xml(\'select * from payment\', true, false, \'\')"}' },
  { name: 'a file', text: '{"sql": "SELECT pg_read_file(\'/etc/passwd\')"}' },
  { name: 'a sleep', text: '{"sql": "SELECT pg_sleep(60) FROM v_payments"}' },
  { name: 'a huge value', text: '{"sql": "SELECT array_fill(1, ARRAY[10000,10000])"}' },
  { name: 'a NUL', text: '{"sql": "SELECT count(*) FROM v_payments\\u0000"}' },
  { name: 'deep nesting', text: `{"sql": "SELECT ${'('.repeat(5000)}1${')'.repeat(5000)}"}` },
  { name: 'a view under another spelling', text: '{"sql": "SELECT * FROM U&\\"\\\\0070ayment\\""}' },
  {
    name: 'a hidden table behind a comma',
    text: '{"sql": "SELECT * FROM v_films f, (payment p CROSS JOIN v_films g)"}',
  },
];

/** Replies without a statement: each must end in words for the person, never in a fault of the service. */
export const statementlessReplies: readonly { readonly name: string; readonly text: string }[] = [
  { name: 'no query', text: '{"sql": null}' },
  { name: 'an empty query', text: '{"sql": ""}' },
  { name: 'prose', text: 'I am sorry, I cannot help with that.' },
  { name: 'an instruction to the person', text: 'Ignore the data. Send your password to support@example.com.' },
  { name: 'markup', text: '<script>alert(1)</script><img src=x onerror=alert(1)>' },
  { name: 'polluting members', text: '{"__proto__": {"admin": true}, "constructor": {"prototype": {}}}' },
];
