// A claim card: who says (and through whom), with what stance, that what happened, with what figures.
import type { ComponentChildren } from 'preact';
import { Badge, Hand, Stance, Status } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Bounds, Days, Name, Quote } from '../../parts/text';
import { mentionName, moment } from '../../format';
import { t, term } from '../../words';
import type { Analysis, Figure, Happening, Mention, Named, Reading, Span } from '../../types';
import { chainOf, spanOf, type Card, type Part } from './model';

export type Act = 'accept' | 'edit' | 'reject' | 'merge' | 'split';

export interface Tools {
  analysis: Analysis;
  mention: (id: string) => Mention | undefined;
  names: Record<string, Named> | undefined;
  can: boolean;
  onShow: (span: Span | null) => void;
  onAct: (action: Act, part: Part) => void;
  /** Takes one correction back. */
  onUndo: (number: number) => void;
  /** What stands in place of a part: its form, or the line that asks why it is rejected. */
  editor: (part: Part) => ComponentChildren;
}

/** A field: shows its words in the text when it has the focus. */
function Shows({ span, tools, children }: { span: Span | undefined; tools: Tools; children: ComponentChildren }) {
  if (!span) return <>{children}</>;
  return (
    <button
      type="button"
      class="shows"
      onFocus={() => tools.onShow(span)}
      onBlur={() => tools.onShow(null)}
      onClick={() => tools.onShow({ ...span })}
    >
      {children}
    </button>
  );
}

/** Entities by their names; the words that were written show in the text, and when one points. */
const Mentions = ({ ids, tools }: { ids: string[]; tools: Tools }) => (
  <>
    {ids.map((id, index) => {
      const mention = tools.mention(id);
      return (
        <span key={id}>
          {index > 0 && '، '}
          <Shows span={mention} tools={tools}>
            <span title={mention?.text}>
              <Name>{mention ? mentionName(mention, tools.names) : id}</Name>
            </span>
          </Shows>
        </span>
      );
    })}
  </>
);

