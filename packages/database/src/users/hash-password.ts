import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB and two passes: the first choice of OWASP's password storage cheat sheet. */
const options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password, options);
}

/**
 * Whether the password belongs to the hash. `null` stands for a user that does not exist: the same work is done against a hash that
 * nothing fits, so that names cannot be told apart by time.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await unknownUserHash()), password).catch(() => false);
  return matches && passwordHash !== null;
}

let unknownUser: Promise<string> | undefined;
function unknownUserHash(): Promise<string> {
  unknownUser ??= hashPassword(`${Math.random()}`);
  return unknownUser;
}
