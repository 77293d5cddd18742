import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type AdminWebFiles, adminWebFiles, type WebFile } from './admin-web-files.ts';
import { pagePlaces } from './path-prefix.ts';

/**
 * Nothing but what this server sends: no inline script or style, no other host, no frame. The library of the controls fills style
 * sheets by script, rule by rule; browsers let it when the element carries the word that only this answer has.
 */
const contentPolicy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

const forEver = 'public, max-age=31536000, immutable';

/**
 * Serves the admin centre: its page at `/` and at every address of its own, its files below `/assets/`. Without a build there is
 * nothing to serve, and one line of the log says so.
 *
 * @param basePath what stands before the addresses where a proxy adds a prefix: `/`, or `/muster/`
 */
export function registerAdminWeb(app: FastifyInstance, tenantId: string, basePath: string): void {
  const files = adminWebFiles();
  if (files === undefined) {
    app.log.warn('the admin centre is not built: `npm run build` builds it');
    return;
  }
  const page = pageFor(files, tenantId, basePath);
  const sendPage = async (_request: FastifyRequest, reply: FastifyReply) => {
    const nonce = randomBytes(18).toString('base64');
    reply.headers({ 'content-security-policy': contentPolicy(nonce), 'cache-control': 'no-store' });
    reply.headers({ 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin' });
    return reply.type('text/html; charset=utf-8').send(page.replace('nonce=""', `nonce="${nonce}"`));
  };
  for (const path of ['/', ...pagePlaces.flatMap((place) => [`/${place}`, `/${place}/*`])]) app.get(path, sendPage);
  app.get('/icon.svg', async (_request, reply) => reply.type('image/svg+xml').send(files.icon));
  // Pages load some dozens of them at once: they are no requests of somebody who tries things out.
  app.get('/assets/:name', { config: { rateLimit: false } }, async (request, reply) => {
    const file = files.assets.get((request.params as { name: string }).name);
    if (file === undefined) return reply.code(404).type('text/plain; charset=utf-8').send('there is no such file');
    return sendFile(request, reply, file);
  });
}

function pageFor({ page }: AdminWebFiles, tenantId: string, basePath: string): string {
  return page
    .replace('<base href="/" />', `<base href="${basePath}" />`)
    .replace('name="muster-tenant" content=""', `name="muster-tenant" content="${tenantId}"`);
}

function sendFile(request: FastifyRequest, reply: FastifyReply, { type, plain, br, gzip }: WebFile): FastifyReply {
  const accepted = (request.headers['accept-encoding'] ?? '').split(',').map((each) => each.trim().split(';', 1)[0]);
  reply.headers({ 'cache-control': forEver, vary: 'accept-encoding' }).type(type);
  if (br !== undefined && accepted.includes('br')) return reply.header('content-encoding', 'br').send(br);
  if (gzip !== undefined && accepted.includes('gzip')) return reply.header('content-encoding', 'gzip').send(gzip);
  return reply.send(plain);
}
