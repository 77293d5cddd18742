/** Where somebody is signed in, as the API tells it. */
export interface SignInSession {
  readonly id: string;
  readonly startDateTime: string;
  readonly lastUsedDateTime: string;
  readonly endDateTime: string;
  readonly isCurrent: boolean;
  readonly authenticationMethods: readonly string[];
  readonly userAgent: string | null;
  readonly applications: readonly { readonly appId: string; readonly displayName: string | null }[];
}

/** The first that is named counts: most browsers name others, too, whose pages they want to be shown. */
const browsers: readonly (readonly [name: string, mark: RegExp])[] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Headless)?(?:Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
];

const systems: readonly (readonly [name: string, mark: RegExp])[] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b|\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
];

interface BrowserTexts {
  readonly unknownBrowser: string;
  browserOn(browser: string, system: string): string;
}

const longestShown = 60;

/** A browser in words a person uses, by how it describes itself; what nobody knows stands as it is, cut short. */
export function browserWords(agent: string | null, texts: BrowserTexts): string {
  if (agent === null || agent.trim() === '') return texts.unknownBrowser;
  const named = (of: typeof browsers) => of.find(([, mark]) => mark.test(agent))?.[0];
  const [browser, system] = [named(browsers), named(systems)];
  if (browser === undefined) return agent.length > longestShown ? `${agent.slice(0, longestShown)}…` : agent;
  return system === undefined ? browser : texts.browserOn(browser, system);
}

interface MethodTexts {
  readonly methodNames: Readonly<Record<string, string>>;
  readonly secondElsewhere: string;
}

/** How somebody showed who they are, in words; a second factor that was not shown here was shown where they come from. */
export function methodWords(methods: readonly string[], texts: MethodTexts): string {
  const named = methods.filter((each) => each !== 'mfa');
  const isOnlyElsewhere = named.every((each) => each === 'fed' || each === 'email');
  const words = named.map((each) => texts.methodNames[each] ?? each);
  return [...words, ...(isOnlyElsewhere && methods.includes('mfa') ? [texts.secondElsewhere] : [])].join(', ');
}
