// Links with their reasons, and the trail of decisions, each of which can be taken back.
import { Badge } from '../../parts/badge';
import { Button } from '../../parts/button';
import { Panel } from '../../parts/page';
import { Code, Name, News, Quote } from '../../parts/text';
import { moment } from '../../format';
import { to } from '../../router';
import { may } from '../../state';
import { numeral, t, term } from '../../words';
import type { Decision, Incident } from '../../types';
import { disputeWords, titleOf } from './disputes';

export function Links({ incident }: { incident: Incident }) {
  if (incident.links.length === 0) return null;
  return (
    <Panel title={t('links')} id="links">
      <p class="muted">{t('links.lead')}</p>
      <ul class="links">
        {incident.links.map((link) => (
          <li key={link.article}>
            <div>
              <a href={to('article', link.article)}>
                <News>{titleOf(incident, link.article)}</News>
              </a>{' '}
              ↔ <News>{titleOf(incident, link.to)}</News>{' '}
              <Badge>
                {t('score')} <bdi>{numeral(link.score)}</bdi>
              </Badge>
            </div>
            <div class="row">
              {link.reasons.map((reason, index) => (
                <Badge key={index} tone={reason.points < 0 ? 'against' : 'for'}>
                  {term('reason.link', reason.what)}
                  {reason.which && (
                    <>
                      {' '}
                      <Name>{reason.which}</Name>
                    </>
                  )}{' '}
                  <bdi dir="ltr">
                    {reason.points > 0 ? '+' : ''}
                    {reason.points.toFixed(1)}
                  </bdi>
                </Badge>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What a decision was about, from its detail: an origin, a name, ids of incidents or articles. */
function Detail({ detail }: { detail: Record<string, unknown> }) {
  const shown = Object.entries(detail).filter(
    ([name, value]) => name !== 'moved' && typeof value === 'string' && value !== '',
  );
  return (
    <>
      {shown.map(([name, value]) => (
        <span key={name}>
          {name === 'settles' ? <Badge>{disputeWords(String(value))}</Badge> : <Code>{String(value)}</Code>}{' '}
        </span>
      ))}
    </>
  );
}

export function Trail({ incident, onUndo }: { incident: Incident; onUndo: (decision: Decision) => void }) {
  return (
    <Panel title={t('trail')} id="trail">
      {incident.decisions.length === 0 ? (
        <p class="muted">{t('trail.none')}</p>
      ) : (
        <ol class="trail">
          {incident.decisions.map((one) => (
            <li key={one.number} class={one.undone ? 'undone' : ''}>
              <Badge tone="person">◉ {term('decision', one.action)}</Badge> <Detail detail={one.detail} />{' '}
              <Quote>{one.reason}</Quote>{' '}
              <small class="muted">
                <Name>{one.author}</Name> · <Name>{moment(one.at)}</Name>
                {one.undone && ` · ${t('undone')}`}
              </small>{' '}
              {may('decide') && !one.undone && one.action !== 'undo' && (
                <span class="no-print">
                  <Button small kind="quiet" onClick={() => onUndo(one)}>
                    {t('key.undo')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}
