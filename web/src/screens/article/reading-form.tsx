// Corrects or adds a reading, beside the text, so that the words stay in sight.
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../parts/button';
import { CheckField, SelectField, TextField } from '../../parts/field';
import { useDraft } from '../../draft';
import { t, term } from '../../words';
import type { Analysis, Claim, Figure, Happening, Mention, Reading, Span } from '../../types';
import { MentionsField, SpanField } from './fields';
import type { Kind } from './model';
import { classes, figures, happenings, stances, statuses, victims } from './terms';

export interface FormProps {
  kind: Kind;
  reading: Reading;
  draft: string;
  analysis: Analysis;
  selection: Span | null;
  onShow: (span: Span | null) => void; /** Whether it is kept. */
  onSend: (after: Reading, reason: string) => Promise<boolean>;
  onCancel: () => void;
}

const choices = (family: string, values: readonly string[]) =>
  values.map((value) => ({ value, label: term(family, value) }));
const number = (value: string) => (value === '' ? null : Number(value));
const text = (value: string) => value || null;

type Common<T> = {
  now: T;
  put: (change: Partial<T>) => void;
  analysis: Analysis;
  selection: Span | null;
  onShow: (span: Span | null) => void;
};

function ClaimFields({ now, put, analysis, selection, onShow }: Common<Claim>) {
  const others = [
    { value: '', label: t('none') },
    ...analysis.claims
      .filter((one) => one.id !== now.id)
      .map((one) => ({ value: one.id, label: `${one.id} · ${one.text.slice(0, 40)}` })),
  ];
  return (
    <>
      <SelectField
        label={t('stance')}
        value={now.stance}
        choices={choices('stance', stances)}
        onChange={(stance) => put({ stance })}
        onFocus={() => onShow(now.cue)}
      />
      <MentionsField
        label={t('role.speaker')}
        ids={now.sources}
        mentions={analysis.mentions}
        types={['actor']}
        onChange={(sources) => put({ sources })}
        onShow={onShow}
      />
      <SpanField
        label={t('role.cue')}
        span={now.cue}
        selection={selection}
        onChange={(cue) => put({ cue })}
        onShow={onShow}
      />
      <SpanField label={t('content')} span={now} selection={selection} onChange={(span) => put(span)} onShow={onShow} />
      <SelectField
        label={t('claim.about')}
        value={now.about ?? ''}
        choices={others}
        onChange={(id) => put({ about: text(id) })}
      />
      <SelectField
        label={t('within')}
        value={now.within ?? ''}
        choices={others}
        onChange={(id) => put({ within: text(id) })}
      />
    </>
  );
}

function EventFields({ now, put, analysis, selection, onShow }: Common<Happening>) {
  const many = (label: string, name: 'agents' | 'targets' | 'weapons' | 'places' | 'times', type: string) => (
    <MentionsField
      label={label}
      ids={now[name]}
      mentions={analysis.mentions}
      types={[type]}
      onChange={(ids) => put({ [name]: ids })}
      onShow={onShow}
    />
  );
  return (
    <>
      <SelectField
        label={t('type')}
        value={now.type}
        choices={choices('type', happenings)}
        onChange={(type) => put({ type })}
        onFocus={() => onShow(now.trigger)}
      />
      <SelectField
        label={t('status')}
        value={now.status}
        choices={choices('status', statuses)}
        onChange={(status) => put({ status })}
      />
      <SpanField
        label={t('role.event')}
        span={now.trigger}
        selection={selection}
        onChange={(trigger) => put({ trigger })}
        onShow={onShow}
      />
      <div class="columns">
        <TextField
          label={t('from')}
          type="date"
          value={now.from ?? ''}
          onInput={(value) => put({ from: text(value) })}
        />
        <TextField label={t('to')} type="date" value={now.to ?? ''} onInput={(value) => put({ to: text(value) })} />
      </div>
      {many(t('agents'), 'agents', 'actor')}
      {many(t('targets'), 'targets', 'actor')}
      {many(t('role.place'), 'places', 'place')}
      {many(t('role.weapon'), 'weapons', 'weapon')}
      {many(t('role.time'), 'times', 'time')}
    </>
  );
}

