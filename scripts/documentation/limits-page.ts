import { mostInvitees } from '@muster/connectors';
import {
  defaultInvitationPolicy,
  defaultLimits,
  longestDomainList,
  longestMessage,
  maxAssignableGroups,
  maxCustomAssignments,
  maxCustomRoles,
  maxNarrowAssignments,
  maxUnitsOfObject,
  mostAppRoleAssignments,
  mostComparedObjects,
  mostContaining,
  mostExaminedGroups,
  mostHistoryIntervals,
  mostHistoryPasses,
  mostIdentical,
  mostMovedGroups,
  mostMovedMembers,
  mostProcessedGroups,
  mostRedirectHosts,
  mostRuleTests,
  mostRuleValues,
  mostSessions,
  mostSponsors,
} from '@muster/directory';
import { longestRule } from '@muster/rules';
import { settings } from '@muster/server/settings';
import { keptDays, pauses } from '../../packages/delivery/deliver-mails.ts';
import { mostWaitingChecks } from '../../packages/directory/credentials/password-hash.ts';
import { mostBannedPasswords } from '../../packages/directory/credentials/password-protection.ts';
import { longestPassword, shortestPassword } from '../../packages/directory/credentials/password-rules.ts';
import { leastPoints } from '../../packages/directory/credentials/score-password.ts';
import { mostFactors } from '../../packages/directory/credentials/second-factors.ts';
import { signInBrakes } from '../../packages/directory/credentials/sign-in-brakes.ts';
import { passMinutes } from '../../packages/directory/credentials/temporary-access-passes.ts';
import { passcodeLimits } from '../../packages/directory/passcodes/use-limits.ts';
import { askedAgainMs } from '../../packages/directory/privileged-access/notify.ts';
import * as graph from '../../packages/graph-api/capabilities/limits.ts';
import { mostSearchedValues } from '../../packages/rules/insight/absent-values.ts';
import { proofBudget, questionBudget } from '../../packages/rules/insight/prover.ts';
import { patternBudget } from '../../packages/rules/regex/compile-pattern.ts';
import { sourceConstant } from './source-constant.ts';
import { heading, table } from './table.ts';

type Row = readonly [what: string, value: number, note: string];

const groups = 'packages/directory/groups';
const background = 'apps/server/background/background-work.ts';
const inDirectory = (file: string, name: string) => sourceConstant(`packages/directory/${file}`, name);

const rules: readonly Row[] = [
  ['Length of a rule', longestRule, 'UTF-16 code units, blanks included'],
  ['Parentheses open at once', sourceConstant('packages/rules/syntax/token-cursor.ts', 'deepestNesting'), ''],
  [
    'Size of all patterns of a rule',
    patternBudget,
    'steps of the compiled pattern; a repetition counts as often as it repeats',
  ],
  ['Repetitions in a pattern', sourceConstant('packages/rules/regex/parse-pattern.ts', 'mostRepetitions'), '`{n,m}`'],
  ['Source groups of one memberOf', sourceConstant('packages/rules/check/check-member-of.ts', 'mostSourceGroups'), ''],
  ['Dynamic groups', defaultLimits.dynamicGroups, 'deleted ones count until they are purged'],
  ['Groups with a memberOf rule', defaultLimits.memberOfGroups, 'they count as dynamic groups, too'],
  [
    'Groups with a rule over memberships, extended language',
    defaultLimits.extendedMemberOfGroups,
    'in place of the number above',
  ],
  ['Rules that stand one upon another, extended language', defaultLimits.ruleChain, ''],
  [
    'Managers above a user that count, extended language',
    inDirectory('relations/reporting-lines.ts', 'longestLine'),
    'and levels below a manager',
  ],
  [
    'People and devices one write decides by rules over memberships',
    defaultLimits.followedAtOnce,
    'where it would be more, passes bring the groups in line',
  ],
  [
    'Tests that the proofs about one rule may take',
    proofBudget,
    `one question ${questionBudget.toLocaleString('en-US')}`,
  ],
  ['Distinct values among which the nearest is looked for', mostSearchedValues, 'beyond it none is named'],
  ['People and devices kept with a rule as its tests', mostRuleTests, ''],
  ['Groups looked at on one page of `ruleInsights`', mostExaminedGroups, ''],
  ['Intervals of one answer of `membershipHistory`', mostHistoryIntervals, ''],
  [
    'Entries of the ledger that one answer of `membershipHistory` or `membersAsOf` looks at',
    defaultLimits.historyEntries,
    'where there are more, the history begins later, and members are refused',
  ],
  ['Passes in one answer of `membershipHistory`', mostHistoryPasses, 'the newest'],
  [
    'Groups that the movements of one entry of the audit log list',
    mostMovedGroups,
    `${mostMovedMembers} members of each`,
  ],
  ['Groups on one page of `ruleProcessing`', mostProcessedGroups, ''],
  ['Values of an attribute in one answer of `ruleValues`', mostRuleValues, 'a search finds the others'],
  ['Groups named as having the same members', mostIdentical, ''],
  ['Larger groups named as containing a group', mostContaining, 'the smallest of them'],
  [
    'Groups sharing a member that are tried as containing a group',
    inDirectory('insights/overlap-candidates.ts', 'mostCandidates'),
    'the smallest of them; a look at one group alone tries all',
  ],
];

