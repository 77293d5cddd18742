import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Where the build leaves the admin centre. */
const built = new URL('../../admin-web/dist/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

/** A built file, with the forms of it that were compressed when it was built. */
export interface WebFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly br?: Buffer;
  readonly gzip?: Buffer;
}

/** The admin centre as it was built: held in memory, so that a new build meets a running server without harm. */
export interface AdminWebFiles {
  readonly page: string;
  /** By name, below `/assets/`; a name changes with its content. */
  readonly assets: ReadonlyMap<string, WebFile>;
  readonly icon: Buffer;
}

/** Undefined when it was not built. Reads some megabytes, once. */
export function adminWebFiles(): AdminWebFiles | undefined {
  if (!existsSync(new URL('index.html', built))) return undefined;
  const names = readdirSync(new URL('assets/', built));
  const read = (name: string) => readFileSync(new URL(`assets/${name}`, built));
  const assets = new Map<string, WebFile>();
  for (const name of names) {
    const type = types[name.split('.').at(-1)!];
    if (type === undefined) continue;
    assets.set(name, {
      type,
      plain: read(name),
      ...(names.includes(`${name}.br`) ? { br: read(`${name}.br`) } : {}),
      ...(names.includes(`${name}.gz`) ? { gzip: read(`${name}.gz`) } : {}),
    });
  }
  const page = readFileSync(new URL('index.html', built), 'utf8');
  return { page, assets, icon: readFileSync(new URL('icon.svg', built)) };
}
