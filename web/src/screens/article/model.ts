// From an analysis and the desk's corrections to the cards of the workbench.
// What the machine read (`machine`) and what a person decided (`last`, `now`) stay apart in each part.
import { mentionName } from '../../format';
import type { Analysis, Claim, Correction, Figure, Happening, Mention, Named, Reading, Span } from '../../types';

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
  /** Claims that were merged into this one, each with the correction that did it. */
  merged: { part: Part<Claim>; by: Correction }[];
  events: Part<Happening>[];
  figures: Part<Figure>[];
}

export const kindOf = (reading: Partial<Reading>): Kind =>
  'cue' in reading ? 'claim' : 'trigger' in reading ? 'event' : 'class' in reading ? 'mention' : 'figure';
export const spanOf = (reading: Reading): Span => ('trigger' in reading ? reading.trigger : reading);

/** What people added: readings of their own, and the second claim of a split. Two may have been called alike. */
function addedOf(corrections: Correction[], known: string[]): { made: Correction; reading: Reading }[] {
  const taken = new Set(known);
  return corrections.flatMap((made) => {
    const after = made.action === 'add' ? made.after : made.action === 'split' ? made.after?.claim : undefined;
    if (!after) return [];
    const reading = { ...after } as Reading;
    if (!reading.id || taken.has(reading.id)) reading.id = `desk${made.number}`;
    taken.add(reading.id);
    return [{ made, reading }];
  });
}

const decisive = ['accept', 'correct', 'reject'];

function parts<T extends Reading>(kind: Kind, readings: T[], corrections: Correction[]): Part<T>[] {
  const part = (subject: string, machine: T | null, first: T, made?: Correction): Part<T> => {
    const decided = corrections.filter((one) => one.subject === subject && decisive.includes(one.action));
    const corrected = decided.filter((one) => one.action === 'correct').at(-1);
    const now = corrected ? { ...first, ...(corrected.after as Partial<T>), id: first.id } : first;
    return { kind, subject, machine, now, last: decided.at(-1) ?? made };
  };
  return [
    ...readings.map((reading, index) => part(`${kind}/${index}`, reading, reading)),
    ...addedOf(
      corrections,
      readings.map((one) => one.id),
    )
      .filter(({ reading }) => kindOf(reading) === kind)
      .map(({ made, reading }) => part(`added/${made.number}`, null, reading as T, made)),
  ];
}

/** The analysis with what people added to it: what a form lets one choose, and what ids are taken. */
export function withAdded(analysis: Analysis, all: Correction[]): Analysis {
  const corrections = all.filter((one) => !one.undone && one.action !== 'undo');
  const of = <T extends Reading>(kind: Kind, list: T[]): T[] => parts(kind, list, corrections).map((part) => part.now);
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

/** Happenings and figures told by other claims than the machine read, since claims were split or merged. */
function retold<T extends Happening | Figure>(
  list: Part<T>[],
  claims: Part<Claim>[],
  corrections: Correction[],
  homes: Map<string, string>,
): Part<T>[] {
  const id = (subject: string) => claims.find((part) => part.subject === subject)?.now.id;
  const swap = (part: Part<T>, from: string | undefined, to: string | undefined): Part<T> =>
    from && to && part.now.claims.includes(from)
      ? { ...part, now: { ...part.now, claims: [...new Set(part.now.claims.map((one) => (one === from ? to : one)))] } }
      : part;
  return list.map((part) => {
    let now = part;
    for (const one of corrections)
      if (one.action === 'split' && one.after?.takes?.includes(part.subject))
        now = swap(now, id(one.subject), id(`added/${one.number}`));
    for (const [gone, home] of homes) now = swap(now, id(gone), id(home));
    return now;
  });
}

export function cardsOf(analysis: Analysis, all: Correction[]): Card[] {
  const corrections = all.filter((one) => !one.undone && one.action !== 'undo');
  const every = parts('claim', analysis.claims, corrections);
  const merges = corrections.filter(
    (one) => one.action === 'merge' && every.some((part) => part.subject === one.after?.into),
  );
  const into = new Map(merges.map((one) => [one.subject, one.after!.into!]));
  const homeOf = (subject: string): string => (into.has(subject) ? homeOf(into.get(subject)!) : subject);
  const homes = new Map([...into.keys()].map((subject) => [subject, homeOf(subject)]));
  const claims = every.filter((part) => !into.has(part.subject));
  const events = retold(parts('event', analysis.events, corrections), every, corrections, homes);
  const figures = retold(parts('figure', analysis.figures, corrections), every, corrections, homes);
  const tells = (part: Part<Happening> | Part<Figure>, id: string) => innermost(part.now.claims, claims).includes(id);
  const cards: Card[] = claims.map((claim) => ({
    key: claim.subject,
    start: claim.now.cue.start,
    claim,
    merged: merges
      .filter((one) => homes.get(one.subject) === claim.subject)
      .map((by) => ({ part: every.find((part) => part.subject === by.subject)!, by })),
    events: events.filter((part) => tells(part, claim.now.id)),
    figures: figures.filter((part) => tells(part, claim.now.id)),
  }));
  const known = new Set(claims.map((part) => part.now.id));
  const alone = (part: Part<Happening> | Part<Figure>) => !part.now.claims.some((id) => known.has(id));
  const voice = { events: events.filter(alone), figures: figures.filter(alone) };
  if (voice.events.length + voice.figures.length > 0) {
    const first = Math.min(...[...voice.events, ...voice.figures].map((part) => spanOf(part.now).start));
    cards.push({ key: 'voice', start: first, claim: null, merged: [], ...voice });
  }
  return cards.sort((a, b) => a.start - b.start);
}

/** Who says it, who was told, who quotes: from the source outward to the outlet. */
export function chainOf(
  claim: Claim,
  analysis: Analysis,
  mention: (id: string) => Mention | undefined,
  names: Record<string, Named> | undefined,
): string[][] {
  const words = (ids: string[]) =>
    ids.map((id) => {
      const one = mention(id);
      return one ? mentionName(one, names) : id;
    });
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
    ...card.merged.map(({ part }) => part.now),
    ...card.events.flatMap(({ now }) => [
      now.trigger,
      ...named([...now.agents, ...now.targets, ...now.weapons, ...now.places, ...now.times]),
    ]),
    ...card.figures.flatMap(({ now }) => [now, ...named([now.place])]),
  ];
}
