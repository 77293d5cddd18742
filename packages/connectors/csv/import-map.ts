import type { LookupProperty } from './people-port.ts';

/**
 * How the columns of a CSV file become properties of users. A map is a JSON file:
 *
 * ```json
 * {
 *   "key": "employeeId",
 *   "columns": { "Given name": "givenName", "Phone": "businessPhones", "Division": "employeeOrgData.division" },
 *   "constants": { "companyName": "Adventure Works Cycles", "userType": "Member" },
 *   "templates": { "userPrincipalName": "{Login}@adventure-works.com" },
 *   "manager": { "column": "Manager number", "refersTo": "employeeId" }
 * }
 * ```
 *
 * - **Columns** are found by the first line of the file, ignoring case and outer blanks. Columns the map does not name
 *   are not imported. One property comes from one place only.
 * - **Properties** are those of a Graph user that may be written, in any case. Fields of complex properties are written
 *   with a dot (`employeeOrgData.costCenter`, `onPremisesExtensionAttributes.extensionAttribute1`); the short
 *   `extensionAttribute1` means the same.
 * - **Cells** lose outer blanks. An empty cell means: no value; it clears what the directory has. Cells of properties
 *   with several values are cut at semicolons. Dates are ISO 8601; booleans `true`/`false`, `yes`/`no`, `1`/`0`.
 * - **Templates** put cells into a text: `{column}`. When one of these cells is empty, the whole text is empty.
 *   `{column|ascii}` takes accents away (`José` → `Jose`), as user principal names and mail nicknames must have none;
 *   `{column|lower}` writes small letters; `{column|ascii|lower}` does both.
 * - **New people** get `accountEnabled` true, `userType` Member (Guest in a guest map) and a `mailNickname` from the
 *   user principal name, unless the map sets them. A later import leaves these three alone.
 */
export interface ImportMap {
  /** The property that tells people apart and finds them again at the next import. The map must set it. */
  readonly key: LookupProperty;
  /** Column → property. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Property → the value everybody gets. */
  readonly constants?: Readonly<Record<string, string | boolean>>;
  /** Property → text with `{column}` in it. */
  readonly templates?: Readonly<Record<string, string>>;
  /** Who leads whom. Without it the import leaves managers alone; with it an empty value means: nobody. */
  readonly manager?: ManagerMap;
  /** Present: the people are external guests of this directory. */
  readonly guest?: GuestMap;
}

/** Where a row names its manager (`column`, or `template` as above), and by which property. */
export type ManagerMap =
  | { readonly column: string; readonly refersTo: LookupProperty }
  | { readonly template: string; readonly refersTo: LookupProperty };

/**
 * Makes every new person an external guest; the map must set `mail`. The user principal name becomes
 * `{mail with _ for @}#EXT#@{tenantDomain}` unless the map sets it; `creationType` Invitation, `otherMails`,
 * `externalUserState` and `identities` follow. A later import leaves all of these alone, and refuses to touch a
 * person who was found by the key but is not a guest by invitation.
 *
 * @see B2B behaviour spec §1.2 (states 0 and 1); Graph surface spec §12.4
 */
export interface GuestMap {
  /** This directory's own domain; it becomes the issuer of the guest's user principal name. */
  readonly tenantDomain: string;
  /** `Accepted` (default): redeemed, signs in with another Entra tenant. `PendingAcceptance`: not redeemed yet. */
  readonly externalUserState?: 'Accepted' | 'PendingAcceptance';
}
