import { passCrashTests } from './crash/pass-crash-tests.ts';

passCrashTests(20, 5);
