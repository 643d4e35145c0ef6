// The article exactly as published: one text node a paragraph, its words painted from outside.
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../parts/button';
import { CheckField } from '../../parts/field';
import { t, term } from '../../words';
import type { Analysis, Span } from '../../types';
import { roles, spansByRole, unsure, type Card, type Role } from './model';
import { canPaint, paint, paragraphs, pointAt, reveal, selected, type Place } from './paint';

export interface TextProps {
  text: string;
  analysis: Analysis;
  cards: Card[];
  chosen: Place[];
  focus: Place | null;
  onChoose: (card: Card) => void;
  onSelect: (span: Span) => void;
  chain: (card: Card) => string;
}

const stances = ['asserts', 'confirms', 'denies', 'accuses', 'doubts', 'demands', 'promises'];

/** The innermost claim whose words or cue lie there. */
function cardAt(cards: Card[], point: number): Card | undefined {
  const inside = (span: Place) => span.start <= point && point < span.end;
  return cards
    .filter((card) => card.claim && (inside(card.claim.now) || inside(card.claim.now.cue)))
    .sort((a, b) => a.claim!.now.end - a.claim!.now.start - (b.claim!.now.end - b.claim!.now.start))[0];
}

export function ArticleText({ text, analysis, cards, chosen, focus, onChoose, onSelect, chain }: TextProps) {
  const root = useRef<HTMLDivElement>(null);
  const [by, colour] = useState<'role' | 'stance'>('role');
  const [off, hide] = useState<Role[]>([]);
  const [over, hover] = useState<Card | null>(null);

  useEffect(() => {
    const spans = spansByRole(analysis);
    roles.forEach((role, index) =>
      paint(root.current, 'role-' + role, by === 'role' && !off.includes(role) ? spans[role] : [], index),
    );
    const claims = cards.flatMap((card) =>
      card.claim && card.claim.last?.action !== 'reject' ? [card.claim.now] : [],
    );
    stances.forEach((stance, index) =>
      paint(
        root.current,
        'stance-' + stance,
        by === 'stance' ? claims.filter((claim) => claim.stance === stance).flatMap((claim) => [claim, claim.cue]) : [],
        index,
      ),
    );
    paint(root.current, 'unsure', unsure(analysis), 20);
  }, [text, analysis, cards, by, off]);
  useEffect(() => {
    paint(root.current, 'chosen', chosen, 30);
  }, [text, chosen]);
  useEffect(() => {
    paint(root.current, 'focus', focus ? [focus] : [], 40);
    if (focus) reveal(root.current, focus);
  }, [text, focus]);
  useEffect(() => {
    const note = () => {
      const span = selected(root.current);
      if (span) onSelect(span);
    };
    document.addEventListener('selectionchange', note);
    return () => document.removeEventListener('selectionchange', note);
  }, []);

  const under = (event: MouseEvent) => {
    const point = pointAt(event.clientX, event.clientY);
    return point === null ? undefined : cardAt(cards, point);
  };
  const shown = by === 'role' ? roles : stances;
  return (
    <>
      <div class="legend no-print" role="group" aria-label={t('paint.legend')}>
        <Button small pressed={by === 'role'} onClick={() => colour('role')}>
          {t('paint.role')}
        </Button>
        <Button small pressed={by === 'stance'} onClick={() => colour('stance')}>
          {t('paint.stance')}
        </Button>
        {by === 'role'
          ? roles.map((role) => (
              <CheckField
                key={role}
                label={<span class={'swatch role-' + role}>{t(`role.${role}`)}</span>}
                checked={!off.includes(role)}
                onChange={(on) => hide(on ? off.filter((one) => one !== role) : [...off, role])}
              />
            ))
          : shown.map((stance) => (
              <span key={stance} class={'swatch stance-' + stance}>
                {term('stance', stance)}
              </span>
            ))}
        <span class="swatch unsure">{t('paint.unsure')}</span>
      </div>
      <p class="chain-line" aria-live="off">
        {over ? (
          <bdi dir="auto">{chain(over)}</bdi>
        ) : canPaint() ? (
          <span class="muted">{t('paint.hint')}</span>
        ) : (
          t('paint.none')
        )}
      </p>
      <div
        ref={root}
        class="article-text"
        onMouseMove={(event) => hover(under(event) ?? null)}
        onMouseLeave={() => hover(null)}
        onClick={(event) => {
          const card = under(event);
          if (card && getSelection()?.isCollapsed) onChoose(card);
        }}
      >
        {paragraphs(text).map((paragraph) => (
          <p key={paragraph.start} dir="auto" data-start={paragraph.start}>
            {paragraph.text}
          </p>
        ))}
      </div>
    </>
  );
}
