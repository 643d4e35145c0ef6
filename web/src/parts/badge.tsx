// Small signs: each has a letter or shape of its own, since colour alone tells nobody enough.
import type { ComponentChildren } from 'preact';
import { term, t } from '../words';

export const Badge = ({
  children,
  tone = 'plain',
  title,
}: {
  children: ComponentChildren;
  tone?: string;
  title?: string;
}) => (
  <span class={'badge ' + tone} title={title}>
    {children}
  </span>
);

const shapes: Record<string, string> = {
  asserts: '●',
  confirms: '✓',
  denies: '✕',
  accuses: '➤',
  doubts: '?',
  demands: '!',
  promises: '◇',
};

export const Stance = ({ value }: { value: string }) => (
  <span class={'badge stance ' + value}>
    <span aria-hidden="true">{shapes[value] ?? '●'}</span> {term('stance', value)}
  </span>
);

export const Status = ({ value }: { value: string }) =>
  value === 'reported' ? null : <Badge tone={'status-' + value}>{term('status', value)}</Badge>;

/** What a machine read, or what a person decided: never to be taken for each other. */
export const Hand = ({ by }: { by: 'machine' | 'person' }) => (
  <Badge tone={by}>
    <span aria-hidden="true">{by === 'machine' ? '◌' : '◉'}</span> {by === 'machine' ? t('by.machine') : t('by.person')}
  </Badge>
);
