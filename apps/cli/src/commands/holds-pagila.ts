import { z } from 'zod';
import type { ApiClient } from '../client/api-client.js';
import { Fault } from '../fault.js';

/** Two figures that Pagila's own rows give and generated data do not. */
const FIGURES = { revenue: 67416.51, rental_count: 16044 };

const ReplySchema = z.object({ data: z.object({ rows: z.array(z.array(z.coerce.number())).min(1) }) });

/** Null where the system holds Pagila's own rows; else the sentence that says what it holds instead. */
export async function otherThanPagila(api: ApiClient, username: string, password: string): Promise<string | null> {
  const { access_token: token } = await api.login(username, password);
  const metrics = Object.keys(FIGURES).map((metric) => ({ metric }));
  const reply = await api.send({ method: 'POST', path: '/query', token, body: { query: { metrics } } });
  const parsed = ReplySchema.safeParse(reply.body);
  if (!parsed.success) throw new Fault(`The figures that tell Pagila’s rows could not be read: ${reply.text}`);
  const [found = []] = parsed.data.data.rows;
  if (Object.values(FIGURES).every((figure, index) => Math.abs(figure - (found[index] ?? NaN)) < 0.005)) return null;
  const told = Object.entries(FIGURES).map(([name, figure], index) => `${name} ${found[index] ?? '–'}, not ${figure}`);
  return `These questions are about Pagila’s own rows, and the system holds others (${told.join('; ')}).`;
}
