// The filters that incidents, map and timeline share; they live in the address, so that they can be kept and sent.
import type { ComponentChildren } from 'preact';
import { useData } from '../api';
import { country } from '../format';
import { refine, route, type Query } from '../router';
import { policy } from '../state';
import { t, term } from '../words';
import type { Overview, Policy } from '../types';
import { Button } from './button';
import { SelectField, TextField } from './field';

const names = ['since', 'until', 'type', 'country', 'leads'];

export const incidentQuery = (): Query => Object.fromEntries(names.map((name) => [name, route.value.query[name]]));

export function PolicyChooser() {
  const { data } = useData<Policy[]>('/policies');
  const known = data ?? [{ name: policy.value, version: 1 }];
  return (
    <SelectField
      label={t('policy')}
      value={policy.value}
      onChange={(value) => {
        policy.value = value;
      }}
      choices={known.map((one) => ({ value: one.name, label: `${one.name} ${one.version}` }))}
    />
  );
}

export function IncidentFilters({ children }: { children?: ComponentChildren }) {
  const { data } = useData<Overview>('/overview');
  const query = route.value.query;
  const any = { value: '', label: t('any') };
  return (
    <div class="filters" role="search" aria-label={t('filters')}>
      <TextField label={t('since')} type="date" value={query.since ?? ''} onInput={(since) => refine({ since })} />
      <TextField label={t('until')} type="date" value={query.until ?? ''} onInput={(until) => refine({ until })} />
      <SelectField
        label={t('type')}
        value={query.type ?? ''}
        onChange={(type) => refine({ type })}
        choices={[any, ...(data?.types ?? []).map(({ name }) => ({ value: name, label: term('type', name) }))]}
      />
      <SelectField
        label={t('country')}
        value={query.country ?? ''}
        onChange={(code) => refine({ country: code })}
        choices={[any, ...(data?.countries ?? []).map(({ name }) => ({ value: name, label: country(name) }))]}
      />
      {children}
      {names.some((name) => query[name]) && (
        <Button kind="quiet" onClick={() => refine(Object.fromEntries(names.map((name) => [name, undefined])))}>
          {t('filters.clear')}
        </Button>
      )}
    </div>
  );
}
