/**
 * Which package may import which: lower numbers only, and never one of the same number.
 *
 * The table stands in ARCHITECTURE.md too; the test holds both together.
 */
export const levels: Readonly<Record<string, number>> = {
  'packages/kernel': 0,
  'packages/rules': 1,
  'packages/roster': 2,
  'packages/directory': 3,
  'packages/storage': 4,
  'packages/graph-api': 4,
  'packages/sign-in': 4,
  'packages/connectors': 4,
  'packages/delivery': 4,
  'apps/server': 5,
  'apps/admin-web': 5,
  'apps/cli': 6,
};

/** Packages that run in a browser: they use nothing of Node. */
export const browserPackages: readonly string[] = ['packages/kernel', 'packages/rules', 'apps/admin-web'];

/** Files of those that run on Node: what builds them. */
export const buildFiles: readonly string[] = ['apps/admin-web/vite.config.ts', 'apps/admin-web/build/compressed.ts'];

/** Parts that may import less than their number says. */
export const narrower: Readonly<Record<string, readonly string[]>> = {
  // In the browser, and everything else through the API.
  'apps/admin-web': ['packages/kernel', 'packages/rules'],
};

/** Folder names that say nothing. */
export const emptyNames: readonly string[] = ['utils', 'util', 'helpers', 'common', 'shared', 'misc', 'lib'];

/** Files that may read the machine's clock. */
export const clockReaders: readonly string[] = ['apps/admin-web/shell/browser-clock.ts', 'apps/server/system-clock.ts'];
