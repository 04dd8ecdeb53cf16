import { spawn } from 'node:child_process';
import { Sentence } from './sentence.mjs';

/**
 * Runs one long command with a line when it begins, one every 15 s while it works and one when it is done; its own output is shown
 * only when it fails.
 */
export async function runStep({ root, cwd, say, title, hint, file, args, shell, env }) {
  const started = Date.now();
  const seconds = () => `${Math.max(1, Math.round((Date.now() - started) / 1000))} s`;
  say(`${title} …`);
  const ticker = setInterval(() => say(`  … still at it, ${seconds()}`), 15_000);
  try {
    const { code, output } = await collect({ cwd: cwd ?? root, file, args, shell, env });
    if (code !== 0) {
      throw new Sentence(`${output.trimEnd().split('\n').slice(-40).join('\n')}\n${title} failed. ${hint}`);
    }
    say(`  done in ${seconds()}`);
  } finally {
    clearInterval(ticker);
  }
}

function collect({ cwd, file, args, shell, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      shell: shell ?? false,
      windowsHide: true,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stop = () => child.kill('SIGTERM');
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    const onSignal = (signal) => {
      stop();
      process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    for (const signal of signals) process.once(signal, onSignal);
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const settle = () => {
      for (const signal of signals) process.removeListener(signal, onSignal);
    };
    child.on('error', (error) => {
      settle();
      reject(new Sentence(`${file} cannot be started (${error.message}): is it installed and on the PATH?`));
    });
    child.on('close', (code) => {
      settle();
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}
