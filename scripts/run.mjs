// The door of the project: `npm start`, `npm test`, `npm run ask` … all come through here, on a fresh clone too.
// Only old syntax and old modules in this one file, so that an old Node can still read it and say what is wrong.
import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { fileURLToPath } from 'url';

var root = dirname(dirname(fileURLToPath(import.meta.url)));
var needed = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node.replace('>=', '');

if (isOlder(process.versions.node, needed)) {
  console.error(
    'Node.js ' +
      needed +
      ' or newer is needed and this is ' +
      process.versions.node +
      ': install it from https://nodejs.org and run the same command again.',
  );
  process.exit(1);
}

import('./lib/run-command.mjs')
  .then(function (module) {
    return module.runCommand(root, process.argv.slice(2));
  })
  .catch(function (error) {
    console.error(error && error.isSentence ? error.message : error);
    process.exit(1);
  });

function isOlder(version, minimum) {
  var have = version.split('.').map(Number);
  var want = minimum.split('.').map(Number);
  for (var index = 0; index < 3; index += 1) {
    if (have[index] !== want[index]) return have[index] < want[index];
  }
  return false;
}
