const MAX_BYTES = 64 * 1024;

/** The body of an unsafe request as text, or the status to refuse it with. Only JSON is taken, at most 64 kB of it. */
export async function readJsonBody(request: Request): Promise<{ text: string } | { refuse: 413 | 415 }> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return { refuse: 415 };
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES) return { refuse: 413 };
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) return { refuse: 413 };
    chunks.push(chunk);
  }
  return { text: Buffer.concat(chunks).toString('utf8') };
}
