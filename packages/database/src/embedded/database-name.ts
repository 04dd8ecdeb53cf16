/** The one database that an embedded server holds. */
export const databaseName = 'pagila';
