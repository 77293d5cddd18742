/** The directory itself, as far as these pages show it. */
export interface Organization {
  readonly id: string;
  readonly displayName: string;
  readonly createdDateTime: string | null;
  readonly technicalNotificationMails: readonly string[];
  readonly securityComplianceNotificationMails: readonly string[];
  readonly securityComplianceNotificationPhones: readonly string[];
  readonly marketingNotificationEmails: readonly string[];
  readonly privacyProfile: { readonly contactEmail: string | null; readonly statementUrl: string | null } | null;
  readonly bannedPasswords: readonly string[] | null;
  readonly signInLogDays: number | null;
  readonly ruleDialect: string;
  readonly verifiedDomains: readonly { readonly name: string; readonly isDefault: boolean }[];
}

type Changed = Readonly<Record<string, unknown>>;

/** What a form shows of the organization: the parts of the privacy profile as fields of their own. */
export function organizationValuesOf(organization: Organization, backgroundColor: string | null): Changed {
  const { privacyProfile, ...rest } = organization;
  return {
    ...rest,
    contactEmail: privacyProfile?.contactEmail ?? null,
    statementUrl: privacyProfile?.statementUrl ?? null,
    backgroundColor,
  };
}

/** What the changed members of the form mean for the organization and for its branding; undefined for what stays. */
export function organizationPatchesOf(changed: Changed, before: Organization) {
  const { backgroundColor, contactEmail, statementUrl, ...rest } = changed;
  const profile = { contactEmail: null, statementUrl: null, ...before.privacyProfile };
  const isProfileChanged = contactEmail !== undefined || statementUrl !== undefined;
  const organization: Changed = {
    ...rest,
    ...(isProfileChanged
      ? {
          privacyProfile: {
            contactEmail: contactEmail === undefined ? profile.contactEmail : contactEmail,
            statementUrl: statementUrl === undefined ? profile.statementUrl : statementUrl,
          },
        }
      : {}),
  };
  return {
    organization: Object.keys(organization).length === 0 ? undefined : organization,
    branding: backgroundColor === undefined ? undefined : { backgroundColor },
  };
}
