import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

// Who may import whom. When a test here fails, either the import or this picture is wrong.
const allowed: Record<string, string[]> = {
  'packages/contracts': [],
  'packages/semantic': ['contracts'],
  'packages/guard': ['contracts'],
  'packages/certificate': ['contracts'],
  'packages/database': ['contracts'],
  'apps/workflow': ['contracts', 'semantic', 'guard', 'certificate', 'database'],
  'apps/api': ['contracts', 'database'],
  'apps/web': ['contracts'],
  evals: ['contracts', 'database'],
  'apps/cli': ['contracts', 'semantic', 'database', 'certificate', 'guard', 'evals'],
};
/** Values in, values out: what these may not touch. */
const pure = ['packages/contracts', 'packages/semantic', 'packages/guard', 'packages/certificate'];
const worldly = /^(node:)?(fs|net|http|https|http2|dns|child_process|os|cluster|dgram|tls)(\/|$)/;

const root = join(import.meta.dirname, '..');
const parts = Object.keys(allowed).filter((part) => existsSync(join(root, part, 'package.json')));

interface Import {
  readonly file: string;
  readonly from: string;
  readonly typeOnly: boolean;
}

function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist', '.next'].includes(entry.name) ? [] : sourceFiles(path);
    return /\.(ts|tsx|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

function importsOf(part: string): Import[] {
  return sourceFiles(join(root, part, 'src')).flatMap((path) => {
    const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    const found: Import[] = [];
    const add = (specifier: ts.Node | undefined, typeOnly: boolean): void => {
      if (specifier && ts.isStringLiteralLike(specifier)) {
        found.push({ file: relative(root, path), from: specifier.text, typeOnly });
      }
    };
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, node.importClause?.isTypeOnly ?? false);
      else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
      else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
        add(node.arguments[0], false);
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

const isTestFile = (file: string): boolean => /\.test\.tsx?$|\/test\/|\/testing\/|\.testing\.ts$/.test(file);
const packageName = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
const isBuiltin = (specifier: string): boolean =>
  specifier.startsWith('node:') || builtinModules.includes(packageName(specifier));

describe.each(parts)('%s', (part) => {
  const imports = importsOf(part);
  const shipped = imports.filter((entry) => !isTestFile(entry.file));

  it('imports only the parts below it', () => {
    const wrong = shipped.filter(({ from }) => {
      const own = /^@copilot\/([a-z]+)/.exec(from);
      return own !== null && !(allowed[part] ?? []).includes(own[1] ?? '');
    });
    expect(wrong).toEqual([]);
  });

  it('never reaches into another part by a path', () => {
    const folder = join(root, part);
    const wrong = imports.filter(
      ({ file, from }) => from.startsWith('.') && relative(folder, join(root, file, '..', from)).startsWith('..'),
    );
    expect(wrong.filter(({ file }) => !isTestFile(file))).toEqual([]);
  });

  it('names in its manifest what its code imports', () => {
    const manifest = JSON.parse(readFileSync(join(root, part, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const named = new Set(
      Object.keys({
        ...manifest['dependencies'],
        ...manifest['peerDependencies'],
        ...manifest['optionalDependencies'],
      }),
    );
    const inDevelopment = new Set(Object.keys(manifest['devDependencies'] ?? {}));
    const foreign = shipped.filter(({ from }) => !/^[.#~]|^@\//.test(from) && !isBuiltin(from));
    const missing = foreign.filter(({ from, typeOnly }) => {
      const name = packageName(from);
      return !named.has(name) && !(typeOnly && inDevelopment.has(name));
    });
    expect([...new Set(missing.map(({ file, from }) => `${file}: ${from}`))]).toEqual([]);
  });
});

describe.each(pure.filter((part) => parts.includes(part)))('%s is pure', (part) => {
  const shipped = importsOf(part).filter((entry) => !isTestFile(entry.file));

  it('touches no disk, network or process', () => {
    const wrong = shipped.filter(({ from }) => worldly.test(from));
    expect(wrong.map(({ file, from }) => `${file}: ${from}`)).toEqual([]);
  });
});

describe('the whole', () => {
  it('reads settings in env.ts files only', () => {
    const readers = parts
      .flatMap((part) => sourceFiles(join(root, part, 'src')))
      .filter((path) => !isTestFile(path) && !path.endsWith('env.ts') && /\bprocess\.env\b/.test(withoutComments(path)))
      .map((path) => relative(root, path));
    expect(readers).toEqual([]);
  });
});

function withoutComments(path: string): string {
  return readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}
