// Plain JavaScript, because it runs before there is anything that understands TypeScript.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const bin = dirname(fileURLToPath(import.meta.url));
const root = join(bin, '../../..');
const source = join(bin, '../main.ts');
const cache = join(root, 'node_modules/.cache/muster');
const recordFile = join(cache, 'program.json');

/** A program loads all that it needs when it starts: nobody comes back to a bundle of other source after this long. */
const keptMs = 60 * 60 * 1000;

/**
 * Returns the module `apps/cli/main.ts`. Loaded file by file through tsx, the server's 400 source files and its
 * libraries cost two seconds of every start; in one piece they cost a third of one. So the source is put together by
 * tsx's own compiler (0.3 s) the first time and after every change, and kept below node_modules. Where nothing
 * can be kept, tsx loads file by file.
 */
export async function loadProgram() {
  const program = keptProgram() ?? (await makeProgram());
  if (program !== undefined) {
    process.setSourceMapsEnabled(true);
    return import(pathToFileURL(program).href);
  }
  const { register } = await import('tsx/esm/api');
  register({ tsconfig: join(root, 'tsconfig.json') });
  return import(pathToFileURL(source).href);
}

/** The bundle made last, if every file that it was made of is as it was. */
function keptProgram() {
  try {
    const { folder, files } = JSON.parse(readFileSync(recordFile, 'utf8'));
    if (Object.entries(files).some(([file, stamp]) => stampOf(join(root, file)) !== stamp)) return undefined;
    const program = join(cache, folder, 'main.mjs');
    statSync(program);
    return program;
  } catch {
    return undefined; // none yet, or not for us to read
  }
}

async function makeProgram() {
  const folder = `${process.pid}-${randomBytes(8).toString('hex')}`;
  try {
    mkdirSync(join(cache, folder), { recursive: true });
  } catch {
    return undefined; // an installation that is not ours to write to
  }
  const files = {};
  try {
    await compile(join(cache, folder), files);
    const draft = join(cache, folder, 'program.json');
    writeFileSync(draft, JSON.stringify({ folder, files }));
    renameSync(draft, recordFile);
    removeOldBundles(folder);
    return join(cache, folder, 'main.mjs');
  } catch {
    // Whatever is wrong with the source or the disk, tsx says it in its own words.
    rmSync(join(cache, folder), { recursive: true, force: true });
    return undefined;
  }
}

/** Fills `files` with what each file of the bundle looked like just before it was read. */
async function compile(outdir, files) {
  const { build } = createRequire(createRequire(import.meta.url).resolve('tsx'))('esbuild');
  for (const each of [fileURLToPath(import.meta.url), join(root, 'node_modules/.package-lock.json')]) note(files, each);
  await build({
    entryPoints: [source],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['development'],
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'silent',
    plugins: [ownSource(files)],
  });
}

/** Libraries of a hundred and more small modules, which cost more to find than to run. Plain modules all of them. */
const takenIn = new Set(['jose', 'kysely', 'oidc-provider', 're2js']);

/** Takes in our own source and little from npm; keeps what a file says of its own place true. */
function ownSource(files) {
  return {
    name: 'own-source',
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        if (kind === 'entry-point' || path.startsWith('@muster/') || takenIn.has(path)) return undefined;
        return { path, external: true };
      });
      onLoad({ filter: /./ }, ({ path }) => {
        note(files, path);
        for (let folder = dirname(path); folder !== root && folder !== dirname(folder); folder = dirname(folder)) {
          note(files, join(folder, 'package.json'));
        }
        const contents = readFileSync(path, 'utf8')
          .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
          .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
        return { contents, loader: extname(path).slice(1), resolveDir: dirname(path) };
      });
    },
  };
}

function note(files, path) {
  files[relative(root, path)] ??= stampOf(path);
}

function stampOf(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? 'none' : `${found.mtimeMs} ${found.ctimeMs} ${found.size}`;
}

function removeOldBundles(present) {
  const now = statSync(join(cache, present)).mtimeMs;
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory() && now - found.mtimeMs > keptMs) rmSync(path, { recursive: true, force: true });
  }
}
