// The workspace of one loaded incident, and how its decisions are sent.
import { useRef, useState } from 'preact/hooks';
import { get, send, type Fault } from '../../api';
import { Button } from '../../parts/button';
import { Badge } from '../../parts/badge';
import { Page, Panel } from '../../parts/page';
import { Bounds, Code, Day, Days, Name, News, Quote, Where } from '../../parts/text';
import { country, moment } from '../../format';
import { go, route, to } from '../../router';
import { may, policy, session } from '../../state';
import { conflict } from '../../shell/conflict';
import { count, t, term } from '../../words';
import type { Decision, Incident } from '../../types';
import { MapInset } from '../map/inset';
import { ByOrigin } from './by-origin';
import { DecideDialog, type Body, type Wanted } from './decide-dialog';
import { Disagreement } from './disagreement';
import { Ladder } from './ladder';
import { SeriesPanel } from './series';
import { Links, Trail } from './trail';

const path = (id: string) => `/incidents/${encodeURIComponent(id)}`;

/** Sends decisions on the version that was seen; where another was made meanwhile, shows both. */
function useDecisions(incident: Incident, reload: () => Promise<Incident | undefined>) {
  const version = useRef(incident.version);
  version.current = Math.max(version.current, incident.version);
  const once = async (body: Body) => {
    await send('POST', path(incident.id) + '/decisions', { ...body, version: version.current });
    const now = await reload();
    if (now) version.current = now.version;
  };
  return async (body: Body) => {
    try {
      await once(body);
    } catch (caught) {
      if ((caught as Fault).code !== 'changed') throw caught;
      const now = await get<Incident>(path(incident.id), { policy: policy.value });
      version.current = now.version;
      const newer = now.decisions.filter((one) => !incident.decisions.some((known) => known.number === one.number));
      void reload();
      conflict.value = {
        stands:
          newer.length > 0 ? (
            <ul class="trail">
              {newer.map((one) => (
                <li key={one.number}>
                  <Badge tone="person">{term('decision', one.action)}</Badge> <Quote>{one.reason}</Quote>{' '}
                  <small>
                    <Name>{one.author}</Name> · {moment(one.at)}
                  </small>
                </li>
              ))}
            </ul>
          ) : (
            <p>{t('conflict.unknown')}</p>
          ),
        mine: (
          <p>
            <Badge>{term('decision', body.action)}</Badge> {body.detail && <Code>{body.detail}</Code>}{' '}
            <Quote>{body.reason}</Quote>
          </p>
        ),
        again: () => once(body),
      };
    }
  };
}

function Summary({ incident }: { incident: Incident }) {
  const { range, place } = incident;
  const signs = incident.decisions.filter((one) => one.action === 'sign' && !one.undone);
  const notes = incident.decisions.filter((one) => one.action === 'note' && !one.undone);
  return (
    <section class="incident-summary" aria-label={t('summary')}>
      <p class="row">
        <Days from={incident.from} to={incident.to} dated={incident.dated} /> · <Where place={place} />
        {place?.country && <> · {country(place.country)}</>}
        {range.measures.map((measure) => (
          <Badge key={measure.kind} tone="harm">
            {term('kind', measure.kind)} <Bounds low={measure.low} high={measure.high} />{' '}
            <small>
              <Name>{range.policy}</Name>
            </small>
          </Badge>
        ))}
        {range.grade && <Badge tone={'grade-' + range.grade}>{term('grade', range.grade)}</Badge>}
        <Badge>{count('n.articles', incident.reports.length)}</Badge>
        <Badge>{count('n.origins', range.origins)}</Badge>
        {signs.map((one) => (
          <Badge key={one.number} tone="done">
            ✓ {t('signed')} <Name>{one.author}</Name>
          </Badge>
        ))}
      </p>
      <p class="muted">
        <Code>{incident.id}</Code>
        {incident.former_ids.length > 0 && (
          <>
            {' '}
            · {t('former.ids')}{' '}
            {incident.former_ids.map((id) => (
              <Code key={id}>{id} </Code>
            ))}
          </>
        )}{' '}
        · {t('documented')}
      </p>
      <p class="print-only muted">
        {t('printed')} <Name>{moment(new Date().toISOString())}</Name> · <Name>{session.value?.person.name}</Name> ·{' '}
        <Name>
          {range.policy} {range.version}
        </Name>
      </p>
      {notes.map((one) => (
        <blockquote key={one.number}>
          <Quote>{one.reason}</Quote>{' '}
          <small class="muted">
            <Name>{one.author}</Name>
          </small>
        </blockquote>
      ))}
    </section>
  );
}

/** A decision taken back: it asks for a reason, as each decision does. */
const undoing = (decision: Decision): Wanted => ({ action: 'undo', number: decision.number });

export function Workspace({ incident, reload }: { incident: Incident; reload: () => Promise<Incident | undefined> }) {
  const [wanted, want] = useState<Wanted | null>(null);
  const decide = useDecisions(incident, reload);
  const act = (action: string) => () => want({ action });
  const sendBody = async (body: Body) => {
    if (wanted?.action === 'undo') {
      await send('POST', `/decisions/${wanted.number}/undo`, { reason: body.reason });
      await reload();
    } else await decide(body);
  };
  if (incident.id !== route.value.id && incident.former_ids.includes(route.value.id)) go(to('incident', incident.id));
  const actions = may('decide') && (
    <>
      <Button onClick={act('merge')}>{t('decision.merge')}</Button>
      <Button onClick={act('split')} disabled={incident.reports.length < 2}>
        {t('decision.split')}
      </Button>
      <Button onClick={act('move')}>{t('decision.move')}</Button>
      <Button onClick={act('note')}>{t('decision.note')}</Button>
      <Button kind="main" onClick={act('sign')}>
        {t('decision.sign')}
      </Button>
    </>
  );
  const heading = incident.type ? term('type', incident.type) : t('harm.only');
  return (
    <Page
      title={
        <>
          {heading}
          {incident.place && (
            <>
              {' '}
              — <Where place={incident.place} />
            </>
          )}
        </>
      }
      actions={
        <>
          {actions}
          <Button onClick={() => print()}>{t('print')}</Button>
        </>
      }
    >
      <Summary incident={incident} />
      <div class="workspace">
        <div class="workspace-main">
          <Disagreement incident={incident} onTreat={(action, dispute) => want({ action, dispute })} />
          <ByOrigin incident={incident} />
        </div>
        <div class="workspace-side">
          <Ladder incident={incident} />
          <SeriesPanel incident={incident} />
          {incident.place && (
            <Panel title={t('role.place')} id="place">
              <MapInset place={incident.place} />
            </Panel>
          )}
          <Panel title={t('articles')} id="articles">
            <ul class="plain">
              {incident.articles.map((one) => (
                <li key={one.article}>
                  {one.leads ? '●' : '○'}{' '}
                  <a href={to('article', one.article)}>
                    <News>{one.title || one.article}</News>
                  </a>{' '}
                  <small class="muted">
                    <Name>{one.outlet}</Name> · <Day value={one.published} />
                  </small>
                </li>
              ))}
            </ul>
            <p class="muted note">
              ● {t('leads')} · ○ {t('background')}
            </p>
          </Panel>
          <Links incident={incident} />
          <Trail incident={incident} onUndo={(decision) => want(undoing(decision))} />
        </div>
      </div>
      {wanted && (
        <DecideDialog
          key={wanted.action}
          incident={incident}
          wanted={wanted}
          onSend={sendBody}
          onClose={() => want(null)}
        />
      )}
    </Page>
  );
}
