/**
 * What the page scripts share: plain scripts in manifest order around one global object, `jaga`, in the extension's own
 * world inside a site. The page itself never sees it.
 */

type Action = "like" | "comment" | "share" | "follow";
type Level = "none" | "badge" | "inform" | "hold";
type Language = import("./types-background.d.ts").Language;
type Settings = import("./types-background.d.ts").Settings;
type Guard = import("./types-background.d.ts").Guard;
type GuardEntry = import("./types-background.d.ts").GuardEntry;
type Policy = import("./types-background.d.ts").Policy;
type PhasePeriod = import("./types-background.d.ts").PhasePeriod;
type Levels = import("./types-background.d.ts").Levels;

/**
 * How a person acts: a press (mouse, touch, pen, or Enter and Space on the focused control), or something of its own.
 * hover: resting on a control, or holding it down, opens something; by itself it acts on nobody.
 */
type Way = "press" | "double" | "enter" | "ctrl_enter" | "submit" | "hover";

/* ---- the "page" member of extension/platforms/<name>.json ---- */

/** How one account is read off the page. Words in braces inside a selector stand for a list of labels. */
interface Reading {
  /** Elements inside the scope (the container, or the control itself); without it the scope element is read. */
  select?: string;
  /** Where the text stands; "text" is the element's own text. Without it: href. */
  attribute?: string;
  /** Only what follows / what stands before this, inside the text. */
  after?: string;
  before?: string;
  /** Only elements whose whole text is one of these labels. */
  text?: string;
  /** url: a profile link · handle · id · page: the page's own URL (with a select: only where such an element stands) · opener: the post where the menu was opened · container: the authors of the selected container · frame: the authors of the container around the frame in which this page stands. */
  read: "url" | "handle" | "id" | "page" | "opener" | "container" | "frame";
  /** For `opener`: what opens by resting on a control counts too, when it was later than the last press ("hover"). */
  by?: "hover";
  /** The kind of URL that counts ("profile" unless said), and for `page` the kind of page. */
  kind?: "profile" | "post";
  /** Only on pages whose own URL is of this kind. */
  when?: "profile" | "post";
  /** For `container`: which kind of container the selected element is; for `frame`: which one it must stand in. */
  name?: string;
  /** Every such element names an author (a post by two accounts); otherwise the first one that can be read. */
  all?: boolean;
  /** Only the first such element counts: when it is there and names nobody, nobody is named, by no later reading either. */
  first?: boolean;
  /** Where more than one such element is, nobody is named: which of them is meant is not known. */
  only?: boolean;
  /** Only where the scope says nothing besides these elements but one of these labels ("and": a post by two accounts). */
  rest?: string;
  note?: string;
}

/** What a post, a comment or a card is. Either selected, or grown from the control until an author is found. */
interface ContainerData {
  name: string;
  select?: string;
  /** Grown: the nearest ancestor of the control that holds an author and no second one of this (of each of these). */
  around?: string | string[];
  /** Grown: an author inside a part that holds one of these belongs to somebody else. */
  except?: string;
  /** In order; the first that yields an account decides. */
  authors: Reading[];
  note?: string;
}

interface ControlData {
  /** For switching it off. */
  name?: string;
  /** Without an action: only opens a menu, which is remembered. */
  action?: Action;
  select: string;
  /** The whole text of the control is one of these labels. */
  text?: string;
  on?: Way;
  /** Containers that may decide whose it is, in this order. */
  in?: string[];
  /** Read off the control itself, before any container. */
  owner?: Reading[];
  /** What is pressed when the person goes on, inside the container; without it the control itself. */
  control?: string;
  /** start: opens the menu or box in which the action ends · end: finishes what a start opened, and is not asked again. */
  flow?: "start" | "end";
  note?: string;
}

/** Seen, never held: the same members as of a control. */
type FollowingData = Pick<ControlData, "name" | "select" | "text" | "in" | "owner" | "note">;

