// Corrections in words: the trail of an article, and both sides of a conflict.
import { moment } from '../../format';
import { Badge } from '../../parts/badge';
import { Code, Name, Quote } from '../../parts/text';
import { t, term } from '../../words';
import type { Correction } from '../../types';
import type { Change } from './decide';

/** The main words of a reading or of its change. */
function summary(after: object | null | undefined): string {
  if (!after) return '';
  const all = after as Record<string, unknown>;
  if (typeof all.into === 'string') return '← ' + all.into;
  if (all.claim) return summary(all.claim);
  const families: [string, string][] = [
    ['stance', 'stance'],
    ['type', 'type'],
    ['kind', 'kind'],
    ['status', 'status'],
    ['victims', 'victims'],
  ];
  const words = families.flatMap(([name, family]) =>
    typeof all[name] === 'string' ? [term(family, all[name] as string)] : [],
  );
  if ('low' in all || 'high' in all) words.push(`${String(all.low ?? '')}–${String(all.high ?? '')}`);
  return words.join(' · ');
}

export const action = (name: string): string =>
  ({
    accept: t('was.accepted'),
    correct: t('was.corrected'),
    reject: t('was.rejected'),
    add: t('was.added'),
    merge: t('was.merged'),
    split: t('was.split'),
    done: t('state.done'),
    undo: t('key.undo'),
  })[name] ?? name;

export function CorrectionLine({ one }: { one: Correction }) {
  return (
    <li class={one.undone ? 'undone' : ''}>
      <Badge tone={'was-' + one.action}>{action(one.action)}</Badge> {one.subject && <Code>{one.subject}</Code>}{' '}
      {summary(one.after)}
      {one.reason && (
        <>
          {' '}
          <Quote>{one.reason}</Quote>
        </>
      )}{' '}
      <small class="muted">
        <Name>{one.author}</Name> · <Name>{moment(one.at)}</Name>
        {one.undone && ` · ${t('undone')}`}
      </small>
    </li>
  );
}

export function conflictLines(newer: Correction[], change: Change) {
  return {
    stands:
      newer.length > 0 ? (
        <ul class="trail">
          {newer.map((one) => (
            <CorrectionLine key={one.number} one={one} />
          ))}
        </ul>
      ) : (
        <p>{t('conflict.unknown')}</p>
      ),
    mine: (
      <p>
        <Badge tone={'was-' + change.action}>{action(change.action)}</Badge> <Code>{change.subject}</Code>{' '}
        {summary(change.after)} {change.reason && <Quote>{change.reason}</Quote>}
      </p>
    ),
  };
}