function FigureFields({ now, put, analysis, selection, onShow }: Common<Figure>) {
  const show = () => onShow(now);
  return (
    <>
      <div class="columns">
        <SelectField
          label={t('figure.kind')}
          value={now.kind}
          choices={choices('kind', figures)}
          onChange={(kind) => put({ kind })}
          onFocus={show}
        />
        <SelectField
          label={t('victims')}
          value={now.victims}
          choices={choices('victims', victims)}
          onChange={(who) => put({ victims: who })}
          onFocus={show}
        />
      </div>
      <div class="columns">
        <TextField
          label={t('low')}
          type="number"
          min={0}
          value={String(now.low ?? '')}
          onInput={(value) => put({ low: number(value) })}
          help={t('low.help')}
          onFocus={show}
        />
        <TextField
          label={t('high')}
          type="number"
          min={0}
          value={String(now.high ?? '')}
          onInput={(value) => put({ high: number(value) })}
          help={t('high.help')}
          onFocus={show}
        />
      </div>
      <CheckField label={t('approximate')} checked={now.approximate} onChange={(approximate) => put({ approximate })} />
      <SelectField
        label={t('status')}
        value={now.status}
        choices={choices('status', statuses)}
        onChange={(status) => put({ status })}
      />
      <SpanField label={t('words')} span={now} selection={selection} onChange={(span) => put(span)} onShow={onShow} />
      <SelectField
        label={t('role.event')}
        value={now.event ?? ''}
        onChange={(id) => put({ event: text(id) })}
        choices={[
          { value: '', label: t('none') },
          ...analysis.events.map((one) => ({
            value: one.id,
            label: `${term('type', one.type)} · ${one.trigger.text}`,
          })),
        ]}
      />
    </>
  );
}

function MentionFields({ now, put, selection, onShow }: Common<Mention>) {
  return (
    <>
      <SpanField
        label={t('words')}
        span={now}
        selection={selection}
        onChange={(span) => put({ ...span, name: span.text })}
        onShow={onShow}
      />
      <SelectField
        label={t('class')}
        value={now.class ?? 'other'}
        choices={choices('class', classes)}
        onChange={(value) => put({ class: value })}
      />
    </>
  );
}

/** Every span of a reading must hold words, or the server refuses it. */
const hollow = (reading: Reading): boolean =>
  [reading, ...('cue' in reading ? [reading.cue] : []), ...('trigger' in reading ? [reading.trigger] : [])].some(
    (span) => 'start' in span && span.start >= span.end,
  );

export function ReadingForm({ kind, reading, draft, analysis, selection, onShow, onSend, onCancel }: FormProps) {
  const [{ now, reason }, set, drop] = useDraft(draft, { now: reading, reason: '' });
  const say = (words: string) => set((before) => ({ ...before, reason: words }));
  const upside =
    kind === 'figure' &&
    (now as Figure).low !== null &&
    (now as Figure).high !== null &&
    (now as Figure).low! > (now as Figure).high!;
  const common = {
    analysis,
    selection,
    onShow,
    put: (change: object) => set((before) => ({ ...before, now: { ...before.now, ...change } })),
  };
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('select, input')?.focus();
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const send = async () => {
    if (!upside && !hollow(now) && (await onSend(now, reason))) drop();
  };
  const cancel = () => {
    drop();
    onCancel();
  };
  return (
    <form
      class="reading-form"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          cancel();
        }
      }}
    >
      {kind === 'claim' && <ClaimFields now={now as Claim} {...common} />}
      {kind === 'event' && <EventFields now={now as Happening} {...common} />}
      {kind === 'figure' && <FigureFields now={now as Figure} {...common} />}
      {kind === 'mention' && <MentionFields now={now as Mention} {...common} />}
      <TextField label={t('reason')} value={reason} onInput={say} help={t('reason.optional')} />
      <div role="alert">{upside && <p class="fault">{t('low.above.high')}</p>}</div>
      {hollow(now) && <p class="muted">{t('words.missing')}</p>}
      <div class="row end">
        <Button onClick={cancel}>{t('cancel')}</Button>
        <Button kind="main" type="submit" disabled={hollow(now)}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
