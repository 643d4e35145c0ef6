// Asks into which claim one is merged: the one before it is chosen, so that Enter is enough.
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button';
import { Radios } from '../../parts/field';
import { t, term } from '../../words';
import type { Card, Part } from './model';
import type { Claim } from '../../types';

export function MergeLine({
  cards,
  part,
  onSend,
  onCancel,
}: {
  cards: Card[];
  part: Part<Claim>;
  onSend: (into: string) => void;
  onCancel: () => void;
}) {
  const others = cards.flatMap((card) => (card.claim && card.claim.subject !== part.subject ? [card.claim] : []));
  const before = others.filter((one) => one.now.cue.start <= part.now.cue.start).at(-1) ?? others[0];
  const [into, choose] = useState(before?.subject ?? '');
  return (
    <form
      class="merge-line"
      onSubmit={(event) => {
        event.preventDefault();
        if (into) onSend(into);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel();
      }}
      ref={(form) => {
        if (form && !form.contains(document.activeElement))
          form.querySelector<HTMLElement>('input:checked, button')?.focus();
      }}
    >
      <Radios
        label={t('merge.into')}
        value={into}
        onChange={choose}
        choices={others.map((one) => ({
          value: one.subject,
          label: `${term('stance', one.now.stance)} · \u2068${one.now.text.slice(0, 60)}\u2069`,
        }))}
      />
      <Button kind="main" type="submit" disabled={!into}>
        {t('key.merge')}
      </Button>{' '}
      <Button onClick={onCancel}>{t('cancel')}</Button>
    </form>
  );
}
