// The incident workspace: what is claimed about one happening, by whom, and what the desk decided.
import { useData } from '../../api';
import { Shown } from '../../parts/states';
import { route } from '../../router';
import { t } from '../../words';
import { policy } from '../../state';
import type { Incident } from '../../types';
import { Workspace } from './workspace';

export default function IncidentScreen() {
  const loaded = useData<Incident>(`/incidents/${encodeURIComponent(route.value.id)}`, { policy: policy.value }, [
    'incident',
    'decision',
    'article',
  ]);
  return (
    <Shown of={loaded} title={t('nav.incident')}>
      {(incident) => <Workspace incident={incident} reload={loaded.reload} />}
    </Shown>
  );
}
