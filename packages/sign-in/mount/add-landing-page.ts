import type { FastifyInstance } from 'fastify';
import { type FlowRequest, sendPage } from '../flows/flow-request.ts';
import { readSession } from '../flows/session-cookie.ts';
import { html, type SafeHtml } from '../pages/html.ts';
import type { Page } from '../pages/page.ts';
import { logoutRoute, securityRoute, sessionsRoute, signInRoute } from '../provider/routes.ts';
import { pageRoutes } from './add-page-routes.ts';
import type { Mount } from './mount.ts';

/** The page of who has come without an application: what stands at the address of the directory, all of it in this file. */
export async function addLandingPage(scope: FastifyInstance, mount: Mount): Promise<void> {
  const page = pageRoutes(scope, mount);
  page('GET', `/${mount.parts.tenantId}`, showLanding);
}

async function showLanding(flow: FlowRequest): Promise<void> {
  const { parts } = flow;
  const session = await readSession(flow);
  const person = session?.accountId === undefined ? undefined : await parts.people.findPerson(session.accountId);
  await sendPage(flow, landingPage(flow, person?.userPrincipalName));
}

/** @param name of the person who is signed in in this browser */
function landingPage({ parts, messages: m }: FlowRequest, name: string | undefined): Page {
  const texts = landingTexts[m.language] ?? landingTexts.en!;
  const link = (route: string, text: string): SafeHtml =>
    html`<li><a href="${parts.baseUrl}/${parts.tenantId}${route}">${text}</a></li>`;
  const own = html`${link(securityRoute, m.factors.securityTitle)}${link(sessionsRoute, m.sessionsTitle)}`;
  const content =
    name === undefined
      ? html`<p>${texts.nobody}</p><ul>${link(signInRoute, m.signIn)}${own}</ul>`
      : html`<p>${m.consentWho(name)}</p><ul>${own}${link(logoutRoute, m.logout)}</ul>`;
  return { status: 200, title: texts.title, content };
}

interface LandingTexts {
  readonly title: string;
  readonly nobody: string;
}

const landingTexts: Readonly<Record<string, LandingTexts>> = {
  en: {
    title: 'Your account',
    nobody: 'Applications send you here when they need to know who you are. Here you look after your account.',
  },
  de: {
    title: 'Ihr Konto',
    nobody:
      'Anwendungen schicken Sie hierher, wenn sie wissen müssen, wer Sie sind. Hier kümmern Sie sich um Ihr Konto.',
  },
};
