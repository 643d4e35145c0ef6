// From an analysis and the desk's corrections to the cards of the workbench.
// What the machine read (`machine`) and what a person decided (`last`, `now`) stay apart in each part.
import type { Analysis, Claim, Correction, Figure, Happening, Mention, Reading, Span } from '../../types';

export type Kind = 'claim' | 'event' | 'figure' | 'mention';
export interface Part<T extends Reading = Reading> {
  kind: Kind;
  subject: string;
  machine: T | null;
  now: T;
  last: Correction | undefined;
}
/** A claim with what it tells; `claim` is null where the outlet itself speaks. */
export interface Card {
  key: string;
  start: number;
  claim: Part<Claim> | null;
  events: Part<Happening>[];
  figures: Part<Figure>[];
}

export const kindOf = (reading: Partial<Reading>): Kind =>
  'cue' in reading ? 'claim' : 'trigger' in reading ? 'event' : 'class' in reading ? 'mention' : 'figure';
export const spanOf = (reading: Reading): Span => ('trigger' in reading ? reading.trigger : reading);

function parts<T extends Reading>(kind: Kind, readings: T[], corrections: Correction[]): Part<T>[] {
  const machine = readings.map((reading, index): Part<T> => {
    const subject = `${kind}/${index}`;
    const last = corrections.filter((one) => one.subject === subject).at(-1);
    return {
      kind,
      subject,
      machine: reading,
      now: last?.action === 'correct' ? { ...reading, ...(last.after as Partial<T>) } : reading,
      last,
    };
  });
  const added = corrections
    .filter((one) => one.action === 'add' && one.after && kindOf(one.after) === kind)
    .map((last): Part<T> => ({ kind, subject: `added/${last.number}`, machine: null, now: last.after as T, last }));
  return [...machine, ...added];
}

/** The analysis with what people added to it: what a form lets one choose, and what ids are taken. */
export function withAdded(analysis: Analysis, corrections: Correction[]): Analysis {
  const added = corrections.flatMap((one) =>
    one.action === 'add' && !one.undone && one.after ? [one.after as Reading] : [],
  );
  const of = <T extends Reading>(kind: Kind, list: T[]): T[] => [
    ...list,
    ...(added.filter((one) => kindOf(one) === kind) as T[]),
  ];
  return {
    ...analysis,
    mentions: of('mention', analysis.mentions),
    claims: of('claim', analysis.claims),
    events: of('event', analysis.events),
    figures: of('figure', analysis.figures),
  };
}

/** The innermost of the claims that tell something: not one that holds another of them. */
function innermost(ids: string[], claims: Part<Claim>[]): string[] {
  const outer = new Set(claims.filter((part) => ids.includes(part.now.id)).map((part) => part.now.within));
  return ids.filter((id) => !outer.has(id));
}

export function cardsOf(analysis: Analysis, all: Correction[]): Card[] {
  const corrections = all.filter((one) => !one.undone && one.action !== 'undo');
  const claims = parts('claim', analysis.claims, corrections);
  const events = parts('event', analysis.events, corrections);
  const figures = parts('figure', analysis.figures, corrections);
  const tells = (part: Part<Happening> | Part<Figure>, id: string) => innermost(part.now.claims, claims).includes(id);
  const cards: Card[] = claims.map((claim) => ({
    key: claim.subject,
    start: claim.now.cue.start,
    claim,
    events: events.filter((part) => tells(part, claim.now.id)),
    figures: figures.filter((part) => tells(part, claim.now.id)),
  }));
  const known = new Set(claims.map((part) => part.now.id));
  const alone = (part: Part<Happening> | Part<Figure>) => !part.now.claims.some((id) => known.has(id));
  const voice = { events: events.filter(alone), figures: figures.filter(alone) };
  if (voice.events.length + voice.figures.length > 0) {
    const first = Math.min(...[...voice.events, ...voice.figures].map((part) => spanOf(part.now).start));
    cards.push({ key: 'voice', start: first, claim: null, ...voice });
  }
  return cards.sort((a, b) => a.start - b.start);
}

/** Who says it, who was told, who quotes: from the source outward to the outlet. */
export function chainOf(claim: Claim, analysis: Analysis, mention: (id: string) => Mention | undefined): string[][] {
  const words = (ids: string[]) => ids.map((id) => mention(id)?.text ?? id);
  const chain: string[][] = [words(claim.sources)];
  if (claim.told_to) chain.push(words([claim.told_to]));
  for (let outer = claim.within, steps = 0; outer && steps < 8; steps++) {
    const found = analysis.claims.find((one) => one.id === outer);
    if (!found) break;
    chain.push(words(found.sources));
    if (found.told_to) chain.push(words([found.told_to]));
    outer = found.within;
  }
  return chain;
}

/** What the words themselves leave open: drawn dotted. */
export function unsure(analysis: Analysis): Span[] {
  return [
    ...analysis.figures.filter((one) => one.approximate || one.status === 'possible'),
    ...analysis.events.filter((one) => one.status === 'possible').map((one) => one.trigger),
    ...analysis.claims.filter((one) => one.sources.length === 0 || one.stance === 'doubts').map((one) => one.cue),
    ...analysis.mentions.filter(
      (one) => (one.type === 'time' && !one.from && !one.to) || (one.type === 'place' && !one.entity),
    ),
  ];
}

export const roles = ['speaker', 'cue', 'figure', 'place', 'time', 'actor', 'weapon', 'event'] as const;
export type Role = (typeof roles)[number];

export function spansByRole(analysis: Analysis): Record<Role, Span[]> {
  const speakers = new Set(
    analysis.claims.flatMap((claim) => [...claim.sources, ...(claim.told_to ? [claim.told_to] : [])]),
  );
  const of = (type: string) => analysis.mentions.filter((mention) => mention.type === type);
  return {
    speaker: of('actor').filter((one) => speakers.has(one.id)),
    actor: of('actor').filter((one) => !speakers.has(one.id)),
    cue: analysis.claims.map((claim) => claim.cue),
    figure: analysis.figures,
    place: of('place'),
    time: of('time'),
    weapon: of('weapon'),
    event: analysis.events.map((event) => event.trigger),
  };
}

/** All words that a card stands on. */
export function spansOfCard(card: Card, mention: (id: string) => Mention | undefined): Span[] {
  const named = (ids: (string | null)[]) => ids.flatMap((id) => (id ? (mention(id) ?? []) : []));
  const claim = card.claim?.now;
  return [
    ...(claim ? [claim, claim.cue, ...named([...claim.sources, claim.told_to])] : []),
    ...card.events.flatMap(({ now }) => [
      now.trigger,
      ...named([...now.agents, ...now.targets, ...now.weapons, ...now.places, ...now.times]),
    ]),
    ...card.figures.flatMap(({ now }) => [now, ...named([now.place])]),
  ];
}
