// Tables of words, and the words put together from them: what the synthetic company is made of.
import { below, pick, type Random, seededRandom, shuffled, zipf } from './random.ts';

const words = (text: string) => text.trim().split(/\s*,\s*|\s*\n\s*/);

export const departments = words(`
  Sales, Engineering, Customer Support, Operations, Marketing, Finance, Human Resources, IT, Manufacturing, Logistics
  Legal, Research, Product, Quality, Procurement, Security, Facilities, Training, Design, Data Science
  Internal Audit, Compliance, Public Affairs, Treasury, Tax, Field Service, Retail, Partner Management, Presales
  Consulting, Risk, Investor Relations, Communications, Strategy, Corporate Development, Architecture
  Health and Safety, Sustainability, Executive Office, Translation`);
export const countries = words(`
  US, DE, IN, GB, FR, BR, CA, JP, AU, ES, IT, NL, PL, MX, SE, CH, SG, CN, KR, BE, AT, DK, NO, FI, IE, PT, CZ, RO, HU, GR
  TR, ZA, AE, SA, IL, EG, NG, KE, AR, CL, CO, PE, TH, VN, MY, ID, PH, NZ, TW, HK, UA, BG, HR, SK, SI, LT, LV, EE, LU, MA`);
const regions: Readonly<Record<string, readonly string[]>> = {
  AMER: ['US', 'CA'],
  LATAM: words('BR, MX, AR, CL, CO, PE'),
  APAC: words('IN, JP, AU, SG, CN, KR, TH, VN, MY, ID, PH, NZ, TW, HK'),
};
const syllables = words(`
  ba, ber, bor, cam, dal, den, el, fra, gar, hal, in, jo, kal, lan, mar, nor, ol, por, quin, ros, san, tor, ul, var
  wil, yor, zan, lin, mont, ster`);
export const firstNames = words(`
  Anna, Ben, Carla, David, Elena, Farid, Grace, Hugo, Ines, Jonas, Karin, Liam, Maria, Nils, Olga, Paul, Quentin, Rosa
  Samir, Tanja, Uma, Victor, Wanda, Xavier, Yuki, Zoe, Aiko, Bruno, Chen, Dalia, Emil, Fatima, Georg, Hana, Igor, Julia
  Kofi, Lena, Mateo, Nadia`);
const cityEndings = words('ton, burg, ville, ford, dorf, stad, grad, field, port, ham, mouth, wick');
const nameEndings = words('man, son, ez, ova, ini, er, sen, ski, ard, ova, eau, wood');
const companyEndings = words('Holdings, GmbH, Inc, Ltd, Group, AG');
const topDomains = words('.example, .example.com, .example.org, .example.net');
const services = words(`
  exchange, SharePoint, MicrosoftCommunicationsOnline, TeamspaceAPI, YammerEnterprise, SCO, AADPremiumService, PowerBI
  ProjectWorkManagement, Sway`);
const levels = words('Junior, Associate, Intermediate, Senior, Lead, Principal, Staff, Chief, Deputy, Regional');
export const functions = words(
  'Sales, Software, Support, Operations, Marketing, Finance, People, Security, Data, Product',
);
const roles = words('Engineer, Manager, Analyst, Specialist, Director');

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);
const range = <T>(count: number, item: (i: number) => T) => Array.from({ length: count }, (_, i) => item(i));

/** So many different texts. */
function distinct(count: number, seed: number, draw: (random: Random) => string): readonly string[] {
  const random = seededRandom(seed);
  const found = new Set<string>();
  while (found.size < count) found.add(draw(random));
  return [...found];
}

const twoSyllables = (random: Random) => pick(random, syllables) + pick(random, syllables);

export const regionOf = (country: string): string =>
  Object.keys(regions).find((region) => regions[region]!.includes(country)) ?? 'EMEA';
export const lastNames = syllables.flatMap((start) => nameEndings.map((end) => capital(start) + end));
export const jobTitles = shuffled(
  4711,
  levels.flatMap((level) => functions.flatMap((name) => roles.map((role) => `${level} ${name} ${role}`))),
);
export const cities = distinct(2000, 99, (random) => capital(twoSyllables(random) + pick(random, cityEndings)));
export const companies = distinct(
  300,
  98,
  (random) => `${capital(twoSyllables(random))} ${pick(random, companyEndings)}`,
);
export const domains = companies.map((name, i) => {
  const host = name.split(' ')[0]!.toLowerCase() + (i % 5 === 0 ? `-${i}` : '');
  return host + pick(seededRandom(i + 1), topDomains);
});
export const offices = shuffled(
  4712,
  range(40, (building) => range(10, (floor) => `Building ${building + 1} Floor ${floor + 1}`)).flat(),
);
export const costCentres = range(1000, (i) => `CC-${1000 + i}`);
export const rings = range(6, (i) => `ring${i}`);
export const projects = range(200, (i) => `PRJ${String(i).padStart(3, '0')}-${syllables[i % 30]!.toUpperCase()}`);
const firstDay = Date.UTC(2005, 0, 1);
export const days = range(7800, (i) => `${new Date(firstDay + i * 86_400_000).toISOString().slice(0, 10)}T00:00:00Z`);

/** One service plan that users can have. */
export interface Plan {
  readonly servicePlanId: string;
  readonly service: string;
}

export const plans: readonly Plan[] = makePlans();

function makePlans(): Plan[] {
  const random = seededRandom(97);
  const hex = (length: number) => range(length, () => '0123456789abcdef'[below(random, 16)]).join('');
  return range(40, (i) => ({
    servicePlanId: `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
    service: services[i % 10]!,
  }));
}

/** How often each value occurs: a draw of its place in the table of the same name. */
export const draws = {
  department: zipf(40, 1),
  country: zipf(60, 1),
  cityOfCountry: zipf(33, 0.7),
  jobTitle: zipf(500, 0.7),
  companyName: zipf(300, 0.8),
  officeLocation: zipf(400, 0.4),
  costCentre: zipf(1000, 0.5),
  project: zipf(200, 0.8),
  plan: zipf(40, 0.9),
};

/** The tables of the attributes that lists in rules, and changes, take their values from. */
export const listed = {
  department: [departments, draws.department],
  country: [countries, draws.country],
  jobTitle: [jobTitles, draws.jobTitle],
  companyName: [companies, draws.companyName],
  extensionAttribute1: [costCentres, draws.costCentre],
  officeLocation: [offices, draws.officeLocation],
  extensionAttribute4: [projects, draws.project],
} as const;
