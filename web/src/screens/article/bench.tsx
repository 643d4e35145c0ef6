// The workbench of one loaded article: which card is current, what is being edited, and every key.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { get, type Fault } from '../../api';
import { originName } from '../../format';
import { Button } from '../../parts/button';
import { Radios } from '../../parts/field';
import { useKeys } from '../../parts/keys';
import { Page } from '../../parts/page';
import { Empty, FaultLine } from '../../parts/states';
import { News, Quote } from '../../parts/text';
import { go, route, to } from '../../router';
import { may, session } from '../../state';
import { count, t } from '../../words';
import type { Claim, InboxRow, ReadArticle, Rows, Span } from '../../types';
import { ArticleActions, ArticleFacts } from './article-head';
import { ClaimCard, type Act, type Tools } from './card';
import { useDecide } from './decide';
import { CorrectionLine } from './lines';
import { cardsOf, chainOf, spansOfCard, withAdded, type Card, type Kind, type Part } from './model';
import type { Place } from './paint';
import { MergeLine } from './merge-line';
import { ReadingForm } from './reading-form';
import { RejectLine } from './reject-line';
import { SplitForm } from './split-form';
import { blank } from './terms';
import { ArticleText } from './text';
import { Why } from './why';

type Editing = { what: Exclude<Act, 'accept'>; part: Part } | { what: 'new'; kind: Kind; span: Span } | null;

function evidence(): Place | null {
  const [start, end] = (route.value.query.at ?? '').split('-').map(Number);
  return start !== undefined && end !== undefined && end > start ? { start, end } : null;
}

/** The next or previous article that waits in the inbox. */
async function turn(article: string, step: 1 | -1): Promise<void> {
  const { rows } = await get<Rows<InboxRow>>('/inbox', { state: 'new', limit: 100 });
  const at = rows.findIndex((row) => row.article === article);
  const next = at < 0 ? rows[0] : rows[at + step];
  go(next ? to('article', next.article) : to('inbox'));
}

