import { passCrashTests } from './crash/pass-crash-tests.ts';

// The whole number, 20 and 5, runs in crash-passes.long.test.ts.
passCrashTests(4, 1);
