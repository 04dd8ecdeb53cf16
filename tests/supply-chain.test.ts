import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
// @ts-expect-error a script without declarations
import * as supplyChain from '../scripts/lib/supply-chain.mjs';

interface Package {
  readonly name: string;
  readonly resolved: string;
  readonly integrity: string;
  readonly hasInstallScript: boolean;
}
const { readPackages, refusedLicences, toLicencePage, toSbom } = supplyChain as {
  readPackages(lock: unknown): Package[];
  refusedLicences(packages: Package[]): string[];
  toLicencePage(packages: Package[]): string;
  toSbom(manifest: unknown, packages: Package[]): string;
};

const root = join(import.meta.dirname, '..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');
const packages = readPackages(JSON.parse(read('package-lock.json')));
const advice = 'run npm run sbom and look at what changed';

describe('the dependencies', () => {
  it('are those of the bill of materials and of the list of licences', () => {
    expect(read('docs/sbom.cdx.json') === toSbom(JSON.parse(read('package.json')), packages), advice).toBe(true);
    expect(read('docs/licences.md') === toLicencePage(packages), advice).toBe(true);
  });

  it('carry no licence that was not decided on', () => {
    expect(refusedLicences(packages)).toEqual([]);
    const odd = { ...packages[0], licence: 'MIT AND AGPL-3.0-only', name: 'odd' } as unknown as Package;
    expect(refusedLicences([odd])).toHaveLength(1);
  });

  it('come from the registry, under a hash, and run nothing when they are installed', () => {
    const strange = packages.filter(
      ({ resolved, integrity }) =>
        !/^(https:\/\/registry\.npmjs\.org\/|$)/.test(resolved) || !integrity.startsWith('sha512-'),
    );
    expect(strange.map(({ name }) => name)).toEqual([]);
    expect(read('.npmrc')).toMatch(/^ignore-scripts=true$/m);
    // named, so that a new one is seen; with ignore-scripts none of them runs
    expect(packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name)).toEqual([
      '@scarf/scarf',
    ]);
  });
});