const objects: readonly Row[] = [
  ['Assignments of one principal to applications', mostAppRoleAssignments, 'those to deleted applications count'],
  ['Roles of one application', inDirectory('app-roles/check-app-roles.ts', 'mostRoles'), ''],
  ['APIs that one application needs', inDirectory('applications/required-access.ts', 'mostApis'), ''],
  ['Permissions that one application needs', inDirectory('applications/required-access.ts', 'mostPermissions'), ''],
  ['Owners of one object', sourceConstant(`${groups}/add-owners.ts`, 'maxOwners'), ''],
  ['Secrets of one application', inDirectory('applications/secrets.ts', 'maxSecrets'), ''],
  ['References in one request', graph.maximumReferences, 'members and owners together'],
  ['Objects on one page of `compareMembers`', mostComparedObjects, ''],
  ['Groups in one `checkMemberGroups`', inDirectory('memberships/member-groups.ts', 'maxChecked'), ''],
  ['Groups in one answer of `getMemberGroups`', inDirectory('memberships/member-groups.ts', 'maxResult'), ''],
  ['Ids in one `getByIds`', inDirectory('objects/get-objects-by-id.ts', 'maxIds'), ''],
  [
    'Values of directory extensions on one object',
    inDirectory('objects/check-properties.ts', 'maxExtensionValues'),
    '',
  ],
  ['Length of the text of a directory extension', inDirectory('objects/check-properties.ts', 'maxExtensionLength'), ''],
  ['Managers above one another', inDirectory('users/manager-rules.ts', 'longestChain'), ''],
  ['Days a deleted object can be restored', defaultLimits.deletedItemDays, ''],
  [
    'Objects that somebody without a role creates',
    defaultLimits.createdObjects,
    'groups and applications; deleted ones count, and a quarter for 30 days when they are gone for good',
  ],
  ['Roles of the organisation', maxCustomRoles, ''],
  ['Assignments of such roles to one principal', maxCustomAssignments, ''],
  ['Assignments of built-in roles to one principal at one object or in units', maxNarrowAssignments, ''],
  ['Administrative units that one object is in', maxUnitsOfObject, ''],
  ['Groups to which roles can be assigned', maxAssignableGroups, 'deleted ones do not count'],
  [
    'Schedules of the members, and of the owners, of one group',
    inDirectory('privileged-access/group-holding.ts', 'mostSchedules'),
    'eligible and timed ones together',
  ],
  [
    'Schedules or requests in one list',
    inDirectory('privileged-access/reading.ts', 'mostListed'),
    'the newest requests',
  ],
  [
    'People told by mail of one event',
    inDirectory('privileged-access/recipients.ts', 'mostPeople'),
    'of each kind; named addresses besides',
  ],
  [
    'Mails about a request that was taken back and is made again',
    1,
    `in ${askedAgainMs / 3_600_000} hour, to each who has to decide`,
  ],
];

const identities: readonly Row[] = [
  ['Sessions on one page of `signInSessions`', mostSessions, ''],
  ['Identity providers', inDirectory('identity-providers/create-identity-provider.ts', 'mostProviders'), ''],
  [
    'Mail domains of one provider',
    inDirectory('identity-providers/check-open-id-provider.ts', 'mostDomains'),
    'each belongs to one provider',
  ],
  ['Directories with settings of their own', inDirectory('cross-tenant/partners.ts', 'mostPartners'), ''],
  ['Targets of one setting', inDirectory('cross-tenant/check-access.ts', 'mostTargets'), ''],
  ['Tries of a one-time passcode', inDirectory('passcodes/check-passcode.ts', 'mostTries'), 'it is good once'],
  [
    'Passcodes for one address from one network, known browser or invitation',
    passcodeLimits.perSource.most,
    'in a quarter of an hour',
  ],
  [
    'Passcodes for one address from one network, known browser or invitation',
    passcodeLimits.perSourceDay.most,
    'in a day',
  ],
  [
    'Passcodes for one address from all unfamiliar networks',
    passcodeLimits.perAddress.most,
    'in a quarter of an hour; known browsers and invitations do not count',
  ],
  ['Passcodes for one address from all unfamiliar networks', passcodeLimits.perAddressDay.most, 'in a day'],
  ['Passcodes for one network', passcodeLimits.perNetwork.most, 'in a quarter of an hour'],
  [
    'Answers from one network to passcodes that there are not',
    passcodeLimits.triesPerNetwork.most,
    'in a quarter of an hour',
  ],
];

