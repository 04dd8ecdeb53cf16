/** Which methods a path takes; empty when there is nothing at that path. */
export type AllowedMethods = (path: string) => readonly string[];

/**
 * Reads the paths of an OpenAPI document (`/api/ask/{request_id}/export`), so that a wrong method on a known path can be told from
 * an unknown path.
 */
export function createAllowedMethods(paths: Readonly<Record<string, object>>): AllowedMethods {
  const routes = Object.entries(paths).map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}/?$`),
    methods: Object.keys(operations).map((method) => method.toUpperCase()),
  }));
  return (path) => [...new Set(routes.filter((route) => route.pattern.test(path)).flatMap((route) => route.methods))];
}
