import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

interface Service {
  image?: string;
  build?: { target: string };
  command?: string[];
  ports?: string[];
  environment?: Record<string, string | number>;
  read_only?: boolean;
  healthcheck?: unknown;
  networks?: { default: { ipv4_address: string } };
}
const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const dockerfile = read('Dockerfile');

describe('docker-compose.yml', () => {
  it('lets the API believe the web app, and nobody else, on who is calling', () => {
    const { web, api } = compose.services;
    const address = web?.networks?.default.ipv4_address;
    expect(address).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(api?.environment?.['TRUSTED_PROXIES']).toBe(`\${TRUSTED_PROXIES:-${address}}`);
  });

  it('has the ports of the contract and none for the workflow service', () => {
    const { web, api, workflow, postgres } = compose.services;
    expect(web?.ports).toEqual(['${HOST:-127.0.0.1}:${WEB_PORT:-3001}:3001']);
    expect(api?.ports).toEqual(['${HOST:-127.0.0.1}:${API_PORT:-3000}:3000']);
    expect(postgres?.ports).toEqual(['127.0.0.1:${POSTGRES_PORT:-5433}:5432']);
    expect(postgres?.image).toBe('pgvector/pgvector:pg16');
    expect(workflow?.ports).toBeUndefined();
  });

  it('has no default for any secret', () => {
    const secret = /(_SECRET|_TOKEN|_PASSWORD|SCOPE_KEY|PRIVATE_KEY)$/;
    for (const [name, service] of Object.entries(compose.services)) {
      for (const [setting, value] of Object.entries(service.environment ?? {})) {
        if (secret.test(setting)) expect(String(value), `${name}: ${setting}`).toMatch(/^\$\{[A-Z_]+:\?/);
      }
    }
  });

  it('gives the administrator’s password to the database and its setup only', () => {
    const knowing = Object.entries(compose.services).filter(([, service]) =>
      Object.values(service.environment ?? {}).some((value) => String(value).includes('POSTGRES_PASSWORD')),
    );
    expect(knowing.map(([name]) => name)).toEqual(['postgres', 'setup']);
  });

  it('builds targets that the Dockerfile has and runs files that the build makes', () => {
    const targets = [...dockerfile.matchAll(/ AS (\w+)$/gm)].map((match) => match[1]);
    for (const service of Object.values(compose.services)) {
      if (service.build) expect(targets).toContain(service.build.target);
      const file = service.command?.find((word) => word.endsWith('.js'));
      if (file)
        expect(existsSync(join(root, file.replace('/dist/', '/src/').replace(/\.js$/, '.ts'))), file).toBe(true);
    }
  });

  it('runs every service of ours read-only and watches over it', () => {
    for (const name of ['workflow', 'api', 'web']) {
      expect(compose.services[name]?.read_only, name).toBe(true);
      expect(compose.services[name]?.healthcheck, name).toBeDefined();
    }
  });
});

describe('docker-compose.yml, hardened', () => {
  const ours = Object.entries(compose.services).filter(([, service]) => service.build !== undefined);

  it('gives no service of ours a right that it does not need', () => {
    expect(ours.map(([name]) => name).sort()).toEqual(['api', 'setup', 'web', 'workflow']);
    for (const [name, service] of ours) {
      expect(service, name).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      expect(service.privileged, name).toBeUndefined();
      for (const volume of service.volumes ?? []) expect(volume, name).toMatch(/:ro$/);
    }
  });

  it('starts each part when the one it leans on is healthy or done', () => {
    const order = ['postgres', 'setup', 'workflow', 'api', 'web'];
    expect(Object.keys(compose.services)).toEqual(order);
    for (const [index, name] of order.entries()) {
      const service = compose.services[name];
      if (name !== 'setup') expect(service?.healthcheck, name).toBeDefined();
      const wanted = name === 'workflow' ? 'service_completed_successfully' : 'service_healthy';
      if (index > 0) expect(service?.depends_on?.[order[index - 1] ?? ''], name).toMatchObject({ condition: wanted });
    }
  });

  it('asks for no setting that .env.example does not tell of', () => {
    const example = read('.env.example');
    const asked = [
      ...new Set([...read('docker-compose.yml').matchAll(/\$\{([A-Z_]+)/g)].map((match) => match[1] ?? '')),
    ];
    const made = read('scripts/make-secrets.mjs');
    expect(asked.length).toBeGreaterThan(15);
    expect(asked.filter((name) => !example.includes(`# ${name}=`) && !made.includes(`${name}:`))).toEqual([]);
  });
});

describe('Dockerfile', () => {
  const lines = dockerfile.split('\n');

  it('keeps to the rules of a small and repeatable image', () => {
    for (const image of lines.flatMap((line) => /^FROM (\S+:\S+)/.exec(line)?.[1] ?? []))
      expect(image).toMatch(/^node:\d+-[a-z]+-slim$/);
    expect(lines.filter((line) => /^ADD |sudo|curl |wget |apt-get|npm install/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('CMD ')).every((line) => /^CMD \[".*"\]$/.test(line))).toBe(true);
    expect(dockerfile).toContain('npm ci');
    expect(dockerfile).not.toMatch(/^(ENV|ARG) .*(SECRET|TOKEN|PASSWORD|KEY)/m);
  });

  it('copies only what is there, and leaves secrets and data outside', () => {
    const sources = lines
      .filter((line) => /^COPY (?!--from)/.test(line))
      .flatMap((line) =>
        line
          .split(' ')
          .filter((word) => !word.startsWith('--'))
          .slice(1, -1),
      );
    expect(sources.filter((source) => !existsSync(join(root, source)))).toEqual([]);
    const ignored = read('.dockerignore').split('\n');
    for (const name of ['.env', '.git', '.copilot', '**/node_modules', '*.sql']) expect(ignored).toContain(name);
  });
  it('copies the manifest of every workspace before it installs', () => {
    const workspaces = ['apps', 'packages'].flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
    );
    for (const workspace of workspaces.filter((path) => existsSync(join(root, path, 'package.json')))) {
      expect(dockerfile).toContain(`COPY ${workspace}/package.json ${workspace}/`);
    }
  });

  it('runs as a user without rights', () => {
    expect(dockerfile.slice(dockerfile.indexOf('AS runtime'))).toMatch(/^USER node$/m);
    expect(dockerfile).not.toMatch(/^USER root$/m);
  });
});
