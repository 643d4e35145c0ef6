// The closed lists of marsad.analysis/1, and blank readings to begin a new one with.
import type { Analysis, Mention, Reading, Span } from '../../types';
import type { Kind } from './model';

export const stances = ['asserts', 'confirms', 'denies', 'accuses', 'doubts', 'demands', 'promises'] as const;
export const statuses = ['reported', 'denied', 'negated', 'possible', 'planned'] as const;
export const figures = [
  'killed',
  'injured',
  'missing',
  'abducted',
  'detained',
  'displaced',
  'affected',
  'released',
  'surrendered',
] as const;
export const victims = [
  'people',
  'civilians',
  'children',
  'women',
  'combatants',
  'medics',
  'journalists',
  'mixed',
] as const;
export const happenings = [
  'clash',
  'shelling',
  'airstrike',
  'bombing',
  'chemical_attack',
  'shooting',
  'abduction',
  'arrest',
  'abuse',
  'territory',
  'siege',
  'displacement',
  'aid',
  'destruction',
  'ceasefire',
  'talks',
  'withdrawal',
  'support',
  'protest',
  'sanction',
  'release',
  'violence',
] as const;

export const classes = [
  'government',
  'military',
  'armed-group',
  'monitor',
  'media',
  'medical',
  'international',
  'official',
  'civilian',
  'person',
  'other',
] as const;

/** A reading of the selected words; its id comes after the last that there is. */
export function blank(kind: Kind, span: Span, analysis: Analysis, within: string | null): Reading {
  const claims = within ? [within] : [];
  const next = (letter: string, list: { id: string }[]) =>
    letter + (Math.max(0, ...list.map((one) => Number(one.id.slice(1)))) + 1);
  if (kind === 'mention')
    return {
      id: next('m', analysis.mentions),
      type: 'actor',
      ...span,
      name: span.text,
      class: 'other',
    } satisfies Mention;
  if (kind === 'claim')
    return {
      id: next('c', analysis.claims),
      sources: [],
      cue: { start: span.start, end: span.start, text: '' },
      stance: 'asserts',
      ...span,
      told_to: null,
      about: null,
      within: null,
    };
  if (kind === 'event')
    return {
      id: next('e', analysis.events),
      type: 'violence',
      trigger: span,
      agents: [],
      targets: [],
      weapons: [],
      places: [],
      times: [],
      from: null,
      to: null,
      status: 'reported',
      claims,
      codes: {},
    };
  return {
    id: next('f', analysis.figures),
    kind: 'killed',
    low: null,
    high: null,
    approximate: false,
    victims: 'people',
    ...span,
    event: null,
    claims,
    sources: [],
    within: null,
    place: null,
    from: null,
    to: null,
    status: 'reported',
  };
}
