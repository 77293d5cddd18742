import type { FastifyReply, FastifyRequest } from 'fastify';
import { resolveTenant } from '../addresses/resolve-tenant.ts';
import { withSignInRequest } from '../provider/sign-in-request.ts';
import { type HandedOver, type Mount, signInRequest } from './mount.ts';

/**
 * Puts scheme and host of the public address into the request, from which the library derives every address it writes and
 * how it sets cookies, so that nothing a client or a proxy put into headers gets there.
 *
 * @returns the base URL
 */
export function settle(mount: Mount, request: FastifyRequest): string {
  const baseUrl = mount.address.baseUrlFor(request);
  const { protocol, host } = new URL(baseUrl);
  const { headers } = request.raw;
  headers.host = host;
  headers['x-forwarded-proto'] = protocol.slice(0, -1);
  delete headers['x-forwarded-host'];
  return baseUrl;
}

/** Lets the library answer. It sees its own path only. */
export async function handOver(
  mount: Mount,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  more: HandedOver = {},
): Promise<void> {
  const { tenant } = request.params as { tenant: string };
  const tenantId = await resolveTenant(mount.tenant, tenant);
  const baseUrl = settle(mount, request);
  const { callback } = mount.providers.providerFor(baseUrl);
  const { raw: incoming } = request;
  incoming.url = path;
  Object.assign(incoming, { originalUrl: `${baseUrl}/${tenantId}${path}` });
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  await withSignInRequest(signInRequest(request, more), () => callback(incoming, reply.raw));
}
