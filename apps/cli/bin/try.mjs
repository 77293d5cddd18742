import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
await Promise.all([import('kysely'), import('oidc-provider'), import('fastify'), import('pg'), import('jose'), import('pino'),import('@fastify/helmet'),import('@fastify/rate-limit')]);
const { register } = await import('tsx/esm/api');
register({ tsconfig: join(root, 'tsconfig.json') });
const { main } = await import('../main.ts');
process.exitCode = await main({ process });