interface KeyData {
  key: string;
  action: Action;
  /** The container that the key acts on: one of these kinds. */
  in: string | string[];
  /** Kinds that are only a part of a post (its heading): with the focus in one of them, what is around it counts. */
  past?: string[];
  /** middle: the one in the middle of the window, where the site does not use the focus; without it the one that holds the focus. */
  at?: "middle";
  control: string;
  flow?: "start" | "end";
}

/** A recogniser that the release has switched off, and why. */
interface OffData {
  /** The name of a container, a control or a composer. */
  rule: string;
  reason: Record<Language, string>;
}

/** Where a text is written that others will read, and how it is sent. */
interface ComposerData {
  /** For switching it off. */
  name?: string;
  /** The text boxes. */
  select: string;
  /** What holds the boxes and the button of one text: the nearest such ancestor; without it the page. */
  within?: string;
  /** The buttons that send it. */
  send?: string;
  /** The whole text of the button is one of these labels. */
  text?: string;
  /** Messages anywhere on the page that are sent along: what is forwarded. */
  also?: string;
  /** What else sends it. */
  on?: Way[];
  /** The site takes a press only from a person: who goes on is asked to do it once more. */
  again?: boolean;
  note?: string;
}

interface PageData {
  labels?: Record<string, string[]>;
  containers?: ContainerData[];
  controls?: ControlData[];
  keys?: KeyData[];
  composers?: ComposerData[];
  /** Switched off by the release: controls and composers of this name, and whatever a container of this name would decide. */
  off?: OffData[];
  /** The button of a profile that says that the person follows it already. */
  following?: FollowingData[];
  own?: Reading[];
}

/* ---- recognition ---- */

/** An account as a page shows it: canonical handle without "@", permanent id; one of the two may be unknown. */
interface PageAccount {
  handle: string | null;
  id: string | null;
}

/** A rule of the data with its labels laid out, ready to be asked. */
type ControlRule = ControlData & { on: Way; words: string[] | null };

type FollowingRule = FollowingData & { words: string[] | null };

type ComposerRule = ComposerData & { words: string[] | null };

/** A text that an event would send. */
interface Sending {
  control: Element;
  editors: Element[];
  /** Messages that are sent along. */
  along: Element[];
  /** What to press when the person goes on; null: the person has to repeat it. */
  release: Element | null;
}

interface Recogniser {
  platform: PlatformFile;
  containers: Map<string, ContainerData>;
  /** One selector for all selected containers. */
  anyContainer: string;
  controls: Map<Way, { any: string; rules: ControlRule[] }>;
  /** The rules of each key, in order; the first whose container is there decides. */
  keys: Map<string, KeyData[]>;
  composers: ComposerRule[];
  following: FollowingRule[];
  own: Reading[];
  labels: Record<string, string[]>;
}

/** What recognition may look at, besides the elements. */
interface View {
  recogniser: Recogniser;
  url: string;
  /** Authors of the post where a menu was opened by a press a short while ago; null: none was. */
  opener: PageAccount[] | null;
  /** The same, by a press or by resting on a control, whichever was later; absent or null: none was. */
  hovered?: PageAccount[] | null;
}

interface Sighting {
  /** null: the control only opens a menu. */
  action: Action | null;
  /** Whose post, comment or profile it is; empty: nobody could be read, so nothing is held. */
  accounts: PageAccount[];
  control: Element;
  container: Element | null;
  /** What to press when the person goes on; null: the person has to repeat the action. */
  release: Element | null;
  flow: "start" | "end" | null;
}

interface PlatformFile {
  format: number;
  platform: string;
  name: string;
  page?: PageData;
  [member: string]: unknown;
}

/* ---- listed or not ---- */

/** What a text is compared with. */
interface KnownLists {
  platforms: PlatformFile[];
  guards: Map<string, Guard>;
  /** All platforms are in it, or on their way. */
  isWhole: boolean;
}

/** A listing in force: which account, by which entry of the list, in which phase today. */
interface PageListing {
  account: PageAccount;
  entry: GuardEntry;
  phase: string;
  day: string;
  /** Where a text names an account: its platform, which may not be the page's. */
  platform?: string;
}

/** The listing that weighs most, and what it means for an action. */
interface Judged {
  listing: PageListing;
  level: Level;
  /** Held, and the person's agency does not allow going on. */
  isBlocked: boolean;
}

