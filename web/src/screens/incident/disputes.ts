// What is disputed about an incident: number, place, day, perpetrator and victims, each value with who gives it.
import { called, days, originName, placeName, range, sourceName } from '../../format';
import { t, term } from '../../words';
import type { AddedReading, Decision, Figure, Incident, LedgerClaim } from '../../types';

export interface Value {
  words: string;
  origins: string[];
  claims: LedgerClaim[];
  /** Readings that people added with this value. */
  added: AddedReading[];
}
export interface Dispute {
  id: string;
  label: string;
  values: Value[];
  denials: LedgerClaim[];
  disputed: boolean;
  /** The last treatment that settles it, and was not taken back. */
  treated: Decision | undefined;
}

export const speakerOf = (origin: string, claims: LedgerClaim[] | undefined): string =>
  originName(origin, claims?.flatMap((claim) => (claim.source ? [sourceName(claim)] : [])).at(0) ?? '');

/** A reading that a person added, by its value and who added it. */
export const addedWords = (one: AddedReading): string => {
  const { low, high, approximate } = one.reading as Figure;
  return `${range(low, high, approximate)} — ${one.author}`;
};

/** What a treatment names: a source, a reading that a person added, or whom one asks. */
export function whatOf(incident: Incident, decision: Decision): string {
  const what = String(decision.detail.what ?? '');
  const added = incident.added?.find((one) => one.id === what);
  if (added) return addedWords(added);
  return incident.claims[what] ? speakerOf(what, incident.claims[what]) : what;
}

/** What a dispute is about, by its id: number.killed, place, … */
export const disputeWords = (id: string): string =>
  id.startsWith('number.') ? `${t('dispute.number')}: ${term('kind', id.slice(7))}` : term('dispute', id);

export const titleOf = (incident: Incident, article: string): string =>
  incident.articles.find((one) => one.article === article)?.title || article;

/** Claims of leading articles that tell of it as something that happened. */
const telling = (incident: Incident) =>
  Object.values(incident.claims)
    .flat()
    .filter((claim) => ['asserts', 'confirms', 'accuses'].includes(claim.stance));

function gather(claims: LedgerClaim[], words: (claim: LedgerClaim) => string[]): Value[] {
  const values = new Map<string, Value>();
  for (const claim of claims) {
    for (const word of words(claim)) {
      if (!word) continue;
      const value = values.get(word) ?? { words: word, origins: [], claims: [], added: [] };
      if (!value.origins.includes(claim.origin)) value.origins.push(claim.origin);
      value.claims.push(claim);
      values.set(word, value);
    }
  }
  return [...values.values()].sort((a, b) => b.origins.length - a.origins.length);
}

/** The last figure of each origin, as a policy reads them. */
function lastFigures(incident: Incident, kind: string): LedgerClaim[] {
  const whole = telling(incident).filter((claim) => claim.figure === kind && !claim.part && !claim.cumulative);
  const counted = incident.range.measures.find((measure) => measure.kind === kind)?.claims;
  return counted ? whole.filter((claim) => counted.includes(claim.id)) : whole;
}

export function disputesOf(incident: Incident): Dispute[] {
  const all = Object.values(incident.claims).flat();
  const told = telling(incident);
  const denials = all.filter(
    (claim) => claim.stance === 'denies' || claim.stance === 'doubts' || claim.status === 'denied',
  );
  const make = (id: string, values: Value[], against: LedgerClaim[] = []): Dispute => ({
    id,
    label: disputeWords(id),
    values,
    denials: against,
    disputed: values.length > 1 || against.length > 0,
    treated: incident.decisions.filter((one) => !one.undone && one.detail.settles === id).at(-1),
  });
  const added = (incident.added ?? []).filter((one) => one.kind === 'figure');
  const addedOf = (kind: string) => added.filter((one) => (one.reading as Figure).kind === kind);
  const kinds = [
    ...new Set([
      ...told.filter((claim) => claim.figure && !claim.part && !claim.cumulative).map((claim) => claim.figure!),
      ...added.map((one) => (one.reading as Figure).kind),
    ]),
  ];
  const numbers = kinds.map((kind) => {
    const values = gather(lastFigures(incident, kind), (claim) => [range(claim.low, claim.high, claim.approximate)]);
    for (const one of addedOf(kind)) {
      const { low, high, approximate } = one.reading as Figure;
      const words = range(low, high, approximate);
      const value = values.find((each) => each.words === words);
      if (value) value.added.push(one);
      else values.push({ words, origins: [], claims: [], added: [one] });
    }
    return make('number.' + kind, values);
  });
  return [
    ...numbers,
    make(
      'place',
      gather(told, (claim) => (claim.place ? [placeName(claim.place)] : [])),
    ),
    make(
      'day',
      gather(told, (claim) => (claim.from ? [days(claim.from, claim.to)] : [])),
    ),
    make(
      'perpetrator',
      gather(told, (claim) => called(claim.agents, claim.agents_ar)),
      denials.filter((claim) => claim.stance === 'denies' || claim.status === 'denied'),
    ),
    make(
      'victims',
      gather(
        told.filter((claim) => !claim.part),
        (claim) => (claim.victims && claim.victims !== 'people' ? [term('victims', claim.victims)] : []),
      ),
    ),
  ].filter((dispute) => dispute.values.length > 0 || dispute.denials.length > 0);
}