const invitations: readonly Row[] = [
  [
    'Characters in a list of allowed or blocked domains',
    longestDomainList,
    'with a comma between two; one list at a time',
  ],
  ['Hosts to which invitations may lead', mostRedirectHosts, "besides the directory's own domains"],
  ['Days an invitation can be redeemed', defaultInvitationPolicy.lifeDays, 'a setting: 1 to 365'],
  ['Characters of the text in an invitation', longestMessage, ''],
  ['Recipients of a copy', 1, ''],
  ['Sponsors of one user', mostSponsors, ''],
  ['Rows of a file of invitations', mostInvitees, ''],
  ['Tries to send a mail', pauses.length + 1, 'over 17 hours; an invitation and a notice wait three days at most'],
  ['Days a mail that was given up can be seen', keptDays, ''],
];

const requests: readonly Row[] = [
  ['Request body, bytes', graph.maximumBodyBytes, ''],
  [
    'Body of a token request, bytes',
    sourceConstant('packages/sign-in/mount/add-program-routes.ts', 'bodyLimitBytes'),
    '',
  ],
  ['Requests in one batch', graph.maximumBatchSteps, ''],
  ['Objects on a page', graph.maximumPageSize, `without \`$top\`: ${graph.defaultPageSize}`],
  ['Length of `$filter` or `$search`', graph.maximumFilterLength, 'UTF-16 code units'],
  ['Nesting of a filter', graph.maximumFilterDepth, 'parentheses, `not`, `any`'],
  ['Values of `in`, clauses of one `or`', graph.maximumAlternatives, ''],
  ['Objects that `$expand` brings along', graph.maximumExpandedItems, ''],
  ['`$levels` of `manager` on one user', graph.maximumManagerLevels.single, ''],
  ['`$levels` of `manager` in a list', graph.maximumManagerLevels.list, ''],
  ['Requests from one address in ten seconds', Number(settings.rateLimit.defaultText), 'a setting: `--rate-limit`'],
];

const signIn: readonly Row[] = [
  ['Shortest password', shortestPassword, 'characters'],
  ['Longest password', longestPassword, 'characters'],
  ['Points of a password', leastPoints, 'a banned term counts one, every other character one'],
  ['Terms in `bannedPasswords`', mostBannedPasswords, 'of 4 to 16 characters'],
  ['Wrong tries of one name from one network or known browser', signInBrakes.oneSource.freeTries, 'then waits'],
  ['Wrong tries of one name from unfamiliar networks', signInBrakes.oneName.freeTries, 'then waits'],
  ['Wrong tries of all names from one network', signInBrakes.oneNetwork.freeTries, 'then waits'],
  ['Longest wait for one name, milliseconds', signInBrakes.oneSource.longestDelayMs, ''],
  ['Longest wait for one network, milliseconds', signInBrakes.oneNetwork.longestDelayMs, ''],
  ['Passwords that wait for their check', mostWaitingChecks, 'beyond it 503'],
  ['Client secrets that wait for their check', mostWaitingChecks, 'beyond it 503'],
  ['Wrong secrets of one application from one network', signInBrakes.oneApplication.freeTries, 'then waits'],
  ['Wrong secrets of all applications from one network', signInBrakes.oneNetwork.freeTries, 'then waits'],
  ['Longest wait for client secrets, milliseconds', signInBrakes.oneApplication.longestDelayMs, ''],
  ['Authenticator apps of a user', mostFactors.softwareOath, ''],
  ['Passkeys of a user', mostFactors.fido2, ''],
  ['Least minutes of a temporary access pass', passMinutes.least, ''],
  ['Most minutes of a temporary access pass', passMinutes.most, `without a wish ${passMinutes.default}`],
  ['Days that the log of sign-ins reaches back', defaultLimits.signInLogDays, 'a setting: `signInLogDays`'],
];

const work: readonly Row[] = [
  [
    'Memberships that passes move in one transaction',
    Number(settings.passBatch.defaultText),
    'a setting: `--pass-batch`',
  ],
  [
    'Milliseconds until the pass of a dead process goes on',
    sourceConstant(background, 'leaseMs'),
    'several nodes; with the bundled database it goes on at once',
  ],
  [
    'Milliseconds between looks for waiting passes',
    sourceConstant(background, 'passPauseMs'),
    'a pass queued by the same process starts at once',
  ],
  [
    'Milliseconds between looks for memberships that time has turned',
    sourceConstant(background, 'clockPauseMs'),
    'rules with `system.now`',
  ],
];

/** `docs/limits.md`: every stated limit with its value. */
export function limitsPage(): string {
  const chapters: readonly (readonly [string, readonly Row[]])[] = [
    ['Rules and dynamic groups', rules],
    ['Objects', objects],
    ['Other directories and identity providers', identities],
    ['Invitations and mail', invitations],
    ['Requests', requests],
    ['Passwords and sign-in', signIn],
    ['Background work', work],
  ];
  const sections = chapters.map(([title, rows]) => {
    const cells = rows.map(([what, value, note]) => [what, value.toLocaleString('en-US'), note]);
    return `## ${title}\n\n${table(['What', 'Limit', 'Note'], cells)}`;
  });
  return [`${heading('Limits', 'the constants in the code')}`.trimEnd(), '', ...sections].join('\n');
}
