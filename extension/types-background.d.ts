/**
 * What the background stores, receives and answers. JSDoc imports these; nothing of this file runs.
 * The formats of a release stand in docs/architecture.md; here is only what the background reads of them.
 */

/** spouse: a PNS or PPPK whose husband or wife is a candidate; which of the two is not asked, for the rule is the same. */
export type Employment = "pns" | "pppk" | "spouse" | "non_asn";
export type Language = "id" | "en";

/** storage.local "settings". */
export interface Settings {
  /** Which rule the person is bound by; null means asleep: nothing is held, nothing is asked. */
  employment: Employment | null;
  language: Language;
  /** Origin of the API, without a trailing slash. */
  server: string;
  /** YYYY-MM-DD: the day to take for today, for demos and tests; null is the real one. */
  today: string | null;
  /** Fetch every group's warnings ahead of time, so that no request follows a visit. */
  prefetch: boolean;
  /** After Tetap lanjut, how long the same account and action get a notice instead of the dialog; null: the rest of the day, 0: not at all. */
  ask_again_minutes: number | null;
  /** Milliseconds since the epoch: until then nothing is held or said in a page; null: no pause. */
  paused_until: number | null;
  /** Platforms that the person has switched off: nothing is held, marked or counted on their pages. */
  platforms_off: string[];
  /** The person's own region as the list names it ("wil:11", "wil:11.01"), to name its elections first; null: not said. Nothing else depends on it. */
  region: string | null;
}

/** What an agency may set to happen at an action, where the rules say hold. */
export type PolicyLevel = "badge" | "inform" | "hold" | "block";

/** storage.local "policy": what an agency has set, already checked; absent when no agency sets anything. */
export interface Policy {
  /** Name of the agency, shown to the person. */
  agency: string;
  /** device: its managed storage says so; server: the agency that the person has signed in with. */
  from: "device" | "server";
  /** In the place of what the person chose; a member that is there is locked. */
  settings: Partial<Settings>;
  /** In the place of "hold" alone, the same for every listed account. */
  levels: Partial<Record<"like" | "comment" | "share" | "follow", PolicyLevel>>;
  block_reason: Record<Language, string> | null;
  sentence: Record<Language, string> | null;
  /** mailto: or https:. */
  contact: string | null;
  onboarding_skipped: boolean;
  counts_allowed: boolean | null;
}

/** What one side sets, as extension/policy_schema.json says; checked, and nothing else is in it. */
export interface PolicyValues extends Partial<Pick<Settings, "server" | "language" | "region" | "platforms_off" | "prefetch">> {
  agency_name?: string;
  /** Only between the check and the request; never stored. */
  device_key?: string;
  policy_key?: string;
  tuf_root?: string;
  employment?: Employment;
  ask_again_minutes?: number;
  levels?: Policy["levels"];
  device_owned?: boolean;
  block_reason?: Record<Language, string>;
  sentence?: Record<Language, string>;
  contact?: string;
  onboarding_skipped?: boolean;
  counts_allowed?: boolean;
}

/** Whom to ask for a policy: by the key of the device, or by the enrolment of the person. */
export interface PolicySource {
  via: "device" | "enrolment";
  server: string;
  /** The point of the key that must have signed the answer, in hexadecimal. */
  policy_key: string;
  credential: string;
  /** Whose policy it must be; null: whose the device key is. */
  agency_id: string | null;
}

/** The last good answer of a server. */
export interface PolicyAnswer extends Pick<PolicySource, "via" | "server" | "policy_key"> {
  agency: { id: string; name: string };
  version: number;
  /** UTC instant. */
  expires: string;
  etag: string | null;
  values: PolicyValues;
  problems: string[];
}

/** How the last question for a policy ended; refused: the server does not take the credential, the last policy goes on. */
export interface PolicyAsked extends Pick<PolicySource, "via" | "server" | "policy_key"> {
  /** UTC instant. */
  checked_at: string;
  problem: ProblemCode | "refused" | null;
  failures: number;
  retry_after_seconds: number;
}

/** storage.local "policy_state": how "policy" came about. */
export interface PolicyState {
  /** What the administrator has put on the device, without its key; null: nothing. */
  device: PolicyValues | null;
  device_problems: string[];
  answer: PolicyAnswer | null;
  /** null: nobody was asked yet. */
  asked: PolicyAsked | null;
  /** What was dropped, and why, of device and answer. */
  problems: string[];
}