export function Bench({ page, reload }: { page: ReadArticle; reload: () => Promise<ReadArticle | undefined> }) {
  const { article, analysis, corrections } = page;
  const cards = useMemo(() => cardsOf(analysis, corrections), [page]);
  const known = useMemo(() => withAdded(analysis, corrections), [page]);
  const mentions = useMemo(() => new Map(known.mentions.map((one) => [one.id, one])), [known]);
  const mention = (id: string) => mentions.get(id);
  const [at, move] = useState(0);
  const [hovered, hover] = useState<Card | null>(null);
  const [focus, show] = useState<Place | null>(evidence);
  const [selection, select] = useState<Span | null>(null);
  const [editing, edit] = useState<Editing>(null);
  const [whyOf, explain] = useState('');
  const [fault, fail] = useState<Fault | null>(null);
  const { decide, undo } = useDecide(page, reload, fail);
  const can = may('annotate') && article.current;
  const done = corrections.some((one) => !one.undone && one.action === 'done');
  const current = cards[at];
  const text = analysis.document.text ?? '';
  const chosen = useMemo(() => {
    const card = hovered ?? current;
    return card ? spansOfCard(card, mention) : [];
  }, [hovered, current, page]);
  const asked = route.value.query.at;
  useEffect(() => {
    show(evidence());
  }, [asked]);

  const choose = (index: number, focusCard = true) => {
    if (cards.length === 0) return;
    const next = Math.min(Math.max(index, 0), cards.length - 1);
    move(next);
    const element = document.getElementById('card-' + cards[next]!.key.replace('/', '-'));
    element?.scrollIntoView({ block: 'nearest' });
    if (focusCard) element?.focus({ preventScroll: true });
    const first = cards[next]!.claim?.now ?? cards[next]!.events[0]?.now.trigger ?? cards[next]!.figures[0]?.now;
    show(first ? { start: first.start, end: first.start + 1 } : null);
  };
  /** The part that has the focus; else the claim of the current card, or its first part. */
  const target = (): Part | undefined => {
    const subject = document.activeElement?.closest<HTMLElement>('[data-subject]')?.dataset.subject;
    const all: Part[] = cards.flatMap(
      (card) => [...(card.claim ? [card.claim] : []), ...card.events, ...card.figures] as Part[],
    );
    return (
      all.find((part) => part.subject === subject) ??
      ((current?.claim ?? current?.events[0] ?? current?.figures[0]) as Part | undefined)
    );
  };
  const act = (action: Act, part = action === 'merge' || action === 'split' ? current?.claim : target()) => {
    if (!can || !part) return;
    if (action === 'accept') void decide({ action, subject: part.subject });
    else edit({ what: action, part });
  };
  const begin = () => {
    if (can) edit({ what: 'new', kind: 'claim', span: selection ?? { start: 0, end: 0, text: '' } });
  };
  const finish = () => {
    if (can) void (done ? undo((one) => one.action === 'done') : decide({ action: 'done', subject: 'article' }));
  };
  const takeBack = () => {
    if (can) void undo((one) => one.author === session.value?.person.name);
  };
  useKeys([
    { key: 'j', shift: false, act: () => choose(at + 1) },
    { key: 'k', shift: false, act: () => choose(at - 1) },
    {
      key: 'j',
      shift: true,
      act: () => {
        void turn(article.article, 1);
      },
    },
    {
      key: 'k',
      shift: true,
      act: () => {
        void turn(article.article, -1);
      },
    },
    { key: 'a', act: () => act('accept') },
    { key: 'e', act: () => act('edit') },
    { key: 'r', act: () => act('reject') },
    { key: 'm', act: () => act('merge') },
    { key: 's', act: () => act('split') },
    { key: 'n', act: begin },
    { key: '0', act: finish },
    { key: 'z', ctrl: true, act: takeBack },
    { key: 'w', act: () => explain(can && current && whyOf !== current.key ? current.key : '') },
  ]);

  const close = () => {
    edit(null);
    choose(at);
  };
  const shut = (kept: boolean) => {
    if (kept) close();
    return kept;
  };
  const tools: Tools = {
    analysis,
    mention,
    names: page.names,
    can,
    onShow: show,
    onAct: (action, part) => act(action, part),
    onUndo: (number) => {
      void undo((one) => one.number === number);
    },
    editor: (part) => {
      if (!editing || editing.what === 'new' || editing.part.subject !== part.subject) return null;
      if (editing.what === 'reject')
        return (
          <RejectLine
            onCancel={close}
            onSend={(reason) => {
              void decide({ action: 'reject', subject: part.subject, reason }).then(shut);
            }}
          />
        );
      const claim = part as Part<Claim>;
      if (editing.what === 'merge')
        return (
          <MergeLine
            cards={cards}
            part={claim}
            onCancel={close}
            onSend={(into) => {
              void decide({ action: 'merge', subject: part.subject, after: { into } }).then(shut);
            }}
          />
        );
      if (editing.what === 'split')
        return (
          <SplitForm
            card={cards.find((one) => one.claim?.subject === part.subject)!}
            analysis={known}
            selection={selection}
            onShow={show}
            onCancel={close}
            draft={`${article.article}/split ${part.subject}`}
            onSend={(after, reason) => decide({ action: 'split', subject: part.subject, after, reason }).then(shut)}
          />
        );
      return (
        <ReadingForm
          kind={part.kind}
          reading={part.now}
          analysis={known}
          selection={selection}
          onShow={show}
          onCancel={close}
          draft={`${article.article}/${part.subject}`}
          onSend={(after, reason) => decide({ action: 'correct', subject: part.subject, after, reason }).then(shut)}
        />
      );
    },
  };
  const chain = (card: Card) =>
    card.claim
      ? [
          ...chainOf(card.claim.now, analysis, mention, page.names).map(
            (names) => names.join('، ') || t('nobody.named'),
          ),
          originName(article.outlet),
        ].join(' ‹ ')
      : '';
  return (
    <Page
      title={<News>{article.title || analysis.document.title || article.article}</News>}
      actions={<ArticleActions page={page} can={can} done={done} onDone={finish} onUndo={takeBack} onNew={begin} />}
    >
      <ArticleFacts page={page} />
      {!article.current && <p class="box">{t('version.old')}</p>}
      <div role="alert">{fault && <FaultLine fault={fault} />}</div>
      <div class="bench">
        <section class="text-pane" aria-label={t('text')} tabIndex={0}>
          <ArticleText
            text={text}
            analysis={analysis}
            cards={cards}
            chosen={chosen}
            focus={focus}
            chain={chain}
            onSelect={select}
            onChoose={(card) => choose(cards.indexOf(card))}
          />
        </section>
        <section class="cards-pane" aria-label={t('claims')} tabIndex={0}>
          <div class="row cards-head">
            <h2>{count('n.claims', cards.length)}</h2>
            {selection && can && (
              <span class="muted">
                {t('selected')} <Quote>{selection.text.slice(0, 40)}</Quote>
              </span>
            )}
          </div>
          {editing?.what === 'new' && (
            <div class="card new">
              <Radios
                label={t('key.new')}
                value={editing.kind}
                onChange={(kind) => edit({ ...editing, kind: kind as Kind })}
                choices={(['claim', 'event', 'figure', 'mention'] as Kind[]).map((value) => ({
                  value,
                  label: t(value === 'mention' ? 'role.actor' : (value as 'claim')),
                }))}
              />
              <ReadingForm
                key={editing.kind}
                kind={editing.kind}
                reading={blank(editing.kind, editing.span, known, current?.claim?.now.id ?? null)}
                analysis={known}
                selection={selection}
                onShow={show}
                onCancel={close}
                draft={`${article.article}/new ${editing.kind}`}
                onSend={(after, reason) => decide({ action: 'add', subject: editing.kind, after, reason }).then(shut)}
              />
            </div>
          )}
          {cards.length === 0 && <Empty>{t('cards.none')}</Empty>}
          {cards.map((card, index) => (
            <ClaimCard
              key={card.key}
              card={card}
              number={index + 1}
              current={index === at}
              tools={tools}
              onChoose={() => move(index)}
              onHover={(over) => hover(over ? card : null)}
              why={
                can && (
                  <div class="no-print">
                    <Button
                      small
                      kind="quiet"
                      hint="W"
                      expanded={whyOf === card.key}
                      onClick={() => explain(whyOf === card.key ? '' : card.key)}
                    >
                      {t('key.why')}
                    </Button>
                    {whyOf === card.key && <Why article={article.article} card={card} />}
                  </div>
                )
              }
            />
          ))}
          {corrections.length > 0 && (
            <details class="trail-box">
              <summary>
                {t('trail')} ({count('n.decisions', corrections.length)})
              </summary>
              <ul class="trail">
                {corrections.map((one) => (
                  <CorrectionLine key={one.number} one={one} />
                ))}
              </ul>
            </details>
          )}
        </section>
      </div>
    </Page>
  );
}
