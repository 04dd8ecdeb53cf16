import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readCertificateFile, verifyCertificate } from '@copilot/certificate';
import { loadPolicy } from '@copilot/database';
import { callerFolder, settingsFromEnvironment } from '../env.js';
import { Fault } from '../fault.js';
import { policyFile } from '../system/prepare.js';
import { findPublicKey } from '../system/public-keys.js';

const usage = 'npm run verify -- FILE [--key PUBLIC-KEY-FILE] [--policy POLICY-FILE] [--question "…"]';

/** `npm run verify`: checks a certificate, or the answer that carries it, with nothing running. Exit code 1 when a check fails. */
export async function verifyCertificateFile(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  const [name] = positionals;
  if (name === undefined) throw new Fault(`The file is missing. Usage: ${usage}`);
  const settings = settingsFromEnvironment();
  const file = readFile(name);
  const policy = loadPolicy(
    values.policy === undefined ? policyFile(settings) : resolve(callerFolder(), values.policy),
  );
  const { certificate, data } = inWords(() => readCertificateFile(file));
  const keyId = certificateKeyId(certificate);
  const key = values.key === undefined ? findPublicKey(settings.home, keyId) : readFile(values.key);
  if (key === '')
    throw new Fault(
      `There is no public key in ${settings.home}: give the one that checks this certificate with --key.`,
    );
  const { ok, checks } = await verifyCertificate(certificate, key, policy, {
    data,
    question: values.question,
  });
  for (const check of checks) {
    const mark = { passed: '✓', failed: '✗', not_run: '-' }[check.status];
    console.log(`  ${mark} ${check.name}${check.detail ? `: ${check.detail}` : ''}`);
  }
  console.log(ok ? 'The certificate holds.' : 'The certificate does not hold.');
  return ok ? 0 : 1;
}

function certificateKeyId(certificate: unknown): string {
  return typeof certificate === 'object' && certificate !== null && 'key_id' in certificate
    ? String(certificate.key_id)
    : '';
}

function readFile(name: string): string {
  const path = resolve(callerFolder(), name);
  if (!existsSync(path)) throw new Fault(`There is no file ${path}. Usage: ${usage}`);
  return readFileSync(path, 'utf8');
}

function inWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Fault(
      `The file cannot be read as a certificate: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { key: { type: 'string' }, policy: { type: 'string' }, question: { type: 'string' } },
    });
  } catch (error) {
    throw new Fault(`${error instanceof Error ? error.message : String(error)}. Usage: ${usage}`);
  }
}
