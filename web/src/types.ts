// The shapes that the API answers with: docs/openapi.json and the schemas beside it, in TypeScript.
import type { Analysis, Claim, Reading } from './analysis';

export type * from './analysis';

export interface Person {
  name: string;
  roles: string[];
  language: string;
  may: string[];
  second_factor: boolean;
}
export interface Session {
  person: Person;
  csrf: string;
}
export interface Rows<T> {
  rows: T[];
  total?: number;
}

export interface Correction {
  number: number;
  action: string;
  subject: string;
  /** A reading, or a part of one; of a merge the claim that stays, of a split the new claim and what goes with it. */
  after: (Partial<Reading> & { into?: string; claim?: Claim; takes?: string[] }) | null;
  reason: string;
  author: string;
  at: string;
  undone: boolean;
}
export interface ArticlePage {
  article: {
    article: string;
    version: number;
    outlet: string;
    title: string;
    url: string;
    published: string | null;
    current: boolean;
    sha256: string;
    added: string;
  };
  /** null where the role may not see the text. */
  analysis: Analysis | null;
  versions: { version: number; added: string; title: string; current: boolean }[];
  copies: Copy[];
  incidents: Told[];
  corrections: Correction[];
  revision: number;
  /** Of entities by id; of states that act by their English name. */
  names?: Record<string, Named>;
}
/** How an entity is called in both languages. */
export interface Named {
  en: string;
  ar: string;
}

export type ReadArticle = ArticlePage & { analysis: Analysis };
export interface Copy {
  article: string;
  outlet: string;
}
/** An incident that an article tells of: as its news, or as background. */
export interface Told {
  id: string;
  leads: boolean;
}
/** Least and most. */
export type Killed = [number | null, number | null];
export interface InboxRow {
  article: string;
  version: number;
  title: string;
  outlet: string;
  published: string | null;
  opening: string;
  state: 'new' | 'reading' | 'decided';
  /** Who has it open, or decided about it. */
  by: string[];
  claims: number;
  denials: number;
  killed: Killed | null;
  places: string[];
  places_ar?: string[];
  types: string[];
  copies: Copy[];
  incidents: Told[];
}
export interface Place {
  name: string;
  name_ar?: string;
  entity: string;
  country: string;
  level: string;
  lat: number;
  lon: number;
}
export interface LedgerClaim {
  id: string;
  article: string;
  origin: string;
  source: string;
  source_ar?: string;
  source_entity: string;
  chain: string[];
  chain_ar?: string[];
  stance: string;
  type: string | null;
  status: string;
  place: Place | null;
  from: string | null;
  to: string | null;
  agents: string[];
  agents_ar?: string[];
  targets: string[];
  targets_ar?: string[];
  weapons: string[];
  figure: string | null;
  low: number | null;
  high: number | null;
  approximate: boolean;
  victims: string | null;
  part: boolean;
  cumulative: boolean;
  start: number;
  end: number;
  quote: string;
  outlet?: string;
  title?: string;
  published?: string | null;
  version?: number;
}
export interface Measure {
  kind: string;
  low: number | null;
  best: number | null;
  high: number | null;
  origins: number;
  claims: string[];
}
export interface PolicyRange {
  policy: string;
  version: number;
  grade: string;
  origins: number;
  measures: Measure[];
}
export interface Decision {
  number: number;
  action: string;
  detail: Record<string, unknown>;
  reason: string;
  author: string;
  at: string;
  undone: boolean;
}
export interface Series {
  origin: string;
  kind: string;
  points: { day: string | null; low: number | null; high: number | null; claim: string }[];
}
export interface Link {
  article: string;
  to: string;
  score: number;
  reasons: { what: string; which: string; points: number }[];
}
export interface Incident {
  id: string;
  former_ids: string[];
  type: string | null;
  from: string | null;
  to: string | null;
  dated: boolean;
  place: Place | null;
  reports: string[];
  leads: string[];
  tolls: { article: string; kind: string; low: number | null; high: number | null }[];
  links: Link[];
  decisions: Decision[];
  series: Series[];
  range: PolicyRange;
  claims: Record<string, LedgerClaim[]>;
  version: number;
  articles: { article: string; title: string; outlet: string; published: string | null; leads: boolean }[];
  candidates: Candidate[];
  /** What people added to the articles that tell of it. */
  added?: AddedReading[];
}
export interface AddedReading {
  id: string;
  article: string;
  kind: string;
  reading: Reading;
  author: string;
}
export interface IncidentRow {
  id: string;
  from: string | null;
  to: string | null;
  dated: boolean;
  type: string | null;
  place: Place | null;
  articles: number;
  leads: number;
  killed: Killed | null;
  version: number;
  /** What the policy makes of it; null until it is judged. */
  range?: Verdict | null;
}
export interface Verdict {
  grade: string;
  measures: Pick<Measure, 'kind' | 'low' | 'best' | 'high'>[];
}
export interface Candidate extends IncidentRow {
  score: number;
  reasons: Link['reasons'];
}
export interface Count {
  name: string;
  count: number;
}
export interface Overview {
  articles: number;
  incidents: number;
  rejected: number;
  samples: boolean;
  checkpoint: string;
  first: string | null;
  last: string | null;
  types: Count[];
  countries: Count[];
  outlets: Count[];
}
export interface Policy {
  name: string;
  version: number;
  summary: string;
  measures: string[];
  stances: string[];
  statuses: string[];
  low: string;
  best: string;
  high: string;
  unknown_killed: number | null;
  vague: { low: number; high: number; figure: number }[];
  grades: { name: string; origins: number; accepted: boolean; denied: boolean; combatants_only: boolean }[];
}
export interface Manifest {
  sha256: string;
  policy?: unknown;
  filter?: Record<string, string>;
  counts?: Record<string, number>;
  [more: string]: unknown;
}
export interface Release {
  number: number;
  at: string;
  author: string;
  format: string;
  manifest: Manifest;
  /** null: a draft. */
  published: { author: string; at: string; reason: string; decision: number } | null;
}
export interface LogEntry {
  seq: number;
  at: string;
  actor: string;
  action: string;
  detail: unknown;
  objects: unknown;
  hash: string;
}
export interface Tally {
  accepted: number;
  corrected: number;
  rejected: number;
  added: number;
}