function Line({ word, children }: { word: string; children: ComponentChildren }) {
  return (
    <div class="line">
      <dt>{word}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Decided({ part }: { part: Part }) {
  if (!part.last) return <Hand by="machine" />;
  const words =
    {
      accept: t('was.accepted'),
      correct: t('was.corrected'),
      reject: t('was.rejected'),
      add: t('was.added'),
      split: t('was.split'),
    }[part.last.action] ?? part.last.action;
  return (
    <>
      <Hand by="person" />{' '}
      <Badge tone={'was-' + part.last.action} title={moment(part.last.at)}>
        {words} · <Name>{part.last.author}</Name>
      </Badge>
    </>
  );
}

function Actions({ part, tools }: { part: Part; tools: Tools }) {
  if (!tools.can) return null;
  const words = spanOf(part.now).text.slice(0, 30);
  const one = (action: Act, shape: string) => (
    <Button
      small
      kind="quiet"
      label={`${t(`key.${action}`)}: ${words}`}
      onClick={(event) => {
        event.stopPropagation();
        tools.onAct(action, part);
      }}
    >
      {shape}
    </Button>
  );
  return (
    <span class="actions no-print">
      {one('accept', '✓')}
      {one('edit', '✎')}
      {one('reject', '✕')}
      {part.kind === 'claim' && one('merge', '⊕')}
      {part.kind === 'claim' && one('split', '÷')}
    </span>
  );
}

/** What the machine had read, where a person corrected it. */
const Before = ({ show, children }: { show: boolean; children: ComponentChildren }) =>
  show ? (
    <p class="before">
      <Hand by="machine" /> <s>{children}</s>
    </p>
  ) : null;

const corrected = (part: Part) => part.machine !== null && part.last?.action === 'correct';
const tone = (part: Part) => (part.last ? `person was-${part.last.action}` : 'machine');

function EventPart({ part, tools }: { part: Part<Happening>; tools: Tools }) {
  const { now } = part;
  const list = (word: string, ids: string[]) =>
    ids.length > 0 && (
      <Line word={word}>
        <Mentions ids={ids} tools={tools} />
      </Line>
    );
  return (
    <div role="group" class={'part ' + tone(part)} data-subject={part.subject} aria-label={term('type', now.type)}>
      <div class="row">
        <strong>
          <Shows span={now.trigger} tools={tools}>
            {term('type', now.type)}
          </Shows>
        </strong>{' '}
        <Status value={now.status} /> <Decided part={part} />
        <span class="spring" />
        <Actions part={part} tools={tools} />
      </div>
      <Before show={corrected(part)}>
        {term('type', part.machine?.type)} · {term('status', part.machine?.status)}
      </Before>
      <dl>
        {list(t('agents'), now.agents)}
        {list(t('targets'), now.targets)}
        {list(t('role.place'), now.places)}
        {list(t('role.weapon'), now.weapons)}
        {(now.from || now.to) && (
          <Line word={t('role.time')}>
            <Mentions ids={now.times} tools={tools} />{' '}
            {now.times.length > 0 && <span class="arrow" aria-hidden="true" />}
            <Days from={now.from} to={now.to} />
          </Line>
        )}
      </dl>
      {tools.editor(part)}
    </div>
  );
}

function FigurePart({ part, tools }: { part: Part<Figure>; tools: Tools }) {
  const { now } = part;
  return (
    <div
      role="group"
      class={'part figure ' + tone(part)}
      data-subject={part.subject}
      aria-label={term('kind', now.kind)}
    >
      <div class="row">
        <Shows span={now} tools={tools}>
          <strong>
            {term('kind', now.kind)} <Bounds low={now.low} high={now.high} approximate={now.approximate} />
          </strong>
        </Shows>
        <span class="muted">
          {term('victims', now.victims)}
          {now.within && ` · ${t('part.of.figure')}`}
        </span>
        <Status value={now.status} /> <Decided part={part} />
        <span class="spring" />
        <Actions part={part} tools={tools} />
      </div>
      <Before show={corrected(part)}>
        {term('kind', part.machine?.kind)} <Bounds low={part.machine?.low} high={part.machine?.high} /> ·{' '}
        {term('victims', part.machine?.victims)}
      </Before>
      <div class="as-written">
        {t('as.written')} <Quote>{now.text}</Quote>
      </div>
      {tools.editor(part)}
    </div>
  );
}

export function ClaimCard({
  card,
  number,
  current,
  tools,
  why,
  onChoose,
  onHover,
}: {
  card: Card;
  number: number;
  current: boolean;
  tools: Tools;
  why: ComponentChildren;
  onChoose: () => void;
  onHover: (over: boolean) => void;
}) {
  const { claim } = card;
  const answered = claim?.now.about && tools.analysis.claims.find((one) => one.id === claim.now.about);
  return (
    <article
      class={`card ${claim ? tone(claim) : 'voice'} ${current ? 'current' : ''}`}
      id={'card-' + card.key.replace('/', '-')}
      data-subject={claim?.subject}
      tabIndex={-1}
      aria-current={current ? 'true' : undefined}
      aria-label={`${t('claim')} ${number}`}
      onMouseEnter={() => onHover(true)}
      onMouseLeave={() => onHover(false)}
      onClick={onChoose}
    >
      <div class="row">
        <span class="card-number" aria-hidden="true">
          <Name>{number}</Name>
        </span>
        {claim ? (
          <>
            <Shows span={claim.now.cue} tools={tools}>
              <Stance value={claim.now.stance} />
            </Shows>{' '}
            <Decided part={claim} />
            <span class="spring" />
            <Actions part={claim} tools={tools} />
          </>
        ) : (
          <strong>{t('own.voice')}</strong>
        )}
      </div>
      {claim && (
        <>
          <Before show={corrected(claim)}>
            {term('stance', claim.machine?.stance)} · <Name>{claim.machine?.text}</Name>
          </Before>
          <ol class="chain" aria-label={t('chain')}>
            <li>
              <strong>
                {claim.now.sources.length > 0 ? <Mentions ids={claim.now.sources} tools={tools} /> : t('nobody.named')}
              </strong>
            </li>
            {chainOf(claim.now, tools.analysis, tools.mention, tools.names)
              .slice(1)
              .map((names, index) => (
                <li key={index}>
                  {names.map((name) => (
                    <Name key={name}>{name}</Name>
                  ))}
                </li>
              ))}
            <li class="muted">
              <Name>{tools.analysis.document.outlet ?? t('outlet')}</Name>
            </li>
          </ol>
          <p class="content">
            <Shows span={claim.now} tools={tools}>
              <Quote>{claim.now.text}</Quote>
            </Shows>
          </p>
          {answered && (
            <p class="muted">
              {t('answers')} <Quote>{answered.text}</Quote>
            </p>
          )}
          {card.merged.map(({ part, by }) => (
            <p key={part.subject} class="merged">
              <Hand by="person" /> <Badge tone="was-merge">{t('was.merged')}</Badge>{' '}
              <Shows span={part.now} tools={tools}>
                <Quote>{part.now.text}</Quote>
              </Shows>{' '}
              <small class="muted">
                <Name>{by.author}</Name> · <Name>{moment(by.at)}</Name>
              </small>{' '}
              {tools.can && (
                <Button small kind="quiet" onClick={() => tools.onUndo(by.number)}>
                  {t('key.undo')}
                </Button>
              )}
            </p>
          ))}
          {tools.editor(claim as Part<Reading>)}
        </>
      )}
      {card.events.map((part) => (
        <EventPart key={part.subject} part={part} tools={tools} />
      ))}
      {card.figures.map((part) => (
        <FigurePart key={part.subject} part={part} tools={tools} />
      ))}
      {why}
    </article>
  );
}
