// Parts a claim in two: the second claim is written beside the text, and one chooses what goes with it.
import { useState } from 'preact/hooks';
import { CheckField } from '../../parts/field';
import { Bounds, Quote } from '../../parts/text';
import { t, term } from '../../words';
import type { Analysis, Claim, Reading, Span } from '../../types';
import type { Card } from './model';
import { ReadingForm } from './reading-form';
import { blank } from './terms';

export function SplitForm({
  card,
  analysis,
  selection,
  draft,
  onShow,
  onSend,
  onCancel,
}: {
  card: Card;
  analysis: Analysis;
  selection: Span | null;
  draft: string;
  onShow: (span: Span | null) => void;
  onSend: (after: { claim: Claim; takes: string[] }, reason: string) => Promise<boolean>;
  onCancel: () => void;
}) {
  const [takes, take] = useState<string[]>([]);
  const whole = card.claim!.now;
  const chosen = selection ?? { start: whole.start, end: whole.end, text: whole.text };
  // Who says it, and with which words, is most often the same.
  const second: Claim = {
    ...(blank('claim', chosen, analysis, null) as Claim),
    sources: whole.sources,
    stance: whole.stance,
    cue: whole.cue,
    told_to: whole.told_to,
    within: whole.within,
  };
  const toggle = (subject: string) => (on: boolean) =>
    take(on ? [...takes, subject] : takes.filter((one) => one !== subject));
  const parts = [
    ...card.events.map((part) => ({ subject: part.subject, label: <>{term('type', part.now.type)}</> })),
    ...card.figures.map((part) => ({
      subject: part.subject,
      label: (
        <>
          {term('kind', part.now.kind)} <Bounds low={part.now.low} high={part.now.high} />{' '}
          <Quote>{part.now.text}</Quote>
        </>
      ),
    })),
  ];
  return (
    <div class="split-form">
      <p class="muted">{t('split.help')}</p>
      {parts.length > 0 && (
        <fieldset class="radios">
          <legend>{t('split.takes')}</legend>
          {parts.map((part) => (
            <CheckField
              key={part.subject}
              label={part.label}
              checked={takes.includes(part.subject)}
              onChange={toggle(part.subject)}
            />
          ))}
        </fieldset>
      )}
      <ReadingForm
        kind="claim"
        reading={second}
        analysis={analysis}
        selection={selection}
        onShow={onShow}
        onCancel={onCancel}
        draft={draft}
        onSend={(claim: Reading, reason) => onSend({ claim: claim as Claim, takes }, reason)}
      />
    </div>
  );
}
