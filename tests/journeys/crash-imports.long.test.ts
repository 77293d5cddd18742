import { importCrashTests } from './crash/import-crash-tests.ts';

importCrashTests(20, 5);
