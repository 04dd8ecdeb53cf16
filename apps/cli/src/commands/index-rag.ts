import { settingsFromEnvironment } from '../env.js';
import { Fault } from '../fault.js';
import { loadSecrets } from '../system/secrets.js';
import { withSystem } from '../system/with-system.js';

/** `npm run rag:index`: has the workflow service write and embed the retrieval documents anew. */
export async function indexRag(): Promise<number> {
  const settings = settingsFromEnvironment();
  return withSystem({ settings, say: (line) => console.error(line) }, async () => {
    const { internalToken } = loadSecrets(settings.home, settings.given);
    const response = await fetch(`http://127.0.0.1:${settings.ports.workflow}/rag/index`, {
      method: 'POST',
      headers: { 'x-internal-token': internalToken },
      signal: AbortSignal.timeout(600_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Fault(`The workflow service answered with ${response.status}: ${text.slice(0, 300)}`);
    console.log(`Indexed: ${text}`);
    return 0;
  });
}
