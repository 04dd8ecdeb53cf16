// `npm run sbom`: writes docs/sbom.cdx.json and docs/licences.md from the lock file.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPackages, refusedLicences, toLicencePage, toSbom } from './lib/supply-chain.mjs';

const root = join(import.meta.dirname, '..');
const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));
const packages = readPackages(read('package-lock.json'));
writeFileSync(join(root, 'docs', 'sbom.cdx.json'), toSbom(read('package.json'), packages));
writeFileSync(join(root, 'docs', 'licences.md'), toLicencePage(packages));
console.log(`${packages.length} packages, ${packages.filter(({ isShipped }) => isShipped).length} of them shipped.`);
const refused = refusedLicences(packages);
if (refused.length > 0) {
  console.error(`Licences that are not on the list of scripts/lib/supply-chain.mjs:\n  ${refused.join('\n  ')}`);
  process.exitCode = 1;
}
