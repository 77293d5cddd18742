import { importCrashTests } from './crash/import-crash-tests.ts';

// The whole number, 20 and 5, runs in crash-imports.long.test.ts.
importCrashTests(4, 1);