/** late: the store has not answered in time; presses pass, and are looked at when it does (passed.js). */
type PageState = { status: "loading" } | { status: "late" } | Asleep | Awake;

interface Asleep {
  status: "asleep";
  /** The platform, when it sleeps because the person has switched this platform off. */
  switchedOff?: string;
}

interface Awake {
  status: "awake";
  settings: Settings;
  recogniser: Recogniser;
  guard: Guard;
  /** For texts that name accounts of any platform. */
  lists: KnownLists;
  levels: Levels;
  /** Name of the agency whose policy is in force; null: none. */
  agency: string | null;
}

/** An action on an account, as the guard remembers it. */
interface Step {
  key: string;
  action: Action;
}

interface Verdict {
  sighting: Sighting;
  level: Level;
  listing: PageListing | null;
  step: Step | null;
  /** Listed, but passing: allowed once, the end of a flow that was confirmed, or gone on with a while ago. */
  waived: "once" | "flow" | "continued" | null;
  /** Held, and the person's agency does not allow going on. */
  isBlocked?: boolean;
}

/** When and where a press began. */
interface PressMark {
  at: number;
  x: number;
  y: number;
  /** In our dialog. */
  isOurs: boolean;
}

interface Trail {
  rememberOpener(accounts: PageAccount[]): void;
  rememberHovered(accounts: PageAccount[]): void;
  readOpener(): PageAccount[] | null;
  readHovered(): PageAccount[] | null;
  confirmFlow(step: Step): void;
  extendFlow(): void;
  isFlowConfirmed(step: Step): boolean;
  endFlow(): void;
  allowOnce(step: Step): void;
  isAllowedOnce(step: Step): boolean;
  useAllowance(): void;
  isContinued(step: Step): boolean;
}

/** What the guard asks of the page around it. */
interface Desk {
  readonly state: PageState;
  isAlive(): boolean;
  stop(): void;
  /** A press on a listed account has begun: have the words ready. */
  prepare(listing: PageListing): void;
  ask(verdict: Verdict): Promise<boolean>;
  isContinued(step: Step): boolean;
  inform(verdict: Verdict): void;
  sayAgain(): void;
  sayBlocked(): void;
  sayPassed(verdict: Verdict): void;
}

/* ---- words and boxes ---- */

/** storage.local "wording", as far as a page reads it; in full: docs/architecture.md, server/domain/wording_format.py. */
interface Wording {
  rules: Rule[];
  texts: Record<Language, Texts>;
}

interface Rule {
  subjects: string[];
  phases: string[];
  actions: string[];
  employments: string[];
  level: Level;
  message: string | null;
  basis: string[];
  consequence: string | null;
  allowed: string[];
}

interface Texts {
  messages: Record<string, { title: string; bodies: string[] }>;
  bases: Record<string, string>;
  consequences: Record<string, string>;
  allowed: Record<string, string>;
  phases: Record<string, string>;
  actions: Record<string, string>;
  roles: Record<string, { usual: string; prospective: string }>;
  notices: Record<string, string>;
  undo: Record<string, string>;
  general: { title: string; body: string };
}

type Facts = { owner: string; contest: string | null; phase: string; role: string; subject: string };
type WarningText = { title: string; body: string; basis: string[]; consequence: string; allowed: string };
type Words = Record<
  "cancel" | "go_on" | "close" | "consequence" | "allowed" | "basis" | "rules" | "report" | "again" | "banner"
  | "blocked" | "reason" | "alike" | "object" | "contact" | "ask_agency", string>;
/** What a policy says in a warning, in the reader's language. */
type AgencyWords = { name: string; reason: string | null; sentence: string | null; contact: string | null };

/** storage.local "warnings.<group>". */
interface WarningsFile {
  group: string;
  contests: Record<string, { name: Record<Language, string> }>;
  accounts: { keys: string[]; owner: string; subject: string; role: string; contest: string }[];
}

interface StoredWarnings {
  wording: Wording;
  file: WarningsFile | null;
  policy: Policy | null;
}

