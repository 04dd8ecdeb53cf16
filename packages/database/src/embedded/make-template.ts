import { existsSync } from 'node:fs';
import { keepTemplate, templateFolder } from './template.js';

/**
 * Makes the template of a new database ahead of the first start (a few seconds), for instance while something else is built:
 * `node packages/database/dist/embedded/make-template.js`. Does nothing when it is there.
 */
const folder = templateFolder();
if (folder !== null && !existsSync(folder)) await keepTemplate(folder);