export interface TargetInfo {
  sha256: string;
  length: number;
}

/** storage.local "release": the last good release, and how the last check ended. */
export interface StoredRelease {
  /** The server that this release came from. */
  server: string | null;
  targets: Record<string, TargetInfo>;
  /** YYYY-MM-DD, the day the list speaks of; null when no list has been loaded yet. */
  made_on: string | null;
  /** How often the release wants to be asked for. */
  poll_seconds: number;
  /** Where objections to the list are taken: mailto: or https:. */
  contacts: string[];
  /** Platforms that have a "guard.<platform>". */
  guarded: string[];
  /** UTC instant of the last check, whatever its end; null before the first. */
  checked_at: string | null;
  /** Why the last check failed; null when it did not. */
  problem: ProblemCode | null;
  /** Failed checks in a row. */
  failures: number;
  /** How long the server has asked to be left alone, from the last check on; 0: it has not. */
  retry_after_seconds: number;
}

export type ProblemCode =
  | "unreachable"
  | "timed_out"
  | "redirected"
  | "http_status"
  | "too_long"
  | "wrong_length"
  | "wrong_hash"
  | "not_json"
  | "wrong_shape"
  | "version_back"
  | "version_mixed"
  | "wrong_signature"
  | "development_keys"
  | "expired"
  | "storage_failed"
  | "unexpected";

export type PhasePeriod = [phase: string, starts: string, ends: string];

/** A contest or an election of the list: when its days are. */
interface Calendared {
  utc_offset_minutes: number;
  /** Name of its phases in `calendars`. */
  calendar: string;
}

/** The same, laid out. */
interface Phased {
  utc_offset_minutes: number;
  phases: PhasePeriod[];
}

interface ContestPlace {
  election: string;
  region: string;
  group: string;
}

export type ListContest = ContestPlace & Phased;
export type ListElection = { name: Record<Language, string> } & Phased;

export interface ListEntry {
  contest: string;
  subject: string;
  from: string | null;
  to: string | null;
  /** platform -> "@handle#id @handle #id" */
  keys: Record<string, string>;
}

export interface ListFile {
  format: number;
  made_on: string;
  poll_seconds: number;
  contacts: string[];
  calendars: Record<string, PhasePeriod[]>;
  /** Every election but the practice one. */
  elections: Record<string, { name: Record<Language, string> } & Calendared>;
  /** entries: "<subject> <first day>/<last day>" -> platform -> "@handle#id @handle #id" */
  contests: Record<string, ContestPlace & Calendared & { entries: Record<string, Record<string, string>> }>;
}

/** The list as it is derived from (lay_out.js). */
export interface LaidList {
  contests: Record<string, ListContest>;
  elections: Record<string, ListElection>;
  entries: ListEntry[];
}

export interface RegionsFile {
  format: number;
  /** "wil:<code of Kemendagri>" -> name; storage.local "regions" */
  regions: Record<string, string>;
}

export interface PlatformFile {
  format: number;
  platform: string;
  sites: { domain: string; subdomains: string[] }[];
}

export interface PlatformsFile {
  format: number;
  platforms: Record<string, PlatformFile>;
}

export interface WarningRule {
  subjects: string[];
  phases: string[];
  actions: string[];
  employments: string[];
  level: string;
}

export interface WordingFile {
  format: number;
  rules: WarningRule[];
  texts: Record<Language, Record<string, unknown>>;
}

export interface WarningsFile {
  format: number;
  group: string;
  /** digests: the first digits of the digest of each of the owner's listings, between blanks */
  contests: Record<string, { name: Record<Language, string>; owners: { owner: string; role: string; digests: string }[] }>;
}

/** A listing in words. */
export interface LaidAccount {
  keys: string[];
  owner: string;
  role: string;
  contest: string;
  subject: string;
  from: string | null;
  to: string | null;
}

/**
 * storage.local "warnings.<group>": a group's file with what its digests stand for. Nothing else of list.json: the phases of
 * a contest may change without its group's file.
 */
export interface LaidWarnings {
  group: string;
  contests: Record<string, { name: Record<Language, string> }>;
  accounts: LaidAccount[];
}

/** The files of a release that were fetched because they are new or have changed. */
export interface ReleaseFiles {
  "list.json"?: ListFile;
  "platforms.json"?: PlatformsFile;
  "wording.json"?: WordingFile;
  "regions.json"?: RegionsFile;
}

