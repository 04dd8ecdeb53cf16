/** Licences that what is shipped may carry, each part of an expression on its own; anything else needs a decision. */
export const allowedLicences = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0', // browser data of caniuse-lite, at build time
  'ISC',
  'LGPL-3.0-or-later', // prebuilt libvips of sharp, an optional part of Next that is loaded as a library of its own
  'MIT',
  'MPL-2.0', // tools of the build, unchanged
  'Python-2.0',
  'Unlicense',
]);

/** Licences that a manifest does not name in the lock file, read in the packages by hand. */
const known = new Map([
  ['busboy', 'MIT'],
  ['streamsearch', 'MIT'],
]);

/** What the lock file says of each package that is not ours: name, version, licence, where from, whether it is shipped. */
export function readPackages(lock) {
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .map(([path, entry]) => {
      const name = entry.name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return {
        name,
        version: entry.version,
        licence: entry.license ?? known.get(name) ?? 'unknown',
        isShipped: entry.dev !== true,
        hasInstallScript: entry.hasInstallScript === true,
        resolved: entry.resolved ?? '',
        integrity: entry.integrity ?? '',
      };
    })
    .filter((each, index, all) => all.findIndex((other) => idOf(other) === idOf(each)) === index)
    .sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
}

/** The bill of materials of what is shipped, as CycloneDX 1.5; without a time, so that the same lock file gives the same text. */
export function toSbom(manifest, packages) {
  const components = packages
    .filter(({ isShipped }) => isShipped)
    .map((each) => ({
      type: 'library',
      'bom-ref': idOf(each),
      name: each.name,
      version: each.version,
      purl: `pkg:npm/${each.name.replace('@', '%40')}@${each.version}`,
      licenses: [/ (AND|OR) /.test(each.licence) ? { expression: each.licence } : { license: { id: each.licence } }],
      ...(each.integrity === '' ? {} : { hashes: [{ alg: 'SHA-512', content: toHex(each.integrity) }] }),
    }));
  const metadata = {
    component: { type: 'application', 'bom-ref': manifest.name, name: manifest.name, version: manifest.version },
  };
  const sbom = { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata, components };
  return `${JSON.stringify(sbom, null, 1)}\n`;
}

/** The licences of what is shipped and of what only builds and tests, as a page. */
export function toLicencePage(packages) {
  const rows = (shipped) =>
    packages
      .filter(({ isShipped }) => isShipped === shipped)
      .map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  const table = (shipped) => ['| package | version | licence |', '| --- | --- | --- |', ...rows(shipped)].join('\n');
  return [
    '# Licences of the dependencies',
    'Generated from `package-lock.json` by `npm run sbom`; `tests/supply-chain.test.ts` fails when it is out of date. The bill of materials beside it is [sbom.cdx.json](sbom.cdx.json).',
    '## Shipped',
    table(true),
    '## For building and testing only',
    table(false),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Packages with a licence, or a part of one, that is not on the list. */
export function refusedLicences(packages) {
  return packages
    .filter(
      ({ licence }) =>
        !licence
          .replace(/[()]/g, '')
          .split(/ (?:AND|OR) /)
          .every((part) => allowedLicences.has(part)),
    )
    .map((each) => `${idOf(each)}: ${each.licence}`);
}

const idOf = ({ name, version }) => `${name}@${version}`;
const toHex = (integrity) => Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex');
