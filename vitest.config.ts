import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// The Microsoft clients speak HTTPS only; test processes trust the certificate that the journeys' servers show.
process.env.NODE_EXTRA_CA_CERTS = fileURLToPath(new URL('./tests/journeys/tls/localhost.cert.pem', import.meta.url));

export default defineConfig({
  test: {
    include: ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'tests/**/*.test.ts', 'bench/**/*.test.ts'],
    exclude: ['**/node_modules/**', ...(process.env.MUSTER_TEST_LONG === '1' ? [] : ['**/*.long.test.ts'])],
    pool: 'forks',
    maxWorkers: 2,
    // Files of one worker share what they import: reading it anew for each took a quarter of the whole run.
    isolate: false,
    globalSetup: ['packages/storage/testing/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
  resolve: { conditions: ['development'] },
});
