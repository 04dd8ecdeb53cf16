// Prints one of each secret as lines for `.env`: node scripts/make-secrets.mjs >> .env
import { generateKeyPairSync, randomBytes } from 'node:crypto';

const secret = () => randomBytes(48).toString('base64url');
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const lines = {
  JWT_SECRET: secret(),
  INTERNAL_TOKEN: secret(),
  POSTGRES_PASSWORD: randomBytes(24).toString('hex'),
  DATABASE_SECRET: secret(),
  SCOPE_KEY: randomBytes(32).toString('hex'),
  CERTIFICATE_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  CERTIFICATE_PUBLIC_KEY: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
};
for (const [name, value] of Object.entries(lines)) console.log(`${name}=${value}`);
