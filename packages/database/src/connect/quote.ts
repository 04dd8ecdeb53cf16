/** An identifier as PostgreSQL reads it back unchanged. */
export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A string literal; standard_conforming_strings is on. */
export const quoteLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;
