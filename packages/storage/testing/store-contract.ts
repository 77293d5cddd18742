import { afterAll, beforeAll, describe } from 'vitest';
import type { OpenStore } from '../open-store.ts';
import { appRoleContract } from './contract/app-roles.ts';
import { auditContract } from './contract/audit-logs.ts';
import { changeLogContract } from './contract/change-log.ts';
import { conditionContract } from './contract/conditions.ts';
import { creationContract } from './contract/creations.ts';
import { credentialContract } from './contract/credentials.ts';
import { historyContract } from './contract/history.ts';
import { identityContract } from './contract/identities.ts';
import { invitationContract } from './contract/invitations.ts';
import { jobContract } from './contract/jobs.ts';
import { listingContract } from './contract/listing.ts';
import { membershipContract } from './contract/memberships.ts';
import { objectContract } from './contract/objects.ts';
import { populationContract } from './contract/populations.ts';
import { privilegedAccessContract } from './contract/privileged-access.ts';
import { relationContract, settingsContract } from './contract/relations-and-settings.ts';
import { roleContract } from './contract/roles.ts';
import { ruleContract } from './contract/rules.ts';
import { signInContract } from './contract/sign-in-records.ts';
import { transactionContract } from './contract/transactions.ts';
import { uniqueValueContract } from './contract/unique-values.ts';
import type { TestServer } from './test-server.ts';
import { type TestDirectory, testDirectory } from './test-store.ts';

/** What every database that Muster runs on must do; declared as tests of the calling file. */
export function storeContract(name: string, server: () => Promise<TestServer>): void {
  describe(`the store on ${name}`, () => {
    let directory: TestDirectory;
    let opened: OpenStore;
    beforeAll(async () => {
      directory = await testDirectory(await server());
      opened = await directory.open();
    });
    afterAll(() => directory?.drop());

    const node = () => opened;
    objectContract(node);
    uniqueValueContract(node);
    listingContract(node);
    conditionContract(node);
    populationContract(node);
    relationContract(node);
    settingsContract(node);
    roleContract(node);
    appRoleContract(node);
    credentialContract(node);
    creationContract(node);
    auditContract(node);
    privilegedAccessContract(node);
    ruleContract(node);
    jobContract(node);
    identityContract(node);
    invitationContract(node);
    signInContract(node);
    transactionContract(node, () => directory.breakOpenTransactions());
    membershipContract(node, () => directory.open());
    historyContract(async () => testDirectory(await server()));
    changeLogContract(async () => testDirectory(await server()));
  });
}
