import type { Directory } from '@muster/directory';
import type { FastifyInstance } from 'fastify';

/** `/healthz`: the process answers. `/readyz`: its database answers, too, and it is not on its way out. */
export function registerHealth(app: FastifyInstance, directory: Directory): void {
  let isClosing = false;
  app.addHook('preClose', async () => {
    isClosing = true;
  });
  app.get('/healthz', { config: { rateLimit: false } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { config: { rateLimit: false } }, async (request, reply) => {
    if (isClosing) return reply.code(503).send({ status: 'stopping' });
    try {
      await directory.store.read((session) => session.rules.ruleVersion());
      return { status: 'ready' };
    } catch (problem) {
      request.log.warn({ err: problem }, 'the database does not answer');
      return reply.code(503).send({ status: 'database unavailable' });
    }
  });
}