interface Told {
  warning: WarningText;
  facts: Facts | null;
  wording: Wording;
  place: string;
  /** null: no agency has set anything. */
  agency: AgencyWords | null;
}

type BoxName = "dialog" | "notice" | "banner";

interface Overlay {
  host: HTMLElement;
  root: ShadowRoot;
}

interface DialogContent extends Step {
  lang: Language;
  warning: WarningText;
  who: { owner: string; place: string } | null;
  agency: AgencyWords | null;
  /** The agency does not allow going on: there is no button for it. */
  isBlocked: boolean;
  /** Shows the rule page in a tab of its own. */
  openRules: () => void;
  /** Shows, in a tab of its own, the page for objecting to the listing. */
  openReport: () => void;
  /** Shows, in a tab of its own, what the agency has set and where it can be asked. */
  openAgency: () => void;
}

/** The dialog and what can be pressed in it. */
interface DialogParts {
  dialog: HTMLDialogElement;
  cancel: HTMLButtonElement;
  /** null: blocked. */
  goOn: HTMLButtonElement | null;
  /** What opens in a tab of its own, in the order in which it stands. */
  links: Map<HTMLButtonElement, () => void>;
}

interface OpenDialog extends DialogParts {
  overlay: Overlay;
  resolve: (answer: boolean) => void;
  wakesAt: number;
  press: { button: HTMLButtonElement | null; at: number } | null;
  /** The button that has the focus, or had it before the page took it. */
  focused: HTMLButtonElement;
  refocuses: number;
  watch: DialogWatch | null;
}

/** Keeps the open dialog in sight (dialog_watch.js). */
interface DialogWatch {
  stop(): void;
  isThere(): boolean;
  check(): void;
}

/** The answer to {type: "describe_page"}. */
interface PageDescription {
  /** What the release has switched off here, and why, in the person's language. */
  off?: string[];
  /** The person has switched this platform off. */
  switched_off?: true;
  awake: boolean;
  platform: string | null;
  kind: string | null;
  /** What is not recognised: all of a page of a known kind, or a part of it. */
  unknown?: "page" | "part";
  listed: boolean;
  level: Level;
  /** Of the listed account. */
  key?: string;
  owner?: string;
  contest?: string | null;
  phase?: string;
}

/** Questions to a site's elements, asked of the browser's own functions. */
interface Dom {
  matches(element: Element, selector: string): boolean;
  closest(element: Element, selector: string): Element | null;
  find(scope: Element | Document, selector: string): Element | null;
  findAll(scope: Element | Document, selector: string): Element[];
  contains(element: Element, other: Node): boolean;
  comparePosition(element: Element, other: Element): number;
  parentOf(node: Node): Element | null;
  rootOf(element: Element): Node;
  isConnected(element: Element): boolean;
  attributeOf(element: Element, name: string): string | null;
  markupOf(element: Element): string;
  nameOf(element: Element): string;
  contentOf(element: Element): string | null;
  shownTextOf(element: HTMLElement): string;
  isEditable(element: HTMLElement): boolean;
  boxOf(element: Element): DOMRect;
  topOf(page: Document): HTMLElement;
  walk(scope: Node, what: number): TreeWalker;
  elementAt(page: Document, x: number, y: number): Element | null;
  focusedIn(page: Document): Element | null;
  readyStateOf(page: Document): DocumentReadyState;
  isHidden(page: Document): boolean;
  click(element: HTMLElement): void;
  dispatch(element: Element, event: Event): boolean;
  /** A copy of all that is in a page, in a document in which nothing runs or loads. */
  copyOf(page: Document): HTMLElement;
  make<K extends keyof HTMLElementTagNameMap>(name: K): HTMLElementTagNameMap[K];
  makeShape(name: "svg" | "rect"): SVGElement;
}

/* ---- the one global object, filled by the page scripts in manifest order ---- */

