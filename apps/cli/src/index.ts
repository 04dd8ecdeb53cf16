export { readSettings, type Settings } from './system/settings.js';
