import type { FastifyInstance } from 'fastify';
import { cancelAdminConsent } from '../flows/admin-consent-flow.ts';
import { requestForPage, returnToPage } from '../flows/page-sign-in.ts';
import { adminConsentRoute, pagesReturnRoute, signInRoute } from '../provider/routes.ts';
import { pageRoutes } from './add-page-routes.ts';
import { handOver } from './hand-over.ts';
import type { Mount } from './mount.ts';

/** Where people sign in for the pages of the house, and come back from that. */
export async function addSignInForPages(scope: FastifyInstance, mount: Mount): Promise<void> {
  const page = pageRoutes(scope, mount);
  page('GET', `/:tenant${signInRoute}`, (flow) =>
    handOver(mount, flow.request, flow.reply, requestForPage(flow), { isForPages: true }),
  );
  page('GET', `/:tenant${pagesReturnRoute}`, (flow) => returnToPage(flow, { [adminConsentRoute]: cancelAdminConsent }));
}
