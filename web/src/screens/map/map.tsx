// The map: dots only where the words name a town or finer, areas elsewhere, clusters that count incidents,
// and beside it all that is shown, and all that is not located.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Feature, FeatureCollection, Point, Polygon } from 'geojson';
import { useData } from '../../api';
import { Button } from '../../parts/button';
import { IncidentFilters, incidentQuery, PolicyChooser } from '../../parts/incident-filters';
import { Page } from '../../parts/page';
import { Shown } from '../../parts/states';
import { Days, Where } from '../../parts/text';
import { Verdict } from '../../parts/verdict';
import { placeName } from '../../format';
import { to } from '../../router';
import { language, policy, theme } from '../../state';
import { count, numeral, t, term } from '../../words';
import type { IncidentRow } from '../../types';
import { TimeBrush } from './brush';

type Engine = typeof import('./engine');
// Fetched beside the incidents, not after them.
const engineComing = import('./engine');
/** `radius_km`: how far the place reaches, 0 for a town or finer. */
type Located = IncidentRow & { radius_km: number };
type Shape = Feature<Point | null, Located>;
type MapData = FeatureCollection<Point | null, Located> & { cut: boolean };

/** Incidents of one imprecise place share one area, with their number on it. */
function areasOf(shapes: Shape[], engine: Engine): import('./engine').Areas {
  const byPlace = new Map<string, Shape[]>();
  for (const shape of shapes) {
    const { place } = shape.properties;
    if (place && shape.properties.radius_km > 0)
      byPlace.set(place.entity || place.name, [...(byPlace.get(place.entity || place.name) ?? []), shape]);
  }
  return {
    type: 'FeatureCollection',
    features: [...byPlace.values()].map((group): Feature<Polygon> => {
      const place = group[0]!.properties.place!;
      const geometry = engine.circle([place.lon, place.lat], group[0]!.properties.radius_km);
      return {
        type: 'Feature',
        geometry,
        properties: {
          ids: group.map((one) => one.properties.id).join(' '),
          label: `${placeName(place)} (${numeral(group.length)})`,
        },
      };
    }),
  };
}

const pointsOf = (shapes: Shape[]): import('./engine').Points => ({
  type: 'FeatureCollection',
  features: shapes.flatMap((shape) =>
    shape.geometry && shape.properties.place && shape.properties.radius_km === 0
      ? [
          {
            type: 'Feature' as const,
            geometry: shape.geometry,
            properties: { ids: shape.properties.id, name: placeName(shape.properties.place) },
          },
        ]
      : [],
  ),
});

const shapesOf = (shapes: Shape[], engine: Engine) => ({ areas: areasOf(shapes, engine), points: pointsOf(shapes) });

function Canvas({ data, onChoose }: { data: MapData; onChoose: (ids: string[]) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const kept = useRef<{ engine: Engine; map: ReturnType<Engine['openMap']> } | null>(null);
  const [ready, arrive] = useState(0);
  const drawn = useRef<MapData | null>(null);
  useEffect(() => {
    let gone = false;
    void engineComing.then((engine) => {
      if (gone || !box.current) return;
      const map = engine.openMap(box.current, { centre: [38, 30], zoom: 3.4 }, shapesOf(data.features, engine));
      map.on('click', (event) => {
        void engine.incidentsAt(map, event.point).then(onChoose);
      });
      kept.current = { engine, map };
      drawn.current = data;
      arrive((before) => before + 1);
    });
    return () => {
      gone = true;
      kept.current?.map.remove();
      kept.current = null;
    };
  }, [theme.value, language.value]);
  useEffect(() => {
    if (!kept.current) return;
    const { engine, map } = kept.current;
    if (drawn.current !== data) engine.setData(map, shapesOf(data.features, engine));
    drawn.current = data;
    engine.fit(
      map,
      data.features.flatMap((shape) =>
        shape.properties.place && shape.geometry
          ? [[shape.properties.place.lon, shape.properties.place.lat] as [number, number]]
          : [],
      ),
    );
  }, [data, ready]);
  return <div class="map" ref={box} role="group" aria-label={t('nav.map')} />;
}

const Item = ({ row }: { row: IncidentRow }) => (
  <li>
    <a href={to('incident', row.id)}>{row.type ? term('type', row.type) : t('harm.only')}</a> ·{' '}
    <Where place={row.place} /> · <Days from={row.from} to={row.to} dated={row.dated} />
    {(row.killed || row.range?.grade) && (
      <>
        {' '}
        · <Verdict row={row} />
      </>
    )}
  </li>
);

function Sides({ data, chosen, onClear }: { data: MapData; chosen: string[]; onClear: () => void }) {
  const rows = data.features.map((shape) => shape.properties);
  const located = data.features.filter((shape) => shape.geometry).map((shape) => shape.properties);
  const lost = data.features.filter((shape) => !shape.geometry).map((shape) => shape.properties);
  const shown = chosen.length > 0 ? rows.filter((row) => chosen.includes(row.id)) : located;
  return (
    <div class="map-side">
      <section aria-label={t('map.shown')}>
        <h2>
          {chosen.length > 0 ? t('map.chosen') : t('map.shown')} · {count('n.incidents', shown.length)}
        </h2>
        {chosen.length > 0 && (
          <Button small onClick={onClear}>
            {t('map.all')}
          </Button>
        )}
        {data.cut && <p class="muted">{t('map.cut')}</p>}
        <ul class="plain" aria-live="polite">
          {shown.slice(0, 200).map((row) => (
            <Item key={row.id} row={row} />
          ))}
        </ul>
      </section>
      <section aria-label={t('map.lost')}>
        <h2>
          {t('map.lost')} · {count('n.incidents', lost.length)}
        </h2>
        <p class="muted">{t('map.lost.lead')}</p>
        <ul class="plain">
          {lost.map((row) => (
            <Item key={row.id} row={row} />
          ))}
        </ul>
      </section>
    </div>
  );
}

export default function MapScreen() {
  const loaded = useData<MapData>('/map', { ...incidentQuery(), policy: policy.value }, ['incident', 'decision']);
  const [chosen, choose] = useState<string[]>([]);
  const canvas = useMemo(
    () => loaded.data && <Canvas data={loaded.data} onChoose={choose} />,
    [loaded.data, theme.value, language.value],
  );
  return (
    <Page title={t('nav.map')} lead={t('map.lead')}>
      <IncidentFilters>
        <PolicyChooser />
      </IncidentFilters>
      <Shown of={loaded}>
        {(data) => (
          <div class="map-screen">
            <div>
              {canvas}
              <TimeBrush />
              <p class="muted note">{t('map.borders')}</p>
            </div>
            <Sides data={data} chosen={chosen} onClear={() => choose([])} />
          </div>
        )}
      </Shown>
    </Page>
  );
}
