import { type MailServer, type ReceivedMail, startMailServer } from '../scenarios/mail-server.ts';
import { createGroup, type Json, namesIn } from './graph-client.ts';
import { createApp, type PeopleApp } from './people-sign-in.ts';
import { type StartedServer, startServer } from './started-server.ts';

/** A directory that invites people, with what they are invited to. */
export interface Contoso extends StartedServer {
  readonly mails: MailServer;
  /** An application that people sign in to. */
  readonly app: PeopleApp;
  /** Address of the directory. */
  readonly base: string;
  /** Invites; with `sendInvitationMessage` the link is that of the mail, which has arrived. */
  invite(address: string, more?: object): Promise<{ readonly id: string; readonly link: string }>;
  /** The first mail to the address that came after so many before it. */
  mailTo(address: string, before?: number): Promise<ReceivedMail>;
  /** The code in the last mail to the address. */
  codeFor(address: string, before: number): Promise<string>;
  /** How many mails came to the address. */
  mailsTo(address: string): number;
  /** What is known of where somebody is at home, and the dynamic groups they are in, by name. */
  standing(id: string): Promise<Json>;
}

/** Where applications of these journeys take answers, and where invitations lead. */
export const appUri = 'https://app.adventure-works.com/answer';
export const landing = 'https://app.adventure-works.com/welcome';

/** Starts it, with a mail server and dynamic groups over what an invitation and its acceptance change. */
export async function startContoso(settings: object = {}): Promise<Contoso> {
  const mails = await startMailServer();
  const server = await startServer({
    name: 'Contoso',
    smtpUrl: `smtp://127.0.0.1:${mails.port}`,
    mailFrom: 'Contoso <directory@adventure-works.com>',
    providerNetworks: 'loopback',
    ...settings,
  });
  const { tenantId } = server.server;
  const { graph } = server;
  await graph.api(`/organization/${tenantId}`).patch({ ruleDialect: 'extended' });
  const rules = {
    Guests: '(user.userType -eq "Guest")',
    Waiting: '(user.externalUserState -eq "PendingAcceptance")',
    'Partners who came': '(user.userType -eq "Guest") -and (user.externalUserState -eq "Accepted")',
    Members: '(user.userType -eq "Member")',
  };
  for (const [name, rule] of Object.entries(rules)) await createGroup(graph, name, rule);
  await server.settled();
  const app = await createApp(server, { displayName: 'Planner', web: { redirectUris: [appUri] } }, true);
  const to = (address: string) => mails.received.filter(({ recipients }) => recipients.includes(address));
  const mailTo = async (address: string, before = 0) => {
    for (let round = 0; round < 300; round++) {
      const found = to(address)[before];
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no mail came to ${address}`);
  };
  return {
    ...server,
    mails,
    app,
    base: `${server.url}/${tenantId}`,
    async invite(invitedUserEmailAddress, more = {}) {
      const invitation = { invitedUserEmailAddress, inviteRedirectUrl: landing, ...more };
      const before = to(invitedUserEmailAddress).length;
      const { status, body } = await server.call('POST', '/v1.0/invitations', invitation);
      if (status !== 201) throw new Error(JSON.stringify(body));
      const { id } = body.invitedUser;
      if (!body.sendInvitationMessage) return { id, link: body.inviteRedeemUrl };
      const { text = '' } = await mailTo(invitedUserEmailAddress, before);
      return { id, link: /https:\S+\/redeem\S+/.exec(text)![0] };
    },
    mailTo,
    async codeFor(address, before) {
      return /^\d{8}$/m.exec((await mailTo(address, before)).text!)![0];
    },
    mailsTo: (address) => to(address).length,
    async standing(id) {
      const select = 'userType,externalUserState,creationType,identities,source,identitySource,userPrincipalName';
      const user: Json = await graph.api(`/users/${id}?$select=${select}`).get();
      return {
        userType: user.userType,
        externalUserState: user.externalUserState,
        source: user.source,
        identitySource: user.identitySource,
        issuers: user.identities.map((each: Json) => [each.signInType, each.issuer]),
        groups: await namesIn(graph, `/users/${id}/memberOf`),
      };
    },
    async stop() {
      await server.stop();
      await mails.stop();
    },
  };
}

/** Adds a provider; its client is called `muster`. */
export async function addProvider(contoso: Contoso, issuer: string, more: object): Promise<string> {
  const { body, status } = await contoso.call('POST', '/v1.0/identity/identityProviders', {
    '@odata.type': '#microsoft.graph.oidcIdentityProvider',
    displayName: 'Fabrikam',
    issuer,
    clientId: 'muster',
    responseType: 'code',
    clientAuthentication: {
      '@odata.type': '#microsoft.graph.oidcClientSecretAuthentication',
      clientSecret: 'fabrikam-secret',
    },
    ...more,
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.id;
}

/** What `standing` gives of somebody who was invited and has not come. */
export const invited = {
  userType: 'Guest',
  externalUserState: 'PendingAcceptance',
  source: 'Invited user',
  identitySource: 'Invited user',
  issuers: [['userPrincipalName', 'adventure-works.com']],
  groups: ['Guests', 'Waiting'],
};

/** The same of somebody who has accepted, by how `identities` name where they are at home. */
export const accepted = (issuer: string, source: string, identitySource: string) => ({
  userType: 'Guest',
  externalUserState: 'Accepted',
  source,
  identitySource,
  issuers: [
    ['federated', issuer],
    ['userPrincipalName', 'adventure-works.com'],
  ],
  groups: ['Guests', 'Partners who came'],
});
