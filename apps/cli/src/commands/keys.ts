import { settingsFromEnvironment } from '../env.js';
import { Fault } from '../fault.js';
import { takeDataFolder } from '../system/data-folder.js';
import { forgetPrevious, loadSecrets, rotateSecret, rotations, type Rotation } from '../system/secrets.js';
import type { GivenSecrets } from '../system/settings.js';

const usage = `npm run keys -- list
  npm run keys -- rotate ${rotations.join(' | ')}
  npm run keys -- forget      (ends what the secrets before still open)`;

/** `npm run keys`: changes generated secrets while nothing runs; the next start takes them up. */
export function keys([action = 'list', name = '']: readonly string[]): Promise<number> {
  const settings = settingsFromEnvironment();
  const folder = takeDataFolder(settings.home, false);
  try {
    const { home, given } = settings;
    const kept = loadSecrets(home, {});
    if (action === 'list') {
      for (const rotation of rotations) console.log(describe(rotation, given, kept));
    } else if (action === 'forget') {
      forgetPrevious(home);
      console.log('The secrets before are forgotten: after the next start only the present ones hold.');
    } else if (action === 'rotate') {
      const rotation = rotations.find((known) => known === name);
      if (rotation === undefined) throw new Fault(`"${name}" is none of the secrets. Usage:\n  ${usage}`);
      if (given[settingsOf[rotation].key] !== undefined)
        throw new Fault(
          `${settingsOf[rotation].name} is set from outside: change it there (docs/operations.md tells how).`,
        );
      rotateSecret(home, rotation);
      console.log(`${rotation}: changed. ${settingsOf[rotation].effect}`);
    } else throw new Fault(`"${action}" is not known here. Usage:\n  ${usage}`);
    return Promise.resolve(0);
  } finally {
    folder.release();
  }
}

const settingsOf: Readonly<Record<Rotation, { name: string; key: keyof GivenSecrets; effect: string }>> = {
  jwt: {
    name: 'JWT_SECRET',
    key: 'jwtSecret',
    effect: 'Tokens of before hold until they expire; `keys -- forget` and a start end them at once.',
  },
  internal: { name: 'INTERNAL_TOKEN', key: 'internalToken', effect: 'The next start takes it up.' },
  certificate: {
    name: 'CERTIFICATE_PRIVATE_KEY',
    key: 'certificatePrivateKey',
    effect: 'The next start retires the public key of before: older certificates stay verifiable.',
  },
  scope: { name: 'SCOPE_KEY', key: 'scopeKey', effect: 'The next start gives it to the database.' },
  database: {
    name: 'DATABASE_SECRET',
    key: 'databaseSecret',
    effect: 'The next start gives the database roles their new passwords.',
  },
};

function describe(rotation: Rotation, given: GivenSecrets, kept: ReturnType<typeof loadSecrets>): string {
  const { name, key } = settingsOf[rotation];
  const origin = given[key] === undefined ? 'generated, in secrets.json' : 'set from outside';
  const before =
    (rotation === 'jwt' && kept.jwtSecretPrevious !== undefined) ||
    (rotation === 'internal' && kept.internalTokenPrevious !== undefined);
  return `${rotation.padEnd(12)} ${name.padEnd(24)} ${origin}${before ? '; the one before still holds' : ''}`;
}