/** One entry of "guard.<platform>": one contest, one subject, one window. */
export interface GuardEntry {
  contest: string;
  group: string;
  subject: string;
  from: string | null;
  to: string | null;
  utc_offset_minutes: number;
  /** Number of the contest's phases in `calendars`: contests of one election share them. */
  calendar: number;
}

/** storage.local "guard.<platform>": few and long texts, because a page reads it whenever it opens. */
export interface Guard {
  calendars: PhasePeriod[][];
  entries: GuardEntry[];
  /** A sorted line for every handle, "@handle entry" or "@handle entry id", and for every permanent id, "#id entry"; entry is its number. */
  marks: string;
}

/** Days that count in some regions, or, where an election has no listed contest yet, in none. */
export interface Calendar {
  utc_offset_minutes: number;
  phases: PhasePeriod[];
  /** Ids of the list, such as "wil:73.71"; "ID" is the whole country. */
  regions: string[];
}

/** storage.local "seasons": for the popup alone. */
export interface Seasons {
  elections: { name: Record<Language, string>; calendars: Calendar[] }[];
}

/** storage.local "levels": subject -> phase -> action -> level, for the person's employment. */
export type Levels = Record<string, Record<string, Record<string, string>>>;

/** storage.session "report": the listed key that the person objects to, and the action that is held meanwhile, if any. */
export interface Report {
  key: string;
  action: string | null;
}

/**
 * Why a request was made: on time, after a setting changed, by hand, ahead of time, because a listed account was met, for an agency,
 * or to sign in.
 */
export type SentWhy = "poll" | "settings" | "hand" | "ahead" | "visit" | "policy" | "sign_in";

/** storage.local "sent": a request that was made. */
export interface SentRequest {
  id: string;
  /** UTC instant. */
  at: string;
  method: string;
  address: string;
  why: SentWhy;
  /** Names of the headers that we set; the browser adds its own. */
  headers: string[];
  /** Whether the browser may send cookies and the like along. */
  cookies: boolean;
  body: boolean;
  /** Of the answer; null when there is none (yet), 0 when it leads elsewhere and was not followed. */
  status: number | null;
  /** Read of the answer, unpacked. */
  bytes: number;
}

/** An agency of GET /v1/agencies, whose people can sign in. */
export interface SignInOffer {
  id: string;
  name: string;
  issuer: string;
  client_id: string;
  /** What to ask the provider for beside "openid", where it has such a scope. */
  scope: string;
}

/** storage.local "enrolment": says member of this agency, and nothing about whom; the same for everybody who signed in on that day. */
export interface Enrolment {
  /** The server that gave it. */
  server: string;
  agency: { id: string; name: string };
  /** Shown for the agency's policy and for nothing else. */
  credential: string;
  /** UTC instant from which on it lets nobody in. */
  expires: string;
  /** Hexadecimal: signs the agency's policy. */
  policy_key: string;
}

/** Why nobody was signed in; the words stand in pages/texts.js. */
export type SignInProblem =
  | "cancelled"
  | "provider_down"
  | "provider_wrong"
  | "provider_refused"
  | "server_down"
  | "not_offered"
  | "not_member"
  | "clocks"
  | "token_refused"
  | "too_many"
  | "unexpected";

/** What the background answers to "sign_in": a clock that is wrong is told even when all went well. */
export type SignInOutcome = { problem: SignInProblem } | { problem: null; is_clock_wrong: boolean };

/** What the modules of the background are handed; only the browser, the network and the clock are faked in tests. */
export interface Services {
  browser: typeof chrome;
  fetch: typeof fetch;
  clock: Clock;
}

export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now: () => number;
  /** A number between the two, each equally likely. */
  pickBetween: (low: number, high: number) => number;
}

export type BackgroundMessage =
  | { type: "group_needed"; group: string }
  | { type: "page_state"; listed: boolean; level: string; unknown?: boolean }
  | { type: "open_rules" }
  | { type: "open_report"; key: string; action: string | null }
  | { type: "open_agency" }
  | { type: "update_now" }
  | { type: "forget_release" }
  | { type: "forget_sent" }
  | { type: "list_sign_ins" }
  | { type: "sign_in"; agency: string }
  | { type: "sign_out" };
