import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { browserPackages, buildFiles, clockReaders, emptyNames, levels, narrower } from './import-table.ts';
import { isTestCode, packageOf, root, type SourceFile, sourceFiles } from './source-files.ts';

const files = sourceFiles();
const production = files.filter((file) => !isTestCode(file.path));

/** The package folder that a `@muster/…` specifier means. */
function importedPackage(specifier: string): string | undefined {
  const name = /^@muster\/([^/]+)/.exec(specifier)?.[1];
  return name === undefined ? undefined : Object.keys(levels).find((path) => path.endsWith(`/${name}`));
}

function importedFile(file: SourceFile, specifier: string): string | undefined {
  return specifier.startsWith('.') ? normalize(join(dirname(file.path), specifier)) : undefined;
}

describe('the house', () => {
  it('knows every package', () => {
    expect([...new Set(files.map((file) => packageOf(file.path)))].sort()).toEqual(Object.keys(levels).sort());
  });

  it('has its import table in ARCHITECTURE.md', () => {
    const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
    for (const [path, level] of Object.entries(levels)) expect(text).toContain(`| ${level} | \`${path}\` |`);
  });

  it('imports downwards only, across packages by name', () => {
    const wrong = files.flatMap((file) =>
      file.imports.flatMap((specifier) => {
        const own = packageOf(file.path);
        const other = importedPackage(specifier);
        const target = importedFile(file, specifier);
        if (target !== undefined && packageOf(target) !== own && !target.endsWith('.json')) {
          return [`${file.path} reaches into another package: ${specifier}`];
        }
        if (specifier.startsWith('@muster/') && other === undefined) return [`${file.path}: unknown ${specifier}`];
        if (other === undefined || other === own) return [];
        if (levels[other]! < levels[own]! && (narrower[own]?.includes(other) ?? true)) return [];
        return [`${file.path} (${levels[own]}) imports ${specifier} (${levels[other]})`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('has no import cycles', () => {
    const graph = new Map<string, readonly string[]>(
      production.map((file) => {
        // Types alone make no cycle at run time, but a reader follows them all the same.
        const targets = file.imports.flatMap((specifier) => importedFile(file, specifier) ?? []);
        return [file.path, targets];
      }),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]) => {
      const at = trail.indexOf(path);
      if (at >= 0) cycles.push([...trail.slice(at), path].join(' → '));
      if (at >= 0 || done.has(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it('reads the wall clock in one place', () => {
    const clock = /\bDate\.now\(|\bnew Date\(\s*\)|\bDate\(\)/;
    const readers = production.filter((file) => clock.test(file.text)).map((file) => file.path);
    expect(readers).toEqual(clockReaders);
  });

  it('has no folders called nothing in particular', () => {
    const named = files.filter((file) => file.path.split('/').some((part) => emptyNames.includes(part)));
    expect(named.map((file) => file.path)).toEqual([]);
  });

  it('keeps the packages for browsers free of Node', () => {
    const wrong = production
      .filter((file) => browserPackages.includes(packageOf(file.path)) && !buildFiles.includes(file.path))
      .flatMap((file) =>
        file.imports.filter((each) => each.startsWith('node:')).map((each) => `${file.path}: ${each}`),
      );
    expect(wrong).toEqual([]);
  });

  it('has an index at package roots only', () => {
    const deeper = files.filter((file) => /\/index\.ts$/.test(file.path) && file.path.split('/').length > 3);
    expect(deeper.map((file) => file.path)).toEqual([]);
  });

  it('keeps files within 500 lines, or says at the top why not', () => {
    const long = files.filter(
      (file) => file.text.split('\n').length > 500 && !/^\/\/ One file because/m.test(file.text),
    );
    expect(long.map((file) => file.path)).toEqual([]);
  });

  it('declares every package it imports', () => {
    const missing = files.flatMap((file) => {
      const manifest = JSON.parse(readFileSync(join(root, packageOf(file.path), 'package.json'), 'utf8'));
      const main = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
      const known = { ...manifest.dependencies, ...manifest.optionalDependencies };
      const allowed = isTestCode(file.path) ? { ...known, ...main.devDependencies } : known;
      return file.imports.flatMap((specifier) => {
        if (specifier.startsWith('.') || specifier.startsWith('node:')) return [];
        const name = specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : specifier.split('/')[0]!;
        const isDeclared =
          name === manifest.name || Object.hasOwn(allowed, name) || Object.hasOwn(main.dependencies, name);
        return isDeclared || isTestCode(file.path) ? [] : [`${file.path}: ${name}`];
      });
    });
    expect(missing).toEqual([]);
  });

  it('loads large libraries only where they are used, so that commands answer soon', () => {
    const late = ['fastify', 'ldapts', 'nodemailer', 'oidc-provider', 'openid-client', '@simplewebauthn/server'];
    const atOnce = /^(?:import|export)\s+(?!type\b)[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]/gm;
    const trails = new Map<string, string>();
    const visit = (path: string, trail: string) => {
      const file = production.find((each) => each.path === path);
      if (file === undefined || trails.has(path)) return;
      trails.set(path, trail);
      for (const [, from, bare] of file.text.matchAll(atOnce)) {
        const specifier = (from ?? bare)!;
        const other = importedPackage(specifier);
        const target = other === undefined ? (importedFile(file, specifier) ?? specifier) : `${other}/index.ts`;
        if (late.includes(target)) trails.set(target, `${trail} → ${path}`);
        else visit(target, `${trail} → ${path}`);
      }
    };
    visit('apps/server/index.ts', 'command');
    expect([...trails].filter(([path]) => late.includes(path))).toEqual([]);
  });

  it('speaks of itself alone', () => {
    const places = /\/work\/|\/root\/|\/tmp\/bash_jobs|registry\.npmjs|deb\.debian/;
    expect(files.filter((file) => places.test(file.text)).map((file) => file.path)).toEqual([]);
  });
});
