import { below, pick, type Random, seededRandom } from './random.ts';
import {
  cities,
  companies,
  costCentres,
  countries,
  days,
  departments,
  domains,
  draws,
  firstNames,
  jobTitles,
  lastNames,
  offices,
  plans,
  projects,
  regionOf,
  rings,
} from './vocabulary.ts';

/** One user under the names that Graph has for the attributes. `id` is the line, from 0. */
export interface MadeUser {
  readonly id: number;
  readonly displayName: string;
  readonly mail: string;
  readonly employeeId: string;
  readonly department: string;
  readonly country: string;
  readonly city: string;
  readonly jobTitle: string;
  readonly companyName: string;
  readonly userType: string;
  readonly accountEnabled: boolean;
  readonly officeLocation: string;
  readonly usageLocation: string;
  readonly extensionAttribute1: string;
  readonly extensionAttribute2: string | null;
  readonly extensionAttribute3: string;
  readonly extensionAttribute4: string | null;
  readonly extensionAttribute5: string | null;
  readonly employeeHireDate: string;
  readonly proxyAddresses: readonly string[];
  readonly assignedPlans: readonly { servicePlanId: string; capabilityStatus: string; service: string }[];
}

/** Users of one company, one after the other; the same for the same seed. */
export function* makeUsers(count: number, seed = 1): Generator<MadeUser> {
  const random = seededRandom(seed);
  for (let i = 0; i < count; i += 1) yield makeUser(random, i);
}

function makeUser(random: Random, id: number): MadeUser {
  const countryAt = draws.country(random);
  const country = countries[countryAt]!;
  const [first, last] = [pick(random, firstNames), pick(random, lastNames)];
  const company = draws.companyName(random);
  const mail = `${first.toLowerCase()}.${last.toLowerCase()}${id}@${domains[company]}`;
  const proxyAddresses = makeProxies(random, mail, `${last.toLowerCase()}${id}`);
  const assignedPlans = makePlans(random);
  return {
    id,
    displayName: `${first} ${last} ${id}`,
    mail,
    employeeId: `E${1_000_000 + id}`,
    department: departments[draws.department(random)]!,
    country,
    city: cities[(draws.cityOfCountry(random) * 60 + countryAt) % 2000]!,
    jobTitle: jobTitles[draws.jobTitle(random)]!,
    companyName: companies[company]!,
    userType: random() < 0.85 ? 'Member' : 'Guest',
    accountEnabled: random() < 0.93,
    officeLocation: offices[draws.officeLocation(random)]!,
    usageLocation: random() < 0.95 ? country : countries[draws.country(random)]!,
    extensionAttribute1: costCentres[draws.costCentre(random)]!,
    extensionAttribute2: random() < 0.6 ? pick(random, rings) : null,
    extensionAttribute3: regionOf(country),
    extensionAttribute4: random() < 0.4 ? projects[draws.project(random)]! : null,
    extensionAttribute5: random() < 0.05 ? 'true' : null,
    employeeHireDate: days[Math.floor(Math.sqrt(random()) * 7800)]!,
    proxyAddresses,
    assignedPlans,
  };
}

function makeProxies(random: Random, mail: string, name: string): string[] {
  const proxies = [`SMTP:${mail}`];
  for (let k = below(random, 4); k > 0; k -= 1) proxies.push(`smtp:${name}.${k}@${domains[draws.companyName(random)]}`);
  return proxies;
}

function makePlans(random: Random): MadeUser['assignedPlans'] {
  const made = [];
  for (let k = below(random, 6); k > 0; k -= 1) {
    const drawn = random();
    const { servicePlanId, service } = plans[draws.plan(random)]!;
    made.push({
      servicePlanId,
      capabilityStatus: drawn < 0.85 ? 'Enabled' : drawn < 0.93 ? 'Suspended' : 'Deleted',
      service,
    });
  }
  return made;
}
