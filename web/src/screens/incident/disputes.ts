// What is disputed about an incident: number, place, day, perpetrator and victims, each value with who gives it.
import { days, originName, placeName, range } from '../../format';
import { t, term, type Word } from '../../words';
import type { Incident, LedgerClaim } from '../../types';

export interface Value {
  words: string;
  origins: string[];
  claims: LedgerClaim[];
}
export interface Dispute {
  id: string;
  label: string;
  values: Value[];
  denials: LedgerClaim[];
  disputed: boolean;
}

export const speakerOf = (origin: string, claims: LedgerClaim[] | undefined): string =>
  originName(origin, claims?.find((claim) => claim.source)?.source ?? '');

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
      const value = values.get(word) ?? { words: word, origins: [], claims: [] };
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
  const make = (id: string, word: Word, values: Value[], against: LedgerClaim[] = []): Dispute => ({
    id,
    label: t(word),
    values,
    denials: against,
    disputed: values.length > 1 || against.length > 0,
  });
  const kinds = [
    ...new Set(told.filter((claim) => claim.figure && !claim.part && !claim.cumulative).map((claim) => claim.figure!)),
  ];
  const numbers = kinds.map((kind) => {
    const values = gather(lastFigures(incident, kind), (claim) => [range(claim.low, claim.high, claim.approximate)]);
    return {
      ...make('number.' + kind, 'dispute.number', values),
      label: `${t('dispute.number')}: ${term('kind', kind)}`,
    };
  });
  return [
    ...numbers,
    make(
      'place',
      'dispute.place',
      gather(told, (claim) => (claim.place ? [placeName(claim.place)] : [])),
    ),
    make(
      'day',
      'dispute.day',
      gather(told, (claim) => (claim.from ? [days(claim.from, claim.to)] : [])),
    ),
    make(
      'perpetrator',
      'dispute.perpetrator',
      gather(told, (claim) => claim.agents),
      denials.filter((claim) => claim.stance === 'denies' || claim.status === 'denied'),
    ),
    make(
      'victims',
      'dispute.victims',
      gather(
        told.filter((claim) => !claim.part),
        (claim) => (claim.victims && claim.victims !== 'people' ? [term('victims', claim.victims)] : []),
      ),
    ),
  ].filter((dispute) => dispute.values.length > 0 || dispute.denials.length > 0);
}
