export {
  startEmbeddedDatabase,
  type EmbeddedDatabase,
  type EmbeddedDatabaseSettings,
} from './start-embedded-database.js';
export { EmbeddedDatabaseError } from './embedded-database-error.js';
