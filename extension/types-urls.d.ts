/** What resolve_url.js and its helpers share; the form of the data is described in extension/platforms/README.md. */

/** What a part of an address may be: a rule of its characters, or a list of words. */
interface PartRuleData {
  characters?: string;
  min?: number;
  max?: number;
  fold?: "lower" | "unicode";
  drop?: string;
  starts?: string;
  needs?: string;
  refuse?: { starts?: string[]; ends?: string[]; holds?: string[] };
  words?: string[];
}

interface SiteData {
  domain: string;
  subdomains: string[];
  name?: string;
  shared?: boolean;
}

interface UrlFormData {
  template: string;
  kind: "profile" | "post" | "other";
  on?: string[];
  account?: string;
  opaque?: boolean;
}

/** The members of a platform file that speak of addresses. */
interface PlatformUrls {
  platform: string;
  sites: SiteData[];
  handle: PartRuleData | PartRuleData[];
  id: PartRuleData | PartRuleData[];
  parts?: Record<string, PartRuleData | PartRuleData[]>;
  reserved: string[];
  redirects: { template: string; on?: string[] }[];
  urls: UrlFormData[];
  hashbang?: string[];
}

interface UrlParts {
  host: string;
  /** Decoded segments; an empty last one for a trailing slash. */
  path: string[];
  query: string;
  fragment: string;
}

/** One segment or one value: literals[0] parts[0] literals[1] parts[1] literals[2]. */
interface UrlPattern {
  literals: string[];
  parts: string[];
}

interface UrlTemplate {
  segments: UrlPattern[];
  hasTail: boolean;
  parameters: [string, UrlPattern][];
}

/** Brings a text into canonical form; null when it is none. */
type PartReader = (text: string) => string | null;

interface UrlForm {
  template: UrlTemplate;
  kind: "profile" | "post" | "other";
  on: string[];
  account: { mark: string; pattern: UrlPattern } | null;
  isOpaque: boolean;
  startsWithPart: boolean;
}

/** A platform ready to be asked. */
interface ReadyPlatform {
  name: string;
  sites: { domain: string; subdomains: string[]; name: string; isShared: boolean }[];
  /** The reader of each part that a template may name, "handle" and "id" among them. */
  readers: Map<string, PartReader>;
  reserved: Set<string>;
  redirects: { template: UrlTemplate; on: string[] }[];
  urls: UrlForm[];
  hashbang: Set<string>;
}

interface ResolvedUrl {
  platform: string | null;
  kind: "profile" | "post" | "other" | null;
  /** The canonical handle or the permanent id. */
  account: string | null;
  key: string | null;
  /** A short link or token: where it leads is known only by following it. */
  opaque: boolean;
}

interface Jaga {
  /* resolve_url.js */
  resolveUrl(platforms: PlatformFile | PlatformFile[], url: string, base?: string | null): ResolvedUrl;
  readHandle(platform: PlatformFile, text: string): string | null;
  readId(platform: PlatformFile, text: string): string | null;
  /* ready_platform.js */
  makeReadyPlatform(platform: PlatformFile): ReadyPlatform;
  /* url_parts.js */
  readUrlParts(url: string, base: UrlParts | null): UrlParts | null;
  readParameters(query: string): Map<string, string | null>;
  splitPath(path: string): string[];
  asciiLower(text: string): string;
  trimText(text: string, around?: RegExp): string;
  /* part_rules.js */
  makePartReader(rules: PartRuleData | PartRuleData[]): PartReader;
  /* url_templates.js */
  parseTemplate(text: string): UrlTemplate;
  parsePattern(text: string): UrlPattern;
  fillPattern(pattern: UrlPattern, parts: Map<string, string>): string;
  matchTemplate(
    template: UrlTemplate, segments: string[], parameters: Map<string, string | null>, readers: Map<string, PartReader>,
  ): Map<string, string> | null;
}
