// Policies: how each makes a range of what is claimed, and what another one would change.
import { useState } from 'preact/hooks';
import { useData } from '../api';
import { Badge } from '../parts/badge';
import { SelectField } from '../parts/field';
import { Page, Panel } from '../parts/page';
import { Empty, Shown } from '../parts/states';
import { Table } from '../parts/table';
import { Bounds, Code, Name } from '../parts/text';
import { to } from '../router';
import { policy } from '../state';
import { count, numeral, say, t, term } from '../words';
import type { Measure, Policy } from '../types';

/** All that must hold for a grade. */
function conditions(grade: Policy['grades'][number]): string {
  const words = [
    grade.origins > 0 && count('n.origins', grade.origins),
    grade.accepted && t('grade.accepted'),
    grade.denied && t('grade.denied'),
    grade.combatants_only && t('grade.combatants'),
  ];
  return words.filter(Boolean).join(' · ');
}

function Card({ one }: { one: Policy }) {
  const list = (family: string, values: string[]) =>
    values.map((value) => <Badge key={value}>{term(family, value)}</Badge>);
  return (
    <section class="panel policy-card" aria-label={one.name}>
      <h2>
        <Code>{one.name}</Code>{' '}
        <small>
          {t('version')} <bdi>{numeral(one.version)}</bdi>
        </small>
      </h2>
      <p>
        <Name>{say('policy.says', one.name, one.summary)}</Name>
      </p>
      <dl class="facts-list">
        <div>
          <dt>{t('measures')}</dt>
          <dd>{list('kind', one.measures)}</dd>
        </div>
        <div>
          <dt>{t('stance')}</dt>
          <dd>{list('stance', one.stances)}</dd>
        </div>
        <div>
          <dt>{t('status')}</dt>
          <dd>{list('status', one.statuses)}</dd>
        </div>
        <div>
          <dt>{t('bounds')}</dt>
          <dd>
            {t('low')}: {term('bound', one.low)} ·{' '}
            {one.best !== 'none' && (
              <>
                {t('best')}: {term('bound', one.best)} ·{' '}
              </>
            )}
            {t('high')}: {term('bound', one.high)}
          </dd>
        </div>
        {one.unknown_killed !== null && (
          <div>
            <dt>{t('unknown.killed')}</dt>
            <dd>{numeral(one.unknown_killed)}</dd>
          </div>
        )}
      </dl>
      {one.vague.length > 0 && (
        <>
          <h3>{t('vague')}</h3>
          <ul class="plain">
            {one.vague.map((row) => (
              <li key={row.low}>
                <Bounds low={row.low} high={row.high} /> {t('counts.as')} <bdi>{numeral(row.figure)}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      {one.grades.length > 0 && (
        <>
          <h3>{t('grade')}</h3>
          <ol class="plain">
            {one.grades.map((grade) => (
              <li key={grade.name}>
                <Badge tone={'grade-' + grade.name}>{term('grade', grade.name)}</Badge> {conditions(grade)}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

interface Judged {
  grade: string;
  measures: Measure[];
}

function Diff({ policies }: { policies: Policy[] }) {
  const [a, setA] = useState(policies[0]?.name ?? '');
  const [b, setB] = useState(policies.find((one) => one.name !== policies[0]?.name)?.name ?? '');
  const loaded = useData<{ looked_at: number; rows: { id: string; a: Judged; b: Judged }[] }>('/policies/diff', {
    a,
    b,
    limit: 100,
  });
  const choices = policies.map((one) => ({ value: one.name, label: `${one.name} ${one.version}` }));
  const cell = (side: Judged) => (
    <>
      {side.measures.map((measure) => (
        <div key={measure.kind}>
          {term('kind', measure.kind)} <Bounds low={measure.low} high={measure.high} />
          {measure.best != null && (
            <small>
              {' '}
              {t('best')} {numeral(measure.best)}
            </small>
          )}
        </div>
      ))}
      {side.measures.length === 0 && '—'}
      {side.grade && <Badge tone={'grade-' + side.grade}>{term('grade', side.grade)}</Badge>}
    </>
  );
  return (
    <>
      <div class="filters">
        <SelectField label={t('policy.a')} value={a} choices={choices} onChange={setA} />
        <SelectField label={t('policy.b')} value={b} choices={choices} onChange={setB} />
      </div>
      <Shown of={loaded}>
        {(data) =>
          data.rows.length === 0 ? (
            <Empty>{t('diff.none')}</Empty>
          ) : (
            <>
              <p>
                {t('diff.lead', {
                  n: count('n.incidents', data.rows.length),
                  all: count('n.incidents', data.looked_at),
                })}
              </p>
              <Table
                caption={t('diff')}
                rows={data.rows}
                rowKey={(row) => row.id}
                columns={[
                  {
                    id: 'id',
                    head: t('nav.incident'),
                    rowHead: true,
                    cell: (row) => (
                      <a href={to('incident', row.id)}>
                        <Code>{row.id}</Code>
                      </a>
                    ),
                  },
                  { id: 'a', head: a, cell: (row) => cell(row.a) },
                  { id: 'b', head: b, cell: (row) => cell(row.b) },
                ]}
              />
            </>
          )
        }
      </Shown>
    </>
  );
}

export default function Policies() {
  const loaded = useData<Policy[]>('/policies');
  return (
    <Page title={t('nav.policies')} lead={t('policies.lead')}>
      <Shown of={loaded}>
        {(policies) => (
          <>
            <div class="filters">
              <SelectField
                label={t('policy.shown')}
                value={policy.value}
                onChange={(value) => {
                  policy.value = value;
                }}
                choices={policies.map((one) => ({ value: one.name, label: `${one.name} ${one.version}` }))}
              />
            </div>
            <div class="cards">
              {policies.map((one) => (
                <Card key={one.name} one={one} />
              ))}
            </div>
            <Panel title={t('diff')} id="diff">
              <Diff policies={policies} />
            </Panel>
          </>
        )}
      </Shown>
    </Page>
  );
}