interface Jaga {
  /* resolve_url.js and its helpers: types-urls.d.ts */
  /* dom.js */
  dom: Dom;
  /* read_accounts.js, containers.js */
  findParent(element: Element): Element | null;
  readText(element: Element, attribute: string): string;
  parseKey(key: string | null): PageAccount | null;
  readUrl(view: View, url: string, kind: string): PageAccount | null;
  readAccounts(view: View, reading: Reading, scope: Element | Document, belongs: (element: Element) => boolean): PageAccount[] | null;
  readAuthors(view: View, container: ContainerData, element: Element): PageAccount[];
  findSelected(view: View, from: Element, limit: Element | null): { container: ContainerData; element: Element } | null;
  growContainer(view: View, container: ContainerData, control: Element, limit: Element | null): { element: Element; accounts: PageAccount[] } | null;
  readOwner(view: View, readings: Reading[], control: Element): PageAccount | null;
  /* make_recogniser.js, recognise.js */
  makeRecogniser(platform: PlatformFile): Recogniser | null;
  matchesWord(words: string[], text: string): boolean;
  isLabel(recogniser: Recogniser, name: string, text: string): boolean;
  findControl(recogniser: Recogniser, way: Way, path: EventTarget[]): { rule: ControlRule; control: Element } | null;
  readWhose(view: View, rule: Pick<ControlData, "in" | "owner">, control: Element): { accounts: PageAccount[]; element: Element | null };
  recognise(view: View, way: Way, path: EventTarget[]): Sighting | null;
  recogniseKey(view: View, key: string, path: EventTarget[]): Sighting | null;
  findMiddle(view: View, kinds: string[]): { container: ContainerData; element: Element } | null;
  readOwnAccounts(view: View): PageAccount[];
  /* read_names.js, composers.js, known_lists.js, judge_text.js */
  readNamedKeys(sending: Pick<Sending, "editors" | "along">, own: PlatformFile, platforms: PlatformFile[]): string[];
  recogniseSending(view: View, platforms: PlatformFile[], way: Way, path: EventTarget[]): { sending: Sending; keys: string[] } | null;
  isInComposer(recogniser: Recogniser, path: EventTarget[]): boolean;
  makeKnownLists(file: PlatformFile, guard: Guard): KnownLists;
  ComposerWatch: new (browser: typeof chrome) => { follow(state: PageState): void };
  judgeText(state: Awake, trail: Trail, way: Way, path: EventTarget[], control: Verdict | null): Verdict | null;
  /* listings.js */
  NO_GUARD: Guard;
  findListings(guard: Guard, account: PageAccount, fixedDay: string | null, now: number): PageListing[];
  ruleLevels(levels: Levels, ruled: Policy["levels"]): Levels;
  readLevels(state: Awake): Levels;
  chooseListing(levels: Levels, listings: PageListing[], action: Action): Judged | null;
  chooseProfileListing(levels: Levels, listings: PageListing[]): Judged | null;
  /* compose_warning.js */
  chooseRule(rules: Rule[], subject: string, phase: string, action: string, employment: string): Rule | null;
  makeWarningFacts(
    account: { owner: string; subject: string; role: string }, contest: { name: Record<Language, string> } | null, phase: string, lang: Language,
  ): Facts;
  composeWarning(wording: Wording, rule: Rule, facts: Facts, lang: Language, form?: number): WarningText | null;
  composeGeneralWarning(wording: Wording, rule: Rule, lang: Language): WarningText | null;
  composeNotice(wording: Wording, notice: string, lang: Language, facts?: Facts | null): string | null;
  /* continued.js */
  Continued: new (browser: typeof chrome, name?: "continued" | "hinted") => {
    load(): Promise<void>;
    has(step: Step): boolean;
    add(step: Step, utcOffsetMinutes: number, minutes?: number | null): Promise<void>;
  };
  /* words.js, overlay.js, agency_words.js, dialog.js, notice.js, banner.js */
  words: Record<Language, Words>;
  makeOverlay(style: string): Overlay;
  makeElement<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Record<string, string>, ...children: (Node | string)[]): HTMLElementTagNameMap[K];
  makeMark(): SVGElement;
  showBox(name: BoxName, overlay: Overlay, box: HTMLElement): void;
  placeBox(name: BoxName, host: HTMLElement): void;
  removeBox(name: BoxName): void;
  dialogStyle: string;
  readAgency(policy: Policy | null, lang: Language): AgencyWords | null;
  buildAgencyLine(agency: AgencyWords | null, words: Words): HTMLElement[];
  buildBlock(agency: AgencyWords, words: Words): HTMLElement[];
  fillAgency(text: string, agency: Pick<AgencyWords, "name">): string;
  buildDialog(content: DialogContent): DialogParts;
  DialogWatch: new (host: HTMLElement, dialog: HTMLDialogElement, tell: { repaired: () => void; lost: () => void }) => DialogWatch;
  askInDialog(content: DialogContent): Promise<boolean>;
  isDialogOpen(): boolean;
  closeDialog(answer: boolean): void;
  handleDialogEvent(event: Event): void;
  showNotice(lang: Language, title: string, text: string, agency?: AgencyWords | null): void;
  hideNotice(): void;
  showBanner(key: string, lang: Language, text: string): void;
  sayInBanner(key: string, text: string, more: string): void;
  readBanner(key: string): "none" | "short" | "long";
  hideBanner(): void;
  /* judge.js, trail.js, gestures.js, effect.js, release.js, opener_watch.js, hold.js */
  judgeWay(state: Awake, trail: Trail, way: Way, path: EventTarget[]): Verdict | null;
  judgeShortcut(state: Awake, trail: Trail, key: string, path: EventTarget[]): Verdict | null;
  makeView(state: Awake, trail: Trail): View;
  readWaiver(trail: Trail, sighting: Pick<Sighting, "flow">, step: Step): Verdict["waived"];
  easeLevel(level: Level, waived: Verdict["waived"]): Level;
  isTold(level: Level): boolean;
  isSameAccount(one: PageAccount, other: PageAccount): boolean;
  nameAccount(platform: string, account: PageAccount): string;
  makeTrail(now: () => number, isContinued: (step: Step) => boolean): Trail;
  swallow(event: Event): void;
  isPressKey(event: KeyboardEvent): boolean;
  isTyping(event: Event): boolean;
  makePath(element: Element): Element[];
  clickElement(element: Element): void;
  isSecondPress(last: PressMark | null, press: PressMark): boolean;
  readMarks(control: Element, action: Action): unknown[];
  hasChanged(before: unknown[], after: unknown[]): boolean;
  Release: new (desk: Desk, trail: Trail) => {
    readonly isPressing: boolean;
    ask(verdict: Verdict): Promise<void>;
    press(element: Element): void;
    remember(verdict: Verdict | null): void;
  };
  OpenerWatch: new (desk: Desk, trail: Trail) => { follow(state: PageState): void; see(path: EventTarget[]): void; stop(): void };
  PassedPresses: new (desk: Desk, trail: Trail) => { keep(button: Element): void; followState(): void };
  HoldGuard: new (desk: Desk) => { start(): void; stop(): void; followState(): void };
  /* health.js */
  findBlind(view: View): string[];
  findBlindSettled(view: View, signal: AbortSignal): Promise<string[]>;
  countBlind(browser: typeof chrome, platform: string, findings: string[]): Promise<void>;
  /* following.js */
  isFollowing(view: View, account: PageAccount): boolean;
  FollowingHint: new (browser: typeof chrome, source: InstanceType<Jaga["WarningSource"]>) => {
    look(state: Awake, listing: PageListing): Promise<void>;
    stop(): void;
  };
  /* warning_source.js, page_state.js, profile_watch.js, main.js */
  WarningSource: new (browser: typeof chrome) => {
    forget(): void;
    load(group: string): Promise<StoredWarnings>;
    compose(state: Awake, listing: PageListing, action: Action): Promise<Told | null>;
  };
  ProfileWatch: new (browser: typeof chrome, source: InstanceType<Jaga["WarningSource"]>) => {
    start(signal: AbortSignal): void;
    setState(state: PageState): void;
    describe(): Promise<PageDescription>;
  };
  loadPageState(browser: typeof chrome, hostname: string): Promise<PageState>;
  isStateChange(names: string[]): boolean;
  logOnce(error: unknown): void;
  /** The running copy; a newer one stops it. */
  desk?: { stop(): void };
}

declare var jaga: Jaga;
